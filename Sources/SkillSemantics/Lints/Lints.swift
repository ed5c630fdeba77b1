import SkillDiagnostics
import SkillSyntax

/// Looks through a checked program for what is probably not meant.
struct Lints {
  let flow: ProgramFlow
  let options: CheckOptions
  var diagnostics: [Diagnostic] = []

  var program: TypedProgram { _read { yield flow.subject.program } }

  init(_ flow: ProgramFlow, _ options: CheckOptions) {
    self.flow = flow
    self.options = options
  }

  /// The findings of the lints that are asked for.
  mutating func find() -> [Diagnostic] {
    let functions = program.functions + [program.main]
    if options.lints.contains(.bareNumber) || options.lints.contains(.selfTarget) {
      for function in functions {
        visit(function.body)
        for condition in function.requires + function.ensures { visit(condition) }
      }
    }
    if options.lints.contains(.stalePose) {
      for graph in flow.functions + [flow.main] { findStalePoses(in: graph) }
    }
    return diagnostics
  }

  mutating func report(
    _ finding: LintFinding, at span: Span, related: [RelatedLocation] = [],
    fixIt: (message: String, text: String)? = nil
  ) {
    let place = program.location(of: span)
    let fixIts = fixIt.map { [FixIt($0.message, replace: place.span, with: $0.text)] } ?? []
    diagnostics.append(Diagnostic(finding, at: place, related: related, fixIts: fixIts))
  }

  private mutating func visit(_ block: BlockID) {
    for statement in program.statements(in: block) {
      for expression in program.directExpressions(of: statement) { visit(expression) }
      for inner in program.blocks(of: statement) { visit(inner) }
    }
  }

  private mutating func visit(_ id: ExpressionID) {
    switch program[id].kind {
    case .convert(_, let inner) where options.lints.contains(.bareNumber) && program[inner].type == .float:
      // `deg(x)` converts too, but where the call stands, not the number.
      if program[id].span == program[inner].span { checkUnit(id) }
    case .number where options.lints.contains(.bareNumber): checkUnit(id)
    case .hostCall(let host, let arguments) where options.lints.contains(.selfTarget):
      checkTargets(host, arguments)
    default: break
    }
    var operands: [ExpressionID] = []
    program.forEachOperand(of: id) { operands.append($0) }
    for operand in operands { visit(operand) }
  }

  private mutating func findStalePoses(in graph: FlowGraph) {
    let analysis = StalePoses(flow)
    for use in analysis.findings(graph) {
      report(
        .stalePose(actor: use.actor), at: program[use.place].span,
        related: [
          RelatedLocation(program.location(of: program[use.query].span), label: "its pose then"),
          RelatedLocation(program.location(of: program[use.move].span), label: "moved here"),
        ])
    }
  }

  // MARK: Bare numbers

  /// A quantity that is not written as one: a literal is turned into one on the spot.
  private mutating func checkUnit(_ id: ExpressionID) {
    let unit: String
    switch program[id].type {
    case .length: unit = "m"
    case .angle: unit = "deg"
    case .duration: unit = "s"
    default: return
    }
    let span = program[id].span
    let text = program.text(in: span)
    if case .number = program[id].kind, isQuantity(text) || isDefault(text) { return }
    let finding = LintFinding.bareNumber(type: program.types.name(program[id].type), unit: unit)
    report(finding, at: span, fixIt: isPlainNumber(text) ? ("write `\(text)\(unit)`", text + unit) : nil)
  }

  /// Whether a literal ends in its unit.
  private func isQuantity(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    return (first < 0x3A) && (0x61...0x7A).contains(last)
  }

  /// The default of a parameter stands where the call does that leaves it out.
  private func isDefault(_ text: String) -> Bool { text.hasSuffix(")") }

  private func isPlainNumber(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D } && text.last != "."
  }

  // MARK: Self-targets

  private mutating func checkTargets(_ host: HostFunctionID, _ arguments: ArgumentList) {
    let function = program[host]
    let actors = program.arguments(of: arguments).filter { isActor(program[plain($0.value)].type) }
      .sorted { $0.parameter < $1.parameter }
    for (index, argument) in actors.enumerated().dropFirst()
    where actors[..<index].contains(where: { isSame(plain($0.value), plain(argument.value)) }) {
      report(.selfTarget(function: function.name), at: program[argument.value].span)
    }
    guard function.kind == .skill, let actor = actors.first else { return }
    for argument in program.arguments(of: arguments) {
      guard case .hostCall(let query, let subject) = program[plain(argument.value)].kind,
        program[query].name == "get_pose", let asked = program.arguments(of: subject).first
      else { continue }
      if isSame(plain(asked.value), plain(actor.value)) {
        report(.ownPose(function: function.name), at: program[argument.value].span)
      }
    }
  }

  private func isActor(_ type: Type) -> Bool { type == .actor }

  private func plain(_ id: ExpressionID) -> ExpressionID {
    if case .convert(_, let inner) = program[id].kind { plain(inner) } else { id }
  }

  /// Whether two expressions certainly have one value: the same variable, the same literal, the same actor looked up.
  private func isSame(_ a: ExpressionID, _ b: ExpressionID) -> Bool {
    switch (program[a].kind, program[b].kind) {
    case (.local(let x), .local(let y)): return x == y
    case (.global(let x, _), .global(let y, _)): return x == y
    case (.cell(let x), .cell(let y)): return x == y
    case (.none, .none): return true
    case (.int(let x), .int(let y)): return x == y
    case (.string(let x), .string(let y)): return program[x] == program[y]
    case (.tuple(let x), .tuple(let y)):
      return x.count == y.count
        && zip(program.expressions(in: x), program.expressions(in: y)).allSatisfy { isSame(plain($0), plain($1)) }
    case (.negate(let x), .negate(let y)): return isSame(x, y)
    case (.hostCall(let f, let x), .hostCall(let g, let y)) where f == g && program[f].name == "get_actor":
      let (left, right) = (ordered(x), ordered(y))
      return left.count == right.count && zip(left, right).allSatisfy { isSame(plain($0), plain($1)) }
    default: return false
    }
  }

  private func ordered(_ arguments: ArgumentList) -> [ExpressionID] {
    program.arguments(of: arguments).sorted { $0.parameter < $1.parameter }.map(\.value)
  }
}
