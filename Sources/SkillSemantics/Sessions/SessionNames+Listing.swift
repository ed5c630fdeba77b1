import SkillSyntax

/// What a session has defined, for those who show or complete names.
extension SessionNames {
  /// A `def`.
  public struct Function: Hashable, Sendable {
    public let name: String
    public let parameters: [String]
    /// As a reader would write its head: `double(n: int) -> int`.
    public let text: String
  }

  /// The `def`s of the turns, in the order in which they were first defined.
  public var functionList: [Function] {
    guard let last else { return [] }
    return functions.map { index in
      let signature = last.checker.functions[index].signature
      let result =
        last.checker.functions[index].result.map { $0 == .none ? "" : " -> \(last.checker.types.name($0))" } ?? ""
      return Function(
        name: signature.name, parameters: signature.parameters.map(\.name),
        text: signature.text(last.checker.types) + result)
    }
  }

  /// The variables that are set, in the order in which they were first set, each with its type as a program writes it.
  public var variableList: [(name: String, type: String)] {
    guard let last else { return [] }
    return variables.filter(\.isSet).map { variable in
      (
        last.checker.tree.symbols.name(of: variable.symbol),
        last.checker.types.name(last.checker.globals[Int(variable.slot.slot)].type)
      )
    }
  }

  /// The names that imports have set, each with what stands behind the dot; nothing for what `from` has imported.
  public var importList: [(name: String, members: [String])] {
    guard let last else { return [] }
    var names: [(name: String, members: [String])] = []
    for (number, binding) in last.checker.bindings.enumerated() {
      let name = last.checker.tree.symbols.name(of: Symbol(rawValue: UInt32(number)))
      switch binding {
      case .namespace(let index):
        let namespace = last.checker.imports.namespaces[index]
        let members = namespace.module.map { last.checker.imports.modules[$0].members.keys.sorted() } ?? []
        names.append((name, members + namespace.children.keys.sorted()))
      case .mathModule: names.append((name, MathMember.names))
      case .importedVariable, .mathMember: names.append((name, []))
      case .function(let index) where !functions.contains(index): names.append((name, []))
      case .cell(let index) where index > 0 && !cells.contains(index): names.append((name, []))
      default: break
      }
    }
    return names
  }

  /// The memory cells that turns have declared, and `pose_dict`.
  public var cellNames: [String] {
    ["pose_dict"] + (last.map { last in cells.map { last.checker.cells[$0].name } } ?? [])
  }
}

extension SessionNames {
  /// What may stand behind the dot after a variable or memory cell that is set: fields and methods.
  public func attributes(of name: String) -> [String] {
    guard let last else { return [] }
    let variable = variables.first { last.checker.tree.symbols.name(of: $0.symbol) == name }?.type
    let cell = ([0] + cells).first { last.checker.cells[$0].name == name }.map { last.checker.cells[$0].type }
    guard let type = variable ?? cell else { return [] }
    return last.checker.fieldNames(of: type) + last.checker.methodNames(of: type)
  }
}
