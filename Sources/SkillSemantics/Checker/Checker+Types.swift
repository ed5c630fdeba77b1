import SkillDiagnostics
import SkillSyntax

/// Types as a program writes them.
extension Checker {
  /// The type that a type node names; `error` after a report.
  mutating func resolveType(_ node: NodeID) -> Type {
    guard node.isPresent else { return .error }
    switch tree.kind(node) {
    case .namedType: return namedType(node)
    case .genericType: return genericType(node)
    case .unionType: return unionType(node)
    default: return .error
    }
  }

  private mutating func namedType(_ node: NodeID) -> Type {
    let token = tree.tokens[Int(tree[node].token)]
    if token.kind == .none { return .none }
    if token.symbol.rawValue < UInt32(typeNames.count), let type = typeNames[Int(token.symbol.rawValue)] { return type }
    let name = tree.source.text(in: token.span)
    if let type = TypeTable.fixed(named: name) { return type }
    if let arguments = Self.generic(name) {
      report(TypeFinding.wrongTypeArguments(type: name, expected: arguments), at: tree.span(node))
      return .error
    }
    let known = TypeTable.fixedNames.dropFirst() + ["list", "dict", "tuple"]
    let best = Self.habitualType(name) ?? NearMisses.best(name, in: known)
    report(
      NameFinding.unknownType(name), at: tree.span(node), notes: ["Types are \(known.joined(separator: ", "))."],
      fixIts: best.map { [.rewriting(token.span, as: $0)] } ?? [])
    return .error
  }

  /// How many types a generic type takes; a tuple takes one or more.
  private static func generic(_ name: String) -> Int? {
    switch name {
    case "list", "tuple": 1
    case "dict": 2
    default: nil
    }
  }

  /// Names of types in other places that mean one of ours.
  private static func habitualType(_ name: String) -> String? {
    switch name {
    case "string", "String", "Str": "str"
    case "double", "Float", "number": "float"
    case "integer", "Int", "long": "int"
    case "boolean", "Bool": "bool"
    case "List": "list"
    case "Dict": "dict"
    case "Tuple": "tuple"
    case "Object", "Obj", "Entity": "Actor"
    case "Vector3", "Vector", "Point", "Position": "Vec3"
    case "Quaternion", "Rotation": "Quat"
    case "Time": "Duration"
    case "Distance": "Length"
    default: nil
    }
  }

  private mutating func genericType(_ node: NodeID) -> Type {
    let token = tree.tokens[Int(tree[node].token)]
    let name = tree.source.text(in: token.span)
    let arguments = tree.children(node).map { resolveType($0) }
    if arguments.contains(.error) { return .error }
    switch name {
    case "list" where arguments.count == 1: return types.list(arguments[0])
    case "tuple" where !arguments.isEmpty: return types.tuple(arguments)
    case "dict" where arguments.count == 2:
      guard types.isHashable(arguments[0]) else {
        report(TypeFinding.notHashable(type: types.name(arguments[0])), at: tree.span(tree.child(node, 0)))
        return .error
      }
      return types.dictionary(arguments[0], arguments[1])
    case "Optional" where arguments.count == 1:
      let inner = tree.text(of: tree.child(node, 0))
      report(
        NameFinding.foreignName("Optional", instead: "Write `\(inner) | None`."), at: token.span,
        fixIts: [FixIt("write `\(inner) | None`", replace: tree.span(node), with: "\(inner) | None")])
      return .error
    default: break
    }
    if let expected = Self.generic(name) ?? (TypeTable.fixed(named: name) == nil ? nil : 0) {
      report(TypeFinding.wrongTypeArguments(type: name, expected: expected), at: tree.span(node))
    } else {
      let best = Self.habitualType(name) ?? NearMisses.best(name, in: ["list", "dict", "tuple"])
      report(
        NameFinding.unknownType(name), at: token.span,
        fixIts: best.map { [.rewriting(token.span, as: $0)] } ?? [])
    }
    return .error
  }

  private mutating func unionType(_ node: NodeID) -> Type {
    let members = tree.children(node).map { resolveType($0) }
    if members.contains(.error) { return .error }
    let values = members.filter { $0 != Type.none }
    guard values.count == 1, members.count == 2 else {
      report(TypeFinding.unsupportedUnion, at: tree.span(node))
      return .error
    }
    return types.optional(values[0])
  }
}
