import SkillBytecode

extension Heap {
  /// Whether two values of `type` are equal, as the language's `==` says.
  func equal(_ a: Slot, _ b: Slot, _ type: ValueType) -> Bool {
    switch type {
    case .none: return true
    case .bool, .int, .actor: return a.word == b.word
    case .float, .length, .angle, .duration, .vec3, .quat, .pose:
      return zip(a.words, b.words).allSatisfy { Double(bitPattern: $0) == Double(bitPattern: $1) }
    case .string: return a.object == b.object || text(a.object) == text(b.object)
    case .failure: return zip(a.objects, b.objects).allSatisfy { text($0) == text($1) }
    case .list(let element):
      if a.object == b.object { return true }
      let (left, right) = (list(a.object), list(b.object))
      return left.count == right.count && (0..<left.count).allSatisfy { equal(left[$0], right[$0], element) }
    case .dict(let key, let value): return equalDicts(a.object, b.object, key, value)
    case .tuple(let types):
      return everyPart(types, a, b) { equal($0, $1, $2) }
    case .optional(let wrapped):
      guard a.word == b.word else { return false }
      return a.word == 0 || equal(a.dropFlag, b.dropFlag, wrapped)
    }
  }

  private func equalDicts(_ a: Handle, _ b: Handle, _ key: ValueType, _ value: ValueType) -> Bool {
    if a == b { return true }
    let (left, right) = (dict(a), dict(b))
    guard left.count == right.count else { return false }
    return left.entries.allSatisfy { entry in
      let keySlot = left.key(at: entry)
      guard let match = find(keySlot, hash: hash(keySlot, key), in: right, key) else { return false }
      return equal(left.value(at: entry), right.value(at: match), value)
    }
  }

  private func everyPart(_ types: [ValueType], _ a: Slot, _ b: Slot, _ test: (Slot, Slot, ValueType) -> Bool) -> Bool {
    var offset = Layout.zero
    for type in types {
      guard test(a.part(offset, type.layout), b.part(offset, type.layout), type) else { return false }
      offset += type.layout
    }
    return true
  }

  /// Whether `a` comes before `b`, as the language's `<` says: lists and tuples by their first difference.
  func less(_ a: Slot, _ b: Slot, _ type: ValueType) -> Bool {
    switch type {
    case .bool, .int, .actor: return a.int < b.int
    case .float, .length, .angle, .duration: return a.double < b.double
    case .string: return text(a.object) < text(b.object)
    case .list(let element):
      let (left, right) = (list(a.object), list(b.object))
      for index in 0..<min(left.count, right.count) where !equal(left[index], right[index], element) {
        return less(left[index], right[index], element)
      }
      return left.count < right.count
    case .tuple(let types):
      var offset = Layout.zero
      for type in types {
        let (left, right) = (a.part(offset, type.layout), b.part(offset, type.layout))
        if !equal(left, right, type) { return less(left, right, type) }
        offset += type.layout
      }
      return false
    default: return false
    }
  }

  /// The same for equal values of `type`, in every process.
  func hash(_ slot: Slot, _ type: ValueType) -> UInt64 {
    switch type {
    case .string: return text(slot.object).stableHash
    case .float, .length, .angle, .duration, .vec3, .quat, .pose:
      // Adding zero makes one zero of the two.
      return slot.words.reduce(0x9e37_79b9) { Self.mix($0, (Double(bitPattern: $1) + 0).bitPattern) }
    case .tuple(let types):
      var result: UInt64 = 0x51ed_270b
      var offset = Layout.zero
      for type in types {
        result = Self.mix(result, hash(slot.part(offset, type.layout), type))
        offset += type.layout
      }
      return result
    case .optional(let wrapped): return slot.word == 0 ? 7 : Self.mix(11, hash(slot.dropFlag, wrapped))
    default: return slot.words.reduce(0x9e37_79b9, Self.mix)
    }
  }

  /// The finaliser of SplitMix64 over a running hash and the next word.
  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    var z = hash &* 31 &+ word &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// The entry of `dict` under this key.
  func find(_ key: Slot, hash: UInt64, in dict: DictObject, _ type: ValueType) -> Int? {
    dict.find(hash: hash) { equal(dict.key(at: $0), key, type) }
  }

  /// Whether a value counts as true.
  func truth(_ slot: Slot, _ type: ValueType) -> Bool {
    switch type {
    case .none: false
    case .bool, .int: slot.word != 0
    case .float, .length, .angle, .duration: slot.double != 0
    case .string: text(slot.object).count > 0
    case .list: list(slot.object).count > 0
    case .dict: dict(slot.object).count > 0
    case .optional(let wrapped): slot.word != 0 && truth(slot.dropFlag, wrapped)
    case .vec3, .quat, .pose, .actor, .failure, .tuple: true
    }
  }
}

extension Slot {
  /// The value of an optional that is there.
  var dropFlag: Slot { Slot(words: words.dropFirst(), objects: objects) }
}
