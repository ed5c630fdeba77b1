import SkillDiagnostics
import SkillSyntax

/// Built-in functions whose result type follows from their arguments.
extension Checker {
  /// The arguments of a call of a special function, by position and by keyword.
  struct LooseArguments {
    var positional: [NodeID] = []
    var keywords: [(name: String, node: NodeID, value: NodeID)] = []

    func keyword(_ name: String) -> NodeID? { keywords.first { $0.name == name }?.value }
  }

  mutating func call(_ special: SpecialFunction, _ signature: Signature, _ node: NodeID) -> ExpressionID {
    let span = tree.span(node)
    guard let arguments = looseArguments(node, special, signature) else {
      checkArgumentsOnly(node)
      return broken(span)
    }
    switch special {
    case .pose: return checkPose(node, signature)
    case .vec3, .quat: return checkVectorCall(special, node, signature)
    case .deg, .rad: return checkAngle(special, arguments, span)
    case .print: return checkPrint(arguments, span)
    case .abs, .round, .clamp, .sin, .cos, .tan: return checkMathCall(special, arguments, span)
    case .min, .max: return checkExtremum(special, arguments, span)
    case .sum, .any, .all: return checkReduction(special, arguments, span)
    case .int, .float, .str, .repr, .bool: return checkConversion(special, arguments, span)
    case .list, .tuple, .dict: return checkContainerCall(special, arguments, span)
    case .len, .enumerate, .zip, .sorted, .reversed: return checkSequenceCall(special, arguments, span)
    case .range:
      guard let bounds = checkRangeBounds(node, signature) else { return broken(span) }
      return builtin(.range, [bounds.start, bounds.stop, bounds.step], types.list(.int), span)
    }
  }

  /// How many positional arguments a special function takes.
  private func positionalCount(_ special: SpecialFunction) -> ClosedRange<Int> {
    switch special {
    case .print: 0...255
    case .abs, .sin, .cos, .tan, .deg, .rad, .repr, .tuple, .len, .reversed, .any, .all, .sorted: 1...1
    case .round, .sum, .enumerate: 1...2
    case .clamp: 3...3
    case .min, .max, .zip: 1...255
    case .int, .float, .str, .bool, .list, .dict: 0...1
    case .range: 1...3
    case .pose, .vec3, .quat: 0...255
    }
  }

  private func keywords(_ special: SpecialFunction) -> [String] {
    switch special {
    case .print: ["sep", "end"]
    case .round: ["ndigits"]
    case .min, .max: ["key"]
    case .sum, .enumerate: ["start"]
    case .sorted: ["key", "reverse"]
    case .pose, .vec3, .quat: ["p", "q", "x", "y", "z", "w"]
    default: []
    }
  }

  private mutating func looseArguments(_ node: NodeID, _ special: SpecialFunction, _ signature: Signature)
    -> LooseArguments?
  {
    var arguments = LooseArguments()
    arguments.positional.reserveCapacity(tree.childCount(node) - 1)
    for slot in 1..<max(1, tree.childCount(node)) {
      let argument = tree.child(node, slot)
      if tree.kind(argument) == .keywordArgument {
        let name = tree.name(of: tree.child(argument, 0))
        let known = keywords(special)
        guard known.contains(name) else {
          let place = tree.span(tree.child(argument, 0))
          let best = NearMisses.best(name, in: known)
          report(
            NameFinding.unknownKeyword(name, function: signature.name), at: place,
            related: signature.related(),
            fixIts: best.map { [.rewriting(place, as: $0)] } ?? [])
          return nil
        }
        arguments.keywords.append((name, argument, tree.child(argument, 1)))
      } else {
        arguments.positional.append(argument)
      }
    }
    let accepted = positionalCount(special)
    if arguments.positional.count < accepted.lowerBound {
      let missing = signature.parameters.dropFirst(arguments.positional.count).filter { $0.defaultValue == nil }
      report(
        TypeFinding.missingArguments(missing.map(\.name), function: signature.name), at: tree.span(node),
        related: signature.related())
      return nil
    }
    if arguments.positional.count > accepted.upperBound {
      report(
        TypeFinding.tooManyArguments(function: signature.name, accepted: accepted.upperBound),
        at: tree.span(arguments.positional[accepted.upperBound]), related: signature.related())
      return nil
    }
    return arguments
  }

  // MARK: Poses

  private mutating func checkPose(_ node: NodeID, _ signature: Signature) -> ExpressionID {
    let span = tree.span(node)
    guard let arguments = checkArguments(node, signature) else { return broken(span) }
    let (p, q) = pair(arguments)
    return emit(.pose(position: p, rotation: q), .pose, span)
  }

  /// The two arguments of a call in the order of the parameters.
  private func pair(_ list: ArgumentList) -> (ExpressionID, ExpressionID) {
    let first = argumentLists[Int(list.start)]
    let second = argumentLists[Int(list.start) + 1]
    return first.parameter == 0 ? (first.value, second.value) : (second.value, first.value)
  }

  private mutating func checkVectorCall(_ special: SpecialFunction, _ node: NodeID, _ signature: Signature)
    -> ExpressionID
  {
    let span = tree.span(node)
    guard let arguments = checkArguments(node, signature) else { return broken(span) }
    let bound = argumentLists.elements(in: arguments.indices)
    let members = list(bound.sorted { $0.parameter < $1.parameter }.map(\.value))
    return special == .vec3 ? emit(.vec3(members), .vec3, span) : emit(.quat(members), .quat, span)
  }

  private mutating func checkAngle(_ special: SpecialFunction, _ arguments: LooseArguments, _ span: Span)
    -> ExpressionID
  {
    guard let number = require(arguments.positional[0], .float, in: "the number") else { return broken(span) }
    return emit(.convert(special == .deg ? .degreesToAngle : .radiansToAngle, number), .angle, span)
  }

  // MARK: Text and truth

  /// `print` is given one text: its arguments as text, with separators and end.
  private mutating func checkPrint(_ arguments: LooseArguments, _ span: Span) -> ExpressionID {
    let separator = arguments.keyword("sep").map { require($0, .str, in: "`sep`") }
    let end = arguments.keyword("end").map { require($0, .str, in: "`end`") }
    var values = arguments.positional.map { check($0) }
    if separator == .some(nil) || end == .some(nil) || values.contains(where: { type($0) == .error }) {
      return brokenValue(span, Type.none)
    }
    let kept = keepIfChanged(&values)
    var pieces: [ExpressionID] = []
    pieces.reserveCapacity(2 * values.count + 1)
    for (index, value) in values.enumerated() {
      if index > 0 { pieces.append((separator ?? nil) ?? literal(" ", span)) }
      pieces.append(text(value))
    }
    pieces.append((end ?? nil) ?? literal("\n", span))
    let members = list(pieces)
    var text = pieces.count == 1 ? pieces[0] : emit(.joined(members), .str, span)
    if !kept.isEmpty {
      // All arguments first, then their text: the text is the last part of a tuple.
      let parts = kept + [text]
      let type = types.tuple(parts.map { self.type($0) })
      let run = list(parts)
      text = emit(.tupleElement(emit(.tuple(run), type, span), UInt32(kept.count)), .str, span)
    }
    return builtin(.print, [text], Type.none, span)
  }

  /// Python evaluates all arguments before it makes text of the first. That shows only if one is a container and a later
  /// one calls something that may change it: then all are kept, and `values` reads them again.
  private mutating func keepIfChanged(_ values: inout [ExpressionID]) -> [ExpressionID] {
    guard let first = values.firstIndex(where: { holdsContainer(type($0)) }), first + 1 < values.count,
      (Int(values[first].rawValue)..<expressions.count).contains(where: { mayChange(expressions[$0].kind) })
    else { return [] }
    var kept: [ExpressionID] = []
    for index in values.indices {
      let value = values[index]
      let (keep, local) = keepOnce(value)
      kept.append(keep)
      values[index] = emit(.local(local), type(value), span(value))
    }
    return kept
  }

  private func holdsContainer(_ type: Type) -> Bool {
    switch types[type] {
    case .list, .dictionary: true
    case .tuple(let parts): parts.contains { holdsContainer($0) }
    case .optional(let inner): holdsContainer(inner)
    case .fixed, .function: type.isPending
    }
  }

  private func mayChange(_ kind: TypedExpression.Kind) -> Bool {
    switch kind {
    case .call: true
    case .builtin(let operation, _): operation.changesSomething
    default: false
    }
  }

  mutating func literal(_ text: String, _ span: Span) -> ExpressionID {
    let id = string(text)
    return emit(.string(id), .str, span)
  }

  /// A value as text; text stays as it is.
  mutating func text(_ value: ExpressionID) -> ExpressionID {
    type(value) == .str ? value : emit(.text(value), .str, span(value))
  }

  private mutating func checkConversion(_ special: SpecialFunction, _ arguments: LooseArguments, _ span: Span)
    -> ExpressionID
  {
    guard let node = arguments.positional.first else {
      switch special {
      case .int: return emit(.int(0), .int, span)
      case .float: return emit(.number(0), .float, span)
      case .bool: return emit(.bool(false), .bool, span)
      default: return literal("", span)
      }
    }
    let value = check(node)
    let type = type(value)
    if type == .error { return value }
    switch special {
    case .str: return text(value)
    case .repr: return emit(.representation(value), .str, span)
    case .bool: return truth(value)
    case .int:
      if type == .int || type == .bool { return integer(value) }
      if type == .float { return builtin(.truncate, [value], .int, span) }
      if type == .str { return builtin(.parseInt, [value], .int, span) }
    default:
      if let number = converted(integer(value), to: .float) { return number }
      if type == .str { return builtin(.parseFloat, [value], .float, span) }
      if type == .length { return emit(.convert(.lengthToMetres, value), .float, span) }
    }
    if types.unwrapped(type) != nil {
      reportMayBeNone(value)
    } else {
      report(
        TypeFinding.wrongValue(place: "the number", expected: "float", found: types.name(type)), at: self.span(value))
    }
    return broken(span)
  }
}
