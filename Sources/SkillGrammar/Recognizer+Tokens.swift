import SkillSyntax

extension Recognizer {
  /// Whether tokens of a source file are a sentence of a grammar over tokens; without `range` all but the last of the
  /// file, which marks its end.
  public func recognizes(_ tree: SyntaxTree, _ range: Range<Int>? = nil) -> Bool {
    let tokens = tree.tokens[range ?? 0..<tree.tokens.count - 1].map { token in
      (text: tree.source.text(in: token.span), kind: token.kind)
    }
    return recognizes(count: tokens.count) { terminal, index in
      switch terminal {
      case .text(let text): tokens[index].text == text && tokens[index].kind.mayBeLiteral
      case .kind(let name): tokens[index].kind.name == name
      case .characters: false
      }
    }
  }
}

extension TokenKind {
  /// What the grammar calls a kind of token whose text varies; nil for the others.
  public var name: String? {
    switch self {
    case .newline: "NEWLINE"
    case .indent: "INDENT"
    case .dedent: "DEDENT"
    case .identifier: "NAME"
    case .integer: "INTEGER"
    case .float: "FLOAT"
    case .quantity: "QUANTITY"
    case .string: "STRING"
    case .formattedStart: "FORMATTED_START"
    case .formattedText: "FORMATTED_TEXT"
    case .formattedEnd: "FORMATTED_END"
    default: nil
    }
  }

  /// Whether quoted text of the grammar may mean such a token: keywords, soft keywords, operators, brackets.
  fileprivate var mayBeLiteral: Bool { name == nil ? self != .unknown : self == .identifier }
}
