import SkillBytecode

/// Proves that objects are what the program takes them for: there, each of its type's kind and layout, and so on for what
/// it holds. Then no instruction reaches beyond an object.
struct HeapCheck {
  private let heap: Heap
  private var seen: Set<Visit> = []
  private var open: [Visit] = []

  private struct Visit: Hashable {
    let handle: Handle
    let type: ValueType
  }

  init(_ heap: Heap) { self.heap = heap }

  /// Whether `handles` are the objects of a value of `type`.
  mutating func accepts(_ handles: some Collection<Handle>, as type: ValueType) -> Bool {
    add(handles, as: type.objectSlots()) && isThrough()
  }

  /// Whether an object is what a register is proved to hold.
  mutating func accepts(_ handle: Handle, as content: ObjectContent) -> Bool {
    switch content {
    case .unknown: true
    case .null: handle == .null
    case .object(let type): add([handle], as: type.objectSlots()) && isThrough()
    case .optional(let type): add([handle], as: type.objectSlots(mayBeAbsent: true)) && isThrough()
    }
  }

  /// Looks at all objects that were found.
  private mutating func isThrough() -> Bool {
    while let visit = open.popLast() {
      guard holds(visit) else { return false }
    }
    return true
  }

  /// Notes objects that are to be looked at; false where there is none that should be.
  private mutating func add(_ handles: some Collection<Handle>, as slots: [ObjectSlot]) -> Bool {
    for (handle, slot) in zip(handles, slots) {
      guard handle != .null else {
        if slot.mayBeAbsent { continue }
        return false
      }
      let visit = Visit(handle: handle, type: slot.type)
      if seen.insert(visit).inserted { open.append(visit) }
    }
    return true
  }

  /// Whether an object is of its type; what it holds is looked at later.
  private mutating func holds(_ visit: Visit) -> Bool {
    let slot = visit.handle.slot
    switch (visit.handle.kind, visit.type) {
    case (.text, .string): return heap.texts.holdsObject(at: slot)
    case (.list, .list(let element)):
      guard heap.lists.holdsObject(at: slot), heap.lists[slot].element == element.layout else { return false }
      let slots = element.objectSlots()
      if slots.isEmpty { return true }
      return (0..<heap.lists[slot].count).allSatisfy { add(heap.lists[slot][$0].objects, as: slots) }
    case (.dict, .dict(let key, let value)):
      guard heap.dicts.holdsObject(at: slot), heap.dicts[slot].key == key.layout,
        heap.dicts[slot].value == value.layout
      else { return false }
      let (keys, values) = (key.objectSlots(), value.objectSlots())
      if keys.isEmpty && values.isEmpty { return true }
      return heap.dicts[slot].entries.allSatisfy { entry in
        add(heap.dicts[slot].key(at: entry).objects, as: keys)
          && add(heap.dicts[slot].value(at: entry).objects, as: values)
      }
    default: return false
    }
  }
}

/// What one object of a value is: a string, a list or a dictionary, or perhaps none.
private struct ObjectSlot {
  let type: ValueType
  let mayBeAbsent: Bool
}

extension ValueType {
  /// The objects of a value of this type, in the order of their registers.
  fileprivate func objectSlots(mayBeAbsent: Bool = false) -> [ObjectSlot] {
    switch self {
    case .string, .list, .dict: [ObjectSlot(type: self, mayBeAbsent: mayBeAbsent)]
    case .failure: [ObjectSlot](repeating: ObjectSlot(type: .string, mayBeAbsent: mayBeAbsent), count: 3)
    case .tuple(let elements): elements.flatMap { $0.objectSlots(mayBeAbsent: mayBeAbsent) }
    case .optional(let wrapped): wrapped.objectSlots(mayBeAbsent: true)
    case .none, .bool, .int, .float, .length, .angle, .duration, .vec3, .quat, .pose, .actor: []
    }
  }
}
