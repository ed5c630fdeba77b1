import SkillDiagnostics
import SkillSyntax

/// Spoils the layout of formatted programs and keeps what it must be restored from: tokens, comments, empty lines.
struct LayoutDamage {
  var random: SplitMix64

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func spaces(_ range: ClosedRange<Int>) -> String {
    String(repeating: " ", count: Int.random(in: range, using: &random))
  }

  // MARK: Comments

  /// The program with comments put in, on lines of their own and behind code, also inside brackets.
  mutating func withComments(_ text: String) -> String {
    let tree = parse(SourceFile(name: "program.skill", text: text)).tree
    var output = ""
    var state = Nesting()
    for (index, token) in tree.tokens.enumerated() {
      let trivia = tree.source.text(in: tree.trivia(before: index))
      output += trivia
      if !trivia.contains("#"), token.kind != .indent, token.kind != .dedent {
        if token.kind == .newline, token.end > token.start, chance(5) { output += "# behind" }
        if state.isInBrackets, chance(4) { output += chance(50) ? "# inside\n" : "\n# alone\n" }
      }
      output += tree.source.text(in: token.span)
      state.pass(token.kind)
    }
    return output
  }

  // MARK: White space

  /// The program with other white space, lines joined by `;`, and blocks on the lines of their headers.
  mutating func damaged(_ text: String) -> String {
    let tree = parse(SourceFile(name: "program.skill", text: text)).tree
    let unit = Int.random(in: 1...8, using: &random)
    var output = ""
    var state = Nesting()
    var lineStart = 0
    var isInline = false
    for (index, token) in tree.tokens.enumerated() {
      let trivia = tree.source.text(in: tree.trivia(before: index))
      if token.kind == .newline, trivia.isEmpty, let join = join(tree, lineStart, index, isInline) {
        output += join
        isInline = isInline || join == " "
        lineStart = index + 1
        continue
      }
      if state.fields == 0 {
        output += whiteSpace(trivia, tree, index, state, unit: isInline && lineStart == index ? nil : unit)
      } else {
        output += trivia
      }
      output += tree.source.text(in: token.span)
      state.pass(token.kind)
      if token.kind == .newline {
        lineStart = index + 1
        isInline = false
      }
    }
    return chance(30) ? output.replacing("\n", with: "\r\n") : output
  }

  /// What is written instead of the end of the line that begins with the token `start`, if the next can go on behind it.
  private mutating func join(_ tree: SyntaxTree, _ start: Int, _ newline: Int, _ isInline: Bool) -> String? {
    let tokens = tree.tokens
    let isHeader = tokens[newline - 1].kind == .colon
    var first = newline + 1
    guard !tree.source.text(in: tree.trivia(before: first)).contains(where: { $0 == "\n" || $0 == "#" }) else {
      return nil
    }
    if isHeader {
      first += 1
      guard !isInline, isSimple(tree, first), chance(50) else { return nil }
      let end = tokens[first...].firstIndex { $0.kind == .newline } ?? first
      let hasComment = tree.source.text(in: tree.trivia(before: end + 1)).contains("#")
      return tokens[end + 1].kind == .dedent && !hasComment ? " " : nil
    }
    guard isSimple(tree, firstWord(tokens, start)), isSimple(tree, first), chance(40) else { return nil }
    return spaces(0...1) + ";" + spaces(0...2)
  }

  private func firstWord(_ tokens: [Token], _ start: Int) -> Int {
    tokens[start...].firstIndex { $0.kind != .indent && $0.kind != .dedent } ?? start
  }

  /// Whether the line that begins with the token is a statement without a block.
  private func isSimple(_ tree: SyntaxTree, _ first: Int) -> Bool {
    let tokens = tree.tokens
    let end = tokens[first...].firstIndex { $0.kind == .newline || $0.kind == .endOfFile } ?? first
    let isLayout = tokens[first].kind.rawValue <= TokenKind.dedent.rawValue
    return !isLayout && tokens[end - 1].kind != .colon
  }

  /// `unit`: columns of a level of indentation; nil if the token goes on with a line.
  private mutating func whiteSpace(
    _ trivia: String, _ tree: SyntaxTree, _ index: Int, _ state: Nesting, unit: Int?
  ) -> String {
    let kind = tree.tokens[index].kind
    guard let unit else { return "" }
    let isFirst = index == 0 || tree.tokens[index - 1].kind.rawValue <= TokenKind.dedent.rawValue
    if trivia.contains("#") || (isFirst && !state.isInBrackets) {
      return state.isInBrackets ? trivia : rescaled(trivia, unit)
    }
    if kind == .newline || kind.rawValue <= TokenKind.dedent.rawValue { return trivia }
    if state.isInBrackets, chance(15) { return "\n" + spaces(0...9) }
    guard index > 0 else { return trivia }
    if trivia.isEmpty { return chance(20) ? spaces(1...2) : "" }
    return spaces(mayTouch(tree.tokens[index - 1].kind, kind) ? 0...2 : 1...3)
  }

  /// The indentation of each line, in other units.
  private func rescaled(_ trivia: String, _ unit: Int) -> String {
    trivia.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let indentation = line.prefix { $0 == " " }.count
      guard indentation % 4 == 0, indentation > 0 else { return String(line) }
      return String(repeating: " ", count: indentation / 4 * unit) + line.dropFirst(indentation)
    }.joined(separator: "\n")
  }

  /// Whether two tokens stay two without a space between them.
  private func mayTouch(_ left: TokenKind, _ right: TokenKind) -> Bool {
    let isWord = { (kind: TokenKind) in kind == .identifier || kind.isKeyword }
    let isMark = { (kind: TokenKind) in
      switch kind {
      case .comma, .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .leftBrace, .rightBrace, .equal,
        .plus, .minus, .star, .less, .plusEqual:
        true
      default: false
      }
    }
    return (isWord(left) && isMark(right)) || (isMark(left) && isWord(right))
  }
}

/// Where in a program one is.
private struct Nesting {
  private var brackets = 0
  private(set) var fields = 0

  var isInBrackets: Bool { brackets > 0 && fields == 0 }

  mutating func pass(_ kind: TokenKind) {
    switch kind {
    case .leftParenthesis, .leftBracket, .leftBrace: brackets += 1
    case .rightParenthesis, .rightBracket, .rightBrace: brackets -= 1
    case .formattedStart: fields += 1
    case .formattedEnd: fields -= 1
    default: break
    }
  }
}
