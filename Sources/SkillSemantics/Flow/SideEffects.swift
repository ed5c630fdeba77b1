/// What calling each `def` changes and reads outside itself.
struct SideEffects {
  private let program: TypedProgram
  /// Whether a `def` may change something, end the program or let time pass.
  private(set) var isImpure: [Bool]
  /// What its result depends on besides its arguments.
  private(set) var reads: [Reads]

  /// What an expression, or a `def`, reads.
  struct Reads {
    /// Each as often as it is read.
    var locals: [LocalID] = []
    var globals: Set<GlobalID> = []
    var cells: Set<CellID> = []
    /// Whether one of them is a list or a dict, which can change under another name.
    var hasContainer = false
    /// Whether evaluating it changes something, or is not known.
    var isImpure = false

    /// Whether it depends on no variable.
    var isConstant: Bool { locals.isEmpty && globals.isEmpty && cells.isEmpty }

    mutating func formUnion(_ other: Reads) {
      globals.formUnion(other.globals)
      cells.formUnion(other.cells)
      hasContainer = hasContainer || other.hasContainer
    }
  }

  /// `calleesFirst` is an order of the `def`s in which what one does is soon known to its callers.
  init(_ program: TypedProgram, calleesFirst: [Int]) {
    self.program = program
    isImpure = Array(repeating: false, count: program.functions.count)
    reads = Array(repeating: Reads(), count: program.functions.count)
    var changed = true
    while changed {
      changed = false
      for index in calleesFirst {
        var own = Reads()
        collect(program.functions[index].body, &own)
        own.isImpure = own.isImpure || hasEffect(program.functions[index].body)
        let before = reads[index]
        if own.isImpure != isImpure[index] || own.globals != before.globals || own.cells != before.cells {
          changed = true
        }
        isImpure[index] = own.isImpure
        reads[index] = own
      }
    }
  }

  // MARK: Reading

  /// What an expression reads.
  func reads(of expression: ExpressionID) -> Reads {
    var reads = Reads()
    collect(expression, &reads)
    return reads
  }

  private func collect(_ block: BlockID, _ reads: inout Reads) {
    for statement in program.statements(in: block) {
      for expression in program.directExpressions(of: statement) { collect(expression, &reads) }
      for inner in program.blocks(of: statement) { collect(inner, &reads) }
    }
  }

  private func collect(_ id: ExpressionID, _ reads: inout Reads) {
    let expression = program[id]
    if expression.type == .error || hasOwnEffect(expression.kind) { reads.isImpure = true }
    switch expression.kind {
    case .local(let local): reads.locals.append(local)
    case .global(let global, _): reads.globals.insert(global)
    case .cell(let cell): reads.cells.insert(cell)
    case .call(let function, _): reads.formUnion(self.reads[Int(function.rawValue)])
    default: break
    }
    switch program.types[expression.type] {
    case .list, .dictionary: reads.hasContainer = true
    default: break
    }
    program.forEachOperand(of: id) { collect($0, &reads) }
  }

  // MARK: Changing

  /// Whether evaluating an expression changes something, ends the program or lets time pass.
  func hasEffect(_ id: ExpressionID) -> Bool {
    let expression = program[id]
    if expression.type == .error || hasOwnEffect(expression.kind) { return true }
    var result = false
    program.forEachOperand(of: id) { if !result, hasEffect($0) { result = true } }
    return result
  }

  private func hasOwnEffect(_ kind: TypedExpression.Kind) -> Bool {
    switch kind {
    case .call(let function, _): isImpure[Int(function.rawValue)]
    case .hostCall(let host, _): program[host].kind == .skill
    case .builtin(let operation, _): operation.changesSomething
    default: false
    }
  }

  private func hasEffect(_ block: BlockID) -> Bool {
    program.statements(in: block).contains { statement in
      switch statement.kind {
      case .assignGlobal, .assignCell, .initializeCell, .assignElement, .deleteElement, .fail, .raise, .assert: true
      default:
        program.directExpressions(of: statement).contains { hasEffect($0) }
          || program.blocks(of: statement).contains { hasEffect($0) }
      }
    }
  }
}

extension BuiltinOperation {
  /// Whether it changes its receiver, or ends the program or the path.
  var changesSomething: Bool {
    switch self {
    case .done, .fail, .append, .extend, .insert, .pop, .remove, .clearList, .reverseInPlace, .sortInPlace,
      .sortInPlaceByKey, .popKey, .popKeyOrDefault, .popLast, .setDefault, .update, .clearDictionary:
      true
    default: false
    }
  }
}
