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
    var all: [ExpressionID] = []
    forEachDirectExpression(of: statement) { all.append($0) }
    return all
  }

  /// Goes through `directExpressions` without an array.
  public func forEachDirectExpression(of statement: TypedStatement, _ body: (ExpressionID) -> Void) {
    switch statement.kind {
    case .expression(let value), .assignLocal(_, let value), .assignGlobal(_, let value), .assignCell(_, let value),
      .initializeCell(_, let value), .checkCount(let value, _), .fail(let value), .raise(let value),
      .retry(let value, _), .within(let value, _):
      body(value)
    case .assignElement(let base, let index, let value):
      body(value)
      body(base)
      body(index)
    case .deleteElement(let base, let index):
      body(base)
      body(index)
    case .if(let branches, _):
      for branch in self.branches(in: branches) { body(branch.condition) }
    case .while(let condition, _, _): body(condition)
    case .forRange(_, let bounds, _, _):
      body(bounds.start)
      body(bounds.stop)
      body(bounds.step)
    case .forEach(_, let iterable, _, _): body(iterable)
    case .return(let value):
      if let value { body(value) }
    case .assert(let condition, let message):
      body(condition)
      if let message { body(message) }
    case .break, .continue, .try: break
    }
  }

  /// The blocks of a compound statement.
  public func blocks(of statement: TypedStatement) -> [BlockID] {
    var all: [BlockID] = []
    forEachBlock(of: statement) { all.append($0) }
    return all
  }

  /// Goes through `blocks` without an array.
  public func forEachBlock(of statement: TypedStatement, _ body: (BlockID) -> Void) {
    switch statement.kind {
    case .if(let branches, let otherwise):
      for branch in self.branches(in: branches) { body(branch.block) }
      body(otherwise)
    case .while(_, let block, let otherwise), .forRange(_, _, let block, let otherwise),
      .forEach(_, _, let block, let otherwise):
      body(block)
      body(otherwise)
    case .retry(_, let block), .within(_, let block): body(block)
    case .try(let id):
      body(self[id].body)
      if let handler = self[id].handler { body(handler.body) }
      body(self[id].otherwise)
      body(self[id].finally)
    default: break
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
