import SkillBytecode
import SkillSemantics

extension FunctionCompiler {
  // MARK: Making

  mutating func makeList(_ elements: ExpressionList, _ list: Type, into target: Place) {
    code.emit(.newList, a: target.object, wide: index(list))
    for index in elements.indices {
      let element = program.expressionLists[index]
      temporarily { compiler in
        compiler.append(compiler.value(element), compiler.type(element), to: target)
      }
    }
  }

  mutating func append(_ value: Place, _ element: Type, to list: Place) {
    let layout = types.layout(of: element)
    if layout.objects == 0, (1...255).contains(layout.words) {
      code.emit(.listAppendWords, a: value.word, b: list.object, d: layout.words)
    } else if layout == Layout(words: 0, objects: 1) {
      code.emit(.listAppendObject, a: value.object, b: list.object)
    } else {
      callNative(.listAppend, [.place(list, types.list(of: element)), .place(value, element)], .none)
    }
  }

  mutating func makeDict(_ entries: ExpressionList, _ dict: Type, into target: Place) {
    code.emit(.newDict, a: target.object, wide: index(dict))
    for index in stride(from: entries.indices.lowerBound, to: entries.indices.upperBound - 1, by: 2) {
      let (key, value) = (program.expressionLists[index], program.expressionLists[index + 1])
      callNative(.dictSet, [.place(target, dict), .value(key), .value(value)], .none)
    }
  }

  // MARK: Elements

  /// Element `index` (a word that is in range, or faults) of a list.
  mutating func getElement(of list: Place, at index: Place, _ element: Type, into target: Place) {
    let layout = types.layout(of: element)
    if layout.objects == 0, (1...255).contains(layout.words) {
      code.emit(.listGetWords, a: target.word, b: list.object, c: index.word, d: layout.words)
    } else if layout == Layout(words: 0, objects: 1) {
      code.emit(.listGetObject, a: target.object, b: list.object, c: index.word)
    } else {
      native(.listGet, [.place(list, types.list(of: element)), .place(index, .int)], element, into: target)
    }
  }

  mutating func element(_ index: ExpressionID, of base: ExpressionID, _ id: ExpressionID, into target: Place) {
    switch shape(base) {
    case .list(let element):
      let list = value(base)
      let position = value(index)
      code.mark(program[id].span)
      getElement(of: list, at: position, element, into: target)
    case .dictionary(_, let valueType):
      if let (cell, access) = constantKey(index, of: base) {
        code.mark(program[base].span)
        requireInitialized(cell)
        code.mark(program[id].span)
        // What a program remembers it often reads at once, and then the value is at hand.
        if let stored = code.lastStoredKey, module.keyAccess(at: stored) == access {
          code.keepStoredKey(in: target.word)
        } else {
          code.emit(.cellGetKey, a: target.word, wide: module.keyAccess(access))
        }
      } else if case .string(let key) = program[index].kind, types.layout(of: valueType).objects == 0 {
        let dict = value(base)
        let access = module.keyAccess(KeyAccess(key: self.index(key), value: types[valueType]))
        code.mark(program[id].span)
        code.emit(.dictGetConstant, a: target.word, b: dict.object, wide: access)
      } else if hasWordsUnderStrings(base) {
        let dict = value(base)
        let key = value(index)
        code.mark(program[id].span)
        code.emit(
          .dictGetWords, a: target.word, b: dict.object, c: key.object, d: types.layout(of: valueType).words)
      } else {
        native(.dictGet, [.value(base), .value(index)], valueType, at: id, into: target)
      }
    default: native(.stringGet, [.value(base), .value(index)], .str, at: id, into: target)
    }
  }

  /// The memory cell and the access of a store or load under a constant key, where the cell's dictionary has words for
  /// values.
  mutating func constantKey(_ key: ExpressionID, of base: ExpressionID) -> (CellID, access: KeyAccess)? {
    guard case .cell(let cell) = program[base].kind, case .string(let text) = program[key].kind,
      case .dictionary(_, let value) = shape(base), types.layout(of: value).objects == 0
    else { return nil }
    return (cell, KeyAccess(key: index(text), value: types[value], cell: index(cell)))
  }

  /// Whether keys are strings and values words, so many that an instruction can say it.
  func hasWordsUnderStrings(_ dict: ExpressionID) -> Bool {
    guard case .dictionary(.str, let value) = shape(dict) else { return false }
    let layout = types.layout(of: value)
    return layout.objects == 0 && (1...255).contains(layout.words)
  }

  mutating func slice(_ base: ExpressionID, _ bounds: SliceBounds, _ id: ExpressionID, into target: Place) {
    let native: Native = type(base) == .str ? .stringSlice : .listSlice
    self.native(
      native, [.value(base), .bound(bounds.lower), .bound(bounds.upper), .bound(bounds.step)], type(id), at: id,
      into: target)
  }

  // MARK: Comprehensions

  mutating func comprehend(_ comprehension: TypedComprehension, _ result: Type, into target: Place) {
    if case .dictionary = types.shape(of: result) {
      code.emit(.newDict, a: target.object, wide: index(result))
    } else {
      code.emit(.newList, a: target.object, wide: index(result))
    }
    clause(0, of: comprehension) { $0.add(comprehension, result, to: target) }
  }

  /// Whether any element of a comprehension of bools is true, or none is false; it ends with the first one that is.
  mutating func quantified(_ isAny: Bool, _ id: ExpressionID) -> Place {
    let target = temporary(.bool)
    guard case .comprehension(let comprehension) = program[id].kind else { return target }
    let end = code.makeLabel()
    code.emit(isAny ? .loadTrue : .loadFalse, a: target.word)
    clause(0, of: program[comprehension]) { compiler in
      compiler.jump(if: compiler.program[comprehension].element, is: isAny, to: end)
    }
    code.emit(isAny ? .loadFalse : .loadTrue, a: target.word)
    code.place(end)
    return target
  }

  /// The loops of a comprehension from clause `index` on, around `body`.
  private mutating func clause(
    _ index: Int, of comprehension: TypedComprehension, _ innermost: (inout FunctionCompiler) -> Void
  ) {
    guard index < comprehension.clauses.count else { return innermost(&self) }
    let clause = comprehension.clauses[index]
    func body(_ compiler: inout FunctionCompiler) {
      compiler.compile(clause.unpacking)
      let skip = compiler.code.makeLabel()
      for condition in clause.conditions { compiler.jump(if: condition, is: false, to: skip) }
      compiler.clause(index + 1, of: comprehension, innermost)
      compiler.code.place(skip)
    }
    temporarily { compiler in
      switch clause.source {
      case .range(let local, let bounds): compiler.forRange(local, bounds, otherwise: nil, body)
      case .each(let local, let iterable): compiler.forEach(local, iterable, otherwise: nil, body)
      }
    }
  }

  private mutating func add(_ comprehension: TypedComprehension, _ result: Type, to target: Place) {
    temporarily { compiler in
      if let value = comprehension.value {
        compiler.callNative(
          .dictSet, [.place(target, result), .value(comprehension.element), .value(value)], .none)
      } else {
        let element = compiler.value(comprehension.element)
        compiler.append(element, compiler.type(comprehension.element), to: target)
      }
    }
  }
}
