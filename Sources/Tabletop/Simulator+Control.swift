import CMuJoCo
import Geometry
import RobotInterface

extension Simulator {
  /// Advances by one control step. Throws `actionNotFinite` before anything moves, or `unstable` when the physics
  /// cannot go on. Cost: about 1 ms with eight actors.
  public func step(_ action: Action) throws(WorldError) {
    guard action.translation.isFinite, action.rotation.isFinite, action.vacuum.isFinite else {
      throw .actionNotFinite
    }
    let vacuumOn = action.vacuum > 0
    if !vacuumOn { release() }
    let start = jointReference
    aim(at: goal(of: action))
    let speeds = zip(start, jointReference).map { ($1 - $0) / Self.controlPeriod }
    contactRecord.beginControlStep()
    for step in 1...Self.stepsPerControl {
      let elapsed = Double(step) * Self.timeStep
      arm.lead(to: zip(start, speeds).map { $0 + elapsed * $1 }, speeds: speeds, in: engine)
      try engine.step()
      followSuction(vacuumOn: vacuumOn)
    }
    engine.refresh()
    measureContacts()
  }

  /// The tool pose that `action` asks for, its displacement cut to 0.1 m per axis and its rotation to 0.1 rad.
  private func goal(of action: Action) -> Pose {
    let base = options.actionBase == .target ? toolTarget : engine.sitePose(toolSite)
    let raw = action.translation
    let translation = Action.translationScale * Vec3(Self.cut(raw.x), Self.cut(raw.y), Self.cut(raw.z))
    let length = action.rotation.norm
    let rotation = Quat(rotationVector: (Action.rotationScale / max(1, length)) * action.rotation)
    return switch options.actionFrame {
    case .world: Pose(base.p + translation, (rotation * base.q).normalized)
    case .tool: Pose(base.apply(translation), (base.q * rotation).normalized)
    }
  }

  private static func cut(_ value: Double) -> Double { min(max(value, -1), 1) }

  /// Moves the joint reference towards `goal`. An unreachable goal leaves it where it is; one that asks for more than
  /// the joints' speed gets as far as they come. Either way the target becomes what the arm is really told, so that
  /// requests that cannot be met do not pile up.
  private func aim(at goal: Pose) {
    let isTarget = options.actionBase == .target
    let solution = ArmKinematics.solve(goal, from: isTarget ? jointReference : arm.positions(in: engine))
    guard solution.isReached else {
      toolTarget = ArmKinematics.toolPose(jointReference)
      return
    }
    let largest = zip(jointReference, solution.joints).map { abs($1 - $0) }.max() ?? 0
    let allowed = ArmKinematics.speedLimit * Self.controlPeriod
    if largest <= allowed {
      jointReference = solution.joints
      toolTarget = goal
    } else {
      jointReference = zip(jointReference, solution.joints).map { $0 + allowed / largest * ($1 - $0) }
      toolTarget = ArmKinematics.toolPose(jointReference)
    }
  }
}
