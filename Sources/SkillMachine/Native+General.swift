import SkillBytecode

/// Comparison, truth and text of any value.
func callGeneral(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  var effort = Effort(frame.limits)
  defer { heap.work += effort.spent }
  switch frame.site.native {
  case .equal: frame.give(heap.equal(frame.slot(0), frame.slot(1), frame.type(0), &effort))
  case .less: frame.give(heap.less(frame.slot(0), frame.slot(1), frame.type(0), &effort))
  case .lessEqual:
    let (a, b) = (frame.slot(0), frame.slot(1))
    frame.give(heap.less(a, b, frame.type(0), &effort) || heap.equal(a, b, frame.type(0), &effort))
  case .truth: frame.give(heap.truth(frame.slot(0), frame.type(0)))
  case .string:
    if frame.type(0) == .string { return frame.give(frame.object(0)) }
    try frame.give(printed(frame, &heap) { $0.string(frame.slot(0), frame.type(0)) }, &heap)
  case .representation:
    try frame.give(printed(frame, &heap) { $0.representation(frame.slot(0), frame.type(0)) }, &heap)
  case .format: try frame.give(format(frame, &heap), &heap)
  case .minimum: frame.give(extreme(frame) { heap.less($0, $1, frame.type(0), &effort) })
  case .maximum: frame.give(extreme(frame) { heap.less($1, $0, frame.type(0), &effort) })
  case .clamp:
    let (value, low, high) = (frame.slot(0), frame.slot(1), frame.slot(2))
    let raised = heap.less(value, low, frame.type(0), &effort) ? low : value
    frame.give(heap.less(high, raised, frame.type(0), &effort) ? high : raised)
  case .compareNumbers: frame.give(try compareNumbers(frame))
  default: throw .internal("no general native: \(frame.site.native)")
  }
}

/// The text of a value; a fault where it is too long.
private func printed(
  _ frame: NativeFrame, _ heap: inout Heap, _ print: (inout Printer) -> String
) throws(Fault) -> String {
  var printer = Printer(heap: heap, scene: frame.scene, room: frame.limits.size)
  let text = print(&printer)
  guard printer.room >= 0 else { throw .textLimit(frame.limits.size) }
  heap.work += text.utf8.count >> 3
  return text
}

/// The first argument that no other precedes.
private func extreme(_ frame: NativeFrame, _ precedes: (Slot, Slot) -> Bool) -> Slot {
  frame.site.arguments.indices.dropFirst().reduce(frame.slot(0)) { best, index in
    let next = frame.slot(index)
    return precedes(next, best) ? next : best
  }
}

/// −1, 0 or 1 as an int is less than, equal to or greater than a float, or the float than the int; nan beside nan.
private func compareNumbers(_ frame: NativeFrame) throws(Fault) -> Double {
  switch (frame.type(0), frame.type(1)) {
  case (.int, .float): return order(Int64(frame.int(0)), frame.double(1))
  case (.float, .int): return -order(Int64(frame.int(1)), frame.double(0))
  default: throw .internal("these are not an int and a float")
  }
}

private func format(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) -> String {
  let text = heap.text(frame.object(1)).string
  if text.isEmpty { return try printed(frame, &heap) { $0.string(frame.slot(0), frame.type(0)) } }
  let spec = try FormatSpec(text, limit: frame.limits.size)
  switch frame.type(0) {
  case .string: return try spec.format(string: heap.text(frame.object(0)).string)
  case .int, .bool: return try spec.format(int: frame.int(0))
  case .angle: return try spec.format(double: degrees(ofRadians: frame.double(0)))
  case .float, .length, .duration: return try spec.format(double: frame.double(0))
  case let type: return try spec.format(string: printed(frame, &heap) { $0.string(frame.slot(0), type) })
  }
}
