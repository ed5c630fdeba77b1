import SkillBytecode

/// Methods that change a list in place, and access to one element.
func callListMethod(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let list = frame.object(0)
  let slot = list.slot
  let element = frame.element(0)
  func position(_ argument: Int) throws(Fault) -> Int {
    guard let index = heap.element(Int64(frame.int(argument)), of: list) else {
      throw heap.indexFault(Int64(frame.int(argument)), of: list)
    }
    return index
  }
  switch frame.site.native {
  case .listGet: frame.give(heap.lists[slot][try position(1)])
  case .listSet: heap.lists[slot][try position(1)] = frame.slot(2)
  case .listAppend: try heap.append([frame.slot(1)], to: list, limit: frame.limits.size)
  case .listInsert:
    let count = heap.lists[slot].count
    guard count < frame.limits.size else { throw .sizeLimit(frame.limits.size) }
    let index = frame.int(1) < 0 ? frame.int(1) &+ count : frame.int(1)
    heap.lists[slot].insert(frame.slot(2), at: max(0, min(count, index)))
    heap.account(heap.bytes(of: element))
    heap.work += count >> 6
  case .listPop:
    guard heap.lists[slot].count > 0 else { throw .value("the list is empty: there is nothing to pop") }
    let index = try position(1)
    let value = heap.lists[slot][index]
    heap.remove(index, from: list)
    frame.give(value)
  case .listDelete: heap.remove(try position(1), from: list)
  case .listRemove:
    guard let index = heap.index(of: frame.slot(1), in: list, element, frame.limits) else { throw missing(frame, heap) }
    heap.remove(index, from: list)
  case .listIndex:
    let range = frame.window(ofCount: heap.lists[slot].count, from: 2) ?? 0..<0
    guard let index = heap.index(of: frame.slot(1), in: list, element, frame.limits, within: range) else {
      throw missing(frame, heap)
    }
    frame.give(index)
  case .listCount:
    let (object, wanted) = (heap.list(list), frame.slot(1))
    var effort = Effort(frame.limits)
    frame.give((0..<object.count).count { heap.equal(object[$0], wanted, element, &effort) })
    heap.work += effort.spent
  case .listExtend:
    let other = heap.list(frame.object(1))
    try heap.append((0..<other.count).map { other[$0] }, to: list, limit: frame.limits.size)
  case .listReverse: heap.lists[slot] = heap.list(list).reversed()
  case .listSort: heap.lists[slot] = heap.sorted(heap.list(list), element, frame.limits, descending: frame.bool(1))
  case .listSortByKeys:
    let keys = heap.list(frame.object(1))
    heap.lists[slot] = heap.sorted(
      heap.list(list), by: keys, frame.element(1), frame.limits, descending: frame.bool(2))
  case .listCheckCount:
    let count = heap.lists[slot].count
    guard count == frame.int(1) else { throw .value("\(frame.int(1)) values are wanted, the list has \(count)") }
  case .listClear: heap.lists[slot].removeAll()
  default: throw .internal("no list native: \(frame.site.native)")
  }
}

private func missing(_ frame: NativeFrame, _ heap: Heap) -> Fault {
  var printer = Printer(heap: heap, scene: frame.scene, room: frame.limits.size)
  let text = printer.representation(frame.slot(1), frame.type(1))
  return .value("\(text) is not in the list")
}

extension Heap {
  func bytes(of type: ValueType) -> Int { 8 * type.layout.words + 4 * type.layout.objects }

  mutating func append(_ values: [Slot], to list: Handle, limit: Int) throws(Fault) {
    guard lists[list.slot].count + values.count <= limit else { throw .sizeLimit(limit) }
    for value in values { lists[list.slot].append(value) }
    let element = lists[list.slot].element
    account((8 * element.words + 4 * element.objects) * values.count)
  }

  mutating func remove(_ index: Int, from list: Handle) {
    work += (lists[list.slot].count - index) >> 6
    lists[list.slot].remove(at: index)
  }

  /// The position of the first element equal to `wanted`.
  mutating func index(
    of wanted: Slot, in list: Handle, _ element: ValueType, _ limits: MachineLimits, within range: Range<Int>? = nil
  ) -> Int? {
    let object = self.list(list)
    let range = range ?? 0..<object.count
    var effort = Effort(limits)
    let index = range.first { equal(object[$0], wanted, element, &effort) }
    work += effort.spent
    return index
  }

  /// A sorted copy; equal elements keep their order, also when descending.
  mutating func sorted(
    _ list: ListObject, _ element: ValueType, _ limits: MachineLimits, descending: Bool
  ) -> ListObject {
    sorted(list, by: list, element, limits, descending: descending)
  }

  /// `list` in the order of `keys`, which are as many; equal keys keep their order.
  mutating func sorted(
    _ list: ListObject, by keys: ListObject, _ key: ValueType, _ limits: MachineLimits, descending: Bool
  ) -> ListObject {
    let count = min(list.count, keys.count)
    var effort = Effort(limits)
    // Swift's sort is stable: what is not less stays behind.
    let order = (0..<count).sorted { a, b in
      descending ? less(keys[b], keys[a], key, &effort) : less(keys[a], keys[b], key, &effort)
    }
    work += count + effort.spent
    var result = ListObject(element: list.element)
    for index in order { result.append(list[index]) }
    return result
  }
}

extension ListObject {
  func reversed() -> ListObject {
    var result = ListObject(element: element)
    for index in (0..<count).reversed() { result.append(self[index]) }
    return result
  }
}
