import SkillBytecode

/// Proves that objects are what the program takes them for: each of its type's kind and layout, and so on for what it
/// holds. Then no instruction reaches beyond an object.
struct HeapCheck {
  private let heap: Heap
  private var seen: Set<Visit> = []
  private var open: [Visit] = []

  private struct Visit: Hashable {
    let handle: Handle
    let type: ValueType
  }

  init(_ heap: Heap) { self.heap = heap }

  /// Whether `handles` are the objects of a value of `type`, none standing for any.
  mutating func accepts(_ handles: some Sequence<Handle>, as type: ValueType) -> Bool {
    add(handles, as: type.objectTypes)
    while let visit = open.popLast() {
      guard holds(visit) else { return false }
    }
    return true
  }

  private mutating func add(_ handles: some Sequence<Handle>, as types: [ValueType]) {
    for (handle, type) in zip(handles, types) where handle != .null {
      let visit = Visit(handle: handle, type: type)
      if seen.insert(visit).inserted { open.append(visit) }
    }
  }

  /// Whether an object is of its type; what it holds is looked at later.
  private mutating func holds(_ visit: Visit) -> Bool {
    let slot = visit.handle.slot
    switch (visit.handle.kind, visit.type) {
    case (.text, .string): return heap.texts.holdsObject(at: slot)
    case (.list, .list(let element)):
      guard heap.lists.holdsObject(at: slot), heap.lists[slot].element == element.layout else { return false }
      add(heap.lists[slot].objects, of: element)
      return true
    case (.dict, .dict(let key, let value)):
      guard heap.dicts.holdsObject(at: slot), heap.dicts[slot].key == key.layout,
        heap.dicts[slot].value == value.layout
      else { return false }
      add(heap.dicts[slot].keyObjects, of: key)
      add(heap.dicts[slot].valueObjects, of: value)
      return true
    default: return false
    }
  }

  /// Adds the objects of elements in a row.
  private mutating func add(_ handles: [Handle], of element: ValueType) {
    let types = element.objectTypes
    guard !types.isEmpty else { return }
    for start in stride(from: 0, to: handles.count, by: types.count) { add(handles[start...], as: types) }
  }
}

extension ValueType {
  /// What each object register of a value of this type holds: strings, lists, dictionaries.
  var objectTypes: [ValueType] {
    switch self {
    case .string, .list, .dict: [self]
    case .failure: [.string, .string, .string]
    case .tuple(let elements): elements.flatMap(\.objectTypes)
    case .optional(let wrapped): wrapped.objectTypes
    case .none, .bool, .int, .float, .length, .angle, .duration, .vec3, .quat, .pose, .actor: []
    }
  }
}
