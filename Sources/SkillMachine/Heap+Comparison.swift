import SkillBytecode

/// What comparisons took, in steps. Containers may share their parts, so that there is more to look at than there is in
/// memory: beyond `most` a comparison gives up, its result means nothing, and the native call ends in a fault.
struct Effort {
  private(set) var spent = 0
  private let most: Int

  init(most: Int) { self.most = most }

  init(_ limits: MachineLimits) { most = limits.steps }

  /// Counts `steps`; false if there are no more.
  @inline(__always)
  mutating func spend(_ steps: Int) -> Bool {
    spent += steps
    return spent <= most
  }
}

extension Heap {
  /// Whether two values of `type` are equal, as the language's `==` says.
  func equal(_ a: Slot, _ b: Slot, _ type: ValueType, _ effort: inout Effort) -> Bool {
    guard effort.spend(1) else { return false }
    switch type {
    case .none: return true
    case .bool, .int, .actor: return a.word == b.word
    case .float, .length, .angle, .duration, .vec3, .quat, .pose:
      return zip(a.words, b.words).allSatisfy { Double(bitPattern: $0) == Double(bitPattern: $1) }
    case .string: return a.object == b.object || equalTexts(a.object, b.object, &effort)
    case .failure: return zip(a.objects, b.objects).allSatisfy { equalTexts($0, $1, &effort) }
    case .list(let element):
      if a.object == b.object { return true }
      let (left, right) = (list(a.object), list(b.object))
      return left.count == right.count && (0..<left.count).allSatisfy { equal(left[$0], right[$0], element, &effort) }
    case .dict(let key, let value): return equalDicts(a.object, b.object, key, value, &effort)
    case .tuple(let types):
      return everyPart(types, a, b) { equal($0, $1, $2, &effort) }
    case .optional(let wrapped):
      guard a.word == b.word else { return false }
      return a.word == 0 || equal(a.dropFlag, b.dropFlag, wrapped, &effort)
    }
  }

  private func equalTexts(_ a: Handle, _ b: Handle, _ effort: inout Effort) -> Bool {
    let (left, right) = (text(a), text(b))
    return left.byteCount == right.byteCount && effort.spend(left.byteCount >> 6) && left == right
  }

  private func equalDicts(
    _ a: Handle, _ b: Handle, _ key: ValueType, _ value: ValueType, _ effort: inout Effort
  ) -> Bool {
    if a == b { return true }
    let (left, right) = (dict(a), dict(b))
    guard left.count == right.count else { return false }
    return left.entries.allSatisfy { entry in
      let keySlot = left.key(at: entry)
      guard let match = find(keySlot, hash: hash(keySlot, key), in: right, key) else { return false }
      return equal(left.value(at: entry), right.value(at: match), value, &effort)
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
  func less(_ a: Slot, _ b: Slot, _ type: ValueType, _ effort: inout Effort) -> Bool {
    guard effort.spend(1) else { return false }
    switch type {
    case .bool, .int, .actor: return a.int < b.int
    case .float, .length, .angle, .duration: return a.double < b.double
    case .string:
      let (left, right) = (text(a.object), text(b.object))
      return effort.spend(min(left.byteCount, right.byteCount) >> 6) && left < right
    case .list(let element):
      let (left, right) = (list(a.object), list(b.object))
      for index in 0..<min(left.count, right.count) where !equal(left[index], right[index], element, &effort) {
        return less(left[index], right[index], element, &effort)
      }
      return left.count < right.count
    case .tuple(let types):
      var offset = Layout.zero
      for type in types {
        let (left, right) = (a.part(offset, type.layout), b.part(offset, type.layout))
        if !equal(left, right, type, &effort) { return less(left, right, type, &effort) }
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

  /// The entry of `dict` under this key. Keys hold no containers: what they take is counted by whoever makes them.
  func find(_ key: Slot, hash: UInt64, in dict: DictObject, _ type: ValueType) -> Int? {
    var effort = Effort(most: .max)
    return dict.find(hash: hash) { equal(dict.key(at: $0), key, type, &effort) }
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
