import SkillDiagnostics

/// Lays out one logical line: takes its tokens apart by brackets, commas and operators, and lets `LayoutPrinter` choose
/// where it is broken.
struct LineLayout {
  let tree: SyntaxTree
  let tokens: [Token]
  let line: Range<Int>
  private let indentation: Int
  private let spacing: Spacing
  /// For each token that opens a bracket or an f-string, the one that closes it.
  private var closers: [Int: Int] = [:]
  private var items: [LayoutItem] = []
  /// Whether the items end with a possible line end, so that no space stands before the next token.
  private var isAtLineStart = true
  /// Whether the first bracket is broken because a `def` line does not fit: its result type stays whole.
  private var breaksParameters = false
  /// Comments read that wait for a place: those before a comma stand behind it.
  private var waiting: [TriviaComment] = []

  init(_ tree: SyntaxTree, _ line: Range<Int>, indentation: Int) {
    self.tree = tree
    self.line = line
    self.indentation = indentation
    tokens = tree.tokens
    spacing = Spacing(tree.tokens, line)
    findClosers()
  }

  mutating func text() -> String {
    sequence(line)
    if line.contains(where: { tokens[$0].kind == .def }), !LayoutPrinter.fits(items, indentation: indentation) {
      items = []
      isAtLineStart = true
      breaksParameters = true
      sequence(line)
    }
    var printer = LayoutPrinter(items, indentation: indentation)
    return printer.print()
  }

  private mutating func findClosers() {
    var open: [Int] = []
    for index in line {
      switch tokens[index].kind {
      case .leftParenthesis, .leftBracket, .leftBrace, .formattedStart, .fieldOpen: open.append(index)
      case .rightParenthesis, .rightBracket, .rightBrace, .formattedEnd, .fieldClose:
        if let opener = open.popLast() { closers[opener] = index }
      default: break
      }
    }
  }

  // MARK: Tokens

  /// The number behind the operand part that begins with the token: behind a whole bracket or f-string.
  private func end(of token: Int) -> Int { (closers[token] ?? token) + 1 }

  private func parts(_ range: Range<Int>) -> [Int] {
    var starts: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      starts.append(index)
      index = end(of: index)
    }
    return starts
  }

  /// Tokens that are broken only inside brackets.
  private mutating func sequence(_ range: Range<Int>) {
    for part in parts(range) {
      if tokens[part].kind == .formattedStart {
        write(part, to: end(of: part))
      } else if let close = closers[part] {
        bracket(part, close)
      } else {
        write(part, to: part + 1)
      }
    }
  }

  /// Writes a token or, up to `end`, an f-string.
  private mutating func write(_ token: Int, to end: Int) {
    let comments = waiting + (token > line.lowerBound ? Trivia(tree, before: token).comments : [])
    waiting = []
    if !comments.isEmpty, tokens[token].kind == .comma {
      waiting = comments
    } else if !comments.isEmpty, !isAtLineStart {
      // Nothing but a comment asks for a line end here.
      add(comments)
    }
    if !isAtLineStart, spacing.hasSpace(before: token) { items.append(.text(" ")) }
    let bytes = tree.source.bytes[Int(tokens[token].start)..<Int(tokens[end - 1].end)]
    switch tokens[token].kind {
    case .string, .formattedStart: items.append(.text(QuotationMarks.canonical(bytes)))
    default: items.append(.text(String(decoding: bytes, as: UTF8.self)))
    }
    isAtLineStart = false
  }

  /// Writes comments, the first behind the last token if it stood there, and a line end.
  private mutating func add(_ comments: [TriviaComment]) {
    for (index, comment) in comments.enumerated() {
      let text = commentText(tree, comment.span)
      if index == 0, !comment.isAlone {
        items.append(.comment("  " + text))
      } else {
        items += [.hardLine, .comment(text)]
      }
    }
    items.append(.hardLine)
    isAtLineStart = true
  }

  /// Writes a possible line end before a token, with the comments there.
  private mutating func breakLine(before token: Int, flat: String) {
    let comments = waiting + Trivia(tree, before: token).comments
    waiting = []
    if comments.isEmpty {
      items.append(.line(flat: flat))
      isAtLineStart = true
    } else {
      add(comments)
    }
  }

  // MARK: Brackets

  private mutating func bracket(_ open: Int, _ close: Int) {
    write(open, to: open + 1)
    let elements = elements(open, close)
    let comments = Trivia(tree, before: close).comments
    guard !elements.isEmpty || !comments.isEmpty else { return write(close, to: close + 1) }
    let style = BracketStyle(tokens, parts(open + 1..<close), open: open, line: line)
    items += [.open, .indent]
    if style.isBrokenByComma || breaksParameters { items.append(.breakGroups) }
    breaksParameters = false
    for (index, element) in elements.enumerated() {
      breakLine(before: element.lowerBound, flat: index == 0 ? "" : " ")
      self.element(element, in: open)
      if element.upperBound < close { write(element.upperBound, to: element.upperBound + 1) }
    }
    if style.mayEndWithComma, !elements.isEmpty, tokens[close - 1].kind != .comma { items.append(.whenBroken(",")) }
    endBracket(waiting + comments, close)
  }

  /// Comments before the closing bracket are indented like the elements.
  private mutating func endBracket(_ comments: [TriviaComment], _ close: Int) {
    waiting = []
    if !comments.isEmpty {
      add(comments)
      items.removeLast()
    }
    items += [.dedent, comments.isEmpty ? .line(flat: "") : .hardLine]
    items.append(.text(tokens[close].kind == .rightParenthesis ? ")" : tokens[close].kind == .rightBracket ? "]" : "}"))
    items.append(.close)
    isAtLineStart = false
  }

  /// The parts of a bracket between its commas.
  private func elements(_ open: Int, _ close: Int) -> [Range<Int>] {
    var elements: [Range<Int>] = []
    var first = open + 1
    for part in parts(open + 1..<close) where tokens[part].kind == .comma {
      elements.append(first..<part)
      first = part + 1
    }
    if first < close { elements.append(first..<close) }
    return elements
  }

  /// `name=value`, `key: value`, `name: type = default`, or an expression.
  private mutating func element(_ range: Range<Int>, in open: Int) {
    let parts = parts(range)
    let separator = parts.first {
      tokens[$0].kind == .equal || (tokens[$0].kind == .colon && !spacing.tight.contains($0))
    }
    if let separator {
      sequence(range.lowerBound..<separator + 1)
      operands(separator + 1..<range.upperBound)
    } else if parts.contains(where: { tokens[$0].kind == .colon }) {
      sequence(range)
    } else {
      operands(range)
    }
  }

  // MARK: Operators

  /// An expression inside a bracket: if it does not fit, a line ends before each of its loosest operators.
  private mutating func operands(_ range: Range<Int>) {
    let points = OperatorScan(tokens, parts(range), spacing).loosest()
    guard !points.isEmpty else { return sequence(range) }
    items.append(.open)
    operands(range.lowerBound..<points[0].start)
    for (index, point) in points.enumerated() {
      breakLine(before: point.start, flat: " ")
      sequence(point.start..<point.operandStart)
      operands(point.operandStart..<(index + 1 < points.count ? points[index + 1].start : range.upperBound))
    }
    items.append(.close)
  }
}

/// What a bracket's contents say about its commas.
struct BracketStyle {
  /// Whether a comma behind the last element changes nothing.
  var mayEndWithComma: Bool
  /// Whether a comma already stands there, and so asks for one element a line.
  var isBrokenByComma: Bool

  /// `parts`: the first tokens of the parts between the brackets.
  init(_ tokens: [Token], _ parts: [Int], open: Int, line: Range<Int>) {
    let commas = parts.count { tokens[$0].kind == .comma }
    let endsWithComma = parts.last.map { tokens[$0].kind == .comma } ?? false
    let isComprehension = parts.contains { tokens[$0].kind == .for }
    let isSuffix = open > line.lowerBound && tokens[open - 1].kind.endsExpression
    let isList: Bool
    switch tokens[open].kind {
    case .leftParenthesis:
      let isImport = open > line.lowerBound && tokens[open - 1].kind == .import
      isList = isSuffix || isImport || commas > (endsWithComma ? 1 : 0)
    case .leftBracket: isList = !isSuffix
    default: isList = true
    }
    mayEndWithComma = isList && !isComprehension
    isBrokenByComma = isList && endsWithComma
  }
}
