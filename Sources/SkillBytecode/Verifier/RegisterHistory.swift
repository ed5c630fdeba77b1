/// The types of a function's registers at the point that the verifier has reached, and at every point before it that
/// control may still come from.
///
/// Not a copy for each such point: a log of all changes, so that joining two points costs what changed between them. A
/// moment is a length of the log. Words come first, objects after them.
struct RegisterHistory {
  private struct Change: BitwiseCopyable {
    let register: UInt32
    let before: RegisterType
  }

  /// A point from which control jumps ahead.
  private struct Source: BitwiseCopyable {
    let moment: Int32
    let deadlines: Int32
    let target: Int32
    /// The source before it with the same target; negative if there is none.
    let next: Int32
  }

  /// A register: what it holds now, and the scratch of a join. In one place, because a join goes through all of it.
  private struct Slot: BitwiseCopyable {
    var type = RegisterType.unknown
    var joined = RegisterType.unreached
    /// What it held when the join began, of which `stamp` is the number.
    var latest = RegisterType.unreached
    var stamp: UInt32 = 0
  }

  private var slots: [Slot] = []
  /// How many registers there are, and how many of them are words.
  private(set) var count = 0
  private(set) var words = 0
  private var log: [Change] = []
  /// Whether changes are logged, and the last instruction for which they have to be.
  private var keepsPast = false
  private(set) var horizon = 0
  private var sources: [Source] = []
  /// By instruction: the last source of which it is the target; negative if there is none.
  private var lastSources: [Int32]

  /// The number of the join under way.
  private var stamp: UInt32 = 0

  /// How many changes joins have looked at so far.
  private(set) var work = 0

  var now: Int { log.count }
  var sourceCount: Int { sources.count }

  init(codeCount: Int) { lastSources = Array(repeating: -1, count: codeCount) }

  @inline(__always)
  subscript(register: Int) -> RegisterType { slots[register].type }

  /// What the object registers hold.
  var objects: [RegisterType] { slots[words..<count].map(\.type) }

  /// Begins a function.
  mutating func begin(_ registers: Layout) {
    (words, count) = (registers.words, registers.words + registers.objects)
    work += count
    for register in 0..<min(count, slots.count) { slots[register].type = .unknown }
    if slots.count < count { slots.append(contentsOf: repeatElement(Slot(), count: count - slots.count)) }
    forgetPast()
    horizon = 0
  }

  /// Remembers from here on how the registers come to hold what they do: control may come back from any instruction
  /// before `position`, or from there, or look back at it.
  mutating func keepPast(until position: Int) {
    horizon = max(horizon, position)
    keepsPast = true
  }

  /// Forgets how the registers came to hold what they do: control comes back to none of it.
  mutating func forgetPast() {
    keepsPast = false
    log.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
  }

  /// Counts looking at so many registers.
  mutating func charge(_ count: Int) { work += count }

  @inline(__always)
  mutating func set(_ register: Int, _ type: RegisterType) {
    let before = slots[register].type
    guard before != type else { return }
    if keepsPast { log.append(Change(register: UInt32(truncatingIfNeeded: register), before: before)) }
    slots[register].type = type
  }

  @inline(__always)
  func join(_ register: Int, _ a: RegisterType, _ b: RegisterType) -> RegisterType {
    register < words ? a.joinedAsWord(b) : a.joinedAsObject(b)
  }

  // MARK: Jumps ahead

  /// Notes that control may go from here to `target`.
  mutating func addSource(of target: Int, deadlines: Int) {
    sources.append(
      Source(
        moment: Int32(truncatingIfNeeded: log.count), deadlines: Int32(truncatingIfNeeded: deadlines),
        target: Int32(truncatingIfNeeded: target), next: lastSources[target]))
    lastSources[target] = Int32(truncatingIfNeeded: sources.count - 1)
  }

  func hasSource(of target: Int) -> Bool { lastSources[target] >= 0 }

  /// How many deadlines are open where control comes to `target`; nil if the paths do not agree, or not with
  /// `deadlines`, those of the path that runs on to there.
  func deadlines(at target: Int, and deadlines: Int?) -> Int? {
    var known = deadlines
    var source = lastSources[target]
    while source >= 0 {
      let count = Int(sources[Int(source)].deadlines)
      if let known, known != count { return nil }
      known = count
      source = sources[Int(source)].next
    }
    return known
  }

  /// Joins the paths that jump to `target`, and the one that runs on to there if one does.
  mutating func meet(at target: Int, runsOn: Bool) {
    var source = lastSources[target]
    let first = sources[Int(source)]
    if first.next < 0 { return join(Int(first.moment), runsOn: runsOn) }
    beginJoin()
    let end = log.count
    var position = end
    var isKnown = runsOn
    while source >= 0 {
      let (moment, crossed) = (Int(sources[Int(source)].moment), position)
      while position > moment { undo(&position, joining: isKnown) }
      joinCurrent(moment..<crossed)
      isKnown = true
      source = sources[Int(source)].next
    }
    finishJoin(position..<end)
  }

  /// Joins what holds now with what held at `moment`, or goes by that alone: the most frequent meeting, which takes the
  /// changes as they come. The first of a register says what it held.
  private mutating func join(_ moment: Int, runsOn: Bool) {
    beginJoin()
    let end = log.count
    work += end - moment
    for position in moment..<end {
      let change = log[position]
      let register = Int(change.register)
      let slot = slots[register]
      guard slot.stamp != stamp else { continue }
      slots[register].stamp = stamp
      set(register, runsOn ? join(register, change.before, slot.type) : change.before)
    }
  }

  // MARK: Handlers

  /// Takes what holds at every moment of `interval`: control comes from any of them.
  mutating func gather(_ interval: Range<Int>) {
    beginJoin()
    let end = log.count
    var position = end
    while position > interval.upperBound { undo(&position, joining: false) }
    joinCurrent(interval.upperBound..<end)
    while position > interval.lowerBound {
      undo(&position, joining: true)
      joinCurrent(position..<(position + 1))
    }
    finishJoin(interval.lowerBound..<end)
  }

  // MARK: Jumps back

  /// Whether coming back to where `moment` was makes less hold there than was taken for granted. If so, goes back to that
  /// moment and gives the registers of which less holds; else nothing changes.
  mutating func goBack(to moment: Int, sources count: Int) -> [(register: Int, type: RegisterType)] {
    beginJoin()
    let end = log.count
    work += end - moment
    var weakened: [(register: Int, type: RegisterType)] = []
    for position in moment..<end {
      let change = log[position]
      let register = Int(change.register)
      let slot = slots[register]
      guard slot.stamp != stamp else { continue }
      slots[register].stamp = stamp
      let type = join(register, change.before, slot.type)
      if type != change.before { weakened.append((register, type)) }
    }
    guard !weakened.isEmpty else { return [] }
    for change in log[moment...].reversed() { slots[Int(change.register)].type = change.before }
    log.removeSubrange(moment...)
    while sources.count > count, let source = sources.popLast() { lastSources[Int(source.target)] = source.next }
    return weakened
  }

  // MARK: Steps of a join

  private mutating func beginJoin() {
    stamp &+= 1
    if stamp == 0 { stamp = 1 }
  }

  /// Takes back the change before `position`.
  @inline(__always)
  private mutating func undo(_ position: inout Int, joining: Bool) {
    position -= 1
    let change = log[position]
    let register = Int(change.register)
    var slot = slots[register]
    if slot.stamp != stamp {
      slot.stamp = stamp
      slot.latest = slot.type
      slot.joined = joining ? slot.type : .unreached
    }
    slot.type = change.before
    slots[register] = slot
  }

  /// Joins what holds now, of the registers that these changes are of.
  @inline(__always)
  private mutating func joinCurrent(_ changes: Range<Int>) {
    for change in changes {
      let register = Int(log[change].register)
      slots[register].joined = join(register, slots[register].joined, slots[register].type)
    }
  }

  /// Makes what was joined hold from here on, the log being what it was.
  private mutating func finishJoin(_ changes: Range<Int>) {
    work += changes.count
    for change in changes {
      let register = Int(log[change].register)
      let slot = slots[register]
      guard slot.stamp == stamp else { continue }
      slots[register].stamp = 0
      slots[register].type = slot.latest
      set(register, slot.joined)
    }
  }
}
