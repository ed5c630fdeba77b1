/// What happens when a statement or expression is evaluated, in order.
extension TypedProgram {
  func events(of statement: TypedStatement) -> [FlowEvent] {
    var collector = EventCollector(program: self)
    switch statement.kind {
    case .expression(let value), .assignGlobal(_, let value): collector.visit(value)
    case .assignLocal(let local, let value):
      collector.visit(value)
      collector.note(.assignLocal(local, value), value)
    case .assignCell(let cell, let value):
      collector.visit(value)
      collector.note(.assign(cell, value, isInitialiser: false), value)
    case .initializeCell(let cell, let value):
      collector.visit(value)
      collector.note(.assign(cell, value, isInitialiser: true), value)
    case .assignElement(let base, let index, let value):
      collector.visit(value)
      collector.visitStore(base, index, value)
    case .deleteElement(let base, let index):
      collector.visit(base)
      collector.visit(index)
    case .checkCount(let list, _): collector.visit(list)
    case .assert(let condition, let message):
      collector.visit(condition)
      if let message { collector.visitConditional(message) }
    default: break
    }
    return collector.events
  }

  func events(of expression: ExpressionID) -> [FlowEvent] {
    var collector = EventCollector(program: self)
    collector.visit(expression)
    return collector.events
  }
}

private struct EventCollector {
  let program: TypedProgram
  var events: [FlowEvent] = []
  var isConditional = false

  mutating func note(_ kind: FlowEvent.Kind, _ place: ExpressionID) {
    events.append(FlowEvent(kind: kind, place: place, isConditional: isConditional))
  }

  mutating func visitConditional(_ id: ExpressionID) {
    let before = isConditional
    isConditional = true
    visit(id)
    isConditional = before
  }

  /// `base[index] = value`, the value being evaluated.
  mutating func visitStore(_ base: ExpressionID, _ index: ExpressionID, _ value: ExpressionID) {
    if case .cell(let cell) = program[base].kind {
      if case .string(let key) = program[index].kind { return note(.storeKey(cell, key), value) }
      visit(index)
      return note(.alias(cell), value)
    }
    visit(base)
    visit(index)
  }

  mutating func visit(_ id: ExpressionID) {
    switch program[id].kind {
    case .none, .bool, .int, .number, .string, .local, .global, .function: break
    case .cell(let cell): note(.alias(cell), id)
    case .keep(let local, let value):
      visit(value)
      note(.assignLocal(local, value), id)
    case .convert(_, let value), .not(let value), .negate(let value), .isNone(let value), .field(_, let value),
      .tupleElement(let value, _), .text(let value), .representation(let value), .formatted(let value, _):
      visitReading(value)
    case .binary(_, let left, let right), .compare(_, let left, let right), .formattedDynamically(let left, let right),
      .pose(let left, let right):
      visit(left)
      visit(right)
    case .and(let left, let right), .or(let left, let right):
      visit(left)
      visitConditional(right)
    case .conditional(let condition, let then, let otherwise):
      visit(condition)
      visitConditional(then)
      visitConditional(otherwise)
    case .list(let list), .dictionary(let list), .tuple(let list), .vec3(let list), .quat(let list), .joined(let list):
      for member in program.expressions(in: list) { visit(member) }
    case .contains(let container, let element): visitTest(container, element, id)
    case .element(let base, let index): visitElement(base, index, id)
    case .slice(let base, let bounds):
      visit(base)
      for bound in [bounds.lower, bounds.upper, bounds.step] { if let bound { visit(bound) } }
    case .comprehension(let id): visit(program[id])
    case .call(let function, let arguments):
      visit(arguments)
      note(.call(function, arguments), id)
    case .hostCall(let host, let arguments):
      visit(arguments)
      note(.host(host, arguments), id)
    case .builtin(let operation, let arguments): visitBuiltin(operation, arguments, id)
    }
  }

  private mutating func visit(_ arguments: ArgumentList) {
    for argument in program.arguments(of: arguments) { visit(argument.value) }
  }

  /// An operand that is only looked at: a cell there gets no other name.
  private mutating func visitReading(_ id: ExpressionID) {
    if case .cell = program[id].kind { return }
    visit(id)
  }

  private mutating func visitElement(_ base: ExpressionID, _ index: ExpressionID, _ id: ExpressionID) {
    guard case .cell(let cell) = program[base].kind else {
      visit(base)
      return visit(index)
    }
    visit(index)
    if case .string(let key) = program[index].kind { note(.loadKey(cell, key), id) }
  }

  private mutating func visitTest(_ container: ExpressionID, _ element: ExpressionID, _ id: ExpressionID) {
    visit(element)
    guard case .cell(let cell) = program[container].kind else { return visit(container) }
    if case .string(let key) = program[element].kind { note(.testKey(cell, key), id) } else { note(.alias(cell), id) }
  }

  private mutating func visit(_ comprehension: TypedComprehension) {
    for (index, clause) in comprehension.clauses.enumerated() {
      switch clause.source {
      case .range(_, let bounds):
        for bound in [bounds.start, bounds.stop, bounds.step] { index == 0 ? visit(bound) : visitConditional(bound) }
      case .each(_, let iterable): index == 0 ? visitReading(iterable) : visitConditional(iterable)
      }
      for condition in clause.conditions { visitConditional(condition) }
    }
    visitConditional(comprehension.element)
    if let value = comprehension.value { visitConditional(value) }
  }

  private mutating func visitBuiltin(_ operation: BuiltinOperation, _ arguments: ArgumentList, _ id: ExpressionID) {
    switch operation {
    case .done: note(.done, id)
    case .length, .dictionaryKeys, .dictionaryValues, .dictionaryItems, .dictionaryCopy:
      for argument in program.arguments(of: arguments) { visitReading(argument.value) }
    default: visit(arguments)
    }
  }
}
