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
    checkStatements(tree.children(tree.root))
    checkEnding()
    let main = closeBlock(from: mark)
    for index in functions.indices where functions[index].progress == .unchecked { check(function: index) }
    diagnostics += finishedDiagnostics
    mainBody = main
    settleAll()
    checkRedefinedResults()
    noteRetyped()
    if options.lints.contains(.shadowedName) { reportShadowedNames() }
  }

  /// A program that moves the robot says so when it is finished.
  private mutating func checkEnding() {
    guard flow.isReachable, !options.isTurn, !imports.isImported, callsSkill, !mayHaveEnded,
      let last = tree.children(tree.root).last
    else { return }
    let end = tree.span(last).end
    report(
      FlowFinding.endsWithoutDone, at: headerSpan(last),
      fixIts: [FixIt("end with `done()`", insert: "\ndone()", at: end)])
  }

  /// The typed program. After errors it has gaps, and only the analyses may see it.
  func program() -> TypedProgram {
    TypedProgram(
      files: imports.files, types: types, expressions: expressions, statements: statements,
      expressionLists: expressionLists, argumentLists: argumentLists, strings: strings, formats: formats,
      comprehensions: comprehensions, tries: tries, branches: branches, functions: functions.compactMap(\.typed),
      main: topLevel, globals: globals, cells: cells, hostFunctions: hostFunctions)
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
