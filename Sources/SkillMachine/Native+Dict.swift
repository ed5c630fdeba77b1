import SkillBytecode

/// Dictionaries: entries keep the order in which their keys were first stored.
func callDict(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  if frame.site.arguments.count > 1, frame.type(1) == .string {
    // Its hash and a comparison.
    heap.work += heap.text(frame.object(1)).byteCount >> 4
  }
  switch frame.site.native {
  case .dictLength: frame.give(heap.dicts[frame.object(0).slot].count)
  case .dictContains: frame.give(find(frame, heap) != nil)
  case .dictFromPairs: try fromPairs(frame, &heap)
  case .dictGet:
    guard let entry = find(frame, heap) else { throw missing(frame, heap) }
    frame.give(heap.dicts[frame.object(0).slot].value(at: entry))
  case .dictFind:
    guard let entry = find(frame, heap) else {
      return frame.give(Slot(absent: heap.dicts[frame.object(0).slot].value))
    }
    frame.give(Slot(words: [1]) + heap.dicts[frame.object(0).slot].value(at: entry))
  case .dictGetOr: frame.give(find(frame, heap).map { heap.dicts[frame.object(0).slot].value(at: $0) } ?? frame.slot(2))
  case .dictSet: try store(frame.slot(1), frame.slot(2), frame, &heap)
  case .dictSetDefault:
    if let entry = find(frame, heap) { return frame.give(heap.dicts[frame.object(0).slot].value(at: entry)) }
    let value = frame.slot(2)
    try store(frame.slot(1), value, frame, &heap)
    frame.give(value)
  case .dictDelete, .dictPop:
    guard let entry = find(frame, heap) else { throw missing(frame, heap) }
    let value = heap.dicts[frame.object(0).slot].value(at: entry)
    heap.dicts[frame.object(0).slot].remove(entry)
    if frame.site.native == .dictPop { frame.give(value) }
  case .dictPopOr:
    guard let entry = find(frame, heap) else { return frame.give(frame.slot(2)) }
    let value = heap.dicts[frame.object(0).slot].value(at: entry)
    heap.dicts[frame.object(0).slot].remove(entry)
    frame.give(value)
  case .dictPopLast:
    let dict = heap.dicts[frame.object(0).slot]
    guard let entry = dict.entries.last else { throw .value("the dict is empty: there is nothing to pop") }
    let item = dict.key(at: entry) + dict.value(at: entry)
    heap.work += dict.slotCount >> 3
    heap.dicts[frame.object(0).slot].remove(entry)
    frame.give(item)
  case .dictClear: heap.dicts[frame.object(0).slot].removeAll()
  case .dictCheckUnchanged:
    guard heap.dicts[frame.object(0).slot].count == frame.int(1) else { throw .changedDuringIteration }
  default: try callWholeDict(frame, &heap)
  }
}

/// Functions that go over all entries.
private func callWholeDict(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let dict = heap.dict(frame.object(0))
  heap.work += dict.slotCount >> 3
  switch frame.site.native {
  case .dictKeys: try frame.give(list(dict.key, dict.entries.map { dict.key(at: $0) }), &heap)
  case .dictValues: try frame.give(list(dict.value, dict.entries.map { dict.value(at: $0) }), &heap)
  case .dictItems:
    let items = dict.entries.map { dict.key(at: $0) + dict.value(at: $0) }
    try frame.give(list(dict.key + dict.value, items), &heap)
  case .dictUpdate:
    let other = heap.dict(frame.object(1))
    heap.work += other.slotCount >> 3
    for entry in other.entries { try store(other.key(at: entry), other.value(at: entry), frame, &heap) }
  case .dictCopy: frame.give(heap.make(dict))
  default: throw .internal("no dictionary native: \(frame.site.native)")
  }
}

private func fromPairs(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  guard case .dict(let keyType, let valueType) = frame.site.result else { throw .internal("pairs make a dictionary") }
  let pairs = heap.list(frame.object(0))
  let (key, value) = (keyType.layout, valueType.layout)
  var dict = DictObject(key: key, value: value)
  heap.work += pairs.count
  for index in 0..<pairs.count {
    let pair = pairs[index]
    let keySlot = pair.part(.zero, key)
    let hash = heap.hash(keySlot, keyType)
    if let entry = heap.find(keySlot, hash: hash, in: dict, keyType) {
      dict.setValue(pair.part(key, value), at: entry)
    } else {
      _ = dict.insert(hash: hash, key: keySlot, value: pair.part(key, value))
    }
  }
  frame.give(heap.make(dict))
}

private func list(_ element: Layout, _ slots: [Slot]) -> ListObject {
  var result = ListObject(element: element)
  for slot in slots { result.append(slot) }
  return result
}

private func keyType(_ frame: NativeFrame) -> ValueType {
  if case .dict(let key, _) = frame.type(0) { return key }
  return .none
}

/// The entry under the key that is the second argument. A string key, the common case, is looked up where it lies.
private func find(_ frame: NativeFrame, _ heap: Heap) -> Int? {
  let slot = frame.object(0).slot
  guard keyType(frame) == .string else {
    let key = frame.slot(1)
    return heap.find(key, hash: heap.hash(key, keyType(frame)), in: heap.dicts[slot], keyType(frame))
  }
  let key = heap.text(frame.object(1))
  return heap.dicts[slot].find(hash: key.stableHash) { heap.text(heap.dicts[slot].keyObjects[$0]) == key }
}

private func store(_ key: Slot, _ value: Slot, _ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let (slot, type) = (frame.object(0).slot, keyType(frame))
  let hash = heap.hash(key, type)
  if let entry = heap.find(key, hash: hash, in: heap.dicts[slot], type) {
    heap.dicts[slot].setValue(value, at: entry)
    return
  }
  guard heap.dicts[slot].count < frame.limits.size else { throw .sizeLimit(frame.limits.size) }
  heap.account(8 * (key.words.count + value.words.count + 4) + 4 * (key.objects.count + value.objects.count))
  _ = heap.dicts[slot].insert(hash: hash, key: key, value: value)
}

private func missing(_ frame: NativeFrame, _ heap: Heap) -> Fault {
  var printer = Printer(heap: heap, scene: frame.scene)
  return .keyMissing(printer.representation(frame.slot(1), frame.type(1)))
}
