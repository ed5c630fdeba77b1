/// How the variables of a function get their values, as far as its text tells: its locals, and for the top level the
/// globals.
struct LocalSettings {
  private let flow: ProgramFlow
  /// By local.
  private var settings: [Setting] = []
  /// By global; empty for a `def`, before which and after which they may change.
  private var globals: [Setting] = []

  private var program: TypedProgram { _read { yield flow.subject.program } }

  /// How a variable gets its value.
  enum Setting {
    case never
    case once(ExpressionID)
    /// By one loop, over this.
    case each(ExpressionID)
    /// More than once.
    case often
  }

  init(_ flow: ProgramFlow) { self.flow = flow }

  init(_ flow: ProgramFlow, _ graph: FlowGraph) {
    self.flow = flow
    read(graph)
  }

  /// Goes on with another function.
  mutating func read(_ graph: FlowGraph) {
    settings.removeAll(keepingCapacity: true)
    settings.reserveCapacity(graph.localCount)
    for _ in 0..<graph.localCount { settings.append(.never) }
    globals.removeAll(keepingCapacity: true)
    if graph.entry == flow.main.entry { for _ in 0..<program.globals.count { globals.append(.never) } }
    for index in graph.events {
      switch flow.events[index].kind {
      case .assignLocal(let local, let value):
        if case .never = settings[Int(local.rawValue)], Int(local.rawValue) >= graph.parameterCount {
          settings[Int(local.rawValue)] = value.map { .once($0) } ?? .each(flow.events[index].place)
        } else {
          settings[Int(local.rawValue)] = .often
        }
      case .assignGlobal(let global, let value) where Int(global.rawValue) < globals.count:
        if case .never = globals[Int(global.rawValue)] {
          globals[Int(global.rawValue)] = .once(value)
        } else {
          globals[Int(global.rawValue)] = .often
        }
      default: break
      }
    }
  }

  subscript(_ local: LocalID) -> Setting {
    Int(local.rawValue) < settings.count ? settings[Int(local.rawValue)] : .often
  }

  subscript(_ global: GlobalID) -> Setting {
    Int(global.rawValue) < globals.count ? globals[Int(global.rawValue)] : .often
  }

  /// What an expression evaluates, where a variable that is set once stands for what it is set to.
  func value(of id: ExpressionID) -> ExpressionID {
    var id = id
    // A chain of names is short in any program that a person or a model writes.
    for _ in 0..<32 {
      switch program[id].kind {
      case .local(let local):
        guard case .once(let value) = self[local] else { return id }
        id = value
      case .global(let global, _):
        guard case .once(let value) = self[global] else { return id }
        id = value
      case .convert(.wrap, let inner), .convert(.unwrap, let inner), .keep(_, let inner): id = inner
      default: return id
      }
    }
    return id
  }
}

extension TypedProgram {
  /// The value passed for a parameter.
  func argument(_ parameter: Int, of arguments: ArgumentList) -> ExpressionID? {
    for index in arguments.indices where Int(argumentLists[index].parameter) == parameter {
      return argumentLists[index].value
    }
    return nil
  }

  /// Whether an argument is None, or left out.
  func isNone(_ id: ExpressionID?) -> Bool {
    guard let id else { return true }
    switch self[id].kind {
    case .none, .convert(.noneToOptional, _): return true
    default: return false
    }
  }
}
