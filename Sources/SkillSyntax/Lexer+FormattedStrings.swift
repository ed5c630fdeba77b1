import SkillDiagnostics

/// F-strings: text, fields and format specs as tokens of their own, so that the parser reads what stands in a field.
///
/// As in Python up to 3.11 the whole string is delimited first: inside a field the string's own quotation marks end it.
/// A field that is not closed therefore spoils no more than its string.
extension Lexer {
  /// Fields may stand in the spec of a field, that deep.
  private var deepestField: Int { 4 }

  /// `position` is at the quotation mark, `start` at the prefix.
  mutating func lexFormattedString(from start: Int) {
    let extent = extent(ofStringAt: position)
    if !extent.isClosed { reportUnterminated(extent, at: start) }
    position = min(extent.bodyStart, limit)
    add(.formattedStart, from: start)
    lexFormattedParts(until: extent.bodyEnd, inSpec: false)
    take(.formattedEnd, extent.end - position)
  }

  /// Text and fields up to `end`; in a format spec up to its `}`.
  private mutating func lexFormattedParts(until end: Int, inSpec: Bool) {
    while position < end {
      lexFormattedText(until: end, inSpec: inSpec)
      guard position < end, bytes[position] == UInt8(ascii: "{") else { return }
      lexField(until: end)
    }
  }

  /// A run of text; stops before a field, and in a spec before `}`.
  private mutating func lexFormattedText(until end: Int, inSpec: Bool) {
    let start = position
    var hasBackslash = false
    scan: while position < end {
      let byte = bytes[position]
      let isDoubled = !inSpec && position + 1 < end && bytes[position + 1] == byte
      switch byte {
      case UInt8(ascii: "{") where isDoubled, UInt8(ascii: "}") where isDoubled:
        position += 2
      case UInt8(ascii: "{"):
        break scan
      case UInt8(ascii: "}"):
        if inSpec { break scan }
        let place = span(position, position + 1)
        report(LexicalFinding.strayFieldBrace, place, fixIts: [FixIt("write `}}`", replace: place, with: "}}")])
        position += 1
      case UInt8(ascii: "\\"):
        hasBackslash = true
        position = min(position + 2, end)
      default:
        position += 1
      }
    }
    if hasBackslash { checkEscapes(from: start, to: position) }
    if position > start { add(.formattedText, from: start) }
  }

  /// A field, from its `{` on, inside a string that ends at `end`.
  private mutating func lexField(until end: Int) {
    let opener = position
    guard fieldDepth < deepestField else {
      report(SyntaxFinding.nestingTooDeep(limit: deepestField), span(opener, opener + 1))
      take(.formattedText, end - opener)
      return
    }
    let outer = (limit: limit, floor: bracketFloor, count: brackets.count, openCounts: openCounts)
    fieldDepth += 1
    limit = end
    push(.leftBrace)
    bracketFloor = brackets.count
    openCounts = [0, 0, 0]
    take(.fieldOpen, 1)
    let first = UInt32(tokens.count)
    if !lexFieldContent(), (faultyTokens.last ?? 0) < first {
      report(LexicalFinding.unterminatedField, span(opener, opener + 1))
    }
    fieldDepth -= 1
    limit = outer.limit
    bracketFloor = outer.floor
    brackets.truncate(to: outer.count)
    openCounts = outer.openCounts
  }

  /// Everything up to and with the `}`; false if there is none.
  private mutating func lexFieldContent() -> Bool {
    while position < limit {
      let byte = bytes[position]
      let isOutermost = brackets.count == bracketFloor
      if byte == UInt8(ascii: "}"), openCounts[TokenKind.leftBrace.bracketIndex] == 0 {
        take(.fieldClose, 1)
        return true
      }
      if isOutermost, byte == UInt8(ascii: ":") {
        take(.fieldColon, 1)
        lexFormattedParts(until: limit, inSpec: true)
        guard self.byte(at: position) == UInt8(ascii: "}") else { return false }
        take(.fieldClose, 1)
        return true
      }
      if isOutermost, byte == UInt8(ascii: "!"), self.byte(at: position + 1) != UInt8(ascii: "=") {
        var length = 1
        while isNamePart(self.byte(at: position + length)) { length += 1 }
        take(.fieldConversion, length)
      } else {
        lexToken()
      }
    }
    return false
  }
}
