import Geometry
import SkillBytecode

extension Heap {
  /// The registers of `value` as a value of `type`; nil when it is not one.
  mutating func encode(_ value: Value, as type: ValueType) -> Slot? {
    switch (type, value) {
    case (.none, .none): return Slot()
    case (.bool, .bool(let flag)): return Slot(words: [flag ? 1 : 0])
    case (.int, .int(let number)): return Slot(words: [UInt64(bitPattern: Int64(number))])
    case (.float, .float(let number)), (.length, .length(let number)), (.angle, .angle(let number)),
      (.duration, .duration(let number)):
      return Slot(doubles: [number])
    case (.vec3, .vec3(let v)): return Slot(doubles: [v.x, v.y, v.z])
    case (.quat, .quat(let q)): return Slot(doubles: [q.w, q.x, q.y, q.z])
    case (.pose, .pose(let pose)):
      return Slot(doubles: [pose.p.x, pose.p.y, pose.p.z, pose.q.w, pose.q.x, pose.q.y, pose.q.z])
    case (.actor, .actor(let index)): return Slot(words: [UInt64(bitPattern: Int64(index))])
    case (.string, .string(let text)): return Slot(objects: [make(text)])
    case (.failure, .failure(let failure)):
      return Slot(objects: [make(failure.skill), make(failure.reason), make(failure.message)])
    case (.list(let element), .list(let values)): return encode(list: values, of: element)
    case (.dict(let key, let value), .dict(let entries)): return encode(dict: entries, key: key, value: value)
    case (.tuple(let types), .tuple(let values)) where types.count == values.count:
      var slot = Slot()
      for (type, value) in zip(types, values) {
        guard let part = encode(value, as: type) else { return nil }
        slot = slot + part
      }
      return slot
    case (.optional(let wrapped), .none): return Slot(absent: wrapped.layout)
    case (.optional(let wrapped), _): return encode(value, as: wrapped).map { Slot(words: [1]) + $0 }
    default: return nil
    }
  }

  private mutating func encode(list values: [Value], of element: ValueType) -> Slot? {
    var list = ListObject(element: element.layout)
    for value in values {
      guard let slot = encode(value, as: element) else { return nil }
      list.append(slot)
    }
    return Slot(objects: [make(list)])
  }

  private mutating func encode(dict entries: [Value.Entry], key: ValueType, value: ValueType) -> Slot? {
    var dict = DictObject(key: key.layout, value: value.layout)
    for entry in entries {
      guard let keySlot = encode(entry.key, as: key), let valueSlot = encode(entry.value, as: value) else { return nil }
      let hash = hash(keySlot, key)
      if let known = find(keySlot, hash: hash, in: dict, key) {
        dict.setValue(valueSlot, at: known)
      } else {
        _ = dict.insert(hash: hash, key: keySlot, value: valueSlot)
      }
    }
    return Slot(objects: [make(dict)])
  }

  /// How many parts of a value the host gets to see. Containers may share their parts, so that a small value has more
  /// than the host has room for.
  private static let mostParts = 1 << 20

  /// The value of `type` in these registers; of one with more than 2²⁰ parts the first ones.
  func decode(_ slot: Slot, as type: ValueType) -> Value {
    var room = Self.mostParts
    return decode(slot, as: type, &room)
  }

  private func decode(_ slot: Slot, as type: ValueType, _ room: inout Int) -> Value {
    room -= 1
    switch type {
    case .none: return .none
    case .bool: return .bool(slot.word != 0)
    case .int: return .int(slot.int)
    case .float: return .float(slot.double)
    case .length: return .length(metres: slot.double)
    case .angle: return .angle(radians: slot.double)
    case .duration: return .duration(seconds: slot.double)
    case .vec3: return .vec3(slot.vec3)
    case .quat: return .quat(slot.quat)
    case .pose: return .pose(Pose(slot.vec3, Slot(words: slot.words.dropFirst(3)).quat))
    case .actor: return .actor(slot.int)
    case .string: return .string(text(slot.object).string)
    case .failure: return .failure(failure(slot))
    case .list(let element):
      let list = list(slot.object)
      var values: [Value] = []
      for index in 0..<list.count where room > 0 { values.append(decode(list[index], as: element, &room)) }
      return .list(values)
    case .dict(let keyType, let valueType):
      let dict = dict(slot.object)
      var entries: [Value.Entry] = []
      for entry in dict.entries where room > 0 {
        let key = decode(dict.key(at: entry), as: keyType, &room)
        entries.append(Value.Entry(key: key, value: decode(dict.value(at: entry), as: valueType, &room)))
      }
      return .dict(entries)
    case .tuple(let types):
      var offset = Layout.zero
      return .tuple(
        types.map { type in
          defer { offset += type.layout }
          return decode(slot.part(offset, type.layout), as: type, &room)
        })
    case .optional(let wrapped):
      return slot.word == 0 ? .none : decode(slot.dropFlag, as: wrapped, &room)
    }
  }

  func failure(_ slot: Slot) -> CaughtFailure {
    let parts = slot.objects.map { text($0).string }
    guard parts.count == 3 else { return CaughtFailure(skill: "", reason: "", message: "") }
    return CaughtFailure(skill: parts[0], reason: parts[1], message: parts[2])
  }
}

extension Slot {
  init(doubles: [Double]) { self.init(words: doubles.map(\.bitPattern)[...]) }

  /// An optional of this layout that has no value.
  init(absent layout: Layout) {
    self.init(
      words: [UInt64](repeating: 0, count: layout.words + 1)[...],
      objects: [Handle](repeating: .null, count: layout.objects)[...])
  }

  var int: Int { Int(truncatingIfNeeded: word) }
  var double: Double { Double(bitPattern: word) }

  var vec3: Vec3 {
    let numbers = words.prefix(3).map(Double.init(bitPattern:))
    return numbers.count == 3 ? Vec3(numbers[0], numbers[1], numbers[2]) : .zero
  }

  var quat: Quat {
    let numbers = words.prefix(4).map(Double.init(bitPattern:))
    return numbers.count == 4 ? Quat(numbers[0], numbers[1], numbers[2], numbers[3]) : .identity
  }
}
