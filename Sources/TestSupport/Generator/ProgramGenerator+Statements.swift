extension ProgramGenerator {
  func statement() {
    guard budget > 0 else { return printStatement() }
    budget -= 1
    switch index(isWhole ? 40 : 26) {
    case 0...3: define()
    case 4...6: assign()
    case 7, 8: printStatement()
    case 9, 10: mutateList()
    case 11, 12: mutateDictionary()
    case 13, 14: branch()
    case 15, 16: forLoop()
    case 17: whileLoop()
    case 18: callStatement()
    case 19: unpack()
    case 20: narrow()
    case 21: leave()
    case 22: tryFinally()
    case 23: assertion()
    case 24: augment()
    case 25: expressionStatement()
    case 26...28: place.isInFinally ? printStatement() : skill()
    case 29: query()
    case 30, 31: storePose()
    case 32, 33: tryExcept()
    case 34: retry()
    case 35, 36: place.isInFinally ? tryExcept() : within()
    case 37: if chance(2), !place.isInFunction, place.loops == 0 { end() } else { failIf() }
    default: printStatement()
    }
  }

  func printStatement() {
    let values = (0..<(1 + index(3))).map { _ in expression(chance(4) ? shownKind() : anyKind()) }
    let options = chance(6) ? ", sep='-'" : chance(6) ? ", end='|'" : ""
    line("print(\(values.joined(separator: ", "))\(options))")
  }

  // MARK: Variables

  private func define() {
    let kind = anyKind()
    let name = fresh("v")
    let isAnnotated = chance(3) || { if case .optional = kind { true } else { false } }()
    if case .optional(let inner) = kind {
      // The type that an optional has depends on its value; a call leaves it open.
      line("\(name) = {'a': \(expression(inner, 1))}.get(\(expression(.text, 1)))")
    } else {
      line("\(name)\(isAnnotated ? ": \(kind.annotation)" : "") = \(expression(kind))")
    }
    set(name, kind)
  }

  private func assign() {
    let kind = pick([Kind.int, .int, .float, .text, .bool, .list(.int)] + (isWhole ? [.length, .vec3, .pose] : []))
    guard let name = variable(kind, assignable: true) else { return define() }
    line("\(name) = \(expression(kind))")
  }

  private func augment() {
    let kind = pick([Kind.int, .float, .text, .list(.int)])
    guard let name = variable(kind, assignable: true) else { return define() }
    switch kind {
    case .int: line("\(name) \(pick(["+=", "-=", "*=", "%=", "//="])) \(pick(["3", "2", small(0)]))")
    case .float: line("\(name) \(pick(["+=", "-=", "*=", "/="])) \(pick(["0.5", "2", "1.5"]))")
    case .text: line("\(name) += \(textLiteral())")
    default: line("\(name) += \(expression(kind, 1))[:2]")
    }
  }

  private func unpack() {
    let parts = [pick([Kind.int, .text, .float]), pick([Kind.int, .bool])]
    let names = [fresh("v"), fresh("v")]
    if chance(4), let first = variable(.int, assignable: true), let second = variable(.int, assignable: true) {
      return line("\(first), \(second) = \(second), \(first)")
    }
    if chance(5) {
      line("\(names[0]), \(names[1]) = \(expression(.list(.int)))")
      for name in names { set(name, .int) }
      return
    }
    line("\(names[0]), \(names[1]) = \(expression(.tuple(parts)))")
    for (name, part) in zip(names, parts) { set(name, part) }
  }

  /// A test for None, and the value behind it.
  private func narrow() {
    let kind = pick([Kind.int, .text])
    let name = fresh("o")
    line("\(name) = \(expression(.dictionary(.text, kind), 1)).get(\(expression(.text, 1)))")
    set(name, .optional(kind))
    switch index(3) {
    case 0:
      line("if \(name) is not None:")
      block([Variable(name: name, kind: kind, isAssignable: false)])
    case 1:
      line("print(\(name) is None or \(name) == \(leaf(kind)), \(name) if \(name) is not None else \(leaf(kind)))")
    default:
      line("if \(name):")
      block([Variable(name: name, kind: kind, isAssignable: false)])
      line("else:")
      block { line("print(\(name))") }
    }
  }

  // MARK: Containers

  private func mutateList() {
    let element = pick([Kind.int, .int, .text, .float])
    guard let name = variable(.list(element)) else { return define() }
    switch index(12) {
    case 0...2: line("\(name).append(\(expression(element)))")
    case 3: line("\(name).insert(\(small(0)), \(expression(element, 1)))")
    case 4:
      line("if \(name):")
      block { line("print(\(name).pop(\(pick(["", "0", "-1"]))))") }
    case 5: line("\(name).extend(\(expression(.list(element), 1))[:3])")
    case 6:
      line("if \(name):")
      block { line("\(name)[\(pick(["0", "-1"]))] = \(expression(element))") }
    case 7: line("\(name).\(pick(["reverse", "sort"]))()")
    case 8: line("\(name).sort(\(key(for: element).map { "key=\($0), " } ?? "")reverse=\(expression(.bool, 0)))")
    case 9:
      let value = leaf(element)
      line("if \(value) in \(name):")
      block { line(pick(["\(name).remove(\(value))", "print(\(name).index(\(value)), \(name).count(\(value)))"])) }
    case 10: line("print(\(name)\(slice(1)), len(\(name)))")
    default: line(chance(6) ? "\(name)[\(small(0))] = \(expression(element, 1))" : "\(name).clear()")
    }
  }

  private func mutateDictionary() {
    let key = pick([Kind.text, .text, .int])
    let value = pick([Kind.int, .int, .text])
    guard let name = variable(.dictionary(key, value)) else {
      let name = fresh("d")
      line("\(name) = \(expression(.dictionary(key, value)))")
      return set(name, .dictionary(key, value))
    }
    switch index(11) {
    case 0...2: line("\(name)[\(expression(key, 1))] = \(expression(value))")
    case 3: line("\(name)[\(literal(key))] = \(expression(value, 1))")
    case 4: line("print(\(name).setdefault(\(leaf(key)), \(expression(value, 1))))")
    case 5: line("print(\(name).pop(\(leaf(key)), \(leaf(value))))")
    case 6: line("\(name).update(\(expression(.dictionary(key, value), 1)))")
    case 7:
      line("if \(name):")
      block { line("print(\(name).popitem())") }
    case 8:
      line("for \(fresh("x")), \(fresh("x")) in \(isWhole ? "\(name).items()" : "list(\(name).items())"):")
      block()
    case 9:
      let wanted = leaf(key)
      line("if \(wanted) in \(name):")
      block { line(pick(["del \(name)[\(wanted)]", "print(\(name)[\(wanted)], \(name).pop(\(wanted)))"])) }
    default: line(chance(5) ? "del \(name)[\(leaf(key))]" : "print(\(name), list(\(name)), \(name).get(\(leaf(key))))")
    }
  }

  private func expressionStatement() {
    line("print(\(expression(.list(.int))) == \(expression(.list(.int))))")
  }

  private func assertion() {
    line(
      "assert \(chance(6) ? condition() : "len(\(expression(.text, 1))) >= 0")\(chance(2) ? ", \(leaf(.text))" : "")")
  }

  private func end() {
    line("if \(condition()):")
    block { line(isWhole ? "done()" : "pass") }
  }
}
