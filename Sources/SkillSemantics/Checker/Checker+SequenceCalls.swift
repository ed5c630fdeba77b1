import SkillDiagnostics
import SkillSyntax

/// `len`, `range`, `sorted`, `zip` and their like; `list`, `tuple`, `dict`.
extension Checker {
  /// An argument that is gone through: a generator, or anything a `for` accepts, as a list. Nil after a report.
  mutating func checkSequence(_ node: NodeID) -> (ExpressionID, Type)? {
    let node = withoutParentheses(node)
    if tree.kind(node) == .generator {
      guard let list = checkGenerator(node, expecting: nil), case .list(let element) = types[type(list)] else {
        return nil
      }
      return (list, element)
    }
    let value = check(node)
    guard let (iterable, element) = asIterable(value) else { return nil }
    if element == .error { return nil }
    return (gathered(iterable), element)
  }

  /// A generator beside other arguments stands in parentheses.
  @inline(__always)
  func withoutParentheses(_ node: NodeID) -> NodeID {
    var inner = node
    while tree.kind(inner) == .parenthesized { inner = tree.child(inner, 0) }
    return tree.kind(inner) == .generator ? inner : node
  }

  /// The elements of a text, tuple or dict as a list; any other value as it is.
  mutating func gathered(_ value: ExpressionID) -> ExpressionID {
    let span = span(value)
    switch types[type(value)] {
    case .dictionary(let key, _): return builtin(.dictionaryKeys, [value], types.list(key), span)
    case .tuple: return tupleAsList(value) ?? value
    default: return type(value) == .str ? builtin(.characters, [value], types.list(.str), span) : value
    }
  }

  mutating func checkSequenceCall(_ special: SpecialFunction, _ arguments: LooseArguments, _ span: Span)
    -> ExpressionID
  {
    switch special {
    case .len: return checkLength(arguments.positional[0], span)
    case .zip:
      let sequences = arguments.positional.map { checkSequence($0) }
      if sequences.contains(where: { $0 == nil }) { return broken(span) }
      let known = sequences.compactMap { $0 }
      return builtin(.zip, known.map(\.0), types.list(types.tuple(known.map(\.1))), span)
    case .enumerate:
      guard let (values, element) = checkSequence(arguments.positional[0]) else { return broken(span) }
      var start = emit(.int(0), .int, span)
      if let node = arguments.positional.count > 1 ? arguments.positional[1] : arguments.keyword("start") {
        guard let written = require(node, .int, in: "`start`") else { return broken(span) }
        start = written
      }
      return builtin(.enumerate, [values, start], types.list(types.tuple([.int, element])), span)
    case .reversed:
      guard let (values, element) = checkSequence(arguments.positional[0]) else { return broken(span) }
      return builtin(.reversed, [values], types.list(element), span)
    default:
      guard let (values, element) = checkSequence(arguments.positional[0]) else { return broken(span) }
      return checkSorted(values, element, arguments, .sorted, .sortedByKey, types.list(element), span)
    }
  }

  /// `sorted(xs)` and `xs.sort()`, with `key` and `reverse`.
  mutating func checkSorted(
    _ values: ExpressionID, _ element: Type, _ arguments: LooseArguments, _ plain: BuiltinOperation,
    _ byKey: BuiltinOperation, _ result: Type, _ span: Span
  ) -> ExpressionID {
    var descending = emit(.bool(false), .bool, span)
    if let node = arguments.keyword("reverse") {
      guard let written = require(node, .bool, in: "`reverse`") else { return broken(span) }
      descending = written
    }
    if let node = arguments.keyword("key"), tree.kind(node) != .noneLiteral {
      guard let key = checkKey(node, element: element) else { return broken(span) }
      return builtin(byKey, [values, key, descending], result, span)
    }
    guard types.isOrdered(element) else {
      report(
        TypeFinding.notComparable(left: types.name(element), right: types.name(element)), at: span,
        notes: ["A `key=` with the name of a `def` says what to order them by."])
      return broken(span)
    }
    return builtin(plain, [values, descending], result, span)
  }

  private mutating func checkLength(_ node: NodeID, _ span: Span) -> ExpressionID {
    let value = check(node)
    let type = type(value)
    switch types[type] {
    case .list, .dictionary: return builtin(.length, [value], .int, span)
    case .tuple(let parts): return emit(.int(Int64(parts.count)), .int, span)
    default: break
    }
    if type == .error { return value }
    if type == .str || type.isPending { return builtin(.length, [value], .int, span) }
    if types.unwrapped(type) != nil {
      reportMayBeNone(value)
    } else {
      report(TypeFinding.notIterable(type: types.name(type)), at: self.span(value))
    }
    return broken(span)
  }

  /// The bounds of `range(stop)`, `range(start, stop)`, `range(start, stop, step)`. Nil after a report.
  mutating func checkRangeBounds(_ node: NodeID, _ signature: Signature) -> RangeBounds? {
    let span = tree.span(node)
    let arguments = tree.children(node).dropFirst()
    if let named = arguments.first(where: { tree.kind($0) == .keywordArgument }) {
      report(
        NameFinding.unknownKeyword(tree.name(of: tree.child(named, 0)), function: "range"), at: tree.span(named),
        notes: ["`range` takes its arguments by position."])
      return nil
    }
    if arguments.isEmpty || arguments.count > 3 {
      if let extra = arguments.dropFirst(3).first {
        report(
          TypeFinding.tooManyArguments(function: "range", accepted: 3), at: tree.span(extra),
          related: signature.related())
      } else {
        report(
          TypeFinding.missingArguments(["stop"], function: "range"), at: span,
          related: signature.related())
      }
      return nil
    }
    var values: [ExpressionID] = []
    for argument in arguments {
      if let value = require(argument, .int, in: "a bound of `range`") { values.append(value) }
    }
    guard values.count == arguments.count else { return nil }
    let start = values.count == 1 ? emit(.int(0), .int, span) : values[0]
    let stop = values.count == 1 ? values[0] : values[1]
    let step = values.count == 3 ? values[2] : emit(.int(1), .int, span)
    return RangeBounds(start: start, stop: stop, step: step)
  }

  // MARK: `list(…)`, `tuple(…)`, `dict(…)`

  mutating func checkContainerCall(_ special: SpecialFunction, _ arguments: LooseArguments, _ span: Span)
    -> ExpressionID
  {
    guard let node = arguments.positional.first else {
      let isDictionary = special == .dict
      let type = pendingType(isDictionary ? .dictionary : .list, at: span)
      let none = ExpressionList(start: 0, count: 0)
      return isDictionary ? emit(.dictionary(none), type, span) : emit(.list(none), type, span)
    }
    switch special {
    case .list:
      guard let (values, element) = checkSequence(node) else { return broken(span) }
      return builtin(.listCopy, [values], types.list(element), span)
    case .tuple:
      let value = check(node)
      if case .tuple = types[type(value)] { return value }
      if type(value) != .error {
        report(
          TypeFinding.wrongValue(place: "`values` of `tuple`", expected: "tuple", found: types.name(type(value))),
          at: self.span(value), notes: ["How many parts a tuple has must be known before the program runs."])
      }
      return broken(span)
    default:
      return checkDictionaryCall(node, span)
    }
  }

  private mutating func checkDictionaryCall(_ node: NodeID, _ span: Span) -> ExpressionID {
    if tree.kind(withoutParentheses(node)) != .generator {
      let value = check(node)
      if case .dictionary = types[type(value)] { return builtin(.dictionaryCopy, [value], type(value), span) }
      guard let (pairs, element) = asIterable(value) else { return broken(span) }
      return dictionary(from: pairs, element, span)
    }
    guard let (pairs, element) = checkSequence(node) else { return broken(span) }
    return dictionary(from: pairs, element, span)
  }

  private mutating func dictionary(from pairs: ExpressionID, _ element: Type, _ span: Span) -> ExpressionID {
    guard case .tuple(let parts) = types[element], parts.count == 2, types.isHashable(parts[0]) else {
      report(
        TypeFinding.wrongValue(place: "the entries", expected: "(key, value) pairs", found: types.name(type(pairs))),
        at: self.span(pairs))
      return broken(span)
    }
    return builtin(.dictionaryFromPairs, [pairs], types.dictionary(parts[0], parts[1]), span)
  }
}
