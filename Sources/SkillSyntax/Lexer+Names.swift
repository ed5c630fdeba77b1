import SkillDiagnostics

/// Identifiers, keywords and everything that begins with a byte beyond ASCII.
extension Lexer {
  @inline(never)
  mutating func lexName() {
    let start = position
    guard start &+ 8 <= limit else { return lexNameNearEnd(from: start) }
    // Most names are short: one look at eight bytes finds where they end and by what they are known.
    let word = NameKey.word(bytes, at: start)
    let run = Self.nameLength(word)
    let isShort = run < 8
    position = isShort ? start &+ run : endOfName(from: start &+ 8)
    if position < limit, continuesName(bytes[position]) { return lexUnusualName(from: start) }
    addName(from: start, isShort ? NameKey(word, count: run) : NameKey(bytes, start, position))
  }

  /// The same where fewer than eight bytes are left.
  @inline(never)
  private mutating func lexNameNearEnd(from start: Int) {
    position = endOfName(from: start)
    if position < limit, continuesName(bytes[position]) { lexUnusualName(from: start) } else { addName(from: start) }
  }

  /// Whether a name may go on with this byte behind its ASCII characters: as a name, or as the prefix of a string.
  @inline(__always)
  private func continuesName(_ next: UInt8) -> Bool {
    next >= 0x80 || next == UInt8(ascii: "\"") || next == UInt8(ascii: "'")
  }

  /// A name that goes on beyond ASCII, or the prefix of a string.
  @inline(never)
  private mutating func lexUnusualName(from start: Int) {
    let next = bytes[position]
    if next >= 0x80 {
      while let length = nameScalarLength(at: position, isFirst: false) { position += length }
    } else if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'"), lexPrefixedString(from: start) {
      return
    }
    addName(from: start)
  }

  /// Where the ASCII letters, digits and underscores end that begin at `start`: looked at eight at a time.
  @inline(__always)
  private func endOfName(from start: Int) -> Int {
    var index = start
    while index &+ 8 <= bytes.count {
      let run = Self.nameLength(NameKey.word(bytes, at: index))
      index &+= run
      if run < 8 { return min(index, limit) }
    }
    while index < limit, isNamePart(bytes[index]) { index += 1 }
    return min(index, limit)
  }

  /// How many of eight bytes, from the lowest on, are letters, digits or underscores. In each byte the highest bit of a
  /// sum tells whether the lower seven are beyond a bound.
  @inline(__always)
  private static func nameLength(_ word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let plain = word & (ones &* 0x7F)
    let lower = plain | (ones &* 0x20)
    let isLetter = (lower &+ ones &* (0x80 - 0x61)) & ~(lower &+ ones &* (0x80 - 0x7B))
    let isDigit = (plain &+ ones &* (0x80 - 0x30)) & ~(plain &+ ones &* (0x80 - 0x3A))
    let isUnderscore = ~((plain ^ ones &* 0x5F) &+ ones &* 0x7F)
    let others = ~(isLetter | isDigit | isUnderscore) | word
    return (others & (ones &* 0x80)).trailingZeroBitCount >> 3
  }

  @inline(__always)
  private mutating func addName(from start: Int) { addName(from: start, NameKey(bytes, start, position)) }

  @inline(__always)
  private mutating func addName(from start: Int, _ key: NameKey) {
    let symbol = symbols.intern(bytes, start, position, key)
    let isKeyword = symbol.rawValue < TokenKind.keywordCount
    add(isKeyword ? .keyword(symbol) : .identifier, from: start, symbol: symbol)
  }

  /// How many bytes the character at `index` takes if it may stand in an identifier; nil if it may not.
  private func nameScalarLength(at index: Int, isFirst: Bool) -> Int? {
    guard index < limit else { return nil }
    if bytes[index] < 0x80 { return !isFirst && isNamePart(bytes[index]) ? 1 : nil }
    guard let (scalar, length) = decode(at: index) else { return nil }
    let properties = scalar.properties
    return (isFirst ? properties.isXIDStart : properties.isXIDContinue) ? length : nil
  }

  mutating func lexNonASCII() {
    let start = position
    if let length = nameScalarLength(at: start, isFirst: true) {
      position += length
      while let length = nameScalarLength(at: position, isFirst: false) { position += length }
      addName(from: start)
    } else if let (scalar, length) = decode(at: start) {
      if Self.smartQuotes.contains(scalar) {
        lexSmartQuotes(scalar, length)
      } else {
        position += length
        reportUnexpected(scalar, span(start, position))
        if !scalar.properties.isWhitespace { add(.unknown, from: start) }
      }
    } else {
      // Not UTF-8: reported once for the whole file.
      while position < limit, bytes[position] >= 0x80, decode(at: position) == nil { position += 1 }
      faultyTokens.append(UInt32(tokens.count))
      add(.unknown, from: start)
    }
  }

  /// Reports a character that begins no token: the first of a logical line, and control characters once for the file.
  mutating func reportUnexpected(_ scalar: Unicode.Scalar, _ place: Span) {
    if let last = faultyTokens.last, last >= UInt32(lineFirstToken) { return }
    if scalar.properties.generalCategory == .control {
      guard !hasReportedControlCharacter else {
        faultyTokens.append(UInt32(tokens.count))
        return
      }
      hasReportedControlCharacter = true
    }
    let plain = Self.plainSpelling(of: scalar)
    let fixIts = plain.map { [FixIt("write `\($0)`", replace: place, with: $0)] } ?? []
    report(LexicalFinding.unexpectedCharacter(scalar, plain: plain), place, fixIts: fixIts)
  }

  /// The ASCII character that a look-alike from a typesetter stands for.
  private static func plainSpelling(of scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}", "\u{FF0D}": "-"
    case "\u{00D7}", "\u{22C5}", "\u{00B7}": "*"
    case "\u{00F7}": "/"
    case "\u{2264}": "<="
    case "\u{2265}": ">="
    case "\u{2260}": "!="
    case "\u{2192}": "->"
    case "\u{2026}": "..."
    case "\u{FF01}"..."\u{FF5E}": Unicode.Scalar(scalar.value - 0xFEE0).map(String.init)
    case _ where scalar.properties.isWhitespace: " "
    default: nil
    }
  }

  // MARK: Typographic quotation marks

  private static let smartQuotes: [Unicode.Scalar] = [
    "\u{2018}", "\u{2019}", "\u{201A}", "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}",
  ]

  private static let doubleQuotes: [Unicode.Scalar] = ["\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}"]

  /// A string in typographic quotation marks, up to the next mark of the kind on the line.
  private mutating func lexSmartQuotes(_ opener: Unicode.Scalar, _ length: Int) {
    let start = position
    let isDouble = Self.doubleQuotes.contains(opener)
    let plain = isDouble ? "\"" : "'"
    position += length
    var edits = [TextEdit(span(start, position), plain)]
    var index = position
    while index < limit, bytes[index] != UInt8(ascii: "\n"), bytes[index] != UInt8(ascii: "\r") {
      let (scalar, length) = decode(at: index) ?? ("\u{FFFD}", 1)
      let isCloser = Self.smartQuotes.contains(scalar) && Self.doubleQuotes.contains(scalar) == isDouble
      index += length
      if isCloser {
        edits.append(TextEdit(span(index - length, index), plain))
        position = index
        break
      }
      if String(scalar) == plain {
        position = index
        break
      }
    }
    report(LexicalFinding.smartQuote, span(start, position), fixIts: [FixIt("write plain quotation marks", edits)])
    add(.unknown, from: start)
  }

  // MARK: UTF-8

  /// The character at `index` and how many bytes it takes; nil if the bytes are not UTF-8. `index` is below `limit`.
  func decode(at index: Int) -> (Unicode.Scalar, Int)? {
    let first = bytes[index]
    let length: Int
    switch first {
    case 0..<0x80: return (Unicode.Scalar(first), 1)
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return nil
    }
    guard index + length <= limit else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes[index + 1..<index + length] {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }

  private var isASCII: Bool {
    var all: UInt64 = 0
    var index = 0
    while index &+ 8 <= bytes.count {
      all |= NameKey.word(bytes, at: index)
      index &+= 8
    }
    while index < bytes.count {
      all |= UInt64(bytes[index])
      index &+= 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }

  /// The offset of the first byte that is not part of UTF-8 text.
  func firstInvalidUTF8() -> Int? {
    if isASCII { return nil }
    var index = 0
    while index < limit {
      guard let (_, length) = decode(at: index) else { return index }
      index += length
    }
    return nil
  }
}
