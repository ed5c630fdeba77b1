import Geometry

#if canImport(Glibc)
  import Glibc
#endif

/// The cameras. Pictures of `base` and `wrist` are what a policy sees; `render` is the benchmark's overview;
/// `overview` is nearer to the work, for people.
public enum Camera: String, CaseIterable, Hashable, Sendable {
  /// In front of the table, looking at the robot; 90° field of view.
  case base
  /// On the flange, looking along the tool; 90° field of view.
  case wrist
  /// An overview from the side, with shadows; 1 rad field of view.
  case render
  /// The whole work space from the side, with shadows; 0.75 rad field of view.
  case overview

  /// Vertical field of view, radians.
  public var fieldOfView: Double {
    switch self {
    case .base, .wrist: .pi / 2
    case .render: 1
    case .overview: 0.75
    }
  }

  /// Whether its pictures have shadows, which take several times as long to draw.
  public var isForPeople: Bool {
    switch self {
    case .base, .wrist: false
    case .render, .overview: true
    }
  }

  /// The side in pixels of its usual square picture; the benchmark's where the camera is the benchmark's.
  public var publishedSize: Int { isForPeople ? 512 : 256 }

  /// Where the camera sits: in the world, or for `wrist` in the flange's frame.
  /// x points to the right of the picture, y up, z backwards out of it.
  var mount: Pose {
    switch self {
    case .base: Self.looking(from: Vec3(0.3, -0.1, 0.3), at: Vec3(-0.1, 0, 0.1))
    case .render: Self.looking(from: Vec3(1, 1, 0.8), at: Vec3(0, 0, 0.5))
    case .overview: Self.looking(from: Vec3(0.72, 0.68, 0.62), at: Vec3(-0.22, -0.02, 0.17))
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
