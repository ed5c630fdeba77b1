import Geometry
import OracleSkills
import RobotInterface
import SkillPrimitives
import Tabletop

extension Tabletop: Cell {
  var description: SceneDescription { scene }
}

/// Solves an episode by the skill calls that its goal asks for, and keeps what a study wants to know about it.
struct TaskSolver {
  let world: Tabletop
  let driver: SkillDriver

  /// What became of an episode.
  struct Result {
    var succeededOnce = false
    /// 25 control steps after the last call.
    var succeededAtEnd = false
    var steps = 0
    var failures: [SkillFailure] = []
    var lacking: String?
    /// Newton seconds between the load and anything else while it was carried.
    var transferImpulse = 0.0
    /// Actors that the tool touched without being asked to.
    var strayTouches = 0
    /// Metres that actors moved that no call was about.
    var bystanderMotion = 0.0
    var largestAction = 0.0
  }

  init(_ id: EpisodeID, options: PhysicsOptions = PhysicsOptions()) throws {
    world = try Tabletop(id, options: options)
    driver = SkillDriver(world, oracle: Oracle(mode: options.actionMode))
  }

  func solve() throws -> Result {
    var result = Result()
    var calls: [SkillCall] = []
    let start = world.scene.actors.map { world.pose(of: $0.id) }
    driver.afterStep = { driver in
      guard let primitive = driver.oracle.primitive else { return }
      let subject = primitive.actor
      for actor in world.scene.actors where actor.id != subject {
        if world.simulator.toolContact(with: actor.id), primitive.name != .retreat { result.strayTouches += 1 }
        guard primitive.name == .transfer, let subject else { continue }
        let impulse = world.simulator.contactImpulse(from: actor.id, on: subject).norm
        result.transferImpulse = max(result.transferImpulse, impulse)
      }
    }
    func run(_ call: SkillCall) throws {
      guard result.failures.isEmpty else { return }
      calls.append(call)
      if case .failure(let failure) = try driver.run(call) { result.failures.append(failure) }
    }
    try perform(world.episode.task, run)
    result.succeededOnce = world.status.succeededOnce
    let stand = Action(translation: .zero, rotation: .zero, vacuum: world.heldActor() == nil ? -1 : 1)
    for _ in 0..<25 { try world.step(stand) }
    result.succeededOnce = result.succeededOnce || world.status.succeededOnce
    result.succeededAtEnd = world.status.succeedsNow
    result.lacking = world.status.lacking
    result.steps = driver.steps
    result.largestAction = driver.largestAction
    let subjects = calls.flatMap(\.actors)
    for actor in world.scene.actors where !subjects.contains(actor.id) {
      result.bystanderMotion = max(
        result.bystanderMotion, (world.pose(of: actor.id).p - start[actor.id.rawValue].p).norm)
    }
    return result
  }

  /// The calls that a program for this task makes.
  private func perform(_ task: TaskGoal, _ run: (SkillCall) throws -> Void) throws {
    let roles = task.roles
    switch world.episode.id.task {
    case .pick:
      try run(.pick(roles[0]))
    case .place:
      try run(.place(roles[0], at: world.pose(of: roles[1]), matchOrientation: false))
    case .simpleManipulation:
      try run(.pickMovePlace(roles[0], to: .on(roles[1]), matchOrientation: false))
    case .rotate:
      guard case .order(let members) = task.goal, case .atPose(_, let pose) = members.first else { return }
      // The program's pose is the actor's own, turned by the angle of the prompt: a degree off the goal's.
      let turn = world.pose(of: roles[0]).q.inverse * pose.q
      let angle = (turn.rotationVector.z * 180 / .pi / 30).rounded() * 30 * .pi / 180
      try run(
        .pickMovePlace(
          roles[0], to: .pose(world.pose(of: roles[0]).rotatedZ(by: angle)), matchOrientation: true))
    case .swap:
      let places = roles.map { world.pose(of: $0) }
      let aside = try world.freeSpace(for: roles[0], near: nil)
      try run(.pickMovePlace(roles[0], to: .pose(aside), matchOrientation: false))
      try run(.pickMovePlace(roles[1], to: .pose(places[0]), matchOrientation: false))
      try run(.pickMovePlace(roles[0], to: .pose(places[1]), matchOrientation: false))
    case .singleStack:
      for (lower, upper) in zip(roles, roles.dropFirst()) {
        try run(.pickMovePlace(upper, to: .on(lower), matchOrientation: false))
      }
    }
  }
}

extension SkillCall {
  /// The actors that the call may touch.
  var actors: [ActorID] {
    switch self {
    case .pick(let actor), .place(let actor, _, _), .pickMovePlace(let actor, nil, _),
      .pickMovePlace(let actor, .pose, _), .push(let actor, _), .touch(let actor, _):
      [actor]
    case .pickMovePlace(let actor, .on(let other), _), .pickMovePlace(let actor, .relative(_, let other), _):
      [actor, other]
    case .hit(let actor, let target, _, _): [actor, target]
    case .toppleStructure(let actors), .balanceScale(let actors): actors
    case .move, .wait: []
    }
  }
}
