import SkillDiagnostics
import SkillSyntax

/// The whole program, in order.
extension Checker {
  /// `syntaxErrors` are the places that the parser reported.
  mutating func run(syntaxErrors: [UInt32]) {
    self.syntaxErrors = syntaxErrors.sorted()
    if !syntaxErrors.isEmpty { collectBrokenSymbols() }
    declare()
    let mark = pendingStatements.count
    checkStatements(of: tree.root)
    checkEnding()
    let main = closeBlock(from: mark)
    for index in functions.indices where functions[index].progress == .unchecked { check(function: index) }
    diagnostics += finishedDiagnostics
    keepFirstOfUnknownNames()
    mainBody = main
    settleAll()
    checkRedefinedResults()
    noteRetyped()
    if options.lints.contains(.shadowedName) { reportShadowedNames() }
  }

  /// A name that stands for nothing and that no spelling leads from is reported once, at its first use: it is missing, not
  /// misspelt in many places.
  private mutating func keepFirstOfUnknownNames() {
    var first: [String: UInt32] = [:]
    func unknownName(_ diagnostic: Diagnostic) -> String? {
      guard diagnostic.fixIts.isEmpty, case .unknownName(let name)? = diagnostic.finding as? NameFinding else {
        return nil
      }
      return name
    }
    for diagnostic in diagnostics {
      guard let name = unknownName(diagnostic) else { continue }
      first[name] = min(first[name] ?? .max, diagnostic.span.start)
    }
    diagnostics.removeAll { diagnostic in
      guard let name = unknownName(diagnostic) else { return false }
      return diagnostic.span.start != first[name]
    }
  }

  /// A program that moves the robot says so when it is finished.
  private mutating func checkEnding() {
    guard flow.isReachable, !options.isTurn, !imports.isImported, callsSkill, !mayHaveEnded,
      let last = tree.children(tree.root).last
    else { return }
    let isHidden = tree.symbols.symbol(for: "done").map { if case .own = referent(of: $0) { true } else { false } }
    let end = tree.span(last).end
    report(
      FlowFinding.endsWithoutDone, at: headerSpan(last),
      fixIts: isHidden == true ? [] : [FixIt("end with `done()`", insert: "\ndone()", at: end)])
  }

  /// The typed program. After errors it has gaps, and only the analyses may see it.
  func program() -> TypedProgram {
    var typed: [TypedFunction] = []
    typed.reserveCapacity(functions.count)
    for function in functions.indices { if let body = functions[function].typed { typed.append(body) } }
    return TypedProgram(
      files: imports.files, types: types, expressions: expressions.elements, statements: statements.elements,
      expressionLists: expressionLists.elements, argumentLists: argumentLists.elements, strings: strings,
      formats: formats, comprehensions: comprehensions, tries: tries, branches: branches.elements,
      functions: typed, main: topLevel, globals: globals, cells: cells, hostFunctions: hostFunctions)
  }

  /// The top-level statements as a function.
  var topLevel: TypedFunction {
    TypedFunction(
      name: "", file: imports.file, nameSpan: Span(0, 0), parameterCount: 0, locals: context.locals, result: .none,
      requires: [], ensures: [], resultLocal: nil, body: mainBody)
  }

  private mutating func collectBrokenSymbols() {
    for number in 0..<UInt32(tree.nodeCount) {
      let node = tree[NodeID(rawValue: number)]
      guard node.kind == .errorStatement || node.kind == .errorExpression, node.firstToken <= node.lastToken else {
        continue
      }
      for position in node.firstToken...node.lastToken where tree.tokens[Int(position)].kind == .identifier {
        brokenSymbols.insert(tree.tokens[Int(position)].symbol)
      }
    }
  }
}
