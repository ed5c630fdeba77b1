import SkillSyntax

/// What a function needs of the gripper and what it leaves there, read from its `requires` and `ensures`.
///
/// The forms that are read: `holding() is None`, `holding() == p` for a parameter p, `… or …` in `requires`, and
/// `… if p is None and q is None else …` in `ensures`. Anything else says nothing.
struct GripperContract: Sendable {
  enum Effect: Sendable {
    case empty
    /// The actor passed for the parameter.
    case holding(parameter: Int)
    /// What is held stays held.
    case unchanged
    /// The first effect if None is passed for all these parameters, else the second.
    indirect case unless(given: [Int], Effect, Effect)
  }

  /// Nil if nothing is required.
  var requires: Requirement?
  var ensures = Effect.unchanged

  struct Requirement: Sendable {
    var allowsEmpty = false
    /// Parameters whose actor may be held.
    var allowsHolding: [Int] = []
  }

  /// Of a function that does not say.
  init() {}

  /// Reads the contract of a `def` in `tree`.
  init(of node: NodeID, in tree: SyntaxTree, parameters: [Parameter]) {
    let body = tree.child(node, 3)
    guard body.isPresent, tree.children(body).contains(where: { Self.isClause(tree.kind($0)) }) else { return }
    let reader = Reader(tree: tree, parameters: parameters)
    for clause in tree.children(body) {
      switch tree.kind(clause) {
      case .requiresClause:
        if let requirement = reader.requirement(tree.child(clause, 0)) { requires = requirement }
      case .ensuresClause:
        if let effect = reader.effect(tree.child(clause, 0)) { ensures = effect }
      default: break
      }
    }
  }

  private static func isClause(_ kind: SyntaxKind) -> Bool { kind == .requiresClause || kind == .ensuresClause }

  private struct Reader {
    let tree: SyntaxTree
    let parameters: [Parameter]

    func requirement(_ node: NodeID) -> Requirement? {
      switch tree.kind(node) {
      case .parenthesized: return requirement(tree.child(node, 0))
      case .logical where tree.tokens[Int(tree[node].token)].kind == .or:
        guard var left = requirement(tree.child(node, 0)), let right = requirement(tree.child(node, 1)) else {
          return nil
        }
        left.allowsEmpty = left.allowsEmpty || right.allowsEmpty
        left.allowsHolding += right.allowsHolding
        return left
      default:
        switch simpleEffect(node) {
        case .empty: return Requirement(allowsEmpty: true)
        case .holding(let parameter): return Requirement(allowsHolding: [parameter])
        default: return nil
        }
      }
    }

    func effect(_ node: NodeID) -> Effect? {
      switch tree.kind(node) {
      case .parenthesized: return effect(tree.child(node, 0))
      case .conditional:
        guard let absent = absentParameters(tree.child(node, 1)), let then = effect(tree.child(node, 0)),
          let otherwise = effect(tree.child(node, 2))
        else { return nil }
        return .unless(given: absent, then, otherwise)
      default: return simpleEffect(node)
      }
    }

    /// `holding() is None`, `holding() == p`.
    private func simpleEffect(_ node: NodeID) -> Effect? {
      guard tree.kind(node) == .comparison, tree.children(node).count == 3, tree.kind(tree.child(node, 0)) == .call
      else { return nil }
      let held = tree.child(node, 2)
      let isNone = tree.kind(held) == .noneLiteral
      guard isNone || tree.kind(held) == .name, tree.text(of: tree.child(node, 0)) == "holding()" else { return nil }
      let symbol = tree.text(of: tree.child(node, 1))
      if isNone, symbol == "is" || symbol == "==" { return .empty }
      guard symbol == "==", let parameter = parameter(held) else { return nil }
      return .holding(parameter: parameter)
    }

    /// `p is None and q is None`.
    private func absentParameters(_ node: NodeID) -> [Int]? {
      if tree.kind(node) == .logical, tree.tokens[Int(tree[node].token)].kind == .and,
        let left = absentParameters(tree.child(node, 0)), let right = absentParameters(tree.child(node, 1))
      {
        return left + right
      }
      guard tree.kind(node) == .comparison, tree.children(node).count == 3 else { return nil }
      guard tree.kind(tree.child(node, 2)) == .noneLiteral, tree.text(of: tree.child(node, 1)) == "is",
        let parameter = parameter(tree.child(node, 0))
      else { return nil }
      return [parameter]
    }

    private func parameter(_ node: NodeID) -> Int? {
      guard tree.kind(node) == .name else { return nil }
      return parameters.firstIndex { $0.symbol == tree.symbol(node) }
    }
  }
}
