import SkillBytecode

/// Functions of lists that change nothing.
func callSequence(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  if frame.site.native == .rangeToList { return try giveRange(frame, &heap) }
  let list = heap.list(frame.object(0))
  let element = frame.element(0)
  heap.work += list.count >> 3
  var effort = Effort(frame.limits)
  defer { heap.work += effort.spent }
  switch frame.site.native {
  case .listCopy: try frame.give(list, &heap)
  case .listSlice:
    let slice = try Slice(
      count: list.count, lower: frame.optionalInt(1), upper: frame.optionalInt(2), step: frame.optionalInt(3))
    var result = ListObject(element: list.element)
    for index in slice.indices { result.append(list[index]) }
    try frame.give(result, &heap)
  case .listConcatenate:
    let other = heap.list(frame.object(1))
    guard list.count + other.count <= frame.limits.size else { throw .sizeLimit(frame.limits.size) }
    var result = list
    result.words += other.words
    result.objects += other.objects
    result.count += other.count
    try frame.give(result, &heap)
  case .listRepeat:
    let times = max(0, frame.int(1))
    let (count, overflow) = list.count.multipliedReportingOverflow(by: times)
    guard !overflow, count <= frame.limits.size else { throw .sizeLimit(frame.limits.size) }
    // The one that makes more than a few times of what there was.
    guard count * heap.bytes(of: element) <= heap.limit else { throw .heapLimit(heap.limit) }
    var result = ListObject(element: list.element)
    for _ in 0..<(list.count == 0 ? 0 : times) {
      result.words += list.words
      result.objects += list.objects
      result.count += list.count
    }
    try frame.give(result, &heap)
  case .listContains: frame.give(heap.index(of: frame.slot(1), in: frame.object(0), element, frame.limits) != nil)
  case .listMinimum: frame.give(try extreme(list, by: list) { heap.less($0, $1, element, &effort) })
  case .listMaximum: frame.give(try extreme(list, by: list) { heap.less($1, $0, element, &effort) })
  case .listMinimumByKeys:
    frame.give(try extreme(list, by: heap.list(frame.object(1))) { heap.less($0, $1, frame.element(1), &effort) })
  case .listMaximumByKeys:
    frame.give(try extreme(list, by: heap.list(frame.object(1))) { heap.less($1, $0, frame.element(1), &effort) })
  case .listSumInt:
    var sum = frame.int(1)
    for word in list.words {
      let (next, overflow) = sum.addingReportingOverflow(Int(truncatingIfNeeded: word))
      guard !overflow else { throw .integerOverflow }
      sum = next
    }
    frame.give(sum)
  case .listSumFloat:
    let isInteger = element == .int || element == .bool
    frame.give(list.words.reduce(frame.double(1)) { $0 + (isInteger ? Double(int($1)) : double($1)) })
  case .listAny: frame.give((0..<list.count).contains { heap.truth(list[$0], element) })
  case .listAll: frame.give((0..<list.count).allSatisfy { heap.truth(list[$0], element) })
  case .listSorted: try frame.give(heap.sorted(list, element, frame.limits, descending: frame.bool(1)), &heap)
  case .listSortedByKeys:
    let keys = heap.list(frame.object(1))
    let result = heap.sorted(list, by: keys, frame.element(1), frame.limits, descending: frame.bool(2))
    try frame.give(result, &heap)
  case .listReversed: try frame.give(list.reversed(), &heap)
  case .listEnumerate:
    let layout = Layout(words: 1, objects: 0) + list.element
    var result = ListObject(element: layout)
    for index in 0..<list.count {
      let number = UInt64(bitPattern: Int64(frame.int(1) &+ index))
      result.append(Slot(words: [number]) + list[index])
    }
    try frame.give(result, &heap)
  case .listZip:
    let lists = frame.site.arguments.indices.map { heap.list(frame.object($0)) }
    var result = ListObject(element: lists.reduce(.zero) { $0 + $1.element })
    for index in 0..<(lists.map(\.count).min() ?? 0) {
      result.append(lists.reduce(Slot()) { $0 + $1[index] })
    }
    try frame.give(result, &heap)
  default: throw .internal("no sequence native: \(frame.site.native)")
  }
}

/// The first element whose key no other key precedes.
private func extreme(
  _ list: ListObject, by keys: ListObject, _ precedes: (Slot, Slot) -> Bool
) throws(Fault) -> Slot {
  let count = min(list.count, keys.count)
  guard count > 0 else { throw .value("the sequence is empty: it has no smallest or largest element") }
  var best = 0
  for index in 1..<count where precedes(keys[index], keys[best]) { best = index }
  return list[best]
}

/// The numbers of a range, which has no list to start from.
private func giveRange(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let range = Progression(start: frame.int(0), stop: frame.int(1), step: frame.int(2))
  guard range.step != 0 else { throw .value("the step of a range is zero") }
  guard range.count <= frame.limits.size else { throw .sizeLimit(frame.limits.size) }
  var list = ListObject(element: ValueType.int.layout)
  list.words = (0..<range.count).map { UInt64(bitPattern: Int64(range[$0])) }
  list.count = range.count
  try frame.give(list, &heap)
}
