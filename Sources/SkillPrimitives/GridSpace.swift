import Geometry
import RobotInterface

/// Tool positions 2.5 cm apart above the table, free where the load and the gripper, at the start's rotation and at the
/// goal's, touch nothing.
struct GridSpace {
  private let request: MotionPlanner.Request
  private let clearance: Double
  private let shapes: [(hull: [Vec3], rotation: Quat)]
  private var givenUp: [Vec3] = []
  private static let spacing = 0.025
  private static let origin = Vec3(-0.5, -0.5, 0.02)
  private static let counts = (x: 31, y: 41, z: 22)

  init(_ request: MotionPlanner.Request, planner: MotionPlanner) {
    self.request = request
    clearance = planner.clearance + 0.002
    // The gripper and the last link, as a box in the tool's frame: z points out of the cups.
    let gripper = [-0.045, 0.045].flatMap { x in
      [-0.045, 0.045].flatMap { y in [Vec3(x, y, -0.16), Vec3(x, y, 0)] }
    }
    let load = request.load.map { load in load.hull.map { load.inTool.apply($0) } }
    shapes = [request.start.q, request.goal.q].flatMap { q in
      [gripper, load].compactMap { $0 }.map { (hull: $0, rotation: q) }
    }
  }

  mutating func giveUp(around place: Vec3) { givenUp.append(place) }

  func isFree(_ point: Vec3) -> Bool {
    guard givenUp.allSatisfy({ ($0 - point).norm > 0.06 }) else { return false }
    return shapes.allSatisfy { shape in
      let prism = Prism(hull: shape.hull, at: Pose(point, shape.rotation))
      return prism.bottom > -0.001 && request.obstacles.allSatisfy { prism.isClear(of: $0.prism, by: clearance) }
    }
  }

  func isFree(from a: Vec3, to b: Vec3) -> Bool {
    let count = max(1, Int(((b - a).norm / 0.01).rounded(.up)))
    return (0...count).allSatisfy { isFree(a + (Double($0) / Double(count)) * (b - a)) }
  }

  /// Positions from near the start to near the goal, or nil when they are not connected.
  func shortestWay() -> [Vec3]? {
    guard let first = freeCell(near: request.start.p), let last = freeCell(near: request.goal.p) else { return nil }
    let size = Self.counts.x * Self.counts.y * Self.counts.z
    var cost = [Double](repeating: .infinity, count: size)
    var previous = [Int](repeating: -1, count: size)
    var isFree = [Bool?](repeating: nil, count: size)
    var open = PriorityQueue()
    cost[first] = 0
    open.push(first, priority: 0)
    let goal = position(last)
    while let cell = open.pop() {
      if cell == last { break }
      for (neighbour, step) in neighbours(of: cell) where cost[cell] + step < cost[neighbour] - 1e-9 {
        let free = isFree[neighbour] ?? self.isFree(position(neighbour))
        isFree[neighbour] = free
        guard free else { continue }
        cost[neighbour] = cost[cell] + step
        previous[neighbour] = cell
        open.push(neighbour, priority: cost[neighbour] + (goal - position(neighbour)).norm)
      }
    }
    guard cost[last] < .infinity else { return nil }
    var way = [last]
    while let cell = way.last, previous[cell] >= 0 { way.append(previous[cell]) }
    return way.reversed().map(position)
  }

  private func position(_ cell: Int) -> Vec3 {
    let (x, rest) = (cell % Self.counts.x, cell / Self.counts.x)
    let (y, z) = (rest % Self.counts.y, rest / Self.counts.y)
    return Self.origin + Self.spacing * Vec3(Double(x), Double(y), Double(z))
  }

  private func freeCell(near point: Vec3) -> Int? {
    let size = Self.counts.x * Self.counts.y * Self.counts.z
    let near = (0..<size).filter { (position($0) - point).norm < 2.5 * Self.spacing }
    return near.sorted { (position($0) - point).norm < (position($1) - point).norm }
      .first { isFree(position($0)) }
  }

  private func neighbours(of cell: Int) -> [(cell: Int, step: Double)] {
    let counts = Self.counts
    let (x, rest) = (cell % counts.x, cell / counts.x)
    let (y, z) = (rest % counts.y, rest / counts.y)
    var found: [(cell: Int, step: Double)] = []
    for dz in -1...1 where (0..<counts.z).contains(z + dz) {
      for dy in -1...1 where (0..<counts.y).contains(y + dy) {
        for dx in -1...1 where (0..<counts.x).contains(x + dx) && (dx, dy, dz) != (0, 0, 0) {
          let step = Self.spacing * Double(dx * dx + dy * dy + dz * dz).squareRoot()
          found.append((cell + dx + counts.x * (dy + counts.y * dz), step))
        }
      }
    }
    return found
  }
}
