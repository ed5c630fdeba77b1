/// How the locals of a function get their values, as far as its text tells.
struct LocalSettings {
  private let flow: ProgramFlow
  /// By local.
  private var settings: [Setting] = []

  private var program: TypedProgram { _read { yield flow.subject.program } }

  /// How a local gets its value.
  enum Setting {
    case never
    case once(ExpressionID)
    /// By a loop, or more than once.
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
    for index in graph.events {
      guard case .assignLocal(let local, let value) = flow.events[index].kind else { continue }
      if case .never = settings[Int(local.rawValue)], let value {
        settings[Int(local.rawValue)] = .once(value)
      } else {
        settings[Int(local.rawValue)] = .often
      }
    }
  }

  subscript(_ local: LocalID) -> Setting {
    Int(local.rawValue) < settings.count ? settings[Int(local.rawValue)] : .often
  }

  /// What an expression evaluates, where a local that is set once stands for what it is set to.
  func value(of id: ExpressionID) -> ExpressionID {
    var id = id
    // A chain of names is short in any program that a person or a model writes.
    for _ in 0..<32 {
      switch program[id].kind {
      case .local(let local):
        guard case .once(let value) = self[local] else { return id }
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
