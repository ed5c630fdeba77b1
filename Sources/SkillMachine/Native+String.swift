import SkillBytecode

/// Strings from strings: positions and widths count Unicode scalars.
func callString(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  if frame.site.native == .joinStrings { return try joinStrings(frame, &heap) }
  let text = heap.text(frame.object(0))
  heap.work += text.byteCount >> 6
  switch frame.site.native {
  case .stringLength: frame.give(text.count)
  case .stringGet:
    let index = frame.int(1) < 0 ? frame.int(1) &+ text.count : frame.int(1)
    guard index >= 0, index < text.count else { throw .indexOutOfRange(index: frame.int(1), count: text.count) }
    try frame.give(String(text.slice(index, index + 1)), &heap)
  case .stringSlice: try slice(text, frame, &heap)
  case .stringContains: frame.give(text.find(heap.text(frame.object(1))) != nil)
  case .stringRepeat:
    let times = max(0, frame.int(1))
    let (size, overflow) = text.byteCount.multipliedReportingOverflow(by: times)
    guard !overflow, size <= frame.limits.size else { throw .textLimit(frame.limits.size) }
    try frame.give(String(repeating: text.string, count: text.count == 0 ? 0 : times), &heap)
  case .stringCharacters: try give(text.string.unicodeScalars.map { String($0) }, frame, &heap)
  case .stringSplit, .stringSplitRight:
    try give(try split(text, frame, heap, fromRight: frame.site.native == .stringSplitRight), frame, &heap)
  case .stringSplitLines: try give(text.lines(keepsEnds: frame.bool(1)), frame, &heap)
  case .stringJoin: try join(text, frame, &heap)
  case .stringReplace: try replace(text, frame, &heap)
  case .stringPartition, .stringPartitionRight: try partition(text, frame, &heap)
  case .stringZeroFill, .stringCenter, .stringJustifyLeft, .stringJustifyRight:
    try frame.give(padded(text, frame, heap), &heap)
  default: try frame.give(try changed(text, frame, heap), &heap)
  }
}

/// Methods that map one string to another of about its size.
private func changed(_ text: Text, _ frame: NativeFrame, _ heap: Heap) throws(Fault) -> String {
  func other() -> Text { heap.text(frame.object(1)) }
  switch frame.site.native {
  case .stringUpper: return text.string.uppercased()
  case .stringLower: return text.lowercased
  case .stringCapitalize: return text.capitalized
  case .stringTitle: return text.titled
  case .stringSwapCase: return text.swapped
  case .stringCaseFold: return text.caseFolded
  case .stringExpandTabs:
    let tabs = text.string.utf8.count { $0 == UInt8(ascii: "\t") }
    let (growth, overflow) = tabs.multipliedReportingOverflow(by: max(0, frame.int(1)))
    guard !overflow, growth <= frame.limits.size - text.byteCount else { throw .textLimit(frame.limits.size) }
    return text.expandingTabs(to: frame.int(1))
  case .stringStrip: return text.stripped(of: frame.optionalText(1, heap))
  case .stringStripLeft: return text.stripped(of: frame.optionalText(1, heap), right: false)
  case .stringStripRight: return text.stripped(of: frame.optionalText(1, heap), left: false)
  case .stringRemovePrefix:
    guard text.string.utf8.starts(with: other().string.utf8) else { return text.string }
    return String(decoding: text.string.utf8.dropFirst(other().byteCount), as: UTF8.self)
  case .stringRemoveSuffix:
    guard text.hasSuffix(other()) else { return text.string }
    return String(decoding: text.string.utf8.dropLast(other().byteCount), as: UTF8.self)
  default: throw .internal("no string native: \(frame.site.native)")
  }
}

private func give(_ parts: [String], _ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  guard parts.count <= frame.limits.size else { throw .sizeLimit(frame.limits.size) }
  guard parts.count * Heap.objectOverhead <= heap.limit else { throw .heapLimit(heap.limit) }
  var list = ListObject(element: ValueType.string.layout)
  for part in parts { list.append(Slot(objects: [heap.make(part)])) }
  try frame.give(list, &heap)
}

private func joinStrings(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let parts = frame.site.arguments.indices.map { heap.text(frame.object($0)) }
  guard parts.reduce(0, { $0 + $1.byteCount }) <= frame.limits.size else { throw .textLimit(frame.limits.size) }
  try frame.give(parts.map(\.string).joined(), &heap)
}

private func join(_ separator: Text, _ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let parts = heap.list(frame.object(1)).objects.map { heap.text($0) }
  let size = parts.reduce(0) { $0 + $1.byteCount + separator.byteCount }
  guard size <= frame.limits.size else { throw .textLimit(frame.limits.size) }
  try frame.give(parts.map(\.string).joined(separator: separator.string), &heap)
}

/// By a separator, or by white space where there is none; the third argument is how often at most, or −1.
private func split(
  _ text: Text, _ frame: NativeFrame, _ heap: Heap, fromRight: Bool
) throws(Fault) -> [String] {
  let most = frame.int(2) < 0 ? Int.max : frame.int(2)
  guard let separator = frame.optionalText(1, heap) else { return text.words(most: most, fromRight: fromRight) }
  guard separator.count > 0 else { throw .value("the separator is empty") }
  let parts = text.split(on: separator, fromRight: fromRight)
  guard most < parts.count - 1 else { return parts }
  let kept = parts.count - 1 - most
  let rest = { (part: ArraySlice<String>) in part.joined(separator: separator.string) }
  return fromRight ? [rest(parts[...kept])] + parts[(kept + 1)...] : parts[..<most] + [rest(parts[most...])]
}

private func replace(_ text: Text, _ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let (old, new) = (heap.text(frame.object(1)), heap.text(frame.object(2)))
  let most = frame.int(3) < 0 ? Int.max : frame.int(3)
  let parts = old.count == 0 ? [""] + text.string.unicodeScalars.map { String($0) } + [""] : text.split(on: old)
  let (growth, overflow) = new.byteCount.multipliedReportingOverflow(by: parts.count)
  guard !overflow, growth <= frame.limits.size - text.byteCount else { throw .textLimit(frame.limits.size) }
  var result = ""
  for (index, part) in parts.enumerated() {
    if index > 0 { result += index <= most ? new.string : old.string }
    result += part
  }
  try frame.give(result, &heap)
}

private func partition(_ text: Text, _ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let separator = heap.text(frame.object(1))
  guard separator.count > 0 else { throw .value("the separator is empty") }
  let fromRight = frame.site.native == .stringPartitionRight
  let parts = text.split(on: separator, fromRight: fromRight)
  let middle = separator.string
  let three: [String]
  if parts.count == 1 {
    three = fromRight ? ["", "", text.string] : [text.string, "", ""]
  } else if fromRight {
    three = [parts.dropLast().joined(separator: middle), middle, parts[parts.count - 1]]
  } else {
    three = [parts[0], middle, parts.dropFirst().joined(separator: middle)]
  }
  frame.give(Slot(objects: three.map { heap.make($0) }[...]))
}

private func padded(_ text: Text, _ frame: NativeFrame, _ heap: Heap) throws(Fault) -> String {
  let width = frame.int(1)
  guard width <= frame.limits.size else { throw .textLimit(frame.limits.size) }
  let missing = max(0, max(0, width) - text.count)
  if frame.site.native == .stringZeroFill {
    let sign = text.string.utf8.first.map { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") } ?? false
    let head = text.slice(0, sign ? 1 : 0)
    return head + String(repeating: "0", count: missing) + text.slice(sign ? 1 : 0, text.count)
  }
  let fill = heap.text(frame.object(2))
  guard fill.count == 1 else { throw .value("the fill must be one character, not \(pythonQuoted(fill.string))") }
  func filling(_ count: Int) -> String { String(repeating: fill.string, count: count) }
  switch frame.site.native {
  case .stringJustifyLeft: return text.string + filling(missing)
  case .stringJustifyRight: return filling(missing) + text.string
  default:
    let left = missing / 2 + (missing & width & 1)
    return filling(left) + text.string + filling(missing - left)
  }
}

private func slice(_ text: Text, _ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let step = frame.optionalInt(3)
  let slice = try Slice(count: text.count, lower: frame.optionalInt(1), upper: frame.optionalInt(2), step: step)
  if step == nil || step == 1 {
    let (start, end) = (slice.start, max(slice.start, slice.end))
    return try frame.give(String(text.slice(start, end)), &heap)
  }
  let scalars = Array(text.string.unicodeScalars)
  var result = String.UnicodeScalarView()
  result.append(contentsOf: slice.indices.map { scalars[$0] })
  try frame.give(String(result), &heap)
}
