import RobotInterface

/// An execution that can be taken back as well as forward: it keeps snapshots of what has been, and executes again from
/// the nearest one. Executing is deterministic, so the past is what it was.
///
/// The snapshots grow no more than `Budget` allows: when there are too many, every second one is dropped, and from then on
/// they are taken half as often.
public struct Timeline {
  public private(set) var execution: Execution
  /// How many events led here.
  public private(set) var position = 0
  /// The last of them; nil at the beginning.
  public private(set) var event: ExecutionEvent?
  /// In order; the first is of the beginning and always kept.
  private var moments: [Moment]
  /// Events between two snapshots.
  private var spacing: Int
  private let budget: Budget

  /// How much the past may cost.
  public struct Budget: Hashable, Sendable {
    /// Snapshots; at least 2.
    public var snapshots: Int
    /// Bytes of all snapshots together, about.
    public var bytes: Int
    /// Events between two snapshots, at first.
    public var spacing: Int

    public init(snapshots: Int = 64, bytes: Int = 256 << 20, spacing: Int = 16) {
      self.snapshots = max(2, snapshots)
      self.bytes = bytes
      self.spacing = max(1, spacing)
    }
  }

  private struct Moment {
    let position: Int
    let event: ExecutionEvent?
    let snapshot: ExecutionSnapshot
  }

  /// Begins where `execution` stands. Throws for a world that cannot be saved.
  public init(_ execution: Execution, budget: Budget = Budget()) throws(ExecutionError) {
    self.execution = execution
    self.budget = budget
    spacing = budget.spacing
    moments = []
    try keep()
  }

  /// How many snapshots are kept.
  public var snapshotCount: Int { moments.count }

  // MARK: Going

  /// Goes on to the next event; nil after the last.
  public mutating func forward() throws(ExecutionError) -> ExecutionEvent? {
    guard let event = try execution.next() else { return nil }
    position += 1
    self.event = event
    if let last = moments.last, position >= last.position + spacing { try keep() }
    return event
  }

  /// Goes to where `position` events have led; to the end when there are fewer.
  public mutating func go(to target: Int) throws(ExecutionError) {
    let moment = moments.last { $0.position <= target } ?? moments[0]
    if position > target || position < moment.position { try restore(moment) }
    while position < target {
      guard try forward() != nil else { return }
    }
  }

  /// Goes to the first event at or after `time` (simulated seconds), or to the end.
  public mutating func go(toTime time: Double) throws(ExecutionError) {
    let moment = moments.last { $0.snapshot.time < time - Self.timeTolerance } ?? moments[0]
    if !isBefore(time) || position < moment.position { try restore(moment) }
    while isBefore(time) {
      guard try forward() != nil else { return }
    }
  }

  /// Goes back to the last event before this one of which `isWanted` holds, with the execution as it was after it. False
  /// when there is none: then it stays.
  public mutating func goBack(
    to isWanted: (ExecutionEvent, Execution) -> Bool
  ) throws(ExecutionError) -> Bool {
    let here = position
    var end = here - 1
    for moment in moments.reversed() where moment.position < here {
      try restore(moment)
      var found: Int?
      while position < end, let event = try forward() {
        if isWanted(event, execution) { found = position }
      }
      if let found {
        try go(to: found)
        return true
      }
      end = moment.position
    }
    try go(to: here)
    return false
  }

  /// Half a microsecond: control steps add up to a time only nearly.
  private static let timeTolerance = 5e-7

  private func isBefore(_ time: Double) -> Bool { execution.machine.time < time - Self.timeTolerance }

  // MARK: Snapshots

  private mutating func keep() throws(ExecutionError) {
    do throws(StateError) {
      moments.append(Moment(position: position, event: event, snapshot: try execution.snapshot()))
    } catch {
      throw .internal(error.reason)
    }
    while moments.count > budget.snapshots || (moments.count > 2 && size > budget.bytes) {
      moments = moments.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      spacing *= 2
    }
  }

  private var size: Int { moments.reduce(0) { $0 + $1.snapshot.size } }

  private mutating func restore(_ moment: Moment) throws(ExecutionError) {
    do throws(StateError) { try execution.restore(moment.snapshot) } catch { throw .internal(error.reason) }
    position = moment.position
    event = moment.event
  }
}
