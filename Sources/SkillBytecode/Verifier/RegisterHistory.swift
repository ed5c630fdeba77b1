/// The types of a function's registers at the point that the verifier has reached, and at every point before it that
/// control may still come from.
///
/// Not a copy for each such point: a log of all changes, so that joining two points costs what changed between them. A
/// moment is a length of the log. Words come first, objects after them.
struct RegisterHistory {
  struct Change: BitwiseCopyable {
    let register: UInt32
    let before: RegisterType
  }

  /// A point from which control jumps ahead.
  struct Source: BitwiseCopyable {
    let moment: Int32
    let deadlines: Int32
    let target: Int32
    /// The source before it with the same target; negative if there is none.
    let next: Int32
  }

  /// A register: what it holds now, and the scratch of a join. In one place, because a join goes through all of it.
  struct Slot: BitwiseCopyable {
    var type = RegisterType.unknown
    var joined = RegisterType.unreached
    /// What it held when the join began, of which `stamp` is the number.
    var latest = RegisterType.unreached
    var stamp: UInt32 = 0
  }

  var slots: [Slot] = []
  /// How many registers there are, and how many of them are words.
  private(set) var count = 0
  private(set) var words = 0
  var log: [Change] = []
  /// Whether changes are logged, and the last instruction for which they have to be.
  private var keepsPast = false
  private(set) var horizon = 0
  var sources: [Source] = []
  /// By instruction: the last source of which it is the target; negative if there is none.
  var lastSources: [Int32]

  /// The number of the join under way.
  var stamp: UInt32 = 0

  /// What the last way back, if control has to go it, found not to be granted.
  var weakened: [(register: Int, type: RegisterType)] = []

  /// How many changes joins have looked at so far.
  var work = 0

  var now: Int { log.count }
  var sourceCount: Int { sources.count }

  /// `registers` is the most that a function has. There is room for what short functions need.
  init(codeCount: Int, registers: Int) {
    lastSources = Array(repeating: -1, count: codeCount)
    slots.reserveCapacity(registers)
    log.reserveCapacity(min(2 * codeCount, 1024))
    sources.reserveCapacity(32)
    weakened.reserveCapacity(32)
  }

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

  /// Always true: whatever is written is proved.
  @inline(__always)
  @discardableResult
  mutating func set(_ register: Int, _ type: RegisterType) -> Bool {
    if slots[register].type != type { change(register, to: type) }
    return true
  }

  /// Not inlined: most writes change nothing.
  @inline(never)
  private mutating func change(_ register: Int, to type: RegisterType) {
    if keepsPast {
      log.append(Change(register: UInt32(truncatingIfNeeded: register), before: slots[register].type))
    }
    slots[register].type = type
  }

  /// Writes what `type` says, from 0 on, into the registers from `first` on.
  @inline(__always)
  mutating func set(_ first: Int, count: Int, _ type: (Int) -> RegisterType) {
    if count == 0 { return }
    if keepsPast {
      Self.set(&slots, first, count, logging: &log, type)
    } else {
      var slots = slots.mutableSpan
      for offset in 0..<count { slots[first &+ offset].type = type(offset) }
    }
  }

  @inline(__always)
  private static func set(
    _ slots: inout [Slot], _ first: Int, _ count: Int, logging log: inout [Change], _ type: (Int) -> RegisterType
  ) {
    log.append(addingCapacity: count) { log in
      var slots = slots.mutableSpan
      for offset in 0..<count {
        let (register, type) = (first &+ offset, type(offset))
        let before = slots[register].type
        guard before != type else { continue }
        log.append(Change(register: UInt32(truncatingIfNeeded: register), before: before))
        slots[register].type = type
      }
    }
  }

  /// Copies what so many registers hold, as if all were read first.
  mutating func copy(_ count: Int, from source: Int, to target: Int) {
    let (isAhead, keepsPast) = (source >= target, keepsPast)
    Self.update(&slots, &log) { slots, log in
      for step in 0..<count {
        let offset = isAhead ? step : count - 1 - step
        let (register, before, type) = (target + offset, slots[target + offset].type, slots[source + offset].type)
        guard before != type else { continue }
        if keepsPast { log.append(Change(register: UInt32(truncatingIfNeeded: register), before: before)) }
        slots[register].type = type
      }
    }
  }

  /// What goes through many registers: by a span, as an array of which one does not know that nobody else has it would
  /// be looked at for each of them.
  @inline(__always)
  static func update(
    _ slots: inout [Slot], _ log: inout [Change], _ body: (inout MutableSpan<Slot>, inout [Change]) -> Void
  ) {
    var span = slots.mutableSpan
    body(&span, &log)
  }

  @inline(__always)
  func join(_ register: Int, _ a: RegisterType, _ b: RegisterType) -> RegisterType {
    Self.join(isWord: register < words, a, b)
  }

  @inline(__always)
  static func join(isWord: Bool, _ a: RegisterType, _ b: RegisterType) -> RegisterType {
    isWord ? a.joinedAsWord(b) : a.joinedAsObject(b)
  }
}
