import SkillBytecode
import SkillDiagnostics
import SkillSemantics

extension FunctionCompiler {
  mutating func compile(_ block: BlockID, isOutermost: Bool = false) {
    var previous: Span?
    for index in block.indices {
      let statement = program.statements[index]
      code.markStatement(statement.span)
      // The parts of one statement of the program have its span.
      if statement.span != previous { pause() }
      previous = statement.span
      let mark = registers.top
      compile(statement)
      registers.release(to: mark)
      if isOutermost, isTopLevel, case .initializeCell(let cell, _) = statement.kind { noteInitialized(cell) }
    }
  }

  private mutating func compile(_ statement: TypedStatement) {
    switch statement.kind {
    case .expression(let value): _ = self.value(value)
    case .assignLocal(let local, let value):
      assign(value, to: place(local))
      noteAssigned(local)
    case .assignGlobal(let global, let value):
      let place = self.value(value)
      code.emit(.storeCell, a: place.word, b: place.object, wide: index(global))
    case .assignCell(let cell, let value): store(value, in: cell)
    case .initializeCell(let cell, let value):
      let known = code.makeLabel()
      code.emit(.jumpIfCellSet, a: index(cell), to: known)
      store(value, in: cell)
      code.place(known)
    case .assignElement(let base, let index, let value): assign(value, toElement: index, of: base)
    case .deleteElement(let base, let index): delete(index, of: base)
    case .checkCount(let list, let count):
      callNative(.listCheckCount, [.value(list), .int(Int(count))], .none)
    case .if(let branches, let otherwise): compileIf(branches, otherwise)
    case .while(let condition, let body, let otherwise):
      withLiterals(of: statement) { $0.compileWhile(condition, body, otherwise) }
    case .forRange(let local, let bounds, let body, let otherwise):
      withLiterals(of: statement) { compiler in
        compiler.forRange(local, bounds, otherwise: otherwise) { $0.compile(body) }
      }
    case .forEach(let local, let iterable, let body, let otherwise):
      withLiterals(of: statement) { compiler in
        compiler.forEach(local, iterable, otherwise: otherwise) { $0.compile(body) }
      }
    case .break: leaveLoop { $0.end }
    case .continue: leaveLoop { $0.next }
    case .return(let value): leave(with: value)
    case .try(let id): compile(program[id])
    case .retry(let count, let body): compileRetry(count, body)
    case .within(let budget, let body): compileWithin(budget, body)
    case .fail(let message): fail(message)
    case .raise(let failure): code.emit(.raise, a: value(failure).object)
    case .assert(let condition, let message): compileAssert(condition, message)
    }
  }

  /// Evaluates into a variable. A value that is put together piece by piece is finished in temporaries first: a piece
  /// may read the variable, and a failure must not leave half of it.
  private mutating func assign(_ value: ExpressionID, to target: Place) {
    if isBuiltPiecewise(value) {
      move(layout(value), from: self.value(value), to: target)
    } else {
      evaluate(value, into: target)
    }
  }

  @inline(__always)
  private func isBuiltPiecewise(_ id: ExpressionID) -> Bool {
    switch program[id].kind {
    case .tuple, .vec3, .quat, .pose, .list, .dictionary, .comprehension, .and, .or, .conditional, .convert(.wrap, _):
      return true
    case .binary:
      if case .tuple = shape(id) { return true }
      return false
    default: return false
    }
  }

  // MARK: Memory and containers

  private mutating func store(_ value: ExpressionID, in cell: CellID) {
    let place = self.value(value)
    code.emit(.storeCell, a: place.word, b: place.object, wide: index(cell))
    code.emit(.touchCell, wide: index(cell))
  }

  private mutating func assign(_ value: ExpressionID, toElement index: ExpressionID, of base: ExpressionID) {
    let stored = self.value(value)
    let layout = layout(value)
    if let (cell, access) = constantKey(index, of: base) {
      requireInitialized(cell)
      return code.emit(.cellSetKey, a: stored.word, wide: module.keyAccess(access))
    }
    let container = self.value(base)
    switch shape(base) {
    case .list where layout.objects == 0 && (1...255).contains(layout.words):
      let position = self.value(index)
      code.mark(program[index].span)
      code.emit(.listSetWords, a: stored.word, b: container.object, c: position.word, d: layout.words)
      touch(base)
    case .list where layout == Layout(words: 0, objects: 1):
      let position = self.value(index)
      code.mark(program[index].span)
      code.emit(.listSetObject, a: stored.object, b: container.object, c: position.word)
      touch(base)
    case .list(let element):
      callNative(.listSet, [.place(container, type(base)), .value(index), .place(stored, element)], .none)
      touch(base)
    case .dictionary(_, let valueType):
      if case .string(let key) = program[index].kind, types.layout(of: valueType).objects == 0 {
        let access = module.keyAccess(KeyAccess(key: self.index(key), value: types[valueType]))
        code.emit(.dictSetConstant, a: stored.word, b: container.object, wide: access)
        touch(base)
      } else if hasWordsUnderStrings(base) {
        let key = self.value(index)
        code.emit(.dictSetWords, a: stored.word, b: container.object, c: key.object, d: layout.words)
        touch(base, key: key)
      } else {
        let key = self.value(index)
        callNative(
          .dictSet, [.place(container, type(base)), .place(key, type(index)), .place(stored, valueType)], .none)
        touch(base, key: key)
      }
    default: break
    }
  }

  private mutating func delete(_ index: ExpressionID, of base: ExpressionID) {
    let container = value(base)
    let key = value(index)
    code.mark(program[index].span)
    let isDict = if case .dictionary = shape(base) { true } else { false }
    callNative(
      isDict ? .dictDelete : .listDelete, [.place(container, type(base)), .place(key, type(index))], .none)
    if isDict { touch(base, key: key) } else { touch(base) }
  }

  /// Tells an observing host of a store under a key, where `base` is a memory cell.
  private mutating func touch(_ base: ExpressionID, key: Place) {
    if case .cell(let cell) = program[base].kind {
      code.emit(.touchKey, a: key.word, b: key.object, wide: index(cell))
    } else {
      touch(base)
    }
  }

  /// Tells an observing host that the memory cell changed in which `container` lies, if it names one.
  mutating func touch(_ container: ExpressionID) {
    switch program[container].kind {
    case .cell(let cell): code.emit(.touchCell, wide: index(cell))
    case .element(let base, _), .tupleElement(let base, _), .convert(_, let base): touch(base)
    default: break
    }
  }

  private mutating func compileAssert(_ condition: ExpressionID, _ message: ExpressionID?) {
    guard let message else { return check(condition, .assertion) }
    let holds = code.makeLabel()
    jump(if: condition, is: true, to: holds)
    code.emit(.trap, a: value(message).object, c: Int(TrapKind.assertion.rawValue))
    code.place(holds)
  }
}
