import SkillDiagnostics

/// Names a node of one `SyntaxTree`.
@frozen
public struct NodeID: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt32

  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// An optional child that is not there.
  @inlinable
  public static var absent: NodeID { NodeID(rawValue: .max) }

  @inlinable
  public var isPresent: Bool { self != .absent }
}

/// One node: its kind, the tokens it covers and where its children stand in `SyntaxTree.children`.
@frozen
public struct SyntaxNode: Sendable {
  public var kind: SyntaxKind
  /// How many levels of nodes there are from this one down, itself included. Bounded, so that walking a tree by
  /// recursion is safe: the parser refuses what is nested deeper.
  public var height: UInt16
  /// The token that tells most about the node (operator, name, keyword): see `SyntaxKind`.
  public var token: UInt32
  /// First and last token the node covers, inclusive.
  public var firstToken: UInt32
  public var lastToken: UInt32
  @usableFromInline var childStart: UInt32
  @usableFromInline var childCount: UInt32
}

/// A source file as a lossless tree in flat arrays.
///
/// The tokens and the bytes between them (white space, comments, line joins) are the whole file in order, so the text can
/// be written back exactly, whatever the bytes. The tree holds no types: `SkillSemantics` adds those beside it.
public struct SyntaxTree: Sendable {
  public let source: SourceFile
  public let tokens: [Token]
  public let symbols: SymbolTable
  /// The `file` node.
  public let root: NodeID
  @usableFromInline let nodes: [SyntaxNode]
  @usableFromInline let childIDs: [NodeID]

  /// Number of nodes: ids are below it, so arrays indexed by `NodeID.rawValue` can stand beside the tree.
  @inlinable
  public var nodeCount: Int { nodes.count }

  @inlinable
  public subscript(_ id: NodeID) -> SyntaxNode { nodes[Int(id.rawValue)] }

  @inlinable
  public func kind(_ id: NodeID) -> SyntaxKind { nodes[Int(id.rawValue)].kind }

  /// The children, in the order that `SyntaxKind` documents.
  @inlinable
  public func children(_ id: NodeID) -> ArraySlice<NodeID> {
    let node = nodes[Int(id.rawValue)]
    return childIDs[Int(node.childStart)..<Int(node.childStart + node.childCount)]
  }

  /// The child in a fixed slot. Cost: O(1).
  @inlinable
  public func child(_ id: NodeID, _ slot: Int) -> NodeID {
    childIDs[Int(nodes[Int(id.rawValue)].childStart) + slot]
  }

  /// From the first byte of the node's first token to the last of its last.
  @inlinable
  public func span(_ id: NodeID) -> Span {
    let node = nodes[Int(id.rawValue)]
    return Span(tokens[Int(node.firstToken)].start, tokens[Int(node.lastToken)].end)
  }

  /// The interned identifier of a node whose main token is a name.
  @inlinable
  public func symbol(_ id: NodeID) -> Symbol { tokens[Int(nodes[Int(id.rawValue)].token)].symbol }

  /// What stands between a token and the one before it: white space, comments, line ends inside brackets.
  public func trivia(before token: Int) -> Span {
    Span(token == 0 ? 0 : tokens[token - 1].end, tokens[token].start)
  }
}
