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

  private(set) var types: [RegisterType] = []
  /// How many registers are words.
  private(set) var words = 0
  private var log: [Change] = []
  private var sources: [Source] = []
  /// By instruction: the last source of which it is the target; negative if there is none.
  private var lastSources: [Int32]

  // Scratch of a join, by register.
  private var joined: [RegisterType] = []
  private var latest: [RegisterType] = []
  private var stamps: [UInt32] = []
  private var stamp: UInt32 = 0

  /// How many changes joins have looked at so far.
  private(set) var work = 0

  var now: Int { log.count }
  var sourceCount: Int { sources.count }

  init(codeCount: Int) { lastSources = Array(repeating: -1, count: codeCount) }

  /// Begins a function.
  mutating func begin(_ registers: Layout) {
    let count = registers.words + registers.objects
    work += count
    words = registers.words
    types.removeAll(keepingCapacity: true)
    types.append(contentsOf: repeatElement(.unknown, count: count))
    log.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    guard stamps.count < count else { return }
    let missing = count - stamps.count
    stamps.append(contentsOf: repeatElement(0, count: missing))
    joined.append(contentsOf: repeatElement(.unreached, count: missing))
    latest.append(contentsOf: repeatElement(.unreached, count: missing))
  }

  /// Forgets how the registers came to hold what they do: control comes back to none of it.
  mutating func forgetPast() {
    log.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
  }

  /// Counts looking at so many registers.
  mutating func charge(_ count: Int) { work += count }

  @inline(__always)
  mutating func set(_ register: Int, _ type: RegisterType) {
    let before = types[register]
    guard before != type else { return }
    log.append(Change(register: UInt32(truncatingIfNeeded: register), before: before))
    types[register] = type
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
    beginJoin()
    let end = log.count
    var position = end
    var isKnown = runsOn
    var source = lastSources[target]
    while source >= 0 {
      let (moment, crossed) = (Int(sources[Int(source)].moment), position)
      while position > moment { undo(&position, joining: isKnown) }
      joinCurrent(moment..<crossed)
      isKnown = true
      source = sources[Int(source)].next
    }
    finishJoin(position..<end)
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
    var position = end
    while position > moment { undo(&position, joining: true) }
    work += end - moment
    var weakened: [(register: Int, type: RegisterType)] = []
    for change in moment..<end {
      let register = Int(log[change].register)
      guard stamps[register] == stamp else { continue }
      stamps[register] = 0
      let type = join(register, types[register], latest[register])
      if type != types[register] { weakened.append((register, type)) }
    }
    if weakened.isEmpty {
      for change in moment..<end {
        let register = Int(log[change].register)
        types[register] = latest[register]
      }
    } else {
      log.removeSubrange(moment...)
      while sources.count > count, let source = sources.popLast() { lastSources[Int(source.target)] = source.next }
    }
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
    if stamps[register] != stamp {
      stamps[register] = stamp
      latest[register] = types[register]
      joined[register] = joining ? types[register] : .unreached
    }
    types[register] = change.before
  }

  /// Joins what holds now, of the registers that these changes are of.
  @inline(__always)
  private mutating func joinCurrent(_ changes: Range<Int>) {
    for change in changes {
      let register = Int(log[change].register)
      joined[register] = join(register, joined[register], types[register])
    }
  }

  /// Makes what was joined hold from here on, the log being what it was.
  private mutating func finishJoin(_ changes: Range<Int>) {
    work += changes.count
    for change in changes {
      let register = Int(log[change].register)
      guard stamps[register] == stamp else { continue }
      stamps[register] = 0
      types[register] = latest[register]
      set(register, joined[register])
    }
  }
}
