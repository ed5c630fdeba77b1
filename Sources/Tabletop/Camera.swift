import Geometry

#if canImport(Glibc)
  import Glibc
#endif

/// The cameras of the benchmark. Pictures of `base` and `wrist` are what a policy sees; `render` is for people.
public enum Camera: String, CaseIterable, Hashable, Sendable {
  /// In front of the table, looking at the robot; 90° field of view.
  case base
  /// On the flange, looking along the tool; 90° field of view.
  case wrist
  /// An overview from the side, with shadows; 1 rad field of view.
  case render

  /// Vertical field of view, radians.
  public var fieldOfView: Double { self == .render ? 1 : .pi / 2 }

  /// The side in pixels of the benchmark's square picture.
  public var publishedSize: Int { self == .render ? 512 : 256 }

  /// Where the camera sits: in the world, or for `wrist` in the flange's frame.
  /// x points to the right of the picture, y up, z backwards out of it.
  var mount: Pose {
    switch self {
    case .base: Self.looking(from: Vec3(0.3, -0.1, 0.3), at: Vec3(-0.1, 0, 0.1))
    case .render: Self.looking(from: Vec3(1, 1, 0.8), at: Vec3(0, 0, 0.5))
    case .wrist:
      // Right is the flange's y, up its x.
      Pose(Vec3(0.0464982, -0.0200011, 0.0360011), Quat(0, 0.5.squareRoot(), 0.5.squareRoot(), 0))
    }
  }

  private static func looking(from eye: Vec3, at target: Vec3) -> Pose {
    let forward = (target - eye).normalized
    let heading = Quat(angle: atan2(forward.y, forward.x) - .pi / 2, axis: Vec3(0, 0, 1))
    let pitch = Quat(angle: .pi / 2 + asin(forward.z), axis: Vec3(1, 0, 0))
    return Pose(eye, (heading * pitch).normalized)
  }

  /// Where a point, given in the camera's frame, falls in a square picture: 0…1 from the left and from the top,
  /// outside that range when it is out of view. Nil for a point behind the camera.
  func project(_ point: Vec3) -> (x: Double, y: Double)? {
    guard point.z < 0 else { return nil }
    let scale = 0.5 / tan(fieldOfView / 2) / -point.z
    return (0.5 + scale * point.x, 0.5 - scale * point.y)
  }
}
