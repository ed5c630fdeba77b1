import SkillSemantics

extension ReferenceEvaluator {
  func value(_ id: ExpressionID) throws -> Datum {
    try step()
    let expression = program[id]
    switch expression.kind {
    case .none: return .none
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .number(let value): return .number(value)
    case .string(let text): return .text(program[text])
    case .local(let local):
      guard let value = self[local] else { throw Thrown.broken("a local is read before it is set") }
      return value
    case .global(let global, _):
      guard let value = globals[Int(global.rawValue)] else { throw fault("not set \(program[global].name)") }
      return value
    case .cell(let cell):
      guard let value = cells[Int(cell.rawValue)] else { throw fault("not set \(program[cell].name)") }
      return value
    case .function(let function): return .function(function)
    case .keep(let local, let inner):
      let kept = try value(inner)
      self[local] = kept
      return kept
    case .convert(let conversion, let operand): return try converted(try value(operand), conversion)
    case .not(let operand): return .bool(try !value(operand).bool())
    case .negate(let operand): return try negated(try value(operand))
    case .binary(let operation, let left, let right):
      let first = try value(left)
      return try combined(operation, first, try value(right))
    case .compare(let comparison, let left, let right):
      let first = try value(left)
      return .bool(holds(comparison, first, try value(right)))
    case .isNone(let operand): return .bool(try value(operand).isNone)
    case .contains(let container, let element):
      let wanted = try value(element)
      return .bool(try contains(try value(container), wanted))
    case .and(let left, let right): return .bool(try value(left).bool() && value(right).bool())
    case .or(let left, let right): return .bool(try value(left).bool() || value(right).bool())
    case .conditional(let condition, let then, let otherwise):
      return try value(condition).bool() ? value(then) : value(otherwise)
    default: return try compositeValue(expression)
    }
  }

  /// Values made of others, parts of others, calls.
  private func compositeValue(_ expression: TypedExpression) throws -> Datum {
    switch expression.kind {
    case .list(let members): return .list(try values(program.expressions(in: members)))
    case .dictionary(let members):
      let dictionary = Datum.Dictionary()
      let parts = Array(program.expressions(in: members))
      for index in stride(from: 0, to: parts.count - 1, by: 2) {
        let key = try value(parts[index])
        dictionary.set(key, try value(parts[index + 1]))
      }
      return .dictionary(dictionary)
    case .tuple(let members): return .tuple(try values(program.expressions(in: members)))
    case .vec3(let members), .quat(let members):
      return .numbers(try values(program.expressions(in: members)).map { try $0.number() })
    case .pose(let position, let rotation):
      let first = try value(position).numbers()
      return .numbers(try first + value(rotation).numbers())
    case .comprehension(let id): return try comprehended(program[id])
    case .field(let field, let base): return try part(field, of: try value(base), program[base].type)
    case .tupleElement(let base, let index): return try value(base).tuple()[Int(index)]
    case .element(let base, let index):
      let container = try value(base)
      return try element(of: container, at: try value(index), program[index].type)
    case .slice(let base, let bounds): return try slice(try value(base), bounds)
    case .joined(let parts): return .text(try values(program.expressions(in: parts)).flatMap { try $0.text() })
    case .text(let operand): return .text(shown(try value(operand), program[operand].type))
    case .representation(let operand): return .text(represented(try value(operand), program[operand].type))
    case .formatted(let operand, let format):
      return .text(try formatted(try value(operand), program[operand].type, program[format]))
    case .formattedDynamically(let operand, let spec):
      let value = try value(operand)
      guard let format = FormatSpecification(try self.value(spec).string()) else { throw fault("value") }
      return .text(try formatted(value, program[operand].type, format))
    case .call(let function, let arguments): return try call(function, try inOrder(arguments))
    case .hostCall(let function, let arguments): return try hostCall(function, try inOrder(arguments))
    case .builtin(let operation, let arguments): return try builtin(operation, arguments, expression.type)
    default: throw Thrown.broken("an expression is forgotten")
    }
  }

  private func values(_ list: ArraySlice<ExpressionID>) throws -> [Datum] { try list.map { try value($0) } }

  /// Evaluates arguments as they were written; gives them as the parameters stand.
  func inOrder(_ list: ArgumentList) throws -> [Datum] {
    var values: [UInt32: Datum] = [:]
    for argument in program.arguments(of: list) { values[argument.parameter] = try value(argument.value) }
    return values.sorted { $0.key < $1.key }.map(\.value)
  }

  // MARK: Comprehensions

  private func comprehended(_ comprehension: TypedComprehension) throws -> Datum {
    let elements = Datum.List([])
    let entries = Datum.Dictionary()
    try forEachElement(of: comprehension) {
      let element = try self.value(comprehension.element)
      if let value = comprehension.value {
        entries.set(element, try self.value(value))
      } else {
        elements.elements.append(element)
      }
      try self.checkSize(elements.elements.count + entries.entries.count)
      return true
    }
    return comprehension.value == nil ? .list(elements) : .dictionary(entries)
  }

  /// Sets the variables of a comprehension to each of their values, while `body` wants to go on.
  func forEachElement(of comprehension: TypedComprehension, _ body: @escaping () throws -> Bool) throws {
    _ = try forEach(comprehension.clauses[...], body)
  }

  private func forEach(_ clauses: ArraySlice<TypedComprehension.Clause>, _ body: () throws -> Bool) throws -> Bool {
    guard let clause = clauses.first else { return try body() }
    var goesOn = true
    func visit(_ local: LocalID, _ element: Datum) throws -> Bool {
      self[local] = element
      _ = try execute(clause.unpacking)
      for condition in clause.conditions { guard try value(condition).bool() else { return true } }
      goesOn = try forEach(clauses.dropFirst(), body)
      return goesOn
    }
    switch clause.source {
    case .range(let local, let bounds):
      for number in try range(bounds) { guard try visit(local, .int(number)) else { break } }
    case .each(let local, let iterable):
      try forEach(of: try value(iterable)) { try visit(local, $0) }
    }
    return goesOn
  }

  // MARK: Parts

  private func part(_ field: Field, of whole: Datum, _ type: Type) throws -> Datum {
    let first = type == .quat ? 1 : 0
    switch field {
    case .position: return .numbers(Array(try whole.numbers().prefix(3)))
    case .rotation: return .numbers(Array(try whole.numbers().dropFirst(3)))
    case .w: return .number(try whole.numbers()[0])
    case .x: return .number(try whole.numbers()[first])
    case .y: return .number(try whole.numbers()[first + 1])
    case .z: return .number(try whole.numbers()[first + 2])
    case .failureSkill: return .text(try whole.failure().skill)
    case .failureReason: return .text(try whole.failure().reason)
    case .failureMessage: return .text(try whole.failure().message)
    case .actorName, .actorShape, .actorTexture:
      guard case .actor(let index) = whole else { throw Thrown.broken("this is no actor") }
      let facts = ScriptedHost.scene[index]
      return .text(field == .actorName ? facts.name : field == .actorShape ? facts.shape : facts.texture)
    }
  }

  /// The position that an index names.
  func position(_ index: Int64, count: Int) throws -> Int {
    let position = index < 0 ? index + Int64(count) : index
    guard position >= 0, position < Int64(count) else { throw fault("index \(index)") }
    return Int(position)
  }

  private func element(of container: Datum, at index: Datum, _ type: Type) throws -> Datum {
    switch container {
    case .list(let list): return list.elements[try position(try index.int(), count: list.elements.count)]
    case .text(let text): return .text([text[try position(try index.int(), count: text.count)]])
    case .dictionary(let dictionary): return dictionary.entries[try find(index, type, in: dictionary)].value
    default: throw Thrown.broken("\(container) has no elements")
    }
  }

  /// The entry of a key that has to be there.
  func find(_ key: Datum, _ type: Type, in dictionary: Datum.Dictionary) throws -> Int {
    guard let index = dictionary.index(of: key) else { throw fault("key \(represented(key, type))") }
    return index
  }

  func store(_ element: Datum, in container: Datum, at index: Datum, _ type: Type) throws {
    if case .dictionary(let dictionary) = container {
      dictionary.set(index, element)
    } else {
      let list = try container.list()
      list.elements[try position(try index.int(), count: list.elements.count)] = element
    }
  }

  func delete(_ index: Datum, from container: Datum, _ type: Type) throws {
    if case .dictionary(let dictionary) = container {
      dictionary.entries.remove(at: try find(index, type, in: dictionary))
    } else {
      let list = try container.list()
      list.elements.remove(at: try position(try index.int(), count: list.elements.count))
    }
  }

  private func contains(_ container: Datum, _ wanted: Datum) throws -> Bool {
    switch container {
    case .text(let text): return occurrences(of: try wanted.text(), in: text).first != nil
    case .dictionary(let dictionary): return dictionary.index(of: wanted) != nil
    default: return try container.list().elements.contains { areEqual($0, wanted) }
    }
  }

  private func slice(_ base: Datum, _ bounds: SliceBounds) throws -> Datum {
    let lower = try bounds.lower.map { try value($0).int() }
    let upper = try bounds.upper.map { try value($0).int() }
    let step = try bounds.step.map { try value($0).int() } ?? 1
    guard step != 0 else { throw fault("value") }
    if case .text(let text) = base { return .text(positions(lower, upper, step, count: text.count).map { text[$0] }) }
    let elements = try base.list().elements
    return .list(positions(lower, upper, step, count: elements.count).map { elements[$0] })
  }

  /// The positions of `lower:upper:step`: those that a walk in such steps from one bound to the other meets.
  private func positions(_ lower: Int64?, _ upper: Int64?, _ step: Int64, count: Int) -> [Int] {
    func place(_ bound: Int64?, orElse end: Int) -> Int {
      guard let bound else { return end }
      let fromStart = bound < 0 ? Int128(bound) + Int128(count) : Int128(bound)
      let (first, last) = step > 0 ? (0, count) : (-1, count - 1)
      return Int(min(max(fromStart, Int128(first)), Int128(last)))
    }
    let start = place(lower, orElse: step > 0 ? 0 : count - 1)
    let end = place(upper, orElse: step > 0 ? count : -1)
    var result: [Int] = []
    var next = Int128(start)
    while step > 0 ? next < Int128(end) : next > Int128(end) {
      result.append(Int(next))
      next += Int128(step)
    }
    return result
  }
}
