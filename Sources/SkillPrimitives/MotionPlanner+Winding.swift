import Geometry
import RobotInterface

extension MotionPlanner {
  /// A way between things that cannot be passed over, or nil: the shortest over a grid of tool positions (A*), its
  /// corners cut where the straight line is free. The tool turns to the goal's rotation along the whole of it.
  ///
  /// The grid knows the gripper and the load. Where a way fails for the rest of the arm, the cells around that place
  /// are given up and the search begins again.
  func windingPath(_ request: Request) -> ToolPath? {
    var space = GridSpace(request, planner: self)
    let turn = (request.goal.q * request.start.q.inverse).rotationVector
    for _ in 0..<Self.windingAttempts {
      guard let cells = space.shortestWay() else { return nil }
      let points = shortened([request.start.p] + cells + [request.goal.p], in: space)
      for bend in [0.03, 0] {
        let path = ToolPath(from: request.start, through: points, turn: turn, bend: bend)
        guard let obstruction = obstruction(of: path, request) else { return path }
        if bend == 0 { space.giveUp(around: obstruction.place) }
      }
    }
    return nil
  }

  private static let windingAttempts = 12

  /// Leaves out every point that its neighbours do not need.
  private func shortened(_ points: [Vec3], in space: GridSpace) -> [Vec3] {
    var kept = [points[0]]
    var index = 0
    while index < points.count - 1 {
      var next = points.count - 1
      while next > index + 1, !space.isFree(from: points[index], to: points[next]) { next -= 1 }
      kept.append(points[next])
      index = next
    }
    return kept
  }
}
