import SkillBytecode

/// Questions about strings.
func callStringTest(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  let text = heap.text(frame.object(0))
  heap.work += text.byteCount >> 4
  switch frame.site.native {
  case .stringStartsWith, .stringEndsWith, .stringFind, .stringFindRight, .stringIndex, .stringIndexRight, .stringCount:
    try search(text, for: heap.text(frame.object(1)), frame)
  default: frame.give(try holds(text, frame.site.native))
  }
}

/// Looks for `wanted` in the part of the text that two more arguments bound.
private func search(_ text: Text, for wanted: Text, _ frame: NativeFrame) throws(Fault) {
  let window = frame.window(ofCount: text.count, from: 2)
  let isWhole = window == 0..<text.count
  let part = isWhole ? text : Text(String(window.map { text.slice($0.lowerBound, $0.upperBound) } ?? ""))
  func offset(_ position: Int?) -> Int? { window.flatMap { window in position.map { $0 + window.lowerBound } } }
  switch frame.site.native {
  case .stringStartsWith: frame.give(window != nil && part.string.utf8.starts(with: wanted.string.utf8))
  case .stringEndsWith: frame.give(window != nil && part.hasSuffix(wanted))
  case .stringFind: frame.give(offset(part.position(of: wanted)) ?? -1)
  case .stringFindRight: frame.give(offset(part.lastPosition(of: wanted)) ?? -1)
  case .stringCount where window == nil: frame.give(0)
  case .stringCount: frame.give(wanted.count == 0 ? part.count + 1 : part.split(on: wanted).count - 1)
  default:
    let isFirst = frame.site.native == .stringIndex
    guard let position = offset(isFirst ? part.position(of: wanted) : part.lastPosition(of: wanted)) else {
      throw .value("\(pythonQuoted(wanted.string)) does not occur in the text")
    }
    frame.give(position)
  }
}

/// `isdigit` and its like.
private func holds(_ text: Text, _ test: Native) throws(Fault) -> Bool {
  let scalars = text.string.unicodeScalars
  func all(_ test: (Unicode.Scalar) -> Bool) -> Bool { !scalars.isEmpty && scalars.allSatisfy(test) }
  switch test {
  case .stringIsDigit: return all { $0.properties.numericType == .decimal || $0.properties.numericType == .digit }
  case .stringIsDecimal: return all { $0.properties.numericType == .decimal }
  case .stringIsNumeric: return all { $0.properties.numericType != nil }
  case .stringIsAlphabetic: return all(\.isLetter)
  case .stringIsAlphanumeric: return all { $0.isLetter || $0.properties.numericType != nil }
  case .stringIsLower: return isCased(scalars, \.isUpperOrTitle, \.properties.isLowercase)
  case .stringIsUpper: return isCased(scalars, \.isLowerOrTitle, \.properties.isUppercase)
  case .stringIsTitle: return text.isTitled
  case .stringIsSpace: return all(\.isPythonSpace)
  case .stringIsASCII: return text.isASCII
  case .stringIsIdentifier:
    guard let first = scalars.first, first == "_" || first.properties.isXIDStart else { return false }
    return scalars.allSatisfy(\.properties.isXIDContinue)
  case .stringIsPrintable: return scalars.allSatisfy(\.isPrintable)
  default: throw .internal("no string test: \(test)")
  }
}

extension Text {
  /// How many scalars precede the first occurrence.
  fileprivate func position(of other: Text) -> Int? { find(other).map(scalars(before:)) }

  /// The same of the last one. Occurrences may overlap.
  fileprivate func lastPosition(of other: Text) -> Int? {
    findLast(other, before: byteCount).map(scalars(before:))
  }

  private func scalars(before byte: Int) -> Int {
    isASCII ? byte : Text(String(decoding: string.utf8.prefix(byte), as: UTF8.self)).count
  }
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

  fileprivate var isUpperOrTitle: Bool { properties.isUppercase || properties.generalCategory == .titlecaseLetter }

  fileprivate var isLowerOrTitle: Bool { properties.isLowercase || properties.generalCategory == .titlecaseLetter }
}
