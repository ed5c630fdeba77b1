import SkillDiagnostics
import SkillSyntax

/// The interface file `Prelude.skill`, read: what every program can call.
public final class Prelude: Sendable {
  /// The one prelude, read on first use. Cost: a fraction of a millisecond.
  public static let shared = Prelude(
    source: SourceFile(name: "Prelude.skill", bytes: PackageResources.Prelude_skill))

  public let tree: SyntaxTree
  /// The functions in the order of the file.
  public let functions: [PreludeFunction]
  /// The skills and queries, in that order.
  public let hostFunctions: [HostFunction]
  /// Of reading the file: empty unless the file is broken.
  public let diagnostics: [Diagnostic]
  /// The types that the signatures speak of.
  public let types: TypeTable
  let constants: [PreludeConstant]
  /// What each host function needs of the gripper and leaves there.
  let contracts: [GripperContract]
  /// What each symbol of the prelude stands for.
  let bindings: [Binding]
  /// The types without parameters that the file names, by symbol.
  let typeNames: [Type?]
  /// The type of `pose_dict`.
  let poseDictionary: Type

  /// The names of the prelude: a program is parsed with a table that grows from it.
  public var symbols: SymbolTable { tree.symbols }

  /// The function called `name`.
  public func function(named name: String) -> PreludeFunction? { functions.first { $0.signature.name == name } }

  init(source: SourceFile) {
    let file = parse(source, isInterface: true)
    var checker = Checker(file.tree, prelude: nil, facts: nil, options: CheckOptions())
    var bindings = [Binding](repeating: .unknown, count: file.tree.symbols.count)
    var functions: [PreludeFunction] = []
    var hostFunctions: [HostFunction] = []
    var constants: [PreludeConstant] = []
    for node in file.tree.children(file.tree.root) {
      switch file.tree.kind(node) {
      case .functionDefinition:
        let function = checker.readInterface(node, &hostFunctions)
        bindings[Int(file.tree.symbol(file.tree.child(node, 0)).rawValue)] = .preludeFunction(functions.count)
        functions.append(function)
      case .annotatedAssignment:
        let name = file.tree.child(node, 0)
        let value = checker.check(file.tree.child(node, 2))
        guard let constant = checker.constant(value) else { continue }
        bindings[Int(file.tree.symbol(name).rawValue)] = .preludeConstant(constants.count)
        constants.append(PreludeConstant(name: file.tree.name(of: name), value: constant))
      default: break
      }
    }
    tree = file.tree
    self.functions = functions
    self.hostFunctions = hostFunctions
    contracts = functions.compactMap { function in
      guard case .host = function.meaning else { return nil }
      return GripperContract(of: function.node, in: file.tree, parameters: function.signature.parameters)
    }
    typeNames = (0..<file.tree.symbols.count).map {
      TypeTable.fixed(named: file.tree.symbols.name(of: Symbol(rawValue: UInt32($0))))
    }
    self.constants = constants
    self.bindings = bindings
    diagnostics = file.diagnostics + checker.diagnostics
    poseDictionary = checker.types.dictionary(.str, .pose)
    types = checker.types
  }
}

extension Checker {
  /// A declaration of the prelude.
  fileprivate mutating func readInterface(_ node: NodeID, _ hostFunctions: inout [HostFunction]) -> PreludeFunction {
    let signature = readSignature(node)
    let documentation = tree.children(tree.child(node, 3)).first.flatMap { statement in
      tree.kind(statement) == .expressionStatement ? tree.stringValue(of: tree.child(statement, 0)) : nil
    }
    return PreludeFunction(
      signature: signature, meaning: meaning(of: node, signature, &hostFunctions), documentation: documentation ?? "",
      node: node)
  }

  private func meaning(of node: NodeID, _ signature: Signature, _ hostFunctions: inout [HostFunction])
    -> PreludeFunction.Meaning
  {
    let first = tree.tokens[Int(tree[node].firstToken)]
    if first.kind == .identifier {
      let kind: HostFunction.Kind = tree.source.text(in: first.span) == "skill" ? .skill : .query
      hostFunctions.append(
        HostFunction(
          name: signature.name, kind: kind,
          parameters: signature.parameters.map { LocalVariable(name: $0.name, type: $0.type ?? .error) },
          result: signature.result))
      return .host(HostFunctionID(rawValue: UInt32(hostFunctions.count - 1)))
    }
    if let special = SpecialFunction(rawValue: signature.name) { return .special(special) }
    if let operation = BuiltinOperation.declared(signature.name) { return .operation(operation) }
    // A declaration without a rule behind it: a test of the prelude fails, and no program can call it.
    return .operation(.fail)
  }
}
