import SkillDiagnostics
import SkillSyntax

/// Lists, tuples, dicts, their elements, and what a loop goes through.
extension Checker {
  mutating func checkList(_ node: NodeID, expecting: Type?) -> ExpressionID {
    let span = tree.span(node)
    let wanted = expecting.map { types.unwrapped($0) ?? $0 }
    if wanted == .vec3 || wanted == .quat, let wanted { return checkVector(node, wanted) }
    var element: Type?
    if let wanted, case .list(let inner) = types[wanted] { element = inner }
    let items = tree.children(node).map { check($0, expecting: element) }
    if items.isEmpty {
      let type = element.map { types.list($0) } ?? pendingType(.list, at: span)
      return emit(.list(ExpressionList(start: 0, count: 0)), type, span)
    }
    guard let (members, common) = uniform(items, expecting: element) else { return broken(span) }
    let run = list(members)
    return emit(.list(run), types.list(common), span)
  }

  /// A literal of numbers where a Vec3 or Quat is wanted.
  private mutating func checkVector(_ node: NodeID, _ wanted: Type) -> ExpressionID {
    let span = tree.span(node)
    let components = tree.children(node).map { check($0) }
    if components.contains(where: { type($0) == .error }) { return broken(span) }
    let count = wanted == .vec3 ? 3 : 4
    guard components.count == count else {
      report(
        TypeFinding.wrongVector(type: types.name(wanted), expected: count, found: components.count), at: span)
      return broken(span)
    }
    if let vector = vector(components, wanted, span) { return vector }
    if let odd = components.first(where: { !type($0).isNumber }) {
      reportWrongValue(odd, expected: .float, in: .named("a component of a `\(types.name(wanted))`"))
    }
    return broken(span)
  }

  /// Elements in one type: the expected one if there is one, else what they have in common. Nil after a report.
  mutating func uniform(_ items: [ExpressionID], expecting: Type?) -> (members: [ExpressionID], type: Type)? {
    if items.contains(where: { type($0) == .error }) { return nil }
    var common = expecting ?? type(items[0])
    if expecting == nil {
      for item in items.dropFirst() {
        guard let joined = join(common, type(item)) else {
          report(
            TypeFinding.mixedElements(first: types.name(common), second: types.name(type(item))), at: span(item),
            related: [related(span(items[0]), types.name(common))])
          return nil
        }
        common = joined
      }
      common = resolved(common)
    }
    var members: [ExpressionID] = []
    members.reserveCapacity(items.count)
    for item in items {
      guard let member = converted(item, to: common) else {
        reportElement(item, of: items, expected: common)
        return nil
      }
      members.append(member)
    }
    if common == Type.none || common == .never {
      if case .none = expressions[Int(items[0].rawValue)].kind {
        report(TypeFinding.onlyNone, at: span(items[0]))
      } else {
        report(TypeFinding.noValue(tree.source.text(in: span(items[0]))), at: span(items[0]))
      }
      return nil
    }
    return (members, common)
  }

  private mutating func reportElement(_ item: ExpressionID, of items: [ExpressionID], expected: Type) {
    guard expected == .actor, type(item) == .str else {
      return reportWrongValue(item, expected: expected, in: "an element")
    }
    // Names where actors are wanted: one mistake, however many elements.
    let edits = items.filter { type($0) == .str }.flatMap { actorFix(span($0)).edits }
    report(
      TypeFinding.wrongValue(place: "an element", expected: "Actor", found: "str"), at: span(item),
      notes: ["`get_actor` turns a name into the actor."],
      fixIts: [FixIt("write `get_actor(\(tree.source.text(in: span(item))))`", edits)])
  }

  mutating func checkTuple(_ node: NodeID, expecting: Type?) -> ExpressionID {
    let span = tree.span(node)
    let wanted = expecting.map { types.unwrapped($0) ?? $0 }
    if wanted == .vec3 || wanted == .quat, let wanted { return checkVector(node, wanted) }
    var expected: [Type] = []
    if let wanted, case .tuple(let parts) = types[wanted] { expected = parts }
    var parts: [ExpressionID] = []
    for (index, child) in tree.children(node).enumerated() {
      let part = check(child, expecting: index < expected.count ? expected[index] : nil)
      parts.append(part)
    }
    if parts.contains(where: { self.type($0) == .error }) { return broken(span) }
    let type = types.tuple(parts.map { self.type($0) })
    let members = list(parts)
    return emit(.tuple(members), type, span)
  }

  mutating func checkDictionary(_ node: NodeID, expecting: Type?) -> ExpressionID {
    let span = tree.span(node)
    var wanted: (key: Type, value: Type)?
    if let expecting, case .dictionary(let key, let value) = types[types.unwrapped(expecting) ?? expecting] {
      wanted = (key, value)
    }
    var keys: [ExpressionID] = []
    var values: [ExpressionID] = []
    for entry in tree.children(node) {
      guard tree.kind(entry) == .dictionaryEntry else { return broken(span) }
      keys.append(check(tree.child(entry, 0), expecting: wanted?.key))
      values.append(check(tree.child(entry, 1), expecting: wanted?.value))
    }
    if keys.isEmpty {
      let type = wanted.map { types.dictionary($0.key, $0.value) } ?? pendingType(.dictionary, at: span)
      return emit(.dictionary(ExpressionList(start: 0, count: 0)), type, span)
    }
    guard let key = uniform(keys, expecting: wanted?.key), let value = uniform(values, expecting: wanted?.value) else {
      return broken(span)
    }
    guard types.isHashable(key.type) else {
      report(TypeFinding.notHashable(type: types.name(key.type)), at: self.span(keys[0]))
      return broken(span)
    }
    let entries = list(zip(key.members, value.members).flatMap { [$0, $1] })
    return emit(.dictionary(entries), types.dictionary(key.type, value.type), span)
  }

  // MARK: Elements

  mutating func checkSubscript(_ node: NodeID) -> ExpressionID {
    let span = tree.span(node)
    let base = check(tree.child(node, 0))
    let indexNode = tree.child(node, 1)
    if type(base) == .error {
      _ = tree.kind(indexNode) == .slice ? base : check(indexNode)
      return base
    }
    if tree.kind(indexNode) == .slice { return checkSlice(base, indexNode, span) }
    switch types[type(base)] {
    case .tuple(let parts): return checkTupleElement(base, parts, indexNode, span)
    case .list(let element):
      guard let index = requireIndex(indexNode, in: base) else { return broken(span) }
      checkGoalIndex(base, indexNode)
      return emit(.element(base: base, index: index), element, span)
    case .dictionary(let key, let value):
      guard let index = require(indexNode, key, in: .key(of: type(base))) else { return broken(span) }
      return emit(.element(base: base, index: index), value, span)
    default: break
    }
    if type(base) == .str {
      guard let index = requireIndex(indexNode, in: base) else { return broken(span) }
      return emit(.element(base: base, index: index), .str, span)
    }
    if type(base) == .vec3 || type(base) == .quat { return checkComponent(base, indexNode, span) }
    _ = check(indexNode)
    reportNoElements(base)
    return broken(span)
  }

  private mutating func reportNoElements(_ base: ExpressionID) {
    let type = type(base)
    if type.isPending {
      let isList = isPending(type, .list)
      if askElement(of: base) != .error {
        report(TypeFinding.unknownElementType(container: isList ? "list" : "dict"), at: span(base))
      }
    } else if types.unwrapped(type) != nil {
      reportMayBeNone(base)
    } else {
      report(TypeFinding.notSubscriptable(type: types.name(type)), at: span(base))
    }
  }

  private mutating func requireIndex(_ node: NodeID, in base: ExpressionID) -> ExpressionID? {
    require(node, .int, in: .index(of: type(base)))
  }

  private mutating func checkTupleElement(_ base: ExpressionID, _ parts: [Type], _ node: NodeID, _ span: Span)
    -> ExpressionID
  {
    guard let written = tree.integerValue(of: node) else {
      if let list = tupleAsList(base), case .list(let element) = types[type(list)] {
        guard let index = requireIndex(node, in: base) else { return broken(span) }
        return emit(.element(base: list, index: index), element, span)
      }
      report(TypeFinding.indexNotConstant, at: tree.span(node))
      return broken(span)
    }
    let index = written < 0 ? written + Int64(parts.count) : written
    guard index >= 0, index < parts.count else {
      report(TypeFinding.indexOutOfRange(index: Int(written), count: parts.count), at: tree.span(node))
      return broken(span)
    }
    return emit(.tupleElement(base, UInt32(index)), parts[Int(index)], span)
  }

  /// `v[0]` of a Vec3 or Quat.
  private mutating func checkComponent(_ base: ExpressionID, _ node: NodeID, _ span: Span) -> ExpressionID {
    let fields: [Field] = type(base) == .vec3 ? [.x, .y, .z] : [.w, .x, .y, .z]
    guard let written = tree.integerValue(of: node) else {
      report(TypeFinding.indexNotConstant, at: tree.span(node))
      return broken(span)
    }
    let index = written < 0 ? Int(written) + fields.count : Int(written)
    guard fields.indices.contains(index) else {
      report(TypeFinding.indexOutOfRange(index: Int(written), count: fields.count), at: tree.span(node))
      return broken(span)
    }
    return emit(.field(fields[index], base), .float, span)
  }

  private mutating func checkSlice(_ base: ExpressionID, _ node: NodeID, _ span: Span) -> ExpressionID {
    var bounds: [ExpressionID?] = []
    var isBroken = false
    for bound in tree.children(node) {
      guard bound.isPresent, tree.kind(bound) != .noneLiteral else {
        bounds.append(nil)
        continue
      }
      let value = require(bound, .int, in: "a slice's bound")
      if value == nil { isBroken = true }
      bounds.append(value)
    }
    guard type(base) == .str || isList(type(base)) else {
      reportNoElements(base)
      return broken(span)
    }
    guard !isBroken, bounds.count == 3 else { return broken(span) }
    return emit(
      .slice(base: base, SliceBounds(lower: bounds[0], upper: bounds[1], step: bounds[2])), type(base), span)
  }

  // MARK: Going through elements

  /// What a loop goes through.
  struct Iterable {
    enum Kind {
      case range(RangeBounds)
      case each(ExpressionID)
    }

    var kind: Kind
    var element: Type
    /// Written so that at least one round is certain.
    var isNonEmpty: Bool
  }

  mutating func checkIterable(_ node: NodeID) -> Iterable {
    if let bounds = checkRange(node) { return bounds }
    let value = check(node)
    guard let (list, element) = asIterable(value) else {
      return Iterable(kind: .each(value), element: .error, isNonEmpty: false)
    }
    return Iterable(kind: .each(list), element: element, isNonEmpty: isNonEmptyLiteral(node))
  }

  private func isNonEmptyLiteral(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .parenthesized: isNonEmptyLiteral(tree.child(node, 0))
    case .list, .tuple, .dictionary: !tree.children(node).isEmpty
    case .stringLiteral: tree.stringValue(of: node) != ""
    default: false
    }
  }

  /// A value as something to loop over, and its elements' type. Nil after a report.
  mutating func asIterable(_ value: ExpressionID) -> (ExpressionID, Type)? {
    let type = type(value)
    switch types[type] {
    case .list(let element): return (value, element)
    case .dictionary(let key, _): return (value, key)
    case .tuple:
      if let list = tupleAsList(value), case .list(let element) = types[self.type(list)] { return (list, element) }
    default: break
    }
    if type == .str { return (value, .str) }
    if type == .error { return nil }
    if type.isPending {
      let element = askElement(of: value)
      return (value, element)
    }
    if types.unwrapped(type) != nil {
      reportMayBeNone(value)
    } else {
      let notes = type == .int ? ["`range(n)` counts from 0 to n - 1."] : []
      report(TypeFinding.notIterable(type: types.name(type)), at: span(value), notes: notes)
    }
    return nil
  }

  /// `range(…)` as the loop's own counting; nil if `node` is something else.
  private mutating func checkRange(_ node: NodeID) -> Iterable? {
    guard tree.kind(node) == .call, tree.kind(tree.child(node, 0)) == .name,
      case .preludeFunction(let index) = binding(ofCallee: tree.child(node, 0)),
      case .special(.range) = preludeFunctions[index].meaning
    else { return nil }
    let span = tree.span(node)
    guard let bounds = checkRangeBounds(node, preludeFunctions[index].signature) else {
      return Iterable(kind: .each(broken(span)), element: .error, isNonEmpty: false)
    }
    return Iterable(kind: .range(bounds), element: .int, isNonEmpty: isNonEmpty(bounds))
  }

  @inline(__always)
  private func isNonEmpty(_ bounds: RangeBounds) -> Bool {
    guard case .int(let start) = expressions[Int(bounds.start.rawValue)].kind,
      case .int(let stop) = expressions[Int(bounds.stop.rawValue)].kind,
      case .int(let step) = expressions[Int(bounds.step.rawValue)].kind
    else { return false }
    return step > 0 && start < stop || step < 0 && start > stop
  }
}
