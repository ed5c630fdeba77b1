/// The flow graphs of a program's functions, side by side in the same arrays. A class, because every analysis looks at the
/// one program.
final class ProgramFlow: Sendable {
  let subject: FlowSubject
  let nodes: [FlowGraph.Node]
  /// Every event, function by function and there node by node.
  let events: [FlowEvent]
  let order: [Int]
  let callees: [Int]
  /// By `FunctionID`.
  let functions: [FlowGraph]
  let main: FlowGraph
  /// The `def`s in an order in which callees come first; cycles in the order of the source.
  let calleesFirst: [Int]

  var program: TypedProgram { _read { yield subject.program } }
  var holding: HostFunctionID? { subject.holding }

  /// `lostCalls` are the expressions that stand for calls lost to mistakes, `knownActors` the names of the actors that
  /// variables hold at the beginning.
  init(_ program: TypedProgram, lostCalls: Set<ExpressionID>, knownActors: [GlobalID: String] = [:]) {
    subject = FlowSubject(program, lostCalls: lostCalls, knownActors: knownActors)
    var builder = FlowGraphBuilder(subject)
    var functions: [FlowGraph] = []
    functions.reserveCapacity(program.functions.count)
    for index in program.functions.indices {
      functions.append(
        builder.build(
          program.functions[index].body, locals: program.functions[index].locals,
          parameterCount: program.functions[index].parameterCount))
    }
    main = builder.build(program.main.body, locals: program.main.locals, parameterCount: 0)
    self.functions = functions
    nodes = builder.nodes
    events = builder.events
    order = builder.order
    callees = builder.callees
    calleesFirst = Self.calleesFirst(functions, callees)
  }

  /// All graphs: that of the top level, then those of the `def`s.
  var graphs: [FlowGraph] { [main] + functions }

  func isSkill(_ host: HostFunctionID) -> Bool { subject.isSkill[Int(host.rawValue)] }

  private static func calleesFirst(_ functions: [FlowGraph], _ callees: [Int]) -> [Int] {
    var order: [Int] = []
    order.reserveCapacity(functions.count)
    var seen = [Bool](repeating: false, count: functions.count)
    var stack: [(function: Int, next: Int)] = []
    for root in functions.indices where !seen[root] {
      stack.append((root, functions[root].callees.lowerBound))
      seen[root] = true
      while let top = stack.last {
        if top.next < functions[top.function].callees.upperBound {
          stack[stack.count - 1].next += 1
          let callee = callees[top.next]
          if !seen[callee] {
            seen[callee] = true
            stack.append((callee, functions[callee].callees.lowerBound))
          }
        } else {
          order.append(top.function)
          stack.removeLast()
        }
      }
    }
    return order
  }
}
