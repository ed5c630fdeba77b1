import CMuJoCo
import RobotInterface

/// The six joints of the arm in the physics model, and the drives on them.
struct ArmDrive {
  private let positionAddresses: [Int]
  private let velocityAddresses: [Int]
  private let actuators: [Int]

  /// Seconds by which a drive's set point leads a moving reference: what its damping and the joint's own would
  /// otherwise hold it back. Without it the arm lags 0.1 s behind.
  private static let lead = (ArmModel.damping + ArmModel.jointDamping) / ArmModel.stiffness

  init(engine: PhysicsEngine) throws(SimulatorError) {
    var (positions, velocities, drives): ([Int], [Int], [Int]) = ([], [], [])
    for index in 0..<ArmKinematics.jointCount {
      let name = ArmModel.jointName(index)
      let joint = Int32(try engine.find(CMUJOCO_JOINT, name))
      positions.append(Int(cmujoco_position_address(engine.world, joint)))
      velocities.append(Int(cmujoco_velocity_address(engine.world, joint)))
      drives.append(try engine.find(CMUJOCO_ACTUATOR, name))
    }
    (positionAddresses, velocityAddresses, actuators) = (positions, velocities, drives)
  }

  func positions(in engine: PhysicsEngine) -> [Double] { positionAddresses.map { engine.positions[$0] } }
  func velocities(in engine: PhysicsEngine) -> [Double] { velocityAddresses.map { engine.velocities[$0] } }

  /// Puts the arm at rest at `joints`, its drives holding it there.
  func set(_ joints: [Double], in engine: PhysicsEngine) {
    for (index, angle) in joints.enumerated() {
      engine.positions[positionAddresses[index]] = angle
      engine.velocities[velocityAddresses[index]] = 0
    }
    lead(to: joints, speeds: [Double](repeating: 0, count: joints.count), in: engine)
  }

  /// Tells the drives to be at `reference` (radians) while it moves at `speeds` (radians per second).
  func lead(to reference: [Double], speeds: [Double], in engine: PhysicsEngine) {
    for (index, actuator) in actuators.enumerated() {
      engine.controls[actuator] = reference[index] + Self.lead * speeds[index]
    }
  }
}
