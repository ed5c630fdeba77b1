import SkillDiagnostics
import SkillSyntax

/// The names that statements set and read, as far as the tree alone tells.
extension SyntaxTree {
  /// Parameters, then the names that the body sets.
  func localNames(of node: NodeID) -> [NodeID] {
    var names: [NodeID] = []
    names.reserveCapacity(8)
    for parameter in children(child(node, 1)) where kind(parameter) == .parameter {
      let name = child(parameter, 0)
      if kind(name) == .name { names.append(name) }
    }
    collectTargets(child(node, 3), &names)
    return names
  }

  /// Appends the names that the parts of a node set from the `first` on, without those of `def`s within.
  func collectTargets(ofParts node: NodeID, from first: Int, _ names: inout [NodeID]) {
    for slot in first..<max(first, childCount(node)) { collectTargets(child(node, slot), &names) }
  }

  func collectTargets(_ node: NodeID, _ names: inout [NodeID]) {
    guard node.isPresent else { return }
    switch kind(node) {
    case .assignment:
      for slot in 0..<childCount(node) - 1 { appendTargetNames(child(node, slot), &names) }
    case .annotatedAssignment, .augmentedAssignment: appendTargetNames(child(node, 0), &names)
    case .forStatement:
      appendTargetNames(child(node, 0), &names)
      collectTargets(child(node, 2), &names)
      collectTargets(child(node, 3), &names)
    case .exceptHandler:
      if child(node, 1).isPresent { appendTargetNames(child(node, 1), &names) }
      collectTargets(child(node, 2), &names)
    case .block, .tryStatement: collectTargets(ofParts: node, from: 0, &names)
    case .ifStatement, .whileStatement, .retryStatement, .withinStatement:
      collectTargets(ofParts: node, from: 1, &names)
    default: break
    }
  }

  /// Appends the names that a target sets.
  func appendTargetNames(_ target: NodeID, _ names: inout [NodeID]) {
    switch kind(target) {
    case .name: names.append(target)
    case .tuple, .list, .parenthesized:
      for slot in 0..<childCount(target) { appendTargetNames(child(target, slot), &names) }
    default: break
    }
  }

  /// Whether a name is read: no attribute's name (`a.x`), and no keyword of a call (`x=…`).
  func isRead(_ position: UInt32) -> Bool {
    let before = position == 0 ? TokenKind.newline : tokens[Int(position) - 1].kind
    return before != .dot && tokens[Int(position) + 1].kind != .equal
  }

  /// Whether a `return` of a `def` is followed by a value.
  func returnsValue(_ node: NodeID) -> Bool {
    for position in self[node].firstToken..<self[node].lastToken where tokens[Int(position)].kind == .return {
      let next = tokens[Int(position) + 1].kind
      if next != .newline && next != .semicolon { return true }
    }
    return false
  }

  /// Where in a `def` names belong to comprehensions.
  func comprehensionScopes(of function: NodeID) -> [ComprehensionScope] {
    var scopes: [ComprehensionScope] = []
    // A node's descendants stand right before it.
    var number = function.rawValue
    while number > 0, self[NodeID(rawValue: number - 1)].firstToken >= self[function].firstToken {
      number -= 1
      let node = NodeID(rawValue: number)
      switch kind(node) {
      case .listComprehension, .dictionaryComprehension, .generator:
        let clauses = children(node).dropFirst()
        guard let first = clauses.first else { continue }
        let source = self[child(first, 1)]
        var names: [NodeID] = []
        for clause in clauses { appendTargetNames(child(clause, 0), &names) }
        scopes.append(
          ComprehensionScope(
            symbols: names.map { symbol($0) },
            tokens: self[node].firstToken...self[node].lastToken, source: source.firstToken...source.lastToken))
      default: break
      }
    }
    return scopes
  }
}

/// The tokens between which the targets of a comprehension are its own, but for those of its first source.
struct ComprehensionScope {
  var symbols: [Symbol]
  var tokens: ClosedRange<UInt32>
  var source: ClosedRange<UInt32>

  func holds(_ position: UInt32) -> Bool { tokens.contains(position) && !source.contains(position) }
}
