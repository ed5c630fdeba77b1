extension Text {
  /// Without the scalars of `set`, or white space where there is none, at the chosen ends.
  func stripped(of set: Text? = nil, left: Bool = true, right: Bool = true) -> String {
    let scalars = set.map { Set($0.string.unicodeScalars) }
    func isStripped(_ scalar: Unicode.Scalar) -> Bool { scalars?.contains(scalar) ?? scalar.isPythonSpace }
    var rest = string.unicodeScalars[...]
    while left, let first = rest.first, isStripped(first) { rest.removeFirst() }
    while right, let last = rest.last, isStripped(last) { rest.removeLast() }
    return String(rest)
  }

  /// The runs between white space, split at most so many times from the chosen end; the rest keeps its inner space.
  func words(most: Int, fromRight: Bool) -> [String] {
    let scalars = Array(string.unicodeScalars)
    let ordered = fromRight ? scalars.reversed() : scalars
    var parts: [[Unicode.Scalar]] = []
    var index = 0
    while true {
      while index < ordered.count, ordered[index].isPythonSpace { index += 1 }
      guard index < ordered.count else { break }
      let end =
        parts.count < most ? ordered[index...].firstIndex(where: \.isPythonSpace) ?? ordered.count : ordered.count
      parts.append(Array(ordered[index..<end]))
      index = end
    }
    let words = parts.map { part in
      var text = String.UnicodeScalarView()
      text.append(contentsOf: fromRight ? part.reversed() : part)
      return String(text)
    }
    return fromRight ? words.reversed() : words
  }

  /// The lines, with their ends or without; no empty line after a last end.
  func lines(keepsEnds: Bool) -> [String] {
    var result: [String] = []
    var line = String.UnicodeScalarView()
    var rest = string.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar.endsLine else {
        line.append(scalar)
        continue
      }
      if keepsEnds { line.append(scalar) }
      if scalar == "\r", rest.first == "\n" {
        rest.removeFirst()
        if keepsEnds { line.append("\n") }
      }
      result.append(String(line))
      line = String.UnicodeScalarView()
    }
    return line.isEmpty ? result : result + [String(line)]
  }

  /// With spaces for tabs, up to the next column that `size` divides.
  func expandingTabs(to size: Int) -> String {
    var result = String.UnicodeScalarView()
    var column = 0
    for scalar in string.unicodeScalars {
      guard scalar == "\t" else {
        result.append(scalar)
        column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
        continue
      }
      guard size > 0 else { continue }
      let spaces = size - column % size
      result.append(contentsOf: repeatElement(" ", count: spaces))
      column += spaces
    }
    return String(result)
  }

  /// The offset in bytes of the first occurrence at or after `start`. Cost: linear, whatever the texts.
  func find(_ other: Text, from start: Int = 0) -> Int? {
    guard start <= byteCount else { return nil }
    var (haystack, needle) = (string, other.string)
    return haystack.withUTF8 { haystack in
      needle.withUTF8 { needle in firstOccurrence(of: needle, in: haystack, from: start) }
    }
  }

  /// The offset in bytes of the last occurrence that ends at or before `end`: the first one, read backwards.
  func findLast(_ other: Text, before end: Int) -> Int? {
    let haystack = Array(string.utf8.prefix(end).reversed())
    let needle = Array(other.string.utf8.reversed())
    let found = haystack.withUnsafeBufferPointer { haystack in
      needle.withUnsafeBufferPointer { firstOccurrence(of: $0, in: haystack, from: 0) }
    }
    return found.map { end - $0 - needle.count }
  }

  /// The parts around each occurrence of `separator`, which is not empty. Where occurrences overlap, those count that
  /// are found first from the left, or from the right.
  func split(on separator: Text, fromRight: Bool = false) -> [String] {
    guard !fromRight else { return splitFromRight(on: separator) }
    var parts: [String] = []
    var start = 0
    while let found = find(separator, from: start) {
      parts.append(part(start, found))
      start = found + separator.byteCount
    }
    return parts + [part(start, byteCount)]
  }

  private func splitFromRight(on separator: Text) -> [String] {
    let haystack = Array(string.utf8.reversed())
    let needle = Array(separator.string.utf8.reversed())
    var parts: [String] = []
    var start = 0
    haystack.withUnsafeBufferPointer { haystack in
      needle.withUnsafeBufferPointer { needle in
        while let found = firstOccurrence(of: needle, in: haystack, from: start) {
          parts.append(part(byteCount - found, byteCount - start))
          start = found + needle.count
        }
      }
    }
    return (parts + [part(0, byteCount - start)]).reversed()
  }

  /// The bytes from one offset up to another.
  private func part(_ from: Int, _ to: Int) -> String {
    let first = string.utf8.index(string.utf8.startIndex, offsetBy: from)
    return String(decoding: string.utf8[first..<string.utf8.index(first, offsetBy: to - from)], as: UTF8.self)
  }

  func hasSuffix(_ other: Text) -> Bool { string.utf8.reversed().starts(with: other.string.utf8.reversed()) }
}

/// Where `needle` occurs first in `haystack` at or after `start` (Knuth, Morris, Pratt: "Fast pattern matching in
/// strings", 1977): linear in both, so that no text is slow to look through.
private func firstOccurrence(
  of needle: UnsafeBufferPointer<UInt8>, in haystack: UnsafeBufferPointer<UInt8>, from start: Int
) -> Int? {
  guard let first = needle.first else { return start }
  let borders = borders(of: needle)
  var matched = 0
  for position in start..<max(start, haystack.count) {
    let byte = haystack[position]
    if matched == 0, byte != first { continue }
    while matched > 0, needle[matched] != byte { matched = borders[matched - 1] }
    if needle[matched] == byte { matched += 1 }
    if matched == needle.count { return position + 1 - matched }
  }
  return nil
}

/// For each beginning of `needle`, how long the longest shorter beginning is that it also ends with.
private func borders(of needle: UnsafeBufferPointer<UInt8>) -> [Int] {
  var borders = [Int](repeating: 0, count: needle.count)
  var length = 0
  for index in needle.indices.dropFirst() {
    while length > 0, needle[index] != needle[length] { length = borders[length - 1] }
    if needle[index] == needle[length] { length += 1 }
    borders[index] = length
  }
  return borders
}

extension Unicode.Scalar {
  /// What Python's `str.split`, `strip` and `isspace` take for white space.
  var isPythonSpace: Bool { properties.isWhitespace || (0x1c...0x1f).contains(value) }

  /// What ends a line for Python's `str.splitlines`.
  fileprivate var endsLine: Bool {
    switch value {
    case 0x0a...0x0d, 0x1c...0x1e, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
