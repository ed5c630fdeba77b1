import SkillDiagnostics
import SkillSyntax

/// The typed trees of several files as one.
extension Checker {
  /// Hands what was checked here to the checker of a file that comes later.
  func grow(_ other: inout Checker) {
    other.types = types
    other.expressions = OwnedArray(copying: expressions, room: other.tree.nodeCount)
    other.statements = OwnedArray(copying: statements, room: other.tree.nodeCount / 8)
    other.expressionLists = OwnedArray(copying: expressionLists, room: other.tree.nodeCount / 16)
    other.argumentLists = OwnedArray(copying: argumentLists, room: other.tree.nodeCount / 4)
    other.strings = strings
    other.formats = formats
    other.comprehensions = comprehensions
    other.tries = tries
    other.branches = OwnedArray(copying: branches, room: 16)
    other.lostCalls = lostCalls
    other.globals = globals
    other.cells = cells
    other.cellDeclarations = cellDeclarations
    other.optionalCells = optionalCells
    other.functions = functions
    other.imports.modules = imports.modules
    other.imports.variables = imports.variables
    other.imports.firstFunction = functions.count
    other.imports.firstCell = cells.count
    other.imports.firstExpression = expressions.count
    other.imports.firstStatement = statements.count
    other.imports.firstBranch = branches.count
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
