import SkillBytecode

/// The objects that registers, cells and other objects point to. A value: copying it copies what it holds.
///
/// Garbage is found by marking from the roots and sweeping; the machine does it between instructions, so a handle in a
/// local variable of a native function stays good. Bytes are counted as objects grow.
struct Heap: Hashable, Sendable {
  private(set) var texts = Pool(vacant: Text.empty)
  var lists = Pool(vacant: ListObject(element: .zero))
  var dicts = Pool(vacant: DictObject(key: .zero, value: .zero))

  /// Bytes of all objects, garbage included.
  private(set) var allocatedBytes = 0
  /// Collect once `allocatedBytes` is above this.
  private(set) var threshold: Int
  /// Live bytes a program may have.
  let limit: Int
  /// Steps that native functions took over and above one each, not yet charged to the program.
  var work = 0

  /// Steps that may pass uncounted where an instruction leaves the counting to whoever stops for it.
  static let workBetweenCharges = 1 << 10

  /// What an object costs beside its contents, bytes.
  static let objectOverhead = 64
  private static let smallestThreshold = 4 << 20

  init(limit: Int) {
    self.limit = limit
    threshold = min(Self.smallestThreshold, limit)
  }

  /// A heap as it was left.
  init(
    texts: Pool<Text>, lists: Pool<ListObject>, dicts: Pool<DictObject>, allocatedBytes: Int, threshold: Int, limit: Int
  ) {
    self.texts = texts
    self.lists = lists
    self.dicts = dicts
    self.allocatedBytes = allocatedBytes
    self.threshold = threshold
    self.limit = limit
  }

  var needsCollection: Bool { allocatedBytes > threshold }

  // MARK: Making objects

  mutating func make(_ text: Text) -> Handle {
    account(Self.objectOverhead + text.byteCount)
    return Handle(.text, texts.insert(text))
  }

  mutating func make(_ text: String) -> Handle { make(Text(text)) }

  mutating func make(_ list: ListObject) -> Handle {
    account(list.byteCount)
    return Handle(.list, lists.insert(list))
  }

  mutating func make(_ dict: DictObject) -> Handle {
    account(dict.byteCount)
    return Handle(.dict, dicts.insert(dict))
  }

  /// Counts bytes that an object grew by, and the steps it takes to fill them.
  mutating func account(_ bytes: Int) {
    allocatedBytes += bytes
    work += bytes >> 6
  }

  // MARK: Reading objects

  /// The hash of a string, which is worked out once.
  mutating func hash(of text: Handle) -> UInt64 {
    guard text.kind == .text else { return Text.empty.stableHash }
    if texts[text.slot].knownHash == 0 { texts[text.slot].learnHash() }
    return texts[text.slot].knownHash
  }

  func text(_ handle: Handle) -> Text { handle.kind == .text ? texts[handle.slot] : .empty }

  func list(_ handle: Handle) -> ListObject {
    handle.kind == .list ? lists[handle.slot] : ListObject(element: .zero)
  }

  func dict(_ handle: Handle) -> DictObject {
    handle.kind == .dict ? dicts[handle.slot] : DictObject(key: .zero, value: .zero)
  }

  // MARK: Garbage

  /// Frees what cannot be reached from `roots`. Returns whether what is left is within the limit.
  mutating func collect(roots: some Sequence<ArraySlice<Handle>>) -> Bool {
    var marks = Marks(heap: self)
    for root in roots { marks.mark(root, in: self) }
    texts.free(unless: marks.texts)
    lists.free(unless: marks.lists)
    dicts.free(unless: marks.dicts)
    let live =
      texts.sum { Self.objectOverhead + $0.byteCount } + lists.sum(\.byteCount) + dicts.sum(\.byteCount)
    allocatedBytes = live
    // Some room above what lives, or a program near the limit would collect at every step.
    threshold = live + max(limit / 16, min(live, limit - live), min(Self.smallestThreshold, limit))
    return live <= limit
  }
}

/// Objects of one kind, in slots that are used again.
struct Pool<Element: Hashable & Sendable>: Hashable, Sendable {
  /// The first slot is never used, so that the handle of no object names a vacant one.
  private var slots: [Element]
  private var isUsed = [false]
  private var vacancies: [Int] = []
  private let vacant: Element

  init(vacant: Element) {
    self.vacant = vacant
    slots = [vacant]
  }

  var capacity: Int { slots.count }

  mutating func insert(_ element: Element) -> Int {
    if let slot = vacancies.popLast() {
      slots[slot] = element
      isUsed[slot] = true
      return slot
    }
    slots.append(element)
    isUsed.append(true)
    return slots.count - 1
  }

  subscript(slot: Int) -> Element {
    _read { yield slots[slot] }
    _modify { yield &slots[slot] }
  }

  mutating func free(unless marked: [Bool]) {
    for slot in slots.indices where isUsed[slot] && !marked[slot] {
      slots[slot] = vacant
      isUsed[slot] = false
      vacancies.append(slot)
    }
  }

  /// The objects by slot, from slot 1 on; nil where one is vacant.
  var elements: [Element?] { slots.indices.dropFirst().map { isUsed[$0] ? slots[$0] : nil } }

  /// The vacant slots; the last is taken first.
  var vacantSlots: [Int] { vacancies }

  /// `vacantSlots` names each slot without an object once.
  init(vacant: Element, elements: [Element?], vacantSlots: [Int]) {
    self.vacant = vacant
    slots = [vacant] + elements.map { $0 ?? vacant }
    isUsed = [false] + elements.map { $0 != nil }
    vacancies = vacantSlots
  }

  /// Whether an object is in this slot, which may be any number.
  func holdsObject(at slot: Int) -> Bool { isUsed.indices.contains(slot) && isUsed[slot] }

  func sum(_ size: (Element) -> Int) -> Int {
    slots.indices.reduce(0) { isUsed[$1] ? $0 + size(slots[$1]) : $0 }
  }
}

/// Which objects were reached.
private struct Marks {
  var texts: [Bool]
  var lists: [Bool]
  var dicts: [Bool]

  init(heap: Heap) {
    texts = [Bool](repeating: false, count: heap.texts.capacity)
    lists = [Bool](repeating: false, count: heap.lists.capacity)
    dicts = [Bool](repeating: false, count: heap.dicts.capacity)
  }

  mutating func mark(_ roots: ArraySlice<Handle>, in heap: Heap) {
    var pending = Array(roots)
    while let handle = pending.popLast() {
      switch handle.kind {
      case .text: texts[handle.slot] = true
      case .list where !lists[handle.slot]:
        lists[handle.slot] = true
        pending += heap.lists[handle.slot].objects
      case .dict where !dicts[handle.slot]:
        dicts[handle.slot] = true
        pending += heap.dicts[handle.slot].keyObjects
        pending += heap.dicts[handle.slot].valueObjects
      default: break
      }
    }
  }
}
