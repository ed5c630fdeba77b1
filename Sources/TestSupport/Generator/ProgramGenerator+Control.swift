extension ProgramGenerator {
  func branch() {
    line("if \(condition(2)):")
    block()
    if chance(3) {
      line("elif \(condition()):")
      block()
    }
    guard chance(2) else { return }
    line("else:")
    block()
  }

  /// A loop's body, which may go on or leave early.
  private func loopBody(_ variables: [Variable]) {
    let outer = place
    place.loops += 1
    place.canBreak = true
    block(variables)
    let movesRobot = place.movesRobot
    place = outer
    place.movesRobot = movesRobot
    if chance(4) {
      line("else:")
      block()
    }
  }

  func forLoop() {
    guard place.loops < 2 else { return printStatement() }
    let name = fresh("i")
    switch index(6) {
    case 0, 1:
      line("for \(name) in range(\(range())):")
      loopBody([Variable(name: name, kind: .int)])
    case 2:
      let kind = pick([Kind.int, .text, .float])
      line("for \(name) in \(expression(.list(kind), 1))[:5]:")
      loopBody([Variable(name: name, kind: kind)])
    case 3:
      line("for \(name) in \(expression(.text, 1))[:4]:")
      loopBody([Variable(name: name, kind: .text)])
    case 4:
      let key = pick([Kind.text, .int])
      line("for \(name) in \(leaf(.dictionary(key, .int))):")
      loopBody([Variable(name: name, kind: key)])
    default:
      let second = fresh("i")
      line("for \(name), \(second) in zip(\(expression(.list(.int), 1)), \(expression(.list(.text), 1))[:4]):")
      loopBody([Variable(name: name, kind: .int), Variable(name: second, kind: .text)])
    }
  }

  func whileLoop() {
    guard place.loops < 2 else { return printStatement() }
    let name = fresh("w")
    line("\(name) = 0")
    let isEndless = chance(3)
    line("while \(isEndless ? "True" : "\(name) < \(1 + index(4))\(chance(3) ? " and \(condition())" : "")"):")
    indentation += 1
    line("\(name) += 1")
    if isEndless {
      line("if \(name) > \(1 + index(3)):")
      block { line("break") }
    }
    indentation -= 1
    let outer = place
    place.loops += 1
    place.canBreak = true
    block([Variable(name: name, kind: .int, isAssignable: false)])
    let movesRobot = place.movesRobot
    place = outer
    place.movesRobot = movesRobot
    set(name, .int, isAssignable: false)
    if !isEndless, chance(4) {
      line("else:")
      block()
    }
  }

  /// Leaves a loop or a function, where a condition holds.
  func leave() {
    var ways: [String] = []
    if place.canBreak { ways += ["break", "continue"] }
    if place.isInFunction { ways.append("return" + (place.result.map { " \(expression($0))" } ?? "")) }
    guard !ways.isEmpty else { return printStatement() }
    line("if \(condition()):")
    block {
      if chance(3) { printStatement() }
      line(pick(ways))
    }
  }

  func tryFinally() {
    line("try:")
    block()
    finally()
  }

  private func finally() {
    line("finally:")
    let outer = place
    place.isInFinally = true
    // Leaving from a `finally` is rare, and worth having.
    place.canBreak = place.canBreak && chance(3)
    block()
    place = outer
  }

  func tryExcept() {
    line("try:")
    block {
      statement()
      if !place.isInFinally, chance(2) { skill() } else { failIf() }
      if chance(2) { statement() }
    }
    let name = fresh("e")
    line("except SkillFailure\(chance(4) ? "" : " as \(name)"):")
    let isNamed = lines.last?.hasSuffix("as \(name):") ?? false
    block {
      if isNamed { line("print(\(name).\(pick(["reason", "skill", "message"])), \(name))") }
      statement()
      if chance(5) {
        line("if \(condition()):")
        block { line(isNamed && chance(2) ? "raise \(name)" : "raise") }
      }
    }
    if chance(3) {
      line("else:")
      block()
    }
    if chance(3) { finally() }
  }
}
