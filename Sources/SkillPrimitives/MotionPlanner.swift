import Geometry
import RobotInterface

/// Why there is no way for the tool.
public enum MotionFailure: Error, Hashable, Sendable {
  /// The arm cannot bring the tool there, or not along any way that was tried.
  case unreachable
  /// Something is in the way, at the goal or on every way that was tried.
  case blocked(by: ActorID?)
}

/// Plans ways of the tool, and of what it carries, that touch nothing.
///
/// The load and the links near the table are kept clear of every other actor; a way that the arm cannot follow, joint
/// limits included, is not taken. Tried in this order: straight, over everything at the lowest height that is clear,
/// and through a grid over the space above the table. 0.1 to 3 ms for a way over things; up to about 30 ms for one that
/// has to wind its way between them.
public struct MotionPlanner: Hashable, Sendable {
  /// Metres between what moves and anything else on the way.
  public let clearance: Double
  /// The same for upright legs at the ends, where the tool or the load leaves or comes to stand among others. Below
  /// zero, so that what is merely touched there is not in the way.
  public let endClearance: Double

  public init(clearance: Double = 0.015, endClearance: Double = -0.0015) {
    self.clearance = clearance
    self.endClearance = endClearance
  }

  /// One motion to be planned.
  public struct Request: Hashable, Sendable {
    public var start: Pose
    /// At the start, radians.
    public var joints: [Double]
    public var goal: Pose
    public var load: Load?
    public var obstacles: [Obstacle]
    /// How far joint 6 may be from its middle at the goal, radians: what leaves room for a turn that comes later.
    public var wristRange: Double

    public init(
      start: Pose, joints: [Double], goal: Pose, load: Load? = nil, obstacles: [Obstacle],
      wristRange: Double = 2 * .pi
    ) {
      self.start = start
      self.joints = joints
      self.goal = goal
      self.load = load
      self.obstacles = obstacles
      self.wristRange = wristRange
    }
  }

  /// A way from the start to the goal: up, across and down, bends rounded.
  public func path(_ request: Request) throws(MotionFailure) -> ToolPath {
    try check(endOf: request)
    var failure = MotionFailure.unreachable
    for turn in turns(request) {
      for height in heights(request) {
        for bend in [0.05, 0] {
          let path = over(request, height: height, turn: turn, bend: bend)
          guard let obstruction = obstruction(of: path, request) else { return path }
          if case .blocked = obstruction.failure { failure = obstruction.failure }
        }
      }
    }
    if let path = windingPath(request) { return path }
    throw failure
  }

  /// A way to a pose in free space: straight where that is clear, else as `path` finds it.
  public func freePath(_ request: Request) throws(MotionFailure) -> ToolPath {
    guard ArmKinematics.joints(reaching: request.goal, near: request.joints) != nil else { throw .unreachable }
    let straight = ToolPath(from: request.start, to: request.goal)
    return obstruction(of: straight, request) == nil ? straight : try path(request)
  }

  /// Throws when the tool cannot be at the goal: out of reach, or the load or the arm would be inside something.
  func check(endOf request: Request) throws(MotionFailure) {
    guard let joints = ArmKinematics.joints(reaching: request.goal, near: request.joints) else { throw .unreachable }
    if let obstacle = loadCollision(at: request.goal, request, clearance: endClearance) {
      throw .blocked(by: obstacle)
    }
    if let collision = armCollision(joints, request.obstacles, clearance: endClearance) {
      throw .blocked(by: collision.actor)
    }
  }

  /// Why the path cannot be taken, and where that shows first; nil when it can.
  ///
  /// What is touched at the start may be touched on the first upright leg: the way out of it is up.
  func obstruction(of path: ToolPath, _ request: Request) -> (failure: MotionFailure, place: Vec3)? {
    let leaving = path.samples.prefix { $0.isUprightEnd }.count
    var outset = request
    outset.obstacles = request.obstacles.filter { !isTouched($0, at: request) }
    for (index, sample) in path.samples.enumerated() {
      let needed = sample.isUprightEnd ? endClearance : clearance
      if let obstacle = loadCollision(at: sample.pose, index < leaving ? outset : request, clearance: needed) {
        return (.blocked(by: obstacle), sample.pose.p)
      }
    }
    var joints = request.joints
    for (index, sample) in path.samples.enumerated()
    where index.isMultiple(of: 2) || index == path.samples.count - 1 {
      let solution = ArmKinematics.solve(sample.pose, from: joints, iterations: 8)
      guard solution.isReached else { return (.unreachable, sample.pose.p) }
      joints = solution.joints
      let needed = sample.isUprightEnd ? endClearance : clearance
      let obstacles = index < leaving ? outset.obstacles : request.obstacles
      if let obstacle = armCollision(joints, obstacles, clearance: needed) {
        return (.blocked(by: obstacle.actor), sample.pose.p)
      }
    }
    let isTwisted = abs(joints[joints.count - 1]) > request.wristRange
    return isTwisted ? (.unreachable, path.goal.p) : nil
  }

  /// Whether the load or the arm touches the obstacle at the start.
  private func isTouched(_ obstacle: Obstacle, at request: Request) -> Bool {
    var alone = request
    alone.obstacles = [obstacle]
    return loadCollision(at: request.start, alone, clearance: endClearance) != nil
      || armCollision(request.joints, [obstacle], clearance: endClearance)?.actor != nil
  }

  /// Rotations from start to goal, as vectors: the shorter way round, then the longer one.
  private func turns(_ request: Request) -> [Vec3] {
    let short = (request.goal.q * request.start.q.inverse).rotationVector
    guard short.norm > 1e-6 else { return [short] }
    return [short, short - (2 * .pi / short.norm) * short]
  }

  /// Heights of the tool to cross at: as low as start and goal allow, then just above each obstacle, rising.
  private func heights(_ request: Request) -> [Double] {
    let low = max(request.start.p.z, request.goal.p.z)
    let hang = max(hang(of: request.load, at: request.start), hang(of: request.load, at: request.goal))
    let above = request.obstacles.map { $0.prism.top + clearance + 0.003 + hang }.filter { $0 > low + 0.002 }.sorted()
    return above.reduce(into: [low]) { if $1 > ($0.last ?? low) + 0.005 { $0.append($1) } }
  }

  /// How far the load reaches below the tool, metres.
  private func hang(of load: Load?, at tool: Pose) -> Double {
    guard let load else { return 0 }
    let heights = load.hull.map { (tool * load.inTool).apply($0).z }
    return max(0, tool.p.z - (heights.min() ?? tool.p.z))
  }

  private func over(_ request: Request, height: Double, turn: Vec3, bend: Double) -> ToolPath {
    let (start, goal) = (request.start.p, request.goal.p)
    var points = [start]
    for point in [Vec3(start.x, start.y, height), Vec3(goal.x, goal.y, height), goal]
    where (point - points[points.count - 1]).norm > 1e-4 {
      points.append(point)
    }
    if points.count == 1 { points.append(goal) }
    return ToolPath(from: request.start, through: points, turn: turn, bend: bend)
  }
}
