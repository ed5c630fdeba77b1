import SkillDiagnostics
import SkillSyntax

/// Expressions: what kind of node goes to which rule, literals, names, conditions.
extension Checker {
  /// Checks an expression. `expecting` is a hint that shapes literals (`[0, 0, 0.1]` where a Vec3 is wanted); the caller
  /// still converts.
  mutating func check(_ node: NodeID, expecting: Type? = nil) -> ExpressionID {
    let span = tree.span(node)
    switch tree.kind(node) {
    case .name: return checkName(node)
    case .integerLiteral: return tree.integerValue(of: node).map { emit(.int($0), .int, span) } ?? broken(span)
    case .floatLiteral: return tree.floatValue(of: node).map { emit(.number($0), .float, span) } ?? broken(span)
    case .quantityLiteral: return checkQuantity(node)
    case .stringLiteral: return checkString(node)
    case .trueLiteral: return emit(.bool(true), .bool, span)
    case .falseLiteral: return emit(.bool(false), .bool, span)
    case .noneLiteral: return emit(.none, Type.none, span)
    case .parenthesized: return check(tree.child(node, 0), expecting: expecting)
    case .formattedString, .stringConcatenation: return checkText(node)
    case .list: return checkList(node, expecting: expecting)
    case .tuple: return checkTuple(node, expecting: expecting)
    case .dictionary: return checkDictionary(node, expecting: expecting)
    case .listComprehension: return checkListComprehension(node, expecting: expecting)
    case .dictionaryComprehension: return checkDictionaryComprehension(node)
    case .generator:
      report(TypeFinding.generatorAsValue, at: span)
      return broken(span)
    case .unary: return checkUnary(node)
    case .binary: return checkBinary(node)
    case .logical: return checkLogical(node, asTest: false).value
    case .comparison: return checkCondition(node).value
    case .conditional: return checkConditional(node, expecting: expecting)
    case .call: return checkCall(node, expecting: expecting)
    case .attribute: return checkAttribute(node)
    case .subscript: return checkSubscript(node)
    default: return broken(span)
    }
  }

  /// Where a value of one certain type is wanted; completes "wrong type for …".
  enum Place: ExpressibleByStringLiteral {
    case named(String)
    case index(of: Type)
    case key(of: Type)

    init(stringLiteral text: String) { self = .named(text) }
  }

  /// Checks an expression that must be a `type`; nil after a report.
  mutating func require(_ node: NodeID, _ type: Type, in place: Place) -> ExpressionID? {
    let value = check(node, expecting: type)
    if let converted = converted(value, to: type) { return self.type(value) == .error ? nil : converted }
    reportWrongValue(value, expected: type, in: place)
    return nil
  }

  mutating func reportWrongValue(_ value: ExpressionID, expected: Type, in place: Place) {
    let found = type(value)
    if types.unwrapped(found) == expected {
      reportMayBeNone(value)
      return
    }
    let text =
      switch place {
      case .named(let text): text
      case .index(let container): "an index of `\(types.name(container))`"
      case .key(let container): "a key of `\(types.name(container))`"
      }
    report(
      TypeFinding.wrongValue(place: text, expected: types.name(expected), found: types.name(found)), at: span(value))
  }

  // MARK: Literals and names

  private mutating func checkQuantity(_ node: NodeID) -> ExpressionID {
    let span = tree.span(node)
    guard let quantity = tree.quantity(of: node) else { return broken(span) }
    switch quantity.dimension {
    case .length: return emit(.number(quantity.si), .length, span)
    case .angle: return emit(.number(quantity.si), .angle, span)
    case .duration: return emit(.number(quantity.si), .duration, span)
    }
  }

  private mutating func checkString(_ node: NodeID) -> ExpressionID {
    emit(.string(text(ofLiteral: node)), .str, tree.span(node))
  }

  /// The text of a string literal. Those written alike share one.
  private mutating func text(ofLiteral node: NodeID) -> StringID {
    if literalTexts.isEmpty {
      literals.reserve(bytes: tree.source.bytes.count)
      literalTexts.reserveCapacity(16)
    }
    let number = Int(literals.intern(literal: node, of: tree).rawValue)
    if number < literalTexts.count { return literalTexts[number] }
    let text = string(tree.stringValue(of: node) ?? "")
    literalTexts.append(text)
    return text
  }

  private mutating func checkName(_ node: NodeID) -> ExpressionID {
    let span = tree.span(node)
    let symbol = tree.symbol(node)
    switch referent(of: symbol) {
    case .own(let index):
      if flow.variables[index].presence == .unset, let hidden = hiddenBinding(symbol) {
        return value(of: hidden, symbol, at: span)
      }
      return read(index, at: span)
    case .module(let index): return readModuleVariable(index, at: span)
    case .binding(let binding): return value(of: binding, symbol, at: span)
    }
  }

  private mutating func value(of binding: Binding, _ symbol: Symbol, at span: Span) -> ExpressionID {
    switch binding {
    case .cell(let index): return read(cell: index, at: span)
    case .preludeConstant(let index): return emit(preludeConstants[index].value, at: span)
    case .mathMember(.constant(let value)): return emit(.number(value), .float, span)
    case .importedVariable(let index):
      return reportEarlyUse(of: symbol, at: span) ? broken(span) : read(imported: index, at: span)
    case .mathModule, .namespace:
      report(NameFinding.moduleAsValue(tree.symbols.name(of: symbol)), at: span)
      return broken(span)
    case .function, .preludeFunction, .mathMember:
      let name = tree.symbols.name(of: symbol)
      if name == "done" { mayHaveEnded = true }
      report(NameFinding.functionAsValue(name), at: span, fixIts: callFix(symbol, at: span))
      return broken(span)
    case .unknown, .variable:
      reportUnknown(symbol, at: span)
      return broken(span)
    }
  }

  /// A constant as an expression.
  mutating func emit(_ constant: Constant, at span: Span) -> ExpressionID {
    switch constant.value {
    case .none: return emit(.none, constant.type, span)
    case .bool(let value): return emit(.bool(value), constant.type, span)
    case .int(let value): return emit(.int(value), constant.type, span)
    case .number(let value): return emit(.number(value), constant.type, span)
    case .string(let value):
      let text = string(value)
      return emit(.string(text), constant.type, span)
    case .tuple(let parts):
      let members = list(parts.map { emit($0, at: span) })
      return emit(.tuple(members), constant.type, span)
    case .numbers(let parts):
      let members = list(parts.map { emit(.number($0), .float, span) })
      return emit(constant.type == .vec3 ? .vec3(members) : .quat(members), constant.type, span)
    case .converted(let conversion, let inner):
      let value = emit(inner, at: span)
      return emit(.convert(conversion, value), constant.type, span)
    }
  }

  // MARK: Conditions

  /// Checks an expression as a test: of type bool, with what its outcome tells of variables.
  mutating func checkCondition(_ node: NodeID) -> Condition {
    var condition = examine(node, asTest: true)
    condition.value = truth(condition.value)
    return condition
  }

  /// Checks an expression and finds what its truth would tell. As a test, the operands of `and` and `or` are tests too and
  /// need no common type.
  mutating func examine(_ node: NodeID, asTest: Bool) -> Condition {
    switch tree.kind(node) {
    case .parenthesized: return examine(tree.child(node, 0), asTest: asTest)
    case .trueLiteral: return Condition(value: check(node), constant: true)
    case .falseLiteral: return Condition(value: check(node), constant: false)
    case .unary where tree.tokens[Int(tree[node].token)].kind == .not:
      let inner = checkCondition(tree.child(node, 0))
      let value = type(inner.value) == .error ? inner.value : emit(.not(inner.value), .bool, tree.span(node))
      return Condition(
        value: value, whenTrue: inner.whenFalse, whenFalse: inner.whenTrue, constant: inner.constant.map { !$0 })
    case .logical: return checkLogical(node, asTest: asTest)
    case .comparison: return checkComparison(node)
    default:
      let value = check(node)
      guard let variable = variable(readBy: node), let inner = types.unwrapped(type(value)) else {
        return Condition(value: value)
      }
      // A false optional may still hold a value that is false, as 0.
      let isNoneWhenFalse = !hasTruth(inner)
      return Condition(
        value: value, whenTrue: [Narrowing(variable: variable, type: inner)],
        whenFalse: isNoneWhenFalse ? [Narrowing(variable: variable, type: .none)] : [])
    }
  }

  /// `goals` → `goals()`: the call of a function of the language that takes nothing.
  private func callFix(_ symbol: Symbol, at span: Span) -> [FixIt] {
    guard case .binding(.preludeFunction(let index)) = referent(of: symbol),
      preludeFunctions[index].signature.parameters.isEmpty
    else { return [] }
    return [FixIt("write `\(preludeFunctions[index].signature.name)()`", insert: "()", at: span.end)]
  }

  /// Runs `body` with what a test has shown.
  mutating func with<Result>(_ narrowings: [Narrowing], _ body: (inout Checker) -> Result) -> Result {
    let before = narrowings.map { flow.variables[$0.variable].type }
    apply(narrowings)
    let result = body(&self)
    for (narrowing, type) in zip(narrowings, before).reversed() { flow.variables[narrowing.variable].type = type }
    return result
  }

  /// The variable whose value `node` reads, if a test of it can narrow its type.
  func variable(readBy node: NodeID) -> Int? {
    switch tree.kind(node) {
    case .parenthesized: return variable(readBy: tree.child(node, 0))
    case .name:
      switch referent(of: tree.symbol(node)) {
      case .own(let index): return flow.variables[index].presence == .set ? index : nil
      case .binding(.cell(let cell)): return variable(ofCell: cell)
      default: return nil
      }
    case .attribute: return importedCell(node).flatMap { variable(ofCell: $0) }
    default: return nil
    }
  }

  /// `value` as a bool. Reports types that are always true.
  mutating func truth(_ value: ExpressionID) -> ExpressionID {
    let type = type(value)
    if type == .bool || type == .error || type == .never { return value }
    guard hasTruth(type) || types.unwrapped(type) != nil else {
      if type == Type.none {
        reportNone(value)
      } else {
        report(TypeFinding.alwaysTrue(type: types.name(type)), at: span(value))
      }
      return broken(span(value))
    }
    return emit(.convert(.truth, value), .bool, span(value))
  }

  /// Reports a value of type None: of a call that gives none, or of a name that holds none.
  mutating func reportNone(_ value: ExpressionID) {
    let text = tree.source.text(in: span(value))
    if case .none = expressions[Int(value.rawValue)].kind {
      report(TypeFinding.isNone(text), at: span(value))
    } else {
      report(TypeFinding.noValue(text), at: span(value))
    }
  }

  /// Whether values of a type can be false.
  @inline(__always)
  func hasTruth(_ type: Type) -> Bool {
    if type.isNumber || type.isQuantity || type == .bool || type == .str || type == .error || type.isPending {
      return true
    }
    switch types[type] {
    case .list, .dictionary: return true
    default: return false
    }
  }
}
