import SkillDiagnostics
import SkillMachine
import SkillSemantics

extension ReferenceEvaluator {
  /// Where control goes after a statement.
  enum Flow {
    case next
    case broke
    case continued
    case returned(Datum)
  }

  func execute(_ block: BlockID) throws -> Flow {
    for statement in program.statements(in: block) {
      stand(at: statement.span)
      try step()
      let flow = try execute(statement)
      guard case .next = flow else { return flow }
    }
    return .next
  }

  private func execute(_ statement: TypedStatement) throws -> Flow {
    switch statement.kind {
    case .expression(let id): _ = try value(id)
    case .assignLocal(let local, let id): self[local] = try value(id)
    case .assignGlobal(let global, let id): globals[Int(global.rawValue)] = try value(id)
    case .assignCell(let cell, let id): cells[Int(cell.rawValue)] = try value(id)
    case .initializeCell(let cell, let id):
      if cells[Int(cell.rawValue)] == nil { cells[Int(cell.rawValue)] = try value(id) }
    case .assignElement(let base, let index, let id):
      let element = try value(id)
      let container = try value(base)
      try store(element, in: container, at: try value(index), program[index].type)
    case .deleteElement(let base, let index):
      let container = try value(base)
      try delete(try value(index), from: container, program[index].type)
    case .checkCount(let list, let count):
      guard try value(list).list().elements.count == Int(count) else { throw fault("value") }
    case .if(let branches, let otherwise):
      for branch in program.branches(in: branches) {
        stand(at: branch.span)
        if try value(branch.condition).bool() { return try execute(branch.block) }
      }
      return try execute(otherwise)
    case .while(let condition, let body, let otherwise):
      while true {
        stand(at: statement.span)
        try step()
        guard try value(condition).bool() else { return try execute(otherwise) }
        if let flow = leaves(try execute(body)) { return flow }
      }
    case .forRange(let local, let bounds, let body, let otherwise):
      let numbers = try range(bounds)
      for number in numbers {
        self[local] = .int(number)
        if let flow = leaves(try execute(body)) { return flow }
      }
      return try execute(otherwise)
    case .forEach(let local, let iterable, let body, let otherwise):
      let container = try value(iterable)
      var left: Flow?
      try forEach(of: container, header: statement.span) { element in
        self[local] = element
        left = self.leaves(try self.execute(body))
        return left == nil
      }
      return try left ?? execute(otherwise)
    case .break: return .broke
    case .continue: return .continued
    case .return(let id): return try leave(with: id)
    case .try(let id): return try execute(program[id])
    case .retry(let count, let body): return try retry(try value(count).int(), body)
    case .within(let budget, let body): return try within(try value(budget).number(), body)
    case .fail(let message): try fail(try value(message).string())
    case .raise(let failure): throw Thrown.failure(try value(failure).failure(), trace)
    case .assert(let condition, let message):
      guard try value(condition).bool() else {
        let text = program.text(in: program[condition].span)
        throw fault("assertion " + (try message.map { try value($0).string() } ?? text))
      }
    }
    return .next
  }

  /// How a loop ends that its body left in this way; nil if it goes on.
  private func leaves(_ flow: Flow) -> Flow? {
    switch flow {
    case .next, .continued: nil
    case .broke: .next
    case .returned: flow
    }
  }

  private func leave(with id: ExpressionID?) throws -> Flow {
    let function = frames[frames.count - 1].function
    let result = try id.map { try value($0) } ?? .none
    if let local = function.resultLocal { self[local] = result }
    try demand(function.ensures, "ensures")
    return .returned(result)
  }

  // MARK: Loops

  func range(_ bounds: RangeBounds) throws -> [Int64] {
    let start = try value(bounds.start).int()
    let stop = try value(bounds.stop).int()
    return try range(start, stop, try value(bounds.step).int())
  }

  func range(_ start: Int64, _ stop: Int64, _ step: Int64) throws -> [Int64] {
    guard step != 0 else { throw fault("value") }
    var numbers: [Int64] = []
    var next = Int128(start)
    while step > 0 ? next < Int128(stop) : next > Int128(stop) {
      numbers.append(Int64(next))
      next += Int128(step)
      try checkSize(numbers.count)
    }
    return numbers
  }

  /// Goes over a container while `body` wants to: a list as it is at each step, a dict's keys as they were at the start.
  func forEach(of container: Datum, header: Span? = nil, _ body: (Datum) throws -> Bool) throws {
    switch container {
    case .list(let list):
      var index = 0
      while index < list.elements.count {
        index += 1
        try step()
        guard try body(list.elements[index - 1]) else { return }
        if let header { stand(at: header) }
      }
    case .dictionary(let dictionary):
      let keys = dictionary.entries.map(\.key)
      for key in keys {
        guard try body(key) else { return }
        if let header { stand(at: header) }
        guard dictionary.entries.count == keys.count else { throw fault("changed during iteration") }
      }
    case .text(let scalars):
      for scalar in scalars {
        guard try body(.text([scalar])) else { return }
        if let header { stand(at: header) }
      }
    default: throw Thrown.broken("no loop goes over \(container)")
    }
  }

  // MARK: Failures

  private func execute(_ statement: TypedTry) throws -> Flow {
    let depth = deadlines.count
    let flow: Flow
    do {
      flow = try handled(statement)
    } catch let thrown as Thrown {
      switch thrown {
      case .exhausted, .broken, .done: throw thrown
      case .failure, .expiry, .fault: break
      }
      deadlines.removeLast(deadlines.count - depth)
      let cleanup = try execute(statement.finally)
      guard case .next = cleanup else { return cleanup }
      throw thrown
    }
    let cleanup = try execute(statement.finally)
    guard case .next = cleanup else { return cleanup }
    return flow
  }

  private func handled(_ statement: TypedTry) throws -> Flow {
    let flow: Flow
    do {
      flow = try execute(statement.body)
    } catch Thrown.failure(let failure, let trace) {
      guard let handler = statement.handler else { throw Thrown.failure(failure, trace) }
      self[handler.failure] = .failure(failure)
      return try execute(handler.body)
    }
    guard case .next = flow else { return flow }
    return try execute(statement.otherwise)
  }

  private func retry(_ count: Int64, _ body: BlockID) throws -> Flow {
    guard count >= 1 else { throw fault("value") }
    for _ in 1..<count {
      try step()
      do {
        return try execute(body)
      } catch Thrown.failure {}
    }
    return try execute(body)
  }

  private func within(_ budget: Double, _ body: BlockID) throws -> Flow {
    let index = deadlines.count
    deadlines.append(host.time + max(0, budget))
    defer { deadlines.removeLast(deadlines.count - index) }
    do {
      return try execute(body)
    } catch Thrown.expiry(index, let failure, let trace) {
      throw Thrown.failure(failure, trace)
    }
  }

  func fail(_ message: String) throws -> Never {
    throw Thrown.failure(CaughtFailure(skill: "fail", reason: "rejected_by_program", message: message), trace)
  }
}
