/// Builds the graphs of a program's functions, one after the other, by walking their statements.
struct FlowGraphBuilder: ~Copyable {
  private(set) var nodes: [FlowGraph.Node] = []
  /// See `ProgramFlow.order`.
  private(set) var order: [Int] = []
  private(set) var callees: [Int] = []
  /// Those of each node stand together: a node is left for good before the next one gets events.
  var events: [FlowEvent] { collector.events }
  private var collector: EventCollector
  /// How many events belong to nodes.
  private var keptCount = 0
  /// The node that statements are added to; nil where control does not come.
  private var current: Int?
  private var exit = 0
  private var failure: Int?
  private var loops: [(next: Int, end: Int)] = []
  /// How many statements enclose this one that do not run all they hold whenever they run.
  private var depth = 0

  private var program: TypedProgram { _read { yield collector.program } }
  private var holding: HostFunctionID? { collector.subject.holding }

  init(_ subject: FlowSubject) {
    collector = EventCollector(subject)
    let statementCount = subject.program.statements.count
    nodes.reserveCapacity(statementCount + 2 * subject.program.functions.count + 2)
    order.reserveCapacity(statementCount + 2 * subject.program.functions.count + 2)
    collector.reserve(2 * statementCount)
  }

  mutating func build(_ body: BlockID, locals: [LocalVariable], parameterCount: Int) -> FlowGraph {
    let (firstNode, firstEvent, firstInOrder) = (nodes.count, collector.events.count, order.count)
    collector.begin(locals: locals)
    failure = nil
    let entry = newNode()
    nodes[entry].isReached = true
    exit = newNode()
    start(entry)
    add(body)
    connect(to: exit)
    start(exit)
    let kept = firstEvent..<collector.events.count
    let firstCallee = callees.count
    let contents = addContents(from: firstNode)
    if contents.contains(.calls) { addCallees(kept) }
    return FlowGraph(
      nodes: firstNode..<nodes.count, events: kept, order: firstInOrder..<order.count,
      callees: firstCallee..<callees.count, exit: exit, reachesExit: nodes[exit].isReached, contents: contents,
      parameterCount: parameterCount, localCount: locals.count)
  }

  /// Says of each node from the first on what it holds; what they hold together.
  private mutating func addContents(from first: Int) -> FlowGraph.Contents {
    var all: FlowGraph.Contents = []
    for node in first..<nodes.count {
      var contents: FlowGraph.Contents = []
      for index in nodes[node].events {
        contents.formUnion(collector.events[index].contents(collector.subject))
      }
      nodes[node].contents = contents
      all.formUnion(contents)
    }
    return all
  }

  private mutating func addCallees(_ kept: Range<Int>) {
    for index in kept {
      if case .call(let function, _) = collector.events[index].kind { callees.append(Int(function.rawValue)) }
    }
  }

  // MARK: Nodes

  private mutating func newNode() -> Int {
    nodes.append(FlowGraph.Node(failure: failure))
    return nodes.count - 1
  }

  private mutating func connect(to node: Int) {
    if let current { connect(current, to: node) }
  }

  private mutating func connect(_ node: Int, to next: Int) {
    nodes[node].successors.append(next)
    if nodes[node].isReached { nodes[next].isReached = true }
  }

  /// Goes on with a node. Of its predecessors all but the ways back of loops must be connected.
  private mutating func start(_ node: Int) {
    current = node
    nodes[node].events = collector.events.count..<collector.events.count
    nodes[node].isOnEveryPath = depth == 0
    guard nodes[node].isReached else { return }
    order.append(node)
    if let failure = nodes[node].failure { nodes[failure].isReached = true }
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
      collector.calls(holding, from: mark) && program.isGripperTest(condition, holding)
    if isTest { collector.forgetCalls(of: holding, from: mark) }
    addCollected()
    return isTest
  }

  private mutating func assume(_ condition: ExpressionID, holds: Bool) {
    collector.add(FlowEvent(kind: .assume(condition, holds: holds), place: condition, isConditional: false))
    addCollected()
  }

  // MARK: Statements

  private mutating func add(_ block: BlockID) {
    for index in block.indices { add(program.statements[index]) }
  }

  private mutating func add(_ statement: TypedStatement) {
    switch statement.kind {
    case .if(let branches, let otherwise): addIf(branches, otherwise)
    case .while(let condition, let body, let otherwise):
      addLoop(test: condition, body, otherwise, isTrue(condition) ? .endless : .any)
    case .forRange(let local, let bounds, let body, let otherwise):
      add(expression: bounds.start)
      add(expression: bounds.stop)
      add(expression: bounds.step)
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
    depth += 1
    for index in branches.indices {
      let branch = program.branches[index]
      let isTest = add(condition: branch.condition)
      guard let fork = current else { break }
      startWay(from: fork, where: branch.condition, isTest, holds: true)
      add(branch.block)
      connect(to: after)
      if current != nil { isReached = true }
      startWay(from: fork, where: branch.condition, isTest, holds: false)
    }
    add(otherwise)
    connect(to: after)
    if current != nil { isReached = true }
    depth -= 1
    if isReached { start(after) } else { current = nil }
  }

  private mutating func startWay(from fork: Int, where condition: ExpressionID, _ isTest: Bool, holds: Bool) {
    let way = newNode()
    connect(fork, to: way)
    start(way)
    if isTest { assume(condition, holds: holds) }
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
    depth += 1
    var fork: Int?
    var isTest = false
    if rounds != .atLeastOnce {
      connect(to: head)
      start(head)
      if let test { isTest = add(condition: test) }
      fork = current
    }
    connect(to: round)
    loops.append((head, end))
    start(round)
    if let test, isTest { assume(test, holds: true) }
    if let variable { addLoopVariable(variable.local, variable.place) }
    add(body)
    connect(to: head)
    loops.removeLast()
    if rounds == .atLeastOnce {
      start(head)
      connect(to: round)
      fork = head
    }
    if rounds != .endless {
      current = fork
      let normal = newNode()
      connect(to: normal)
      start(normal)
      if let test, isTest { assume(test, holds: false) }
      add(otherwise)
      connect(to: end)
    }
    depth -= 1
    start(end)
  }

  private mutating func addTry(_ statement: TypedTry) {
    guard current != nil else { return }
    let outer = failure
    let after = newNode()
    // A handler stands for every failure of the body; a `finally` alone is passed by failures on their way out.
    let handler = newNode()
    failure = statement.handler == nil ? outer : handler
    depth += 1
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
    depth -= 1
    start(after)
    add(statement.finally)
  }

  private mutating func addRetry(_ count: ExpressionID, _ block: BlockID) {
    add(expression: count)
    guard current != nil else { return }
    let outer = failure
    let again = newNode()
    failure = again
    depth += 1
    let body = newNode()
    connect(to: body)
    start(body)
    add(block)
    failure = outer
    let after = newNode()
    connect(to: after)
    start(again)
    connect(to: body)
    depth -= 1
    start(after)
  }
}
