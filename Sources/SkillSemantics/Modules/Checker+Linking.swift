import SkillDiagnostics
import SkillSyntax

/// The typed trees of several files as one.
extension Checker {
  /// Takes over what an imported file's checker leaves.
  mutating func grow(from other: Checker) {
    types = other.types
    expressions = other.expressions
    statements = other.statements
    expressionLists = other.expressionLists
    argumentLists = other.argumentLists
    strings = other.strings
    formats = other.formats
    comprehensions = other.comprehensions
    tries = other.tries
    branches = other.branches
    lostCalls = other.lostCalls
    globals = other.globals
    cells = other.cells
    cellDeclarations = other.cellDeclarations
    optionalCells = other.optionalCells
    functions = other.functions
    imports.modules = other.imports.modules
    imports.variables = other.imports.variables
    imports.firstFunction = functions.count
    imports.firstCell = cells.count
    imports.firstExpression = expressions.count
    imports.firstStatement = statements.count
    imports.firstBranch = branches.count
  }

  /// Makes of a checked file a module that others can import: its top level becomes a function, its spans count from
  /// where the file stands among those of the program, its names are those that its importers use.
  mutating func finishModule(named name: String, hasErrors: Bool) {
    let members = self.members
    for index in functions.indices.dropFirst(imports.firstFunction) {
      let signature = functions[index].signature
      functions[index].typed?.name = "\(name).\(signature.name)"
      functions[index].contract = GripperContract(
        of: functions[index].node, in: tree, parameters: signature.parameters)
      functions[index].readVariables = []
      functions[index].callees = []
    }
    for index in cells.indices.dropFirst(imports.firstCell) { cells[index].name = "\(name).\(cells[index].name)" }
    addInitializer(named: name)
    shiftSpans()
    var hasRun: GlobalID?
    if imports.isGuarded {
      hasRun = GlobalID(rawValue: UInt32(globals.count))
      globals.append(GlobalVariable(name: "import \(name)", type: .bool))
    }
    imports.modules.append(
      ImportedModule(
        name: name, members: members, initializer: functions.count - 1, hasRun: hasRun, hasErrors: hasErrors,
        callsSkill: callsSkill))
  }

  /// What the file's top level defines.
  private var members: [String: ImportedModule.Member] {
    mutating get {
      var members: [String: ImportedModule.Member] = [:]
      for (index, variable) in context.variables.enumerated() where variable.cell == nil {
        members[self.name(ofVariable: index)] = .variable(imports.variables.count)
        let state = flow.variables[index]
        let slot = variable.firstSlot
        let isKnown = state.slot != VariableState.noSlot && state.presence != .conflict
        imports.variables.append(
          ImportedVariable(
            type: isKnown ? resolved(state.type == .none ? .none : slot?.type ?? .error) : .error,
            slot: slot?.slot ?? VariableState.noSlot, mayBeUnset: state.presence != .set))
      }
      for index in cells.indices.dropFirst(imports.firstCell) { members[cells[index].name] = .cell(index) }
      for index in functions.indices.dropFirst(imports.firstFunction) {
        members[functions[index].signature.name] = .function(index)
      }
      return members
    }
  }

  private mutating func addInitializer(named name: String) {
    let signature = Signature(name: name, parameters: [], result: .none, declaration: nil)
    functions.append(
      FunctionRecord(
        node: tree.root, symbol: .none, signature: signature, nameSpan: Span(0, 0), result: Type.none,
        hasWrittenResult: true))
    let index = functions.count - 1
    functions[index].progress = .checked
    functions[index].contract = GripperContract()
    var top = topLevel
    top.name = name
    functions[index].typed = top
  }

  /// Lets spans count from where the file stands among those of the program.
  mutating func shiftSpans() {
    let start = imports.files[imports.file].start
    for index in expressions.indices.dropFirst(imports.firstExpression) {
      expressions[index].span.shift(by: start)
    }
    for index in statements.indices.dropFirst(imports.firstStatement) { statements[index].span.shift(by: start) }
    for index in branches.indices.dropFirst(imports.firstBranch) { branches[index].span.shift(by: start) }
    for index in ownFunctions { functions[index].typed?.nameSpan.shift(by: start) }
  }

  /// What the functions require and ensure, in their order.
  var contracts: [GripperContract] {
    functions.map { function in
      function.contract
        ?? GripperContract(of: function.node, in: tree, parameters: function.signature.parameters)
    }
  }
}

extension Span {
  fileprivate mutating func shift(by offset: UInt32) {
    start += offset
    end += offset
  }
}
