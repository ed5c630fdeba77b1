/// The parts of a node, for whoever walks the tree.
extension TypedProgram {
  /// The expressions that an expression evaluates directly, in order.
  public func forEachOperand(of id: ExpressionID, _ body: (ExpressionID) -> Void) {
    switch self[id].kind {
    case .none, .bool, .int, .number, .string, .local, .global, .cell, .function: break
    case .keep(_, let value), .convert(_, let value), .not(let value), .negate(let value), .isNone(let value),
      .field(_, let value), .tupleElement(let value, _), .text(let value), .representation(let value),
      .formatted(let value, _):
      body(value)
    case .binary(_, let left, let right), .compare(_, let left, let right), .and(let left, let right),
      .or(let left, let right), .pose(let left, let right), .element(let left, let right),
      .formattedDynamically(let left, let right), .contains(let left, let right):
      body(left)
      body(right)
    case .conditional(let condition, let then, let otherwise):
      body(condition)
      body(then)
      body(otherwise)
    case .list(let list), .dictionary(let list), .tuple(let list), .vec3(let list), .quat(let list), .joined(let list):
      for member in expressions(in: list) { body(member) }
    case .slice(let base, let bounds):
      body(base)
      for bound in [bounds.lower, bounds.upper, bounds.step] { if let bound { body(bound) } }
    case .comprehension(let id): forEachOperand(of: self[id], body)
    case .call(_, let arguments), .hostCall(_, let arguments), .builtin(_, let arguments):
      for argument in self.arguments(of: arguments) { body(argument.value) }
    }
  }

  private func forEachOperand(of comprehension: TypedComprehension, _ body: (ExpressionID) -> Void) {
    for clause in comprehension.clauses {
      switch clause.source {
      case .range(_, let bounds):
        body(bounds.start)
        body(bounds.stop)
        body(bounds.step)
      case .each(_, let iterable): body(iterable)
      }
      clause.conditions.forEach(body)
    }
    body(comprehension.element)
    if let value = comprehension.value { body(value) }
  }

  /// The expressions that a statement itself evaluates, without those of its blocks.
  public func directExpressions(of statement: TypedStatement) -> [ExpressionID] {
    switch statement.kind {
    case .expression(let value), .assignLocal(_, let value), .assignGlobal(_, let value), .assignCell(_, let value),
      .initializeCell(_, let value), .checkCount(let value, _), .fail(let value), .raise(let value),
      .retry(let value, _), .within(let value, _):
      [value]
    case .assignElement(let base, let index, let value): [value, base, index]
    case .deleteElement(let base, let index): [base, index]
    case .if(let branches, _): self.branches(in: branches).map(\.condition)
    case .while(let condition, _, _): [condition]
    case .forRange(_, let bounds, _, _): [bounds.start, bounds.stop, bounds.step]
    case .forEach(_, let iterable, _, _): [iterable]
    case .return(let value): value.map { [$0] } ?? []
    case .assert(let condition, let message): [condition] + (message.map { [$0] } ?? [])
    case .break, .continue, .try: []
    }
  }

  /// The blocks of a compound statement.
  public func blocks(of statement: TypedStatement) -> [BlockID] {
    switch statement.kind {
    case .if(let branches, let otherwise): self.branches(in: branches).map(\.block) + [otherwise]
    case .while(_, let body, let otherwise), .forRange(_, _, let body, let otherwise),
      .forEach(_, _, let body, let otherwise):
      [body, otherwise]
    case .retry(_, let body), .within(_, let body): [body]
    case .try(let id):
      [self[id].body] + (self[id].handler.map { [$0.body] } ?? []) + [self[id].otherwise, self[id].finally]
    default: []
    }
  }

  /// Whether a counting loop is certain to go round once: its bounds are literals.
  public func isNonEmpty(_ bounds: RangeBounds) -> Bool {
    guard case .int(let start) = self[bounds.start].kind, case .int(let stop) = self[bounds.stop].kind,
      case .int(let step) = self[bounds.step].kind
    else { return false }
    return step > 0 && start < stop || step < 0 && start > stop
  }

  /// Whether a value is a literal with elements.
  public func isNonEmpty(_ iterable: ExpressionID) -> Bool {
    switch self[iterable].kind {
    case .list(let members), .tuple(let members), .dictionary(let members): members.count > 0
    case .string(let text): !self[text].isEmpty
    case .convert(.tupleToList, let tuple): isNonEmpty(tuple)
    default: false
    }
  }
}
