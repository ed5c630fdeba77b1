/// The paths through one function: nodes of events, and where control may go after each.
struct FlowGraph {
  struct Node {
    var events: [FlowEvent] = []
    var successors: [Int] = []
    /// Where a failure raised in the node is caught; nil if it leaves the function.
    var failure: Int?
  }

  var nodes: [Node] = []
  let entry = 0
  /// Where the function ends normally.
  var exit = 0

  init(_ function: TypedFunction, of program: TypedProgram) {
    var builder = FlowGraphBuilder(program)
    let end = builder.build(function.body)
    nodes = builder.nodes
    exit = end
  }
}

/// Builds the graph by walking the statements.
private struct FlowGraphBuilder {
  let program: TypedProgram
  var nodes: [FlowGraph.Node] = [FlowGraph.Node()]
  /// The node that statements are added to; nil where control does not come.
  var current: Int? = 0
  var exit = 0
  var failure: Int?
  var loops: [(next: Int, end: Int)] = []

  init(_ program: TypedProgram) { self.program = program }

  mutating func build(_ body: BlockID) -> Int {
    exit = newNode()
    add(body)
    connect(to: exit)
    return exit
  }

  private mutating func newNode() -> Int {
    nodes.append(FlowGraph.Node(failure: failure))
    return nodes.count - 1
  }

  private mutating func connect(to node: Int) {
    if let current { nodes[current].successors.append(node) }
  }

  private mutating func start(_ node: Int) { current = node }

  private mutating func add(_ block: BlockID) {
    for statement in program.statements(in: block) { add(statement) }
  }

  private mutating func add(_ statement: TypedStatement) {
    switch statement.kind {
    case .if(let branches, let otherwise): addIf(branches, otherwise)
    case .while(let condition, let body, let otherwise):
      addLoop(before: [], test: condition, body, otherwise, isTrue(condition) ? .endless : .any)
    case .forRange(_, let bounds, let body, let otherwise):
      addLoop(
        before: [bounds.start, bounds.stop, bounds.step], test: nil, body, otherwise,
        program.isNonEmpty(bounds) ? .atLeastOnce : .any)
    case .forEach(_, let iterable, let body, let otherwise):
      addLoop(before: [iterable], test: nil, body, otherwise, program.isNonEmpty(iterable) ? .atLeastOnce : .any)
    case .try(let id): addTry(program[id])
    case .retry(let count, let body): addRetry(count, body)
    case .within(let budget, let body):
      add(expression: budget)
      add(body)
    case .break:
      if let loop = loops.last { connect(to: loop.end) }
      current = nil
    case .continue:
      if let loop = loops.last { connect(to: loop.next) }
      current = nil
    case .return(let value):
      if let value { add(expression: value) }
      connect(to: exit)
      current = nil
    case .fail(let value), .raise(let value):
      add(expression: value)
      if let failure { connect(to: failure) }
      current = nil
    default: addSimple(statement)
    }
  }

  private mutating func addSimple(_ statement: TypedStatement) {
    for event in program.events(of: statement) { add(event) }
    if case .expression(let value) = statement.kind, program[value].type == .never { current = nil }
  }

  private mutating func add(expression: ExpressionID) {
    for event in program.events(of: expression) { add(event) }
  }

  private mutating func add(_ event: FlowEvent) {
    guard let node = current else { return }
    nodes[node].events.append(event)
    // Within a region that catches failures each event stands alone, so that its failure starts from its own state.
    guard failure != nil else { return }
    let next = newNode()
    nodes[node].successors.append(next)
    current = next
  }

  private func isTrue(_ condition: ExpressionID) -> Bool {
    if case .bool(true) = program[condition].kind { true } else { false }
  }

  private mutating func addIf(_ branches: [TypedBranch], _ otherwise: BlockID) {
    var ends: [Int] = []
    for branch in branches {
      add(expression: branch.condition)
      let fork = current
      go(from: fork)
      add(branch.block)
      if let current { ends.append(current) }
      go(from: fork)
    }
    add(otherwise)
    if let current { ends.append(current) }
    current = nil
    guard !ends.isEmpty else { return }
    let after = newNode()
    for end in ends { nodes[end].successors.append(after) }
    start(after)
  }

  /// Starts a node to which control comes from `fork`, if it comes there.
  private mutating func go(from fork: Int?) {
    current = nil
    guard let fork else { return }
    let node = newNode()
    nodes[fork].successors.append(node)
    start(node)
  }

  /// How often a loop goes round, as far as the program tells.
  private enum Rounds { case any, atLeastOnce, endless }

  private mutating func addLoop(
    before: [ExpressionID], test: ExpressionID?, _ body: BlockID, _ otherwise: BlockID, _ rounds: Rounds
  ) {
    for expression in before { add(expression: expression) }
    guard current != nil else { return }
    let head = newNode()
    let round = newNode()
    let end = newNode()
    connect(to: rounds == .atLeastOnce ? round : head)
    start(head)
    if let test { add(expression: test) }
    let fork = current
    connect(to: round)
    loops.append((head, end))
    start(round)
    add(body)
    connect(to: head)
    loops.removeLast()
    if rounds != .endless {
      current = fork
      let normal = newNode()
      connect(to: normal)
      start(normal)
      add(otherwise)
      connect(to: end)
    }
    current = end
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
    let body = newNode()
    connect(to: body)
    failure = again
    start(body)
    let first = newNode()
    connect(to: first)
    start(first)
    add(block)
    failure = outer
    let after = newNode()
    connect(to: after)
    nodes[again].successors.append(first)
    start(after)
  }
}
