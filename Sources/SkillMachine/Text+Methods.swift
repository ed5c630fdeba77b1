extension Text {
  /// Without the scalars of `set`, or white space where that is empty, at the chosen ends.
  func stripped(of set: Text = .empty, left: Bool = true, right: Bool = true) -> String {
    let scalars = Set(set.string.unicodeScalars)
    func isStripped(_ scalar: Unicode.Scalar) -> Bool {
      scalars.isEmpty ? scalar.isPythonSpace : scalars.contains(scalar)
    }
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

  /// The lines without their ends; no empty line after a last end.
  func lines() -> [String] {
    var result: [String] = []
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in string.unicodeScalars {
      if scalar == "\n", previous == "\r" {
        previous = scalar
        continue
      }
      if scalar.endsLine {
        result.append(String(line))
        line = String.UnicodeScalarView()
      } else {
        line.append(scalar)
      }
      previous = scalar
    }
    return line.isEmpty ? result : result + [String(line)]
  }

  /// Each run of letters with a capital first.
  func titled() -> String {
    var result = ""
    var isInside = false
    for scalar in string.unicodeScalars {
      result += isInside ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
      isInside = scalar.properties.isCased
    }
    return result
  }

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

  func hasSuffix(_ other: Text) -> Bool { string.utf8.reversed().starts(with: other.string.utf8.reversed()) }
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
