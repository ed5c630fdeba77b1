import SkillMachine

/// Takes a program apart in time: forward and backward by statements and skills, to breakpoints, to a moment.
///
/// It stands at an event: what the event tells of has just happened, or is about to where something begins. The module
/// must be compiled for debugging, or there are no statements to stop at.
public struct Debugger {
  public private(set) var timeline: Timeline
  public var breakpoints: [Breakpoint] = []
  /// The position of the first statement.
  private let first: Int

  /// Why it stands where it stands.
  public enum Stop: Hashable, Sendable {
    /// It is what was asked for.
    case arrived
    /// At a breakpoint: index into `breakpoints`.
    case breakpoint(Int)
    /// There is nothing before.
    case beginning
    /// There is nothing behind.
    case end
    /// Whoever looks on wanted no more.
    case interrupted
  }

  /// Sees each event on the way forward; to return false stops there.
  public typealias Watch = (ExecutionEvent) -> Bool

  /// Stands before the first statement of `execution`, which is to report answers.
  public init(_ execution: Execution, budget: Timeline.Budget = Timeline.Budget()) throws(ExecutionError) {
    timeline = try Timeline(execution, budget: budget)
    while let event = try timeline.forward() {
      if case .statementBegan = event { break }
    }
    first = timeline.position
  }

  public var execution: Execution { timeline.execution }

  // MARK: Forward

  /// To the next statement, wherever it is.
  public mutating func step(_ watch: Watch = { _ in true }) throws(ExecutionError) -> Stop {
    try advance(watch) { event, _ in event.isStatement }
  }

  /// To the next statement of this function or of one that called it.
  public mutating func next(_ watch: Watch = { _ in true }) throws(ExecutionError) -> Stop {
    let depth = execution.machine.depth
    return try advance(watch) { event, execution in event.isStatement && execution.machine.depth <= depth }
  }

  /// To the next statement of a function that called this one.
  public mutating func finish(_ watch: Watch = { _ in true }) throws(ExecutionError) -> Stop {
    let depth = execution.machine.depth
    return try advance(watch) { event, execution in event.isStatement && execution.machine.depth < depth }
  }

  /// To the end of the skill call in force, or of the next one.
  public mutating func skill(_ watch: Watch = { _ in true }) throws(ExecutionError) -> Stop {
    try advance(watch) { event, _ in if case .skillEnded = event { true } else { false } }
  }

  /// To the next breakpoint.
  public mutating func resume(_ watch: Watch = { _ in true }) throws(ExecutionError) -> Stop {
    try advance(watch) { _, _ in false }
  }

  // MARK: Backward

  /// To the statement before.
  public mutating func back() throws(ExecutionError) -> Stop { try back { event, _ in event.isStatement } }

  /// To where the last skill call began.
  public mutating func backSkill() throws(ExecutionError) -> Stop {
    try back { event, _ in if case .skillBegan = event { true } else { false } }
  }

  /// To the last breakpoint that was passed.
  public mutating func reverse() throws(ExecutionError) -> Stop {
    let breakpoints = breakpoints
    let stop = try back { event, _ in breakpoints.contains { $0.matches(event) } }
    guard stop == .arrived, let event = timeline.event else { return stop }
    return breakpoints.firstIndex { $0.matches(event) }.map(Stop.breakpoint) ?? stop
  }

  // MARK: To a moment

  /// To the first event at or after `time`, simulated seconds.
  public mutating func go(toTime time: Double) throws(ExecutionError) -> Stop {
    try timeline.go(toTime: time)
    if timeline.position < first { try timeline.go(to: first) }
    if timeline.position == first { return .beginning }
    if case .ended? = timeline.event { return .end }
    return .arrived
  }

  // MARK: Going

  private mutating func advance(
    _ watch: Watch, until isWanted: (ExecutionEvent, Execution) -> Bool
  ) throws(ExecutionError) -> Stop {
    while let event = try timeline.forward() {
      let goesOn = watch(event)
      if let index = breakpoints.firstIndex(where: { $0.matches(event) }) { return .breakpoint(index) }
      if case .ended = event { return .end }
      if isWanted(event, execution) { return .arrived }
      if !goesOn { return .interrupted }
    }
    return .end
  }

  private mutating func back(_ isWanted: (ExecutionEvent, Execution) -> Bool) throws(ExecutionError) -> Stop {
    guard try timeline.goBack(to: isWanted), timeline.position >= first else {
      try timeline.go(to: first)
      return .beginning
    }
    return .arrived
  }
}

extension ExecutionEvent {
  fileprivate var isStatement: Bool {
    if case .statementBegan = self { true } else { false }
  }
}
