import SkillBytecode

/// Strings: positions count Unicode scalars.
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
    guard text.byteCount.multipliedReportingOverflow(by: times).overflow == false,
      text.byteCount * times <= frame.limits.size
    else { throw .sizeLimit(frame.limits.size) }
    try frame.give(String(repeating: text.string, count: times), &heap)
  case .stringCharacters: try give(text.string.unicodeScalars.map { String($0) }, frame, &heap)
  case .stringUpper: try frame.give(text.string.uppercased(), &heap)
  case .stringLower: try frame.give(text.string.lowercased(), &heap)
  case .stringStrip: try frame.give(text.stripped(), &heap)
  case .stringLeftStrip: try frame.give(text.stripped(right: false), &heap)
  case .stringRightStrip: try frame.give(text.stripped(left: false), &heap)
  case .stringSplit: try give(text.words(), frame, &heap)
  case .stringSplitOn:
    let separator = heap.text(frame.object(1))
    guard separator.count > 0 else { throw .value("the separator is empty") }
    try give(text.split(on: separator), frame, &heap)
  case .stringJoin: try join(text, frame, &heap)
  case .stringReplace: try replace(text, frame, &heap)
  case .stringStartsWith: frame.give(text.string.utf8.starts(with: heap.text(frame.object(1)).string.utf8))
  case .stringEndsWith:
    frame.give(text.string.utf8.reversed().starts(with: heap.text(frame.object(1)).string.utf8.reversed()))
  case .stringFind: frame.give(text.position(of: heap.text(frame.object(1))) ?? -1)
  case .stringCount: frame.give(text.occurrences(of: heap.text(frame.object(1))))
  default: throw .internal("no string native: \(frame.site.native)")
  }
}

private func give(_ parts: [String], _ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  var list = ListObject(element: ValueType.string.layout)
  for part in parts { list.append(Slot(objects: [heap.make(part)])) }
  try frame.give(list, &heap)
}

private func joinStrings(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let parts = frame.site.arguments.indices.map { heap.text(frame.object($0)) }
  guard parts.reduce(0, { $0 + $1.byteCount }) <= frame.limits.size else { throw .sizeLimit(frame.limits.size) }
  try frame.give(parts.map(\.string).joined(), &heap)
}

private func join(_ separator: Text, _ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let parts = heap.list(frame.object(1)).objects.map { heap.text($0) }
  let size = parts.reduce(0) { $0 + $1.byteCount + separator.byteCount }
  guard size <= frame.limits.size else { throw .sizeLimit(frame.limits.size) }
  try frame.give(parts.map(\.string).joined(separator: separator.string), &heap)
}

private func replace(_ text: Text, _ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let (old, new) = (heap.text(frame.object(1)), heap.text(frame.object(2)))
  let parts = old.count == 0 ? [""] + text.string.unicodeScalars.map { String($0) } + [""] : text.split(on: old)
  let (growth, overflow) = new.byteCount.multipliedReportingOverflow(by: parts.count)
  guard !overflow, text.byteCount + growth <= frame.limits.size else { throw .sizeLimit(frame.limits.size) }
  try frame.give(parts.joined(separator: new.string), &heap)
}

private func slice(_ text: Text, _ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let step = frame.optionalInt(3)
  let slice = try Slice(count: text.count, lower: frame.optionalInt(1), upper: frame.optionalInt(2), step: step)
  if step == nil || step == 1 {
    var first: Int?
    var end = 0
    for index in slice.indices {
      first = first ?? index
      end = index + 1
    }
    return try frame.give(String(text.slice(first ?? 0, end)), &heap)
  }
  let scalars = Array(text.string.unicodeScalars)
  var result = String.UnicodeScalarView()
  result.append(contentsOf: slice.indices.map { scalars[$0] })
  try frame.give(String(result), &heap)
}

extension Text {
  /// Without white space at the chosen ends.
  func stripped(left: Bool = true, right: Bool = true) -> String {
    var rest = string.unicodeScalars[...]
    while left, let first = rest.first, first.isPythonSpace { rest.removeFirst() }
    while right, let last = rest.last, last.isPythonSpace { rest.removeLast() }
    return String(rest)
  }

  /// The runs between white space.
  func words() -> [String] { string.unicodeScalars.split { $0.isPythonSpace }.map { String($0) } }

  /// The offset in bytes of the first occurrence at or after `start`.
  func find(_ other: Text, from start: Int = 0) -> Int? {
    let (haystack, needle) = (string.utf8, other.string.utf8)
    guard let first = needle.first else { return start <= haystack.count ? start : nil }
    var index = haystack.index(haystack.startIndex, offsetBy: start)
    var offset = start
    while offset + needle.count <= haystack.count {
      if haystack[index] == first, haystack[index...].starts(with: needle) { return offset }
      index = haystack.index(after: index)
      offset += 1
    }
    return nil
  }

  /// The position in scalars of the first occurrence.
  func position(of other: Text) -> Int? {
    find(other).map { bytes in isASCII ? bytes : Text(String(decoding: string.utf8.prefix(bytes), as: UTF8.self)).count }
  }

  /// How often `other` occurs without overlap; between and around all scalars where it is empty.
  func occurrences(of other: Text) -> Int { other.count == 0 ? count + 1 : split(on: other).count - 1 }

  /// The parts around each occurrence of `separator`, which is not empty.
  func split(on separator: Text) -> [String] {
    var parts: [String] = []
    var start = 0
    let bytes = string.utf8
    func part(_ from: Int, _ to: Int) -> String {
      let first = bytes.index(bytes.startIndex, offsetBy: from)
      return String(decoding: bytes[first..<bytes.index(first, offsetBy: to - from)], as: UTF8.self)
    }
    while let found = find(separator, from: start) {
      parts.append(part(start, found))
      start = found + separator.byteCount
    }
    return parts + [part(start, bytes.count)]
  }
}

extension Unicode.Scalar {
  /// What Python's `str.split` and `str.strip` take for white space.
  fileprivate var isPythonSpace: Bool { properties.isWhitespace || (0x1c...0x1f).contains(value) }
}
