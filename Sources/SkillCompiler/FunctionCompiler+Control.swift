import SkillBytecode
import SkillSemantics

/// Something that a `return`, `break` or `continue` inside it has to leave.
enum Scope {
  case loop(LoopLabels)
  /// The block of a `within`: its deadline comes off.
  case deadline
  /// A region with a handler: code that leaves it and runs on the way out is not covered by it.
  case region(Region)
  /// The block that `finally` guards: its cleanup runs.
  case cleanup(BlockID)
}

struct LoopLabels {
  /// Where `continue` goes.
  let next: CodeBuilder.Label
  /// Where `break` goes.
  let end: CodeBuilder.Label
}

extension FunctionCompiler {
  // MARK: Branches

  mutating func compileIf(_ list: BranchList, _ otherwise: BlockID) {
    let end = code.makeLabel()
    let branches = program.branches(in: list)
    for (index, branch) in branches.enumerated() {
      let alternative = code.makeLabel()
      code.markStatement(branch.span)
      if index > 0 { pause() }
      jump(if: branch.condition, is: false, to: alternative)
      compile(branch.block)
      if index + 1 < branches.count || !otherwise.isEmpty { code.emit(.jump, to: end) }
      code.place(alternative)
    }
    compile(otherwise)
    code.place(end)
  }

  mutating func compileWhile(_ condition: ExpressionID, _ body: BlockID, _ otherwise: BlockID) {
    let labels = LoopLabels(next: code.makeLabel(), end: code.makeLabel())
    let exhausted = code.makeLabel()
    let header = code.currentStatement
    code.place(labels.next)
    jump(if: condition, is: false, to: exhausted)
    scopes.append(.loop(labels))
    compile(body)
    scopes.removeLast()
    if let header { code.markStatement(header) }
    pause()
    code.emit(.loop, to: labels.next)
    code.place(exhausted)
    compile(otherwise)
    code.place(labels.end)
  }

  // MARK: Loops over values

  mutating func forRange(
    _ local: LocalID, _ bounds: RangeBounds, otherwise: BlockID?, _ body: (inout FunctionCompiler) -> Void
  ) {
    let state = registers.allocate(Layout(words: 3, objects: 0))
    evaluate(bounds.start, into: state)
    evaluate(bounds.stop, into: state + Layout(words: 1, objects: 0))
    evaluate(bounds.step, into: state + Layout(words: 2, objects: 0))
    code.emit(.rangeStart, a: state.word)
    let start = code.makeLabel()
    let target = place(local).word
    loop(otherwise, isCertain: program.isNonEmpty(bounds)) { compiler in
      compiler.code.place(start)
      compiler.noteAssigned(local)
      body(&compiler)
    } advance: { compiler in
      compiler.code.emit(.rangeNext, a: state.word, b: target, to: start)
    }
  }

  mutating func forEach(
    _ local: LocalID, _ iterable: ExpressionID, otherwise: BlockID?, _ body: (inout FunctionCompiler) -> Void
  ) {
    let source = type(iterable)
    // The loop's own copy of the handle: the body may give the variable another list.
    let container = temporary(source)
    evaluate(iterable, into: container)
    let list: Place
    let count = registers.allocate(Layout(words: 1, objects: 0))
    switch types.shape(of: source) {
    case .fixed: list = native(.stringCharacters, [.place(container, source)], types.list(of: .str))
    case .dictionary(let key, _):
      list = native(.dictKeys, [.place(container, source)], types.list(of: key))
      code.emit(.listLength, a: count.word, b: list.object)
    default: list = container
    }
    let isCertain = program.isNonEmpty(iterable)
    forEachElement(of: list, into: place(local), type(local), otherwise, isCertain: isCertain) { compiler in
      guard case .dictionary = compiler.types.shape(of: source) else { return }
      compiler.callNative(.dictCheckUnchanged, [.place(container, source), .place(count, .int)], .none)
    } body: { compiler in
      compiler.noteAssigned(local)
      body(&compiler)
    }
  }

  /// Goes over the list by index, so that elements appended meanwhile are seen. `check` runs before each step.
  mutating func forEachElement(
    of list: Place, into target: Place, _ element: Type, _ otherwise: BlockID?, isCertain: Bool = false,
    check: (inout FunctionCompiler) -> Void, body: (inout FunctionCompiler) -> Void
  ) {
    let index = registers.allocate(Layout(words: 1, objects: 0))
    code.emit(.loadInt, a: index.word, wide: 0)
    let start = code.makeLabel()
    loop(otherwise, isCertain: isCertain) { compiler in
      compiler.code.place(start)
      compiler.getElement(of: list, at: index, element, into: target)
      compiler.code.emit(.addImmediate, a: index.word, b: index.word, c: 1)
      body(&compiler)
    } advance: { compiler in
      check(&compiler)
      compiler.code.emit(.listNext, a: index.word, b: list.object, to: start)
    }
  }

  /// A loop that tests at its end: `advance` jumps back into `body` while there is more. Of a loop that is certain to go
  /// round once the code says so: what the body sets is set behind it.
  private mutating func loop(
    _ otherwise: BlockID?, isCertain: Bool, _ body: (inout FunctionCompiler) -> Void,
    advance: (inout FunctionCompiler) -> Void
  ) {
    let labels = LoopLabels(next: code.makeLabel(), end: code.makeLabel())
    let header = code.currentStatement
    if isCertain {
      advance(&self)
      trap(.unreachable, "a loop over a literal did not go round")
    } else {
      code.emit(.jump, to: labels.next)
    }
    scopes.append(.loop(labels))
    body(&self)
    scopes.removeLast()
    if let header { code.markStatement(header) }
    if otherwise != nil { pause() }
    code.place(labels.next)
    advance(&self)
    if let otherwise { compile(otherwise) }
    code.place(labels.end)
  }

  // MARK: Leaving

  mutating func leaveLoop(_ target: (LoopLabels) -> CodeBuilder.Label) {
    let inner = scopes.lastIndex { if case .loop = $0 { true } else { false } }
    guard let inner, case .loop(let labels) = scopes[inner] else { return }
    let label = target(labels)
    unwind(to: inner + 1) { compiler in
      // `continue` goes back to the head of a `while`: another turn, which costs a step like any.
      compiler.code.emit(compiler.code.isPlaced(label) ? .loop : .jump, to: label)
    }
  }

  /// `return`: contracts, then the cleanup of all that is left, then back to the caller.
  mutating func leave(with value: ExpressionID?) {
    let result = types.layout(of: function.result)
    var place = Place(.zero)
    if let value {
      place = self.value(value)
      if !scopes.isEmpty, result != .zero {
        // Cleanup on the way out may assign the variable that the value was read from.
        let kept = registers.allocate(result)
        move(result, from: place, to: kept)
        place = kept
      }
    }
    if let local = function.resultLocal { move(result, from: place, to: self.place(local)) }
    let statement = code.currentStatement
    for condition in function.ensures {
      code.markStatement(program[condition].span)
      check(condition, .postcondition)
    }
    if let statement, !function.ensures.isEmpty { code.markStatement(statement) }
    unwind(to: 0) { compiler in
      switch result {
      case .zero: compiler.code.emit(.return)
      case Layout(words: 1, objects: 0): compiler.code.emit(.returnWord, a: place.word)
      default: compiler.code.emit(.returnValue, a: place.word, b: place.object)
      }
    }
  }

  /// Runs what leaving the scopes from `depth` on takes, innermost first, then `exit`, none of it covered by the
  /// handlers it leaves.
  private mutating func unwind(to depth: Int, _ exit: (inout FunctionCompiler) -> Void) {
    guard scopes.count > depth else { return exit(&self) }
    let all = scopes
    while scopes.count > depth {
      switch scopes.removeLast() {
      case .loop: break
      case .deadline: code.emit(.popDeadline)
      case .region(let region): region.suspend(at: code.position)
      case .cleanup(let block): compile(block)
      }
    }
    exit(&self)
    scopes = all
    for case .region(let region) in all[depth...] { region.resume(at: code.position) }
  }
}
