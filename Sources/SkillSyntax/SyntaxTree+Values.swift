import SkillDiagnostics

/// The values of literals, read from the source when asked for. Cost: O(length of the literal).
extension SyntaxTree {
  /// The value of an `integerLiteral`, or of a `unary` minus right before one (so that −2^63 can be written).
  /// Nil if it does not fit 64 bits, which is already reported, and for other nodes.
  public func integerValue(of id: NodeID) -> Int64? {
    let node = self[id]
    switch node.kind {
    case .integerLiteral:
      return NumberText.magnitude(bytes(of: node.token)).flatMap { Int64(exactly: $0) }
    case .unary where tokens[Int(node.token)].kind == .minus && kind(child(id, 0)) == .integerLiteral:
      return NumberText.magnitude(bytes(of: self[child(id, 0)].token)).map { Int64(truncatingIfNeeded: 0 &- $0) }
    default:
      return nil
    }
  }

  /// The value of a `floatLiteral`; nil for other nodes.
  public func floatValue(of id: NodeID) -> Double? {
    kind(id) == .floatLiteral ? NumberText.double(bytes(of: self[id].token)) : nil
  }

  /// The value of a `quantityLiteral`, with the unit it was written in; nil for other nodes and for an unknown unit,
  /// which is already reported.
  public func quantity(of id: NodeID) -> Quantity? {
    kind(id) == .quantityLiteral ? NumberText.quantity(bytes(of: self[id].token)) : nil
  }

  /// The text that a `stringLiteral` or `formattedText` stands for: without quotes, escapes replaced, `{{` read as `{`.
  /// Nil for other nodes.
  public func stringValue(of id: NodeID) -> String? {
    let node = self[id]
    switch node.kind {
    case .stringLiteral:
      return StringText.value(ofLiteral: bytes(of: node.token))
    case .formattedText:
      return StringText.value(ofFormattedText: bytes(of: node.token))
    default:
      return nil
    }
  }

  /// The source text of a node; bytes that are not UTF-8 are replaced.
  public func text(of id: NodeID) -> String { source.text(in: span(id)) }

  /// The name that a node's main token spells; empty if that is no name.
  public func name(of id: NodeID) -> String { symbols.name(of: symbol(id)) }

  func bytes(of token: UInt32) -> ArraySlice<UInt8> {
    source.bytes[Int(tokens[Int(token)].start)..<Int(tokens[Int(token)].end)]
  }
}
