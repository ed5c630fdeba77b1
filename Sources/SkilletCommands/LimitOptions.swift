import ArgumentParser
import Evaluation
import SkillMachine
import SkillRuntime

/// How far a program may go: whatever it does, it ends, and leaves its host alive.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Steps: calls, turns of loops, work on large values. (default: 1000000000)", valueName: "count"),
    transform: LimitOptions.count)
  var maxSteps: Int?

  @Option(help: ArgumentHelp("Calls within calls. (default: 1000)", valueName: "count"), transform: LimitOptions.count)
  var maxDepth: Int?

  @Option(
    help: ArgumentHelp("Memory of its values, like 64K, 256M or 1G. (default: 256M)", valueName: "bytes"),
    transform: LimitOptions.bytes)
  var maxMemory: Int?

  @Option(
    help: ArgumentHelp(
      "Bytes of one text, elements of one list or dict, like 64K or 16M. (default: 16M)", valueName: "size"),
    transform: LimitOptions.bytes)
  var maxSize: Int?

  @Option(
    help: ArgumentHelp("What it prints, like 64K or 64M. (default: 64M)", valueName: "bytes"),
    transform: LimitOptions.bytes)
  var maxOutput: Int?

  @Option(help: ArgumentHelp("Skill calls. (default: 10000)", valueName: "count"), transform: LimitOptions.count)
  var maxSkillCalls: Int?

  @Option(
    help: ArgumentHelp("Questions to the scene, like get_pose. (default: 1000000)", valueName: "count"),
    transform: LimitOptions.count)
  var maxQueries: Int?

  @Option(
    help: ArgumentHelp("Simulated time, like 60s or 500ms. (default: 50s)", valueName: "time"),
    transform: LimitOptions.seconds)
  var maxTime: Double?

  /// The first given option.
  var given: String? {
    let options = [
      ("--max-steps", maxSteps), ("--max-depth", maxDepth), ("--max-memory", maxMemory), ("--max-size", maxSize),
      ("--max-output", maxOutput),
    ]
    return options.first { $0.1 != nil }?.0 ?? optionOfARobot
  }

  /// The first given option that means nothing without a robot.
  var optionOfARobot: String? {
    maxSkillCalls != nil
      ? "--max-skill-calls" : maxQueries != nil ? "--max-queries" : maxTime != nil ? "--max-time" : nil
  }

  var machine: MachineLimits {
    var limits = MachineLimits()
    if let maxSteps { limits.steps = maxSteps }
    if let maxDepth { limits.depth = maxDepth }
    if let maxMemory { limits.heapBytes = maxMemory }
    if let maxSize { limits.size = maxSize }
    if let maxOutput { limits.output = maxOutput }
    return limits
  }

  /// The same with those of a robot, which moves once every `controlPeriod` seconds.
  func execution(controlPeriod: Double) -> ExecutionLimits {
    var limits = ExecutionLimits(machine: machine)
    if let maxSkillCalls { limits.skillCalls = maxSkillCalls }
    if let maxQueries { limits.queries = maxQueries }
    if let maxTime { limits.controlSteps = Int((maxTime / controlPeriod).rounded()) }
    return limits
  }

  // MARK: Reading

  /// Beyond these a limit would be none.
  private static let mostCount = 1_000_000_000_000
  private static let mostDepth = 1_000_000
  private static let mostSeconds = 1e6

  mutating func validate() throws {
    if let maxDepth, maxDepth > Self.mostDepth {
      throw ValidationError("'--max-depth' is at most \(Self.mostDepth), not \(maxDepth).")
    }
  }

  private static func count(_ text: String) throws -> Int {
    guard let count = Int(text), (1...mostCount).contains(count) else {
      throw ValidationError("'\(text)' is no number from 1 to \(mostCount).")
    }
    return count
  }

  private static let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]

  private static func bytes(_ text: String) throws -> Int {
    let unit = text.last.flatMap { units[Character($0.uppercased())] }
    guard let number = Int(unit == nil ? text[...] : text.dropLast()), (1...mostCount).contains(number),
      number * (unit ?? 1) <= mostCount
    else {
      throw ValidationError("'\(text)' is no size: write 65536, 64K, 256M or 1G.")
    }
    return number * (unit ?? 1)
  }

  private static func seconds(_ text: String) throws -> Double {
    let (number, unit): (Substring, Double) =
      text.hasSuffix("ms") ? (text.dropLast(2), 0.001) : text.hasSuffix("s") ? (text.dropLast(), 1) : (text[...], 1)
    guard let value = Double(number), value > 0, value * unit <= mostSeconds else {
      throw ValidationError("'\(text)' is no time above zero: write 60s or 500ms.")
    }
    return value * unit
  }
}

extension ExecutionLimit {
  /// The option of `run` that sets it.
  var option: String {
    switch self {
    case .controlSteps: "--max-time"
    case .skillCalls: "--max-skill-calls"
    case .queries: "--max-queries"
    }
  }
}
