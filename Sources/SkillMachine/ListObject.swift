import SkillBytecode

/// A list on the heap: the elements' words one after the other, and their objects likewise.
struct ListObject: Hashable, Sendable {
  let element: Layout
  var count = 0
  var words: [UInt64] = []
  var objects: [Handle] = []

  init(element: Layout) { self.element = element }

  var byteCount: Int { Heap.objectOverhead + 8 * words.count + 4 * objects.count }

  subscript(index: Int) -> Slot {
    get {
      Slot(
        words: words[(index * element.words)..<((index + 1) * element.words)],
        objects: objects[(index * element.objects)..<((index + 1) * element.objects)])
    }
    set {
      for (offset, word) in newValue.words.enumerated() { words[index * element.words + offset] = word }
      for (offset, object) in newValue.objects.enumerated() { objects[index * element.objects + offset] = object }
    }
  }

  mutating func append(_ value: Slot) {
    words += value.words
    objects += value.objects
    count += 1
  }

  mutating func insert(_ value: Slot, at index: Int) {
    words.insert(contentsOf: value.words, at: index * element.words)
    objects.insert(contentsOf: value.objects, at: index * element.objects)
    count += 1
  }

  mutating func remove(at index: Int) {
    words.removeSubrange((index * element.words)..<((index + 1) * element.words))
    objects.removeSubrange((index * element.objects)..<((index + 1) * element.objects))
    count -= 1
  }

  mutating func removeAll() { self = ListObject(element: element) }
}

/// A value's registers, wherever they were read from.
struct Slot: Sendable {
  var words: ArraySlice<UInt64>
  var objects: ArraySlice<Handle>

  init(words: ArraySlice<UInt64> = [], objects: ArraySlice<Handle> = []) {
    self.words = words
    self.objects = objects
  }

  /// The first word; zero for a value without words.
  var word: UInt64 { words.first ?? 0 }

  /// The first object; none for a value without objects.
  var object: Handle { objects.first ?? .null }

  /// The part of the value that starts `offset` registers in and takes `layout`.
  func part(_ offset: Layout, _ layout: Layout) -> Slot {
    Slot(
      words: words.dropFirst(offset.words).prefix(layout.words),
      objects: objects.dropFirst(offset.objects).prefix(layout.objects))
  }

  static func + (a: Slot, b: Slot) -> Slot { Slot(words: a.words + b.words, objects: a.objects + b.objects) }
}
