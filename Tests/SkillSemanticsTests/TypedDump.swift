import SkillSemantics

/// A typed program as text: locals with their types, then statements, every expression with its type where that is not
/// plain from the source.
struct TypedDump {
  let program: TypedProgram
  private var lines: [String] = []
  private var locals: [LocalVariable] = []

  static func text(_ program: TypedProgram) -> String {
    var dump = TypedDump(program: program)
    for cell in program.cells where cell.isDeclared {
      dump.lines.append("memory \(cell.name): \(program.types.name(cell.type))")
    }
    for global in program.globals { dump.lines.append("global \(global.name): \(program.types.name(global.type))") }
    for function in program.functions { dump.add(function) }
    dump.add(program.main)
    return dump.lines.joined(separator: "\n") + "\n"
  }

  private init(program: TypedProgram) { self.program = program }

  private mutating func add(_ function: TypedFunction) {
    locals = function.locals
    let parameters = locals.prefix(function.parameterCount).map { "\($0.name): \(program.types.name($0.type))" }
    lines.append(
      function.name.isEmpty
        ? "main"
        : "def \(function.name)(\(parameters.joined(separator: ", "))) -> \(program.types.name(function.result))")
    for (index, local) in locals.enumerated().dropFirst(function.parameterCount) {
      lines.append("  local \(name(index)): \(program.types.name(local.type))")
    }
    for condition in function.requires { lines.append("  requires \(text(condition))") }
    for condition in function.ensures { lines.append("  ensures \(text(condition))") }
    add(function.body, "  ")
  }

  private func name(_ index: Int) -> String { "\(locals[index].name)#\(index)" }

  private func name(_ local: LocalID) -> String { name(Int(local.rawValue)) }

  private mutating func add(_ block: BlockID, _ indent: String) {
    for statement in program.statements(in: block) { add(statement, indent) }
  }

  private mutating func add(_ statement: TypedStatement, _ indent: String) {
    func line(_ text: String) { lines.append(indent + text) }
    switch statement.kind {
    case .expression(let value): line(text(value))
    case .assignLocal(let local, let value): line("\(name(local)) = \(text(value))")
    case .assignGlobal(let global, let value): line("\(program[global].name) = \(text(value))")
    case .assignCell(let cell, let value): line("\(program[cell].name) = \(text(value))")
    case .initializeCell(let cell, let value): line("initialize \(program[cell].name) = \(text(value))")
    case .assignElement(let base, let index, let value): line("\(text(base))[\(text(index))] = \(text(value))")
    case .deleteElement(let base, let index): line("delete \(text(base))[\(text(index))]")
    case .checkCount(let list, let count): line("check \(text(list)) has \(count)")
    case .if(let branches, let otherwise):
      for (index, branch) in program.branches(in: branches).enumerated() {
        add("\(index == 0 ? "if" : "elif") \(text(branch.condition))", [branch.block], indent)
      }
      if !otherwise.isEmpty { add("else", [otherwise], indent) }
    case .while(let condition, let body, let otherwise): add("while \(text(condition))", [body, otherwise], indent)
    case .forRange(let local, let bounds, let body, let otherwise):
      let range = [bounds.start, bounds.stop, bounds.step].map { text($0) }.joined(separator: ", ")
      add("for \(name(local)) in range(\(range))", [body, otherwise], indent)
    case .forEach(let local, let iterable, let body, let otherwise):
      add("for \(name(local)) in \(text(iterable))", [body, otherwise], indent)
    case .break: line("break")
    case .continue: line("continue")
    case .return(let value): line("return" + (value.map { " " + text($0) } ?? ""))
    case .try(let id):
      let statement = program[id]
      add("try", [statement.body], indent)
      if let handler = statement.handler { add("except \(name(handler.failure))", [handler.body], indent) }
      add("else", [statement.otherwise], indent)
      add("finally", [statement.finally], indent)
    case .retry(let count, let body): add("retry \(text(count))", [body], indent)
    case .within(let budget, let body): add("within \(text(budget))", [body], indent)
    case .fail(let message): line("fail \(text(message))")
    case .raise(let value): line("raise \(text(value))")
    case .assert(let condition, let message):
      line("assert \(text(condition))" + (message.map { ", " + text($0) } ?? ""))
    }
  }

  /// A header and its blocks; of several, the later ones under `else` if they are not empty.
  private mutating func add(_ header: String, _ blocks: [BlockID], _ indent: String) {
    if header == "else" || header == "finally", blocks.allSatisfy(\.isEmpty) { return }
    lines.append(indent + header)
    for (index, block) in blocks.enumerated() where index == 0 || !block.isEmpty {
      if index > 0 { lines.append(indent + "else") }
      add(block, indent + "  ")
    }
  }

  private func list(_ expressions: some Sequence<ExpressionID>) -> String {
    expressions.map { text($0) }.joined(separator: ", ")
  }

  private func arguments(_ list: ArgumentList) -> String {
    program.arguments(of: list).map { "\($0.parameter): \(text($0.value))" }.joined(separator: ", ")
  }

  private func text(_ id: ExpressionID) -> String {
    let expression = program[id]
    let type = program.types.name(expression.type)
    switch expression.kind {
    case .none: return "None"
    case .bool(let value): return value ? "True" : "False"
    case .int(let value): return "\(value)"
    case .number(let value): return expression.type == .float ? "\(value)" : "\(value):\(type)"
    case .string(let text): return "'\(program[text])'"
    case .local(let local): return name(local)
    case .global(let global, let mayBeUnset): return program[global].name + (mayBeUnset ? "?" : "")
    case .cell(let cell): return program[cell].name
    case .function(let function): return "@\(program[function].name)"
    case .keep(let local, let value): return "(\(name(local)) := \(text(value)))"
    case .convert(let conversion, let value): return "\(conversion)(\(text(value)))"
    case .not(let value): return "not \(text(value))"
    case .negate(let value): return "-\(text(value))"
    case .binary(let operation, let left, let right): return "\(operation):\(type)(\(text(left)), \(text(right)))"
    case .compare(let operation, let left, let right): return "\(operation)(\(text(left)), \(text(right)))"
    case .isNone(let value): return "isNone(\(text(value)))"
    case .contains(let container, let element): return "contains(\(text(container)), \(text(element)))"
    case .and(let left, let right): return "(\(text(left)) and \(text(right)))"
    case .or(let left, let right): return "(\(text(left)) or \(text(right)))"
    case .conditional(let condition, let then, let otherwise):
      return "(\(text(then)) if \(text(condition)) else \(text(otherwise))):\(type)"
    case .list(let members): return "[\(list(program.expressions(in: members)))]:\(type)"
    case .dictionary(let members): return "{\(list(program.expressions(in: members)))}:\(type)"
    case .tuple(let members): return "(\(list(program.expressions(in: members)))):\(type)"
    case .vec3(let members): return "Vec3(\(list(program.expressions(in: members))))"
    case .quat(let members): return "Quat(\(list(program.expressions(in: members))))"
    case .pose(let position, let rotation): return "Pose(\(text(position)), \(text(rotation)))"
    case .comprehension(let id): return "\(text(program[id])):\(type)"
    case .field(let field, let base): return "\(text(base)).\(field)"
    case .tupleElement(let base, let index): return "\(text(base)).\(index)"
    case .element(let base, let index): return "\(text(base))[\(text(index))]:\(type)"
    case .slice(let base, let bounds):
      return
        "\(text(base))[\([bounds.lower, bounds.upper, bounds.step].map { $0.map(text) ?? "" }.joined(separator: ":"))]"
    case .joined(let pieces): return "joined(\(list(program.expressions(in: pieces))))"
    case .text(let value): return "str(\(text(value)))"
    case .representation(let value): return "repr(\(text(value)))"
    case .formatted(let value, _): return "format(\(text(value)))"
    case .formattedDynamically(let value, let spec): return "format(\(text(value)), \(text(spec)))"
    case .call(let function, let list): return "\(program[function].name)(\(arguments(list))):\(type)"
    case .hostCall(let host, let list): return "\(program[host].name)(\(arguments(list)))"
    case .builtin(let operation, let list):
      return "\(operation)(\(program.arguments(of: list).map { text($0.value) }.joined(separator: ", "))):\(type)"
    }
  }

  private func text(_ comprehension: TypedComprehension) -> String {
    var result = text(comprehension.element) + (comprehension.value.map { ": " + text($0) } ?? "")
    for clause in comprehension.clauses {
      switch clause.source {
      case .range(let local, let bounds):
        result += " for \(name(local)) in range(\(list([bounds.start, bounds.stop, bounds.step])))"
      case .each(let local, let iterable): result += " for \(name(local)) in \(text(iterable))"
      }
      for condition in clause.conditions { result += " if \(text(condition))" }
    }
    return "<\(result)>"
  }
}
