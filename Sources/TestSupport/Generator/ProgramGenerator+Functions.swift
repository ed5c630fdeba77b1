extension ProgramGenerator {
  func writeFunction() {
    let outer = (scopes, place)
    defer { (scopes, place) = outer }
    place = Surroundings()
    place.isInFunction = true
    if chance(5) { return writeKey() }
    if chance(4) { return writeRecursion() }
    let name = fresh("f")
    var parameters = (0..<index(4)).map { _ in
      Function.Parameter(name: fresh("p"), kind: chance(4) ? containerKind() : plainKind(), defaultValue: nil)
    }
    // Those with defaults stand last.
    for index in parameters.indices.reversed() {
      guard chance(2), !parameters[index].kind.isContainer, !parameters[index].kind.isRobotic else { break }
      parameters[index].defaultValue = literal(parameters[index].kind)
    }
    let result = chance(4) ? nil : anyKind()
    place.result = result
    let list = parameters.map { "\($0.name): \($0.kind.annotation)\($0.defaultValue.map { " = \($0)" } ?? "")" }
    line("def \(name)(\(list.joined(separator: ", ")))\(result.map { " -> \($0.annotation)" } ?? ""):")
    block(parameters.map { Variable(name: $0.name, kind: $0.kind) }) {
      if isWhole { contract(result) }
      budget += 3
      for _ in 0..<(1 + index(4)) { statement() }
      if let result { line("return \(expression(result))") } else if chance(4) { line("return") }
    }
    functions.append(Function(name: name, parameters: parameters, result: result, movesRobot: place.movesRobot))
  }

  private func contract(_ result: Kind?) {
    place.callsNothing = true
    defer { place.callsNothing = false }
    if chance(5) { line("requires \(chance(4) ? "1 < 2 and \(condition())" : "len(\(leaf(.text))) >= 0")") }
    guard chance(5), let result, result.isOrdered, !result.isRobotic else { return }
    scopes.append([Variable(name: "result", kind: result)])
    line("ensures \(chance(4) ? "1 < 2 and \(condition())" : "result == result")")
    scopes.removeLast()
  }

  private func writeRecursion() {
    let name = fresh("r")
    line("def \(name)(n: int, x: int = \(index(5))) -> int:")
    block([Variable(name: "n", kind: .int, isAssignable: false), Variable(name: "x", kind: .int)]) {
      line("if n <= 0:")
      block { line("return \(expression(.int, 1))") }
      place.result = .int
      statement()
      line("return (\(name)(n - 1, x\(chance(2) ? " + n" : "")) \(pick(["+", "-"])) \(expression(.int, 1)))")
    }
    // Called with few levels only, so not known as a function of any int.
    functions.append(
      Function(
        name: name, parameters: [.init(name: "n", kind: .int, defaultValue: nil)], result: nil,
        movesRobot: place.movesRobot))
  }

  private func writeKey() {
    let name = fresh("key")
    let kind = pick([Kind.int, .text, .float, .list(.int), .tuple([.text, .int])])
    line("def \(name)(e: \(kind.annotation)) -> int:")
    block([Variable(name: "e", kind: kind)]) {
      if chance(3) { line("print('key', e)") }
      line("return \(expression(.int, 2))")
    }
    keys.append((name, kind))
  }

  /// A call of a function with this result; nil where there is none that may be called here.
  func call(_ kind: Kind?, _ depth: Int) -> String? {
    let known = functions.filter { function in
      function.result == kind && !(function.movesRobot && place.isInFinally) && !function.name.hasPrefix("r")
    }
    guard !known.isEmpty else { return nil }
    return call(pick(known), depth)
  }

  private func call(_ function: Function, _ depth: Int) -> String {
    if function.movesRobot { place.movesRobot = true }
    var positional: [String] = []
    var named: [String] = []
    var isNamed = false
    for parameter in function.parameters {
      isNamed = isNamed || chance(4)
      if parameter.defaultValue != nil, chance(2) {
        isNamed = true
        continue
      }
      let value = expression(parameter.kind, depth)
      if isNamed {
        named.insert("\(parameter.name)=\(value)", at: index(named.count + 1))
      } else {
        positional.append(value)
      }
    }
    return "\(function.name)(\((positional + named).joined(separator: ", ")))"
  }

  /// A statement that calls a function.
  func callStatement() {
    let recursive = functions.filter { $0.name.hasPrefix("r") && !($0.movesRobot && place.isInFinally) }
    if chance(3), place.loops < 2, let function = recursive.first {
      if function.movesRobot { place.movesRobot = true }
      return line("print(\(function.name)(\(leaf(.int)) % 5\(chance(2) ? ", x=\(expression(.int, 1))" : "")))")
    }
    if let call = call(nil, 2) { line(call) } else { printStatement() }
  }
}
