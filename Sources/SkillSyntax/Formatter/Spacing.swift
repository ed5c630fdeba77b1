/// Where a space stands between two tokens of one line.
struct Spacing {
  let tokens: [Token]
  /// Numbers of the tokens of `=` and `:` that have no space around them: keyword arguments, defaults, slices.
  var tight: Set<Int> = []

  /// `line`: the tokens of the logical line.
  init(_ tokens: [Token], _ line: Range<Int>) {
    self.tokens = tokens
    findTight(line)
  }

  /// Whether a space stands before `token`, which is not the first of the line.
  func hasSpace(before token: Int) -> Bool {
    let last = tokens[token - 1].kind
    switch tokens[token].kind {
    case .comma, .colon, .rightParenthesis, .rightBracket, .rightBrace: return false
    case .dot: return last == .integer || last == .float  // `1.x` would be a number
    case .leftParenthesis where last.endsExpression, .leftBracket where last.endsExpression: return false
    default: break
    }
    switch last {
    case .leftParenthesis, .leftBracket, .leftBrace, .dot: return false
    default: return !isPrefix(token - 1) && !tight.contains(token) && !tight.contains(token - 1)
    }
  }

  /// Whether the token is a sign, or the bare `*` among parameters.
  func isPrefix(_ token: Int) -> Bool {
    switch tokens[token].kind {
    case .plus, .minus, .star: token == 0 || !tokens[token - 1].kind.endsExpression
    default: false
    }
  }

  private mutating func findTight(_ line: Range<Int>) {
    // The brackets that are open, and whether there was a colon since the last comma in them.
    var open: [(kind: TokenKind, hasColon: Bool)] = []
    var fields = 0
    for index in line {
      let kind = tokens[index].kind
      switch kind {
      case .formattedStart: fields += 1
      case .formattedEnd: fields -= 1
      case _ where fields > 0: break
      case .leftParenthesis, .leftBracket, .leftBrace: open.append((kind, false))
      case .rightParenthesis, .rightBracket, .rightBrace: _ = open.popLast()
      case .comma: if let last = open.indices.last { open[last].hasColon = false }
      case .colon:
        guard let last = open.indices.last else { break }
        open[last].hasColon = true
        if open[last].kind == .leftBracket { tight.insert(index) }
      case .equal: if let last = open.last, !last.hasColon { tight.insert(index) }
      default: break
      }
    }
  }
}
