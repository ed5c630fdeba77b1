/// Collects what happens when statements and expressions are evaluated, in order.
struct EventCollector: ~Copyable {
  let subject: FlowSubject
  private(set) var events: [FlowEvent] = []
  /// Those of the function whose events are being collected.
  private var locals: [LocalVariable] = []
  private var isConditional = false
  /// Cells and keys that the checker keeps in locals of its own while an element is changed (`cell['k'] += 1`).
  private var keptCells: [LocalID: CellID] = [:]
  private var keptKeys: [LocalID: StringID] = [:]

  var program: TypedProgram { _read { yield subject.program } }

  init(_ subject: FlowSubject) { self.subject = subject }

  mutating func reserve(_ count: Int) { events.reserveCapacity(count) }

  /// Goes on with the events of another function.
  mutating func begin(locals: [LocalVariable]) {
    self.locals = locals
    if !keptCells.isEmpty { keptCells = [:] }
    if !keptKeys.isEmpty { keptKeys = [:] }
  }

  mutating func add(_ event: FlowEvent) { events.append(event) }

  mutating func forget(from mark: Int) { events.removeLast(events.count - mark) }

  func calls(_ host: HostFunctionID?, from mark: Int) -> Bool {
    for index in mark..<events.count where events[index].calls(host) { return true }
    return false
  }

  mutating func forgetCalls(of host: HostFunctionID?, from mark: Int) {
    let kept = events[mark...].filter { !$0.calls(host) }
    events.replaceSubrange(mark..., with: kept)
  }

  private mutating func note(_ kind: FlowEvent.Kind, _ place: ExpressionID) {
    events.append(FlowEvent(kind: kind, place: place, isConditional: isConditional))
  }

  // MARK: Statements

  /// A simple statement.
  mutating func visit(_ statement: TypedStatement) {
    switch statement.kind {
    case .expression(let value):
      if program[value].type == .error {
        if subject.lostCalls.contains(value) { note(.lost, value) }
      } else {
        visit(value)
      }
    case .assignGlobal(let global, let value):
      visit(value)
      note(.assignGlobal(global, value), value)
    case .assignLocal(let local, let value):
      if !keep(local, value) { visit(value) }
      note(.assignLocal(local, value), value)
    case .assignCell(let cell, let value):
      visit(value)
      noteAssignment(cell, value, isInitialiser: false)
    case .initializeCell(let cell, let value):
      visit(value)
      noteAssignment(cell, value, isInitialiser: true)
    case .assignElement(let base, let index, let value):
      visit(value)
      visitChange(of: base, at: index, place: value) { .storeKey($0, $1) }
    case .deleteElement(let base, let index):
      visitElement(base, index)
      visitChange(of: base, at: index, place: index) { .removeKey($0, $1) }
    case .checkCount(let list, _): visit(list)
    default: break
    }
  }

  /// Whether an assignment only keeps a cell, or a key, for the statements that follow.
  private mutating func keep(_ local: LocalID, _ value: ExpressionID) -> Bool {
    guard isOfChecker(local) else { return false }
    switch program[value].kind {
    case .cell(let cell): keptCells[local] = cell
    case .string(let text): keptKeys[local] = text
    default: return false
    }
    return true
  }

  /// Whether the checker made a local.
  private func isOfChecker(_ local: LocalID) -> Bool {
    Int(local.rawValue) < locals.count && locals[Int(local.rawValue)].name.isEmpty
  }

  private func cell(_ id: ExpressionID) -> CellID? {
    switch program[id].kind {
    case .cell(let cell): cell
    case .local(let local) where isOfChecker(local): keptCells[local]
    default: nil
    }
  }

  private func key(_ id: ExpressionID) -> StringID? {
    switch program[id].kind {
    case .string(let text): text
    case .local(let local) where isOfChecker(local): keptKeys[local]
    default: nil
    }
  }

  private mutating func visitChange(
    of base: ExpressionID, at index: ExpressionID, place: ExpressionID, _ change: (CellID, StringID) -> FlowEvent.Kind
  ) {
    guard let cell = cell(base) else {
      visit(base)
      return visit(index)
    }
    if let key = key(index) { return note(change(cell, key), place) }
    visit(index)
    noteAlias(cell, index)
  }

  private mutating func noteAssignment(_ cell: CellID, _ value: ExpressionID, isInitialiser: Bool) {
    if subject.isDictionary[Int(cell.rawValue)] { note(.assign(cell, value, isInitialiser: isInitialiser), value) }
  }

  private mutating func noteAlias(_ cell: CellID, _ place: ExpressionID) {
    if subject.isDictionary[Int(cell.rawValue)] { note(.alias(cell), place) }
  }

  // MARK: Expressions

  mutating func visit(_ id: ExpressionID) {
    switch program[id].kind {
    case .none, .bool, .int, .number, .string, .local, .global, .function: break
    case .cell(let cell): noteAlias(cell, id)
    case .keep(let local, let value):
      visit(value)
      note(.assignLocal(local, value), id)
    case .convert(_, let value), .not(let value), .negate(let value), .isNone(let value), .field(_, let value),
      .tupleElement(let value, _), .text(let value), .representation(let value), .formatted(let value, _):
      visitReading(value)
    case .compare(_, let left, let right):
      visitReading(left)
      visitReading(right)
    case .binary(_, let left, let right), .formattedDynamically(let left, let right), .pose(let left, let right):
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
      for index in list.indices { visit(program.expressionLists[index]) }
    case .contains(let container, let element): visitTest(container, element, id)
    case .element(let base, let index): visitElement(base, index)
    case .slice(let base, let bounds):
      visit(base)
      if let lower = bounds.lower { visit(lower) }
      if let upper = bounds.upper { visit(upper) }
      if let step = bounds.step { visit(step) }
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
    for index in arguments.indices { visit(program.argumentLists[index].value) }
  }

  /// An expression that may be skipped.
  mutating func visitConditional(_ id: ExpressionID) {
    let before = isConditional
    isConditional = true
    visit(id)
    isConditional = before
  }

  /// An operand that is only looked at: a cell there gets no other name.
  mutating func visitReading(_ id: ExpressionID) {
    if case .cell = program[id].kind { return }
    visit(id)
  }

  private mutating func visitElement(_ base: ExpressionID, _ index: ExpressionID) {
    guard let cell = cell(base) else {
      visit(base)
      return visit(index)
    }
    visit(index)
    if let key = key(index), subject.isDictionary[Int(cell.rawValue)] { note(.loadKey(cell, key), index) }
  }

  private mutating func visitTest(_ container: ExpressionID, _ element: ExpressionID, _ id: ExpressionID) {
    visit(element)
    var tested = container
    if case .builtin(.dictionaryKeys, let arguments) = program[container].kind,
      let first = arguments.indices.first
    {
      tested = program.argumentLists[first].value
    }
    guard let cell = cell(tested) else { return visit(container) }
    if let key = key(element) { note(.testKey(cell, key), id) } else { noteAlias(cell, id) }
  }

  private mutating func visit(_ comprehension: TypedComprehension) {
    for (index, clause) in comprehension.clauses.enumerated() {
      switch clause.source {
      case .range(let local, let bounds):
        for bound in [bounds.start, bounds.stop, bounds.step] { index == 0 ? visit(bound) : visitConditional(bound) }
        note(.assignLocal(local, nil), bounds.start)
      case .each(let local, let iterable):
        index == 0 ? visitReading(iterable) : visitConditional(iterable)
        note(.assignLocal(local, nil), iterable)
      }
      for condition in clause.conditions { visitConditional(condition) }
    }
    visitConditional(comprehension.element)
    if let value = comprehension.value { visitConditional(value) }
  }

  private mutating func visitBuiltin(_ operation: BuiltinOperation, _ arguments: ArgumentList, _ id: ExpressionID) {
    guard operation != .done else { return note(.done, id) }
    let places = arguments.indices
    guard let first = places.first, let cell = cell(program.argumentLists[first].value),
      subject.isDictionary[Int(cell.rawValue)]
    else { return visit(arguments) }
    for index in places.dropFirst() { visit(program.argumentLists[index].value) }
    let second = places.count > 1 ? program.argumentLists[first + 1].value : nil
    let key = second.flatMap { self.key($0) }
    switch operation {
    case .length, .dictionaryKeys, .dictionaryValues, .dictionaryItems, .dictionaryCopy: break
    case .get, .getOrDefault:
      if let key { note(.testKey(cell, key), id) }
    case .popKey:
      if let key, let second {
        note(.loadKey(cell, key), second)
        note(.removeKey(cell, key), id)
      } else {
        note(.alias(cell), id)
      }
    case .popKeyOrDefault: note(key.map { .removeKey(cell, $0) } ?? .alias(cell), id)
    case .setDefault: note(key.map { .storeKey(cell, $0) } ?? .alias(cell), id)
    case .clearDictionary: note(.removeAll(cell), id)
    case .update: visitUpdate(cell, program.argumentLists[places.upperBound - 1].value, id)
    default: note(.alias(cell), id)
    }
  }

  /// `cell.update({…})`
  private mutating func visitUpdate(_ cell: CellID, _ entries: ExpressionID, _ id: ExpressionID) {
    guard case .dictionary(let list) = program[entries].kind else { return note(.alias(cell), id) }
    for index in stride(from: list.indices.lowerBound, to: list.indices.upperBound, by: 2) {
      note(key(program.expressionLists[index]).map { .storeKey(cell, $0) } ?? .alias(cell), id)
    }
  }
}
