/// Builds the graph of a function by walking its statements.
struct FlowGraphBuilder {
  private(set) var nodes: [FlowGraph.Node] = [FlowGraph.Node()]
  /// Those of each node stand together: a node is left for good before the next one gets events.
  var events: [FlowEvent] { collector.events }
  private let function: TypedFunction
  private let context: FlowContext
  private var collector: EventCollector
  /// How many events belong to nodes.
  private var keptCount = 0
  /// The node that statements are added to; nil where control does not come.
  private var current: Int? = 0
  private var exit = 0
  private var failure: Int?
  private var loops: [(next: Int, end: Int)] = []

  private var program: TypedProgram { _read { yield context.program } }

  init(_ function: TypedFunction, _ context: FlowContext) {
    self.function = function
    self.context = context
    collector = EventCollector(function, context)
  }

  /// The number of the node where the function ends normally.
  mutating func build() -> Int {
    exit = newNode()
    add(function.body)
    connect(to: exit)
    return exit
  }

  // MARK: Nodes

  private mutating func newNode() -> Int {
    nodes.append(FlowGraph.Node(failure: failure))
    return nodes.count - 1
  }

  private mutating func connect(to node: Int) {
    if let current { nodes[current].successors.append(node) }
  }

  private mutating func start(_ node: Int) {
    current = node
    nodes[node].events = collector.events.count..<collector.events.count
  }

  /// Gives what was collected to the node; where control does not come, it is forgotten.
  private mutating func addCollected() {
    if let current {
      nodes[current].events = nodes[current].events.lowerBound..<collector.events.count
      keptCount = collector.events.count
    } else {
      collector.forget(from: keptCount)
    }
  }

  private mutating func add(expression: ExpressionID) {
    collector.visit(expression)
    addCollected()
  }

  private mutating func addLoopVariable(_ local: LocalID, _ place: ExpressionID) {
    collector.add(FlowEvent(kind: .assignLocal(local, nil), place: place, isConditional: false))
    addCollected()
  }

  /// A condition. If it tests what is held, its outcome is an event of its own.
  private mutating func add(condition: ExpressionID) -> Bool {
    let mark = collector.events.count
    collector.visit(condition)
    let isTest =
      collector.events[mark...].contains { $0.calls(context.holding) }
      && program.isGripperTest(condition, context.holding)
    if isTest { collector.forgetCalls(of: context.holding, from: mark) }
    addCollected()
    return isTest
  }

  private mutating func assume(_ condition: ExpressionID, holds: Bool) {
    collector.add(FlowEvent(kind: .assume(condition, holds: holds), place: condition, isConditional: false))
    addCollected()
  }

  // MARK: Statements

  private mutating func add(_ block: BlockID) {
    for statement in program.statements(in: block) { add(statement) }
  }

  private mutating func add(_ statement: TypedStatement) {
    switch statement.kind {
    case .if(let branches, let otherwise): addIf(branches, otherwise)
    case .while(let condition, let body, let otherwise):
      addLoop(test: condition, body, otherwise, isTrue(condition) ? .endless : .any)
    case .forRange(let local, let bounds, let body, let otherwise):
      for bound in [bounds.start, bounds.stop, bounds.step] { add(expression: bound) }
      let rounds = program.isNonEmpty(bounds) ? Rounds.atLeastOnce : .any
      addLoop(variable: (local, bounds.start), body, otherwise, rounds)
    case .forEach(let local, let iterable, let body, let otherwise):
      collector.visitReading(iterable)
      addCollected()
      addLoop(variable: (local, iterable), body, otherwise, program.isNonEmpty(iterable) ? .atLeastOnce : .any)
    case .try(let id): addTry(program[id])
    case .retry(let count, let body): addRetry(count, body)
    case .within(let budget, let body):
      add(expression: budget)
      add(body)
    case .break: leave(to: loops.last?.end)
    case .continue: leave(to: loops.last?.next)
    case .return(let value):
      if let value { add(expression: value) }
      leave(to: exit)
    case .fail(let value), .raise(let value):
      add(expression: value)
      leave(to: failure)
    case .assert(let condition, let message):
      let isTest = add(condition: condition)
      if let message { collector.visitConditional(message) }
      addCollected()
      if isTest { assume(condition, holds: true) }
    default:
      collector.visit(statement)
      addCollected()
      if case .expression(let value) = statement.kind, program[value].type == .never {
        leave(to: isFailure(value) ? failure : nil)
      }
    }
  }

  private mutating func leave(to node: Int?) {
    if let node { connect(to: node) }
    current = nil
  }

  private func isFailure(_ value: ExpressionID) -> Bool {
    if case .builtin(.fail, _) = program[value].kind { true } else { false }
  }

  private func isTrue(_ condition: ExpressionID) -> Bool {
    if case .bool(true) = program[condition].kind { true } else { false }
  }

  private mutating func addIf(_ branches: BranchList, _ otherwise: BlockID) {
    guard current != nil else { return }
    let after = newNode()
    var isReached = false
    for branch in program.branches(in: branches) {
      let isTest = add(condition: branch.condition)
      guard let fork = current else { break }
      for (block, holds) in [(branch.block, true), (nil, false)] {
        let way = newNode()
        nodes[fork].successors.append(way)
        start(way)
        if isTest { assume(branch.condition, holds: holds) }
        guard let block else { continue }
        add(block)
        connect(to: after)
        if current != nil { isReached = true }
      }
    }
    add(otherwise)
    connect(to: after)
    if current != nil { isReached = true }
    if isReached { start(after) } else { current = nil }
  }

  /// How often a loop goes round, as far as the program tells.
  private enum Rounds { case any, atLeastOnce, endless }

  private mutating func addLoop(
    test: ExpressionID? = nil, variable: (local: LocalID, place: ExpressionID)? = nil, _ body: BlockID,
    _ otherwise: BlockID, _ rounds: Rounds
  ) {
    guard current != nil else { return }
    let head = newNode()
    let round = newNode()
    let end = newNode()
    connect(to: rounds == .atLeastOnce ? round : head)
    start(head)
    let isTest = test.map { add(condition: $0) } ?? false
    let fork = current
    connect(to: round)
    loops.append((head, end))
    start(round)
    if let test, isTest { assume(test, holds: true) }
    if let variable { addLoopVariable(variable.local, variable.place) }
    add(body)
    connect(to: head)
    loops.removeLast()
    if rounds != .endless {
      current = fork
      let normal = newNode()
      connect(to: normal)
      start(normal)
      if let test, isTest { assume(test, holds: false) }
      add(otherwise)
      connect(to: end)
    }
    start(end)
  }

  private mutating func addTry(_ statement: TypedTry) {
    guard current != nil else { return }
    let outer = failure
    let after = newNode()
    // A handler stands for every failure of the body; a `finally` alone is passed by failures on their way out.
    let handler = newNode()
    failure = statement.handler == nil ? outer : handler
    let body = newNode()
    connect(to: body)
    start(body)
    add(statement.body)
    failure = outer
    let afterBody = newNode()
    connect(to: afterBody)
    start(afterBody)
    add(statement.otherwise)
    connect(to: after)
    if let clause = statement.handler {
      start(handler)
      add(clause.body)
      connect(to: after)
    }
    start(after)
    add(statement.finally)
  }

  private mutating func addRetry(_ count: ExpressionID, _ block: BlockID) {
    add(expression: count)
    guard current != nil else { return }
    let outer = failure
    let again = newNode()
    failure = again
    let body = newNode()
    connect(to: body)
    start(body)
    add(block)
    failure = outer
    let after = newNode()
    connect(to: after)
    nodes[again].successors.append(body)
    start(after)
  }
}
