import SkillDiagnostics

/// Strings of every quote style.
extension Lexer {
  /// Where a string's text stands and where the string ends.
  struct StringExtent {
    /// 1 or 3 quotation marks on each side.
    var width: Int
    var bodyStart: Int
    var bodyEnd: Int
    /// After the closing marks, if there are any.
    var end: Int
    var isClosed: Bool
    var hasBackslash: Bool
  }

  /// Finds the end of the string whose first quotation mark stands at `quote`.
  @inline(__always)
  func extent(ofStringAt quote: Int) -> StringExtent { Self.extent(ofStringAt: quote, in: bytes, limit) }

  private static func extent(ofStringAt quote: Int, in bytes: UnsafeBufferPointer<UInt8>, _ limit: Int)
    -> StringExtent
  {
    func byte(at index: Int) -> UInt8 { index < limit ? bytes[index] : 0 }
    let mark = bytes[quote]
    let isTriple = byte(at: quote + 1) == mark && byte(at: quote + 2) == mark
    let width = isTriple ? 3 : 1
    var extent = StringExtent(
      width: width, bodyStart: quote + width, bodyEnd: limit, end: limit, isClosed: false, hasBackslash: false)
    var index = quote + width
    while index < limit {
      let next = bytes[index]
      if next == mark, !isTriple || (byte(at: index + 1) == mark && byte(at: index + 2) == mark) {
        extent.bodyEnd = index
        extent.end = index + width
        extent.isClosed = true
        return extent
      }
      if next == UInt8(ascii: "\\") {
        extent.hasBackslash = true
        // A CR LF behind the backslash is skipped as a whole.
        let isPair = byte(at: index + 1) == UInt8(ascii: "\r") && byte(at: index + 2) == UInt8(ascii: "\n")
        index += isPair ? 3 : 2
      } else if !isTriple, next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") {
        extent.bodyEnd = index
        extent.end = index
        return extent
      } else {
        index += 1
      }
    }
    return extent
  }

  mutating func lexString(from start: Int) {
    let extent = extent(ofStringAt: position)
    if !extent.isClosed, extent.width == 1, let index = stringEndedByApostrophe(before: start) {
      return lexStringWithApostrophe(index, closedAt: start)
    }
    if !extent.isClosed { reportUnterminated(extent, at: start) }
    if extent.hasBackslash { checkEscapes(from: extent.bodyStart, to: extent.bodyEnd) }
    position = extent.end
    add(.string, from: start)
  }

  mutating func reportUnterminated(_ extent: StringExtent, at start: Int) {
    if extent.width == 3 || !reportProse(at: start) {
      report(LexicalFinding.unterminatedString(isTriple: extent.width == 3), span(start, min(extent.bodyStart, limit)))
    }
  }

  /// The tokens of this line. A logical line may be long, and hold many strings: the last tokens tell enough.
  private var lineTokens: Range<Int> { max(min(lineFirstToken, tokens.count), tokens.count - 64)..<tokens.count }

  /// The mark that opens a string without an end may be an apostrophe's echo: `'don't do'` ends after `don`, and the
  /// closing mark opens the next. This is the index of the token that the apostrophe ended.
  private func stringEndedByApostrophe(before start: Int) -> Int? {
    lineTokens.dropLast().first { index in
      let (string, word) = (tokens[index], tokens[index + 1])
      return string.kind == .string && word.symbol != .none && string.end == word.start
        && bytes[Int(string.end) - 1] == bytes[start]
    }
  }

  /// Makes one token of a string and of what its apostrophe split off, up to the mark at `start`; brackets in between
  /// have been counted, and stay.
  private mutating func lexStringWithApostrophe(_ index: Int, closedAt start: Int) {
    let string = tokens[index]
    let isWhole = (index..<tokens.count).allSatisfy { tokens[$0].kind.opener == nil && tokens[$0].kind.closer == nil }
    if isWhole {
      tokens.truncate(to: index)
      faultyTokens.removeAll { $0 >= UInt32(index) }
    }
    report(
      LexicalFinding.apostropheInString, Span(string.end - 1, string.end),
      fixIts: [FixIt("write `\\\(Unicode.Scalar(bytes[start]))`", insert: "\\", at: string.end - 1)])
    position = isWhole ? start + 1 : extent(ofStringAt: start).end
    add(.string, from: isWhole ? Int(string.start) : start)
  }

  /// The line may be prose, and the mark an apostrophe: `Let's begin`.
  private mutating func reportProse(at start: Int) -> Bool {
    let line = lineTokens
    guard let first = line.first.map({ tokens[$0] }), let last = tokens.last, last.symbol != .none,
      last.end == UInt32(start)
    else { return false }
    report(
      SyntaxFinding.proseInCode, Span(first.start, UInt32(start) + 1),
      fixIts: [FixIt("make the line a comment", insert: "# ", at: first.start)])
    return true
  }

  /// A string after the letters at `start`, if those are a prefix that Python knows. `position` is at the quotation mark.
  mutating func lexPrefixedString(from start: Int) -> Bool {
    let prefix = String(decoding: bytes[start..<position], as: UTF8.self)
    switch prefix.lowercased() {
    case "f":
      lexFormattedString(from: start)
    case "r", "b", "u", "br", "rb", "fr", "rf":
      let quote = position
      let extent = extent(ofStringAt: quote)
      report(
        LexicalFinding.stringPrefix(prefix), span(start, quote), fixIts: [withoutPrefix(prefix, at: start, extent)])
      position = extent.end
      add(.unknown, from: start)
    default:
      return false
    }
    return true
  }

  /// Removes the prefix; the backslashes of a raw string are doubled.
  private func withoutPrefix(_ prefix: String, at start: Int, _ extent: StringExtent) -> FixIt {
    let isFormatted = prefix.lowercased().contains("f")
    var edits = [TextEdit(span(start, start + prefix.utf8.count), isFormatted ? "f" : "")]
    if prefix.lowercased().contains("r") {
      for index in extent.bodyStart..<extent.bodyEnd where bytes[index] == UInt8(ascii: "\\") {
        edits.append(TextEdit(span(index, index), "\\"))
      }
    }
    return FixIt("write a string without that prefix", edits)
  }

  /// Reports escape sequences between two offsets that name no character.
  mutating func checkEscapes(from start: Int, to end: Int) {
    let text = bytes[start..<end]
    var index = start
    while let backslash = text[index...].firstIndex(of: UInt8(ascii: "\\")) {
      let escape = Escape(at: backslash, in: text)
      index = backslash + escape.length
      switch escape.meaning {
      case .scalar, .nothing: continue
      case .unknown:
        var end = backslash + 1
        if end < text.endIndex { end += decode(at: end)?.1 ?? 1 }
        let written = String(decoding: bytes[backslash..<end], as: UTF8.self)
        let fixIt = FixIt("double the backslash", insert: "\\", at: UInt32(backslash))
        reportAlone(LexicalFinding.unknownEscape(written), span(backslash, end), fixIts: [fixIt])
      case .malformed:
        let written = String(decoding: bytes[backslash..<index], as: UTF8.self)
        report(LexicalFinding.malformedEscape(written), span(backslash, index))
      }
    }
  }
}
