/// How much a program may use. Each limit has its own fault.
public struct MachineLimits: Hashable, Sendable {
  /// Steps: calls, turns of loops, native calls (which count more when they handle much).
  public var steps: Int
  /// Nested calls.
  public var depth: Int
  /// Bytes of live values.
  public var heapBytes: Int
  /// Bytes of one string, elements of one list or dictionary.
  public var size: Int
  /// Bytes that the program prints in all.
  public var output: Int

  public init(
    steps: Int = 1_000_000_000, depth: Int = 1000, heapBytes: Int = 256 << 20, size: Int = 16 << 20,
    output: Int = 64 << 20
  ) {
    self.steps = steps
    self.depth = depth
    self.heapBytes = heapBytes
    self.size = size
    self.output = output
  }

  /// Steps granted once after the step limit, so that `finally` blocks can run.
  static let graceSteps = 10_000
}
