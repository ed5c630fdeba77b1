/// Which actors the expressions of a function stand for, as far as its text tells.
struct Actors {
  enum Held: Hashable {
    /// An actor that a constant name names. Several may share it.
    case named(String)
    /// The actor passed for a parameter of the function being analysed.
    case parameter(Int)
    /// Some actor: which, is not known.
    case some
    /// One that differs from all that the function being analysed can name.
    case foreign
  }

  private let context: FlowContext
  private let parameterCount: Int
  /// By local.
  private var settings: [Setting]
  /// The globals that the top level sets; of other functions none.
  private var globals: [GlobalID: Setting] = [:]
  private let isTopLevel: Bool

  private var program: TypedProgram { _read { yield context.program } }

  /// How a local gets its value.
  private enum Setting {
    case never
    case once(ExpressionID)
    /// By one loop, over this.
    case each(ExpressionID)
    /// More than once.
    case often
  }

  init(_ context: FlowContext, _ function: TypedFunction, _ graph: FlowGraph) {
    self.context = context
    parameterCount = function.parameterCount
    settings = Array(repeating: .never, count: function.locals.count)
    isTopLevel = function.name.isEmpty
    for event in graph.events {
      switch event.kind {
      case .assignLocal(let local, let value):
        if case .never = settings[Int(local.rawValue)], Int(local.rawValue) >= parameterCount {
          settings[Int(local.rawValue)] = value.map { .once($0) } ?? .each(event.place)
        } else {
          settings[Int(local.rawValue)] = .often
        }
      case .assignGlobal(let global, let value) where isTopLevel:
        globals[global] = globals[global] == nil ? .once(value) : .often
      default: break
      }
    }
  }

  private func setting(_ local: LocalID) -> Setting {
    settings.indices.contains(Int(local.rawValue)) ? settings[Int(local.rawValue)] : .often
  }

  /// What an expression evaluates, where a local that is set once stands for what it is set to.
  func value(of id: ExpressionID) -> ExpressionID {
    var id = id
    // A chain of names is short in any program that a person or a model writes.
    for _ in 0..<32 {
      switch program[id].kind {
      case .local(let local):
        guard case .once(let value) = setting(local) else { return id }
        id = value
      case .global(let global, _):
        guard case .once(let value)? = globals[global] else { return id }
        id = value
      case .convert(.wrap, let inner), .convert(.unwrap, let inner), .keep(_, let inner): id = inner
      default: return id
      }
    }
    return id
  }

  func actor(_ id: ExpressionID?) -> Held {
    guard let id = id.map({ value(of: $0) }) else { return .some }
    switch program[id].kind {
    case .hostCall(let host, let arguments) where program[host].name == "get_actor":
      guard let name = program.argument(0, of: arguments), case .string(let text) = program[value(of: name)].kind
      else { return .some }
      return .named(program[text])
    case .local(let local) where Int(local.rawValue) < parameterCount:
      if case .never = setting(local) { return .parameter(Int(local.rawValue)) }
      return .some
    case .global(let global, _) where isTopLevel && globals[global] == nil:
      return context.knownActors[global].map { .named($0) } ?? .some
    default: return .some
    }
  }

  /// The texts that an expression may stand for, as they are written: one, or the elements of a list that a loop goes over
  /// (`areMany`), if it is written in the loop or its name serves for nothing else. None where the program does not tell.
  ///
  /// `uses` says how often each local is read, at least.
  func texts(_ id: ExpressionID, uses: [LocalID: Int]) -> (literals: [ExpressionID], areMany: Bool) {
    let value = value(of: id)
    switch program[value].kind {
    case .string: return ([value], false)
    case .local(let local):
      guard case .each(let iterable) = setting(local), let list = unsharedList(iterable, uses) else {
        return ([], false)
      }
      return (list.map { self.value(of: $0) }, true)
    default: return ([], false)
    }
  }

  /// The elements of a list literal that nothing else can reach.
  private func unsharedList(_ id: ExpressionID, _ uses: [LocalID: Int]) -> ArraySlice<ExpressionID>? {
    if case .local(let local) = program[id].kind, uses[local] != 1 { return nil }
    switch program[value(of: id)].kind {
    case .list(let members), .tuple(let members): return program.expressions(in: members)
    case .convert(.tupleToList, let inner): return unsharedList(inner, uses)
    default: return nil
    }
  }

  /// Whether two are certainly different actors.
  static func differ(_ a: Held, _ b: Held) -> Bool {
    switch (a, b) {
    case (.named(let x), .named(let y)): x != y
    case (.foreign, .foreign): false
    case (.foreign, _), (_, .foreign): true
    default: false
    }
  }
}

extension TypedProgram {
  /// The value passed for a parameter.
  func argument(_ parameter: Int, of arguments: ArgumentList) -> ExpressionID? {
    self.arguments(of: arguments).first { Int($0.parameter) == parameter }?.value
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
