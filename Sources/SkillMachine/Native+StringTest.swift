import SkillBytecode

/// Questions about strings.
func callStringTest(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let text = heap.text(frame.object(0))
  heap.work += text.byteCount >> 4
  let scalars = text.string.unicodeScalars
  func other() -> Text { heap.text(frame.object(1)) }
  func all(_ test: (Unicode.Scalar) -> Bool) -> Bool { !scalars.isEmpty && scalars.allSatisfy(test) }
  switch frame.site.native {
  case .stringStartsWith: frame.give(text.string.utf8.starts(with: other().string.utf8))
  case .stringEndsWith: frame.give(text.hasSuffix(other()))
  case .stringFind: frame.give(position(of: other(), in: text) ?? -1)
  case .stringFindRight: frame.give(lastPosition(of: other(), in: text) ?? -1)
  case .stringIndex:
    guard let position = position(of: other(), in: text) else {
      throw .value("\(pythonQuoted(other().string)) does not occur in the text")
    }
    frame.give(position)
  case .stringCount: frame.give(other().count == 0 ? text.count + 1 : text.split(on: other()).count - 1)
  case .stringIsDigit: frame.give(all(\.isPythonDigit))
  case .stringIsAlphabetic: frame.give(all(\.isLetter))
  case .stringIsAlphanumeric: frame.give(all { $0.isLetter || $0.properties.numericType != nil })
  case .stringIsLower: frame.give(isCased(scalars, \.isUpperOrTitle, \.properties.isLowercase))
  case .stringIsUpper: frame.give(isCased(scalars, \.isLowerOrTitle, \.properties.isUppercase))
  case .stringIsSpace: frame.give(all(\.isPythonSpace))
  default: throw .internal("no string test: \(frame.site.native)")
  }
}

/// Scalars before the byte offset that `find` gives.
private func position(of other: Text, in text: Text) -> Int? {
  text.find(other).map { bytes in
    text.isASCII ? bytes : Text(String(decoding: text.string.utf8.prefix(bytes), as: UTF8.self)).count
  }
}

private func lastPosition(of other: Text, in text: Text) -> Int? {
  if other.count == 0 { return text.count }
  // Overlapping occurrences count: the last one starts furthest right.
  var last: Int?
  var start = 0
  while let found = text.find(other, from: start) {
    last = found
    start = found + 1
  }
  return last.map { Text(String(decoding: text.string.utf8.prefix($0), as: UTF8.self)).count }
}

private func isCased(
  _ scalars: String.UnicodeScalarView, _ excluded: (Unicode.Scalar) -> Bool, _ wanted: (Unicode.Scalar) -> Bool
) -> Bool {
  scalars.contains(where: wanted) && !scalars.contains(where: excluded)
}

extension Unicode.Scalar {
  fileprivate var isLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  fileprivate var isPythonDigit: Bool { properties.numericType == .decimal || properties.numericType == .digit }

  fileprivate var isUpperOrTitle: Bool { properties.isUppercase || properties.generalCategory == .titlecaseLetter }

  fileprivate var isLowerOrTitle: Bool { properties.isLowercase || properties.generalCategory == .titlecaseLetter }
}
