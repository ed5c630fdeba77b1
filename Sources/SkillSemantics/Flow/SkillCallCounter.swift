import SkillDiagnostics

/// Adds up the skill calls on the paths through a program's statements.
struct SkillCallCounter {
  private let flow: ProgramFlow
  private let facts: SceneFacts?
  /// By `def`; nil while it is not known.
  private var bounds: [SkillCallBound?]
  /// Whether a `def` calls a skill, itself or through others.
  private var usesSkills: [Bool]
  private var values: ConstantValues

  private var program: TypedProgram { _read { yield flow.subject.program } }

  init(_ flow: ProgramFlow, facts: SceneFacts?) {
    self.flow = flow
    self.facts = facts
    bounds = Array(repeating: nil, count: flow.functions.count)
    usesSkills = Self.usesSkills(flow)
    values = ConstantValues(program: flow.program, settings: LocalSettings(flow, flow.main))
  }

  private static func usesSkills(_ flow: ProgramFlow) -> [Bool] {
    var uses = [Bool](repeating: false, count: flow.functions.count)
    var changed = true
    while changed {
      changed = false
      for index in flow.calleesFirst where !uses[index] {
        let found = flow.functions[index].events.contains { event in
          switch flow.events[event].kind {
          case .host(let host, _): flow.isSkill(host)
          case .call(let callee, _): uses[Int(callee.rawValue)]
          default: false
          }
        }
        if found { (uses[index], changed) = (true, true) }
      }
    }
    return uses
  }

  /// The functions must come callees first.
  mutating func addFunction(_ index: Int) {
    bounds[index] = bound(of: program.functions[index], flow.functions[index])
  }

  mutating func bound(of function: TypedFunction, _ graph: FlowGraph) -> SkillCallBound {
    values = ConstantValues(program: program, settings: LocalSettings(flow, graph))
    let contracts = (function.requires + function.ensures).map { calls($0) }.reduce(.atMost(0), +)
    return contracts + paths(function.body).longest
  }

  // MARK: Paths

  /// The most calls on the paths through a statement, by where they lead; nil where none does.
  private struct Paths {
    var through: SkillCallBound?
    /// Out of the function, or of the program.
    var left: SkillCallBound?
    /// To the end of the loop, and to its next round.
    var broken: SkillCallBound?
    var continued: SkillCallBound?

    var longest: SkillCallBound {
      [through, left, broken, continued].compactMap { $0 }.reduce(.atMost(0)) { .max($0, $1) }
    }

    /// The same after `calls` more.
    func after(_ calls: SkillCallBound) -> Paths {
      Paths(
        through: through.map { calls + $0 }, left: left.map { calls + $0 }, broken: broken.map { calls + $0 },
        continued: continued.map { calls + $0 })
    }

    func or(_ other: Paths) -> Paths {
      Paths(
        through: Self.longer(through, other.through), left: Self.longer(left, other.left),
        broken: Self.longer(broken, other.broken), continued: Self.longer(continued, other.continued))
    }

    /// First these, then `next`.
    func then(_ next: Paths) -> Paths {
      guard let through else { return self }
      var ways = next.after(through).or(Paths(left: left, broken: broken, continued: continued))
      ways.through = next.through.map { through + $0 }
      return ways
    }

    static func longer(_ a: SkillCallBound?, _ b: SkillCallBound?) -> SkillCallBound? {
      guard let a, let b else { return a ?? b }
      return .max(a, b)
    }
  }

  private func paths(_ block: BlockID) -> Paths {
    var paths = Paths(through: .atMost(0))
    for statement in program.statements(in: block) {
      paths = paths.then(self.paths(statement))
      if paths.through == nil { break }
    }
    return paths
  }

  private func paths(_ statement: TypedStatement) -> Paths {
    let own = program.directExpressions(of: statement).map { calls($0) }.reduce(.atMost(0), +)
    switch statement.kind {
    case .if(let branches, let otherwise):
      let blocks = program.branches(in: branches).map { paths($0.block) }
      return blocks.reduce(paths(otherwise)) { $0.or($1) }.after(own)
    case .while(let condition, let body, let otherwise):
      if case .bool(false) = program[condition].kind { return paths(otherwise) }
      var endless = false
      if case .bool(true) = program[condition].kind { endless = true }
      return loop(nil, each: own, body, otherwise, isEndless: endless, statement.span)
    case .forRange(_, let bounds, let body, let otherwise):
      return loop(values.count(bounds), each: .atMost(0), body, otherwise, statement.span).after(own)
    case .forEach(_, let iterable, let body, let otherwise):
      return loop(elementCount(iterable), each: .atMost(0), body, otherwise, statement.span).after(own)
    case .try(let id): return paths(program[id])
    case .retry(let count, let body):
      let attempts = values.integer(count).map { $0 - 1 }
      let failed = paths(body).longest.repeated(attempts, or: .attempts(statement.span))
      return paths(body).after(own + failed)
    case .within(_, let body): return paths(body).after(own)
    case .break: return Paths(broken: own)
    case .continue: return Paths(continued: own)
    case .return, .fail, .raise: return Paths(left: own)
    case .expression(let value) where program[value].type == .never: return Paths(left: own)
    default: return Paths(through: own)
    }
  }

  /// A loop that goes round `count` times at most, evaluating `each` every time.
  private func loop(
    _ count: Int64?, each: SkillCallBound, _ body: BlockID, _ otherwise: BlockID, isEndless: Bool = false, _ span: Span
  ) -> Paths {
    let round = paths(body).after(each)
    var rounds = SkillCallBound.atMost(0)
    var before = SkillCallBound.atMost(0)
    // A round that always leaves is the only one.
    if let again = Paths.longer(round.through, round.continued) {
      rounds = again.repeated(count, or: .loop(span))
      before = again.repeated(count.map { $0 - 1 }, or: .loop(span))
    }
    let normal = isEndless ? Paths() : paths(otherwise).after(rounds + each)
    if count == 0 { return normal }
    return normal.or(Paths(through: round.broken.map { before + $0 }, left: round.left.map { before + $0 }))
  }

  private func paths(_ statement: TypedTry) -> Paths {
    let body = paths(statement.body)
    var ways = body.then(paths(statement.otherwise))
    if let handler = statement.handler { ways = ways.or(paths(handler.body).after(body.longest)) }
    return ways.then(paths(statement.finally))
  }

  // MARK: Expressions

  private func calls(_ id: ExpressionID) -> SkillCallBound {
    switch program[id].kind {
    case .conditional(let condition, let then, let otherwise):
      return calls(condition) + .max(calls(then), calls(otherwise))
    case .comprehension(let comprehension): return calls(program[comprehension], program[id].span)
    default: break
    }
    var sum = ownCalls(id)
    program.forEachOperand(of: id) { sum = sum + calls($0) }
    return sum
  }

  private func ownCalls(_ id: ExpressionID) -> SkillCallBound {
    switch program[id].kind {
    case .hostCall(let host, _): return .atMost(program[host].kind == .skill ? 1 : 0)
    case .call(let function, _): return calls(of: function)
    case .builtin(_, let arguments):
      // The function of `sorted(…, key=f)` is called for every element.
      let values = program.arguments(of: arguments).map(\.value)
      for value in values {
        if case .function(let function) = program[value].kind {
          return calls(of: function).repeated(elementCount(values[0]), or: .loop(program[id].span))
        }
      }
      return .atMost(0)
    default: return .atMost(0)
    }
  }

  private func calls(of function: FunctionID) -> SkillCallBound {
    let index = Int(function.rawValue)
    if let bound = bounds[index] { return bound }
    return usesSkills[index]
      ? .none(.recursion(function: program[function].name, program[function].nameSpan)) : .atMost(0)
  }

  private func calls(_ comprehension: TypedComprehension, _ span: Span) -> SkillCallBound {
    var inner = calls(comprehension.element)
    if let value = comprehension.value { inner = inner + calls(value) }
    for clause in comprehension.clauses.reversed() {
      inner = clause.conditions.map { calls($0) }.reduce(inner, +)
      switch clause.source {
      case .range(_, let bounds):
        inner = inner.repeated(values.count(bounds), or: .loop(span))
        for bound in [bounds.start, bounds.stop, bounds.step] { inner = inner + calls(bound) }
      case .each(_, let iterable):
        inner = inner.repeated(elementCount(iterable), or: .loop(span)) + calls(iterable)
      }
    }
    return inner
  }

  /// How many elements a loop goes over: of `goals()` the scene tells.
  private func elementCount(_ iterable: ExpressionID) -> Int64? {
    if case .hostCall(let host, _) = program[iterable].kind, program[host].name == "goals" {
      return facts.map { Int64($0.goalCount) }
    }
    return values.elementCount(iterable)
  }
}
