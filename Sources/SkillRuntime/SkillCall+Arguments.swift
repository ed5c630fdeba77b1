import Geometry
import RobotInterface

extension SkillCall {
  /// The call that the machine asks for, its arguments in the order of the prelude.
  init(_ name: Name, _ arguments: inout Arguments) throws(ExecutionError) {
    switch name {
    case .pick:
      self = .pick(try arguments.actor())
    case .place:
      self = .place(try arguments.actor(), at: try arguments.pose(), matchOrientation: try arguments.bool())
    case .pickMovePlace:
      let actor = try arguments.actor()
      let destination = Destination(pose: try arguments.optionalPose(), support: try arguments.optionalActor())
      self = .pickMovePlace(actor, to: destination, matchOrientation: try arguments.bool())
    case .move:
      self = .move(to: try arguments.pose(), matchOrientation: try arguments.bool())
    case .push:
      self = .push(try arguments.actor(), to: try arguments.pose())
    case .touch:
      let actor = try arguments.actor()
      let isPush = try arguments.bool()
      let isTopple = try arguments.bool()
      self = .touch(actor, isTopple ? .topple : isPush ? .push : .plain)
    case .hit:
      let (thrown, target) = (try arguments.actor(), try arguments.actor())
      self = .hit(thrown, target: target, inPlan: try arguments.bool(), topple: try arguments.bool())
    case .toppleStructure:
      self = .toppleStructure(try arguments.actors())
    case .balanceScale:
      self = .balanceScale(try arguments.actors())
    case .wait:
      self = .wait(seconds: try arguments.seconds())
    }
  }
}

extension SkillCall.Destination {
  /// The pose alone, on the actor alone, or with both the pose relative to the actor; nil without either.
  fileprivate init?(pose: Pose?, support: ActorID?) {
    switch (pose, support) {
    case (let pose?, nil): self = .pose(pose)
    case (nil, let support?): self = .on(support)
    case (let pose?, let support?): self = .relative(pose, to: support)
    case (nil, nil): return nil
    }
  }
}
