import Geometry

/// A value of the language as the host sees it.
public indirect enum Value: Hashable, Sendable {
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case length(metres: Double)
  case angle(radians: Double)
  case duration(seconds: Double)
  case vec3(Vec3)
  case quat(Quat)
  case pose(Pose)
  /// Index into the machine's scene.
  case actor(Int)
  case string(String)
  case failure(CaughtFailure)
  case list([Value])
  case tuple([Value])
  /// Entries in the order in which their keys were first stored.
  case dict([Entry])

  public struct Entry: Hashable, Sendable {
    public var key: Value
    public var value: Value

    public init(key: Value, value: Value) {
      self.key = key
      self.value = value
    }
  }
}
