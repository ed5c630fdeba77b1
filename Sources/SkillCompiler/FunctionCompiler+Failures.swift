import SkillBytecode
import SkillSemantics

/// Code that one handler covers: what was emitted while it was open.
final class Region {
  private var ranges: [Range<Int>] = []
  private var start: Int?

  init(at position: Int) { start = position }

  func suspend(at position: Int) {
    if let start, start < position { ranges.append(start..<position) }
    start = nil
  }

  func resume(at position: Int) { start = position }

  func close(at position: Int) -> [Range<Int>] {
    suspend(at: position)
    return ranges
  }
}

extension FunctionCompiler {
  /// Where a handler finds what it caught.
  private struct Caught {
    let flag: Place
    let failure: Place
  }

  private mutating func caught(_ failure: Place? = nil) -> Caught {
    Caught(
      flag: registers.allocate(Layout(words: 1, objects: 0)), failure: failure ?? temporary(.skillFailure))
  }

  /// Compiles `body` under a handler that starts at `target`.
  private mutating func guarded(
    _ kind: Handler.Kind, by target: CodeBuilder.Label, _ caught: Caught, deadlines: Int,
    _ body: (inout FunctionCompiler) -> Void
  ) {
    let region = Region(at: code.position)
    scopes.append(.region(region))
    body(&self)
    scopes.removeLast()
    for range in region.close(at: code.position) {
      code.handle(
        kind, range, target: target, word: caught.flag.word, object: caught.failure.object, deadlines: deadlines)
    }
  }

  /// How many `within` blocks are open in this function.
  private var openDeadlines: Int { scopes.count { if case .deadline = $0 { true } else { false } } }

  // MARK: try

  mutating func compile(_ statement: TypedTry) {
    guard !statement.finally.isEmpty else { return compileHandled(statement) }
    let caught = caught()
    let (cleanup, end) = (code.makeLabel(), code.makeLabel())
    guarded(.cleanup, by: cleanup, caught, deadlines: openDeadlines) { compiler in
      // The region lies inside the cleanup's scope: on the way out it is left after the cleanup would start, so the
      // scope that runs the block is the outer of the two.
      let region = compiler.scopes.removeLast()
      compiler.scopes += [.cleanup(statement.finally), region]
      compiler.compileHandled(statement)
      compiler.scopes.removeLast(2)
      compiler.scopes.append(region)
    }
    compile(statement.finally)
    code.emit(.jump, to: end)
    code.place(cleanup)
    compile(statement.finally)
    code.emit(.rethrow, a: caught.flag.word, b: caught.failure.object)
    code.place(end)
  }

  private mutating func compileHandled(_ statement: TypedTry) {
    guard let handler = statement.handler else {
      compile(statement.body)
      return compile(statement.otherwise)
    }
    let (target, end) = (code.makeLabel(), code.makeLabel())
    let caught = caught(place(handler.failure))
    guarded(.failure, by: target, caught, deadlines: openDeadlines) { $0.compile(statement.body) }
    compile(statement.otherwise)
    code.emit(.jump, to: end)
    code.place(target)
    let start = code.position
    noteAssigned(handler.failure)
    compile(handler.body)
    // No other path comes to where a handler goes, so a handler that does nothing has a place of its own, too.
    if code.position == start { code.emit(.jump, to: end) }
    code.place(end)
  }

  // MARK: retry, within

  mutating func compileRetry(_ count: ExpressionID, _ body: BlockID) {
    let left = registers.allocate(Layout(words: 1, objects: 0))
    evaluate(count, into: left)
    let (top, target, giveUp, end) = (code.makeLabel(), code.makeLabel(), code.makeLabel(), code.makeLabel())
    code.emit(.jumpGreaterImmediate, a: left.word, b: 0, to: top)
    trap(.value, "retry needs at least 1 attempt")
    code.place(top)
    let caught = caught()
    guarded(.failure, by: target, caught, deadlines: openDeadlines) { $0.compile(body) }
    code.emit(.jump, to: end)
    code.place(target)
    code.emit(.addImmediate, a: left.word, b: left.word, c: -1)
    code.emit(.jumpLessEqualImmediate, a: left.word, b: 0, to: giveUp)
    code.emit(.loop, to: top)
    code.place(giveUp)
    code.emit(.rethrow, a: caught.flag.word, b: caught.failure.object)
    code.place(end)
  }

  mutating func compileWithin(_ budget: ExpressionID, _ body: BlockID) {
    let (target, end) = (code.makeLabel(), code.makeLabel())
    let caught = caught()
    let deadlines = openDeadlines
    code.emit(.pushDeadline, a: value(budget).word)
    scopes.append(.deadline)
    guarded(.deadline, by: target, caught, deadlines: deadlines) { $0.compile(body) }
    scopes.removeLast()
    code.emit(.popDeadline)
    code.emit(.jump, to: end)
    code.place(target)
    // Not raised anew: it came from the skill that was stopped.
    code.emit(.rethrow, a: caught.flag.word, b: caught.failure.object)
    code.place(end)
  }

  // MARK: Raising

  /// `fail(message)`: a failure of the program's own making.
  mutating func fail(_ message: ExpressionID) {
    let failure = temporary(.skillFailure)
    evaluate(message, into: failure + Layout(words: 0, objects: 2))
    loadString("fail", into: failure.object)
    loadString("rejected_by_program", into: failure.object + 1)
    code.mark(program[message].span)
    code.emit(.raise, a: failure.object)
  }
}
