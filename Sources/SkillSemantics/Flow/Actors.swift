/// Which actors the expressions of a function stand for, as far as its text tells.
struct Actors: ~Copyable {
  enum Held: Hashable {
    /// An actor that a constant name names: its number in `Actors.names`. Several may share it.
    case named(UInt32)
    /// The actor passed for a parameter of the function being analysed.
    case parameter(UInt32)
    /// Some actor: which, is not known.
    case some
    /// One that differs from all that the function being analysed can name.
    case foreign
  }

  private let flow: ProgramFlow
  private var settings: LocalSettings
  private var parameterCount = 0
  private let names = Names()

  /// The names that were met. A class, for looking at an expression may meet a new one.
  private final class Names {
    private var numbers: [String: UInt32] = [:]
    private(set) var texts: [String] = []

    func number(_ text: String) -> UInt32 {
      if let known = numbers[text] { return known }
      let new = UInt32(texts.count)
      numbers[text] = new
      texts.append(text)
      return new
    }
  }

  private var program: TypedProgram { _read { yield flow.subject.program } }

  init(_ flow: ProgramFlow) {
    self.flow = flow
    settings = LocalSettings(flow)
  }

  /// Goes on with another function.
  mutating func read(_ graph: FlowGraph) {
    parameterCount = graph.parameterCount
    settings.read(graph)
  }

  func actor(_ id: ExpressionID?) -> Held {
    guard let id = id.map({ settings.value(of: $0) }) else { return .some }
    switch program[id].kind {
    case .hostCall(let host, let arguments) where host == flow.subject.getActor:
      guard let name = program.argument(0, of: arguments),
        case .string(let text) = program[settings.value(of: name)].kind
      else { return .some }
      return named(program[text])
    case .local(let local) where Int(local.rawValue) < parameterCount:
      if case .never = settings[local] { return .parameter(local.rawValue) }
      return .some
    case .global(let global, _):
      guard case .never = settings[global], let name = flow.subject.knownActors[global] else { return .some }
      return named(name)
    default: return .some
    }
  }

  /// The texts that an expression may stand for, as they are written: one, or the elements of a list that a loop goes over
  /// (`areMany`), if it is written in the loop or its name serves for nothing else. None where the program does not tell.
  ///
  /// `uses` says how often each local is read, at least.
  func texts(_ id: ExpressionID, uses: [LocalID: Int]) -> (literals: [ExpressionID], areMany: Bool) {
    let value = settings.value(of: id)
    switch program[value].kind {
    case .string: return ([value], false)
    case .local(let local):
      guard case .each(let iterable) = settings[local], let list = unsharedList(iterable, uses) else {
        return ([], false)
      }
      return (list.map { settings.value(of: $0) }, true)
    default: return ([], false)
    }
  }

  /// The elements of a list literal that nothing else can reach.
  private func unsharedList(_ id: ExpressionID, _ uses: [LocalID: Int]) -> [ExpressionID]? {
    if case .local(let local) = program[id].kind, uses[local] != 1 { return nil }
    switch program[settings.value(of: id)].kind {
    case .list(let members), .tuple(let members): return Array(program.expressions(in: members))
    case .convert(.tupleToList, let inner): return unsharedList(inner, uses)
    default: return nil
    }
  }

  /// The actor of a name, or one of them.
  func named(_ name: String) -> Held { .named(names.number(name)) }

  /// As a report calls it.
  func description(_ held: Held) -> String {
    if case .named(let number) = held { "'\(names.texts[Int(number)])'" } else { "an actor" }
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
