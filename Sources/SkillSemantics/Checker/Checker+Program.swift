import SkillDiagnostics
import SkillSyntax

/// The whole program, in order.
extension Checker {
  mutating func run(afterErrors: Bool) {
    if afterErrors { collectBrokenSymbols() }
    declare()
    let mark = pendingStatements.count
    checkStatements(tree.children(tree.root))
    checkEnding()
    let main = closeBlock(from: mark)
    for index in functions.indices where functions[index].progress == .unchecked { check(function: index) }
    diagnostics += finishedDiagnostics
    mainBody = main
    settleAll()
    if options.lints.contains(.shadowedName) { reportShadowedNames() }
  }

  /// A program that moves the robot says so when it is finished.
  private mutating func checkEnding() {
    guard flow.isReachable, !options.isTurn, !imports.isImported, callsSkill,
      let last = tree.children(tree.root).last
    else { return }
    let end = tree.span(last).end
    report(
      FlowFinding.endsWithoutDone, at: headerSpan(last),
      fixIts: [FixIt("end with `done()`", insert: "\ndone()", at: end)])
  }

  /// The typed program. Only to be asked for when nothing was reported as an error.
  func program() -> TypedProgram {
    TypedProgram(
      files: imports.files, types: types, expressions: expressions, statements: statements,
      expressionLists: expressionLists, argumentLists: argumentLists, strings: strings, formats: formats,
      comprehensions: comprehensions, tries: tries, functions: functions.compactMap(\.typed),
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
