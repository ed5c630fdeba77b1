import Geometry

/// What a program remembers, as plain values that a policy may condition on: the poses in `pose_dict`, by key.
public struct MemoryView: Hashable, Sendable {
  public var poses: [String: Pose]

  public init(poses: [String: Pose] = [:]) { self.poses = poses }
}
