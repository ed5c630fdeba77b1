import SkillDiagnostics
import SkillSyntax

/// Assignment in all its forms.
extension Checker {
  mutating func checkAssignment(_ node: NodeID) {
    let span = tree.span(node)
    let targetCount = tree.childCount(node) - 1
    let valueNode = tree.child(node, targetCount)
    let value = check(valueNode, expecting: targetCount == 1 ? expectedType(tree.child(node, 0)) : nil)
    checkGivesValue(value, valueNode)
    guard targetCount > 1, type(value) != .error else {
      for slot in 0..<targetCount { assign(target: tree.child(node, slot), value, statement: span) }
      return
    }
    let local = temporary(type(value))
    emit(.assignLocal(local, value), span)
    for slot in 0..<targetCount {
      assign(
        target: tree.child(node, slot), emit(.local(local), type(value), self.span(value)), statement: span)
    }
  }

  /// A call that gives no value is assigned by mistake: `ok = pick(actor)`.
  private mutating func checkGivesValue(_ value: ExpressionID, _ node: NodeID) {
    guard type(value) == Type.none, tree.kind(node) == .call else { return }
    report(TypeFinding.noValue(tree.text(of: tree.child(node, 0))), at: tree.span(node))
    expressions[Int(value.rawValue)].type = .error
  }

  /// The type that a target already has, as a hint for literals.
  @inline(__always)
  private func expectedType(_ target: NodeID) -> Type? {
    switch tree.kind(target) {
    case .name:
      switch referent(of: tree.symbol(target)) {
      case .own(let index): return context.variables[index].declared ?? context.variables[index].pinned
      case .binding(.cell(let index)): return cells[index].type
      default: return nil
      }
    case .subscript:
      guard tree.kind(tree.child(target, 0)) == .name,
        case .binding(.cell(let index)) = referent(of: tree.symbol(tree.child(target, 0)))
      else { return nil }
      switch types[cells[index].type] {
      case .list(let element): return element
      case .dictionary(_, let value): return value
      default: return nil
      }
    default: return nil
    }
  }

  /// Assigns a value to a name, an element, or the parts of a tuple or list of targets.
  mutating func assign(target: NodeID, _ value: ExpressionID, statement: Span) {
    switch tree.kind(target) {
    case .name: assign(name: target, value, statement)
    case .parenthesized: assign(target: tree.child(target, 0), value, statement: statement)
    case .tuple, .list: unpack(target, value, statement)
    case .subscript: assign(element: target, value, statement)
    case .attribute:
      if let cell = importedCell(target) { return assign(cell: cell, value, statement) }
      if namespace(of: tree.child(target, 0)) != nil {
        report(NameFinding.importedAssignment(tree.text(of: target)), at: tree.span(target))
        return
      }
      let base = check(tree.child(target, 0))
      if case .dictionary(.str, _) = types[type(base)] {
        let name = tree.text(of: tree.child(target, 1))
        report(
          NameFinding.unknownAttribute(name, type: types.name(type(base))), at: tree.span(tree.child(target, 1)),
          fixIts: [.rewriting(tree.span(target), as: "\(tree.text(of: tree.child(target, 0)))['\(name)']")])
      } else if type(base) != .error {
        report(TypeFinding.immutable(type: types.name(type(base))), at: tree.span(target))
      }
    default: break
    }
  }

  mutating func assign(name node: NodeID, _ value: ExpressionID, _ statement: Span) {
    let span = tree.span(node)
    switch referent(of: tree.symbol(node)) {
    case .own(let index): assign(index, value, nameSpan: span, statement: statement)
    case .binding(.cell(let index)): assign(cell: index, value, statement)
    default: break
    }
  }

  // MARK: Elements

  /// The container and the index that `base[index]` names as a target. Nil after a report.
  mutating func checkElementTarget(_ target: NodeID) -> (base: ExpressionID, index: ExpressionID)? {
    let base = check(tree.child(target, 0))
    let indexNode = tree.child(target, 1)
    let type = type(base)
    switch types[type] {
    case .list:
      guard tree.kind(indexNode) != .slice else {
        reportSlice(target, replacement: "new")
        return nil
      }
      return require(indexNode, .int, in: .index(of: type)).map { (base, $0) }
    case .dictionary(let key, _):
      return require(indexNode, key, in: .key(of: type)).map { (base, $0) }
    default:
      if type == .error { return nil }
      _ = tree.kind(indexNode) == .slice ? base : check(indexNode)
      if types.unwrapped(type) != nil {
        reportMayBeNone(base)
      } else if isPending(type, .list) {
        report(TypeFinding.unknownElementType(container: "list"), at: span(base))
      } else {
        report(TypeFinding.immutable(type: types.name(type)), at: tree.span(target))
      }
      return nil
    }
  }

  /// Reports `base[a:b]` as a target, with the list that has `replacement` instead.
  mutating func reportSlice(_ target: NodeID, replacement: String?) {
    let base = tree.text(of: tree.child(target, 0))
    let bounds = tree.children(tree.child(target, 1)).map { $0.isPresent ? tree.text(of: $0) : nil }
    var notes: [String] = []
    if bounds.count == 3, bounds[2] == nil {
      let parts = [bounds[0].map { "\(base)[:\($0)]" }, replacement, bounds[1].map { "\(base)[\($0):]" }]
      let list = parts.compactMap { $0 }.joined(separator: " + ")
      notes = ["A new list is made with `\(base) = \(list.isEmpty ? "[]" : list)`."]
    }
    report(TypeFinding.sliceAsTarget, at: tree.span(target), notes: notes)
  }

  @inline(__always)
  func elementType(_ container: Type) -> Type {
    switch types[container] {
    case .list(let element): element
    case .dictionary(_, let value): value
    default: .error
    }
  }

  private mutating func assign(element target: NodeID, _ value: ExpressionID, _ statement: Span) {
    settleDictionary(target, value)
    guard let (base, index) = checkElementTarget(target) else { return noteLostStore(target) }
    if type(value) == .error {
      emit(.assignElement(base: base, index: index, value: value), statement)
      return
    }
    let wanted = elementType(type(base))
    guard let converted = converted(value, to: wanted) else {
      emit(.assignElement(base: base, index: index, value: broken(span(value))), statement)
      let isPoses = wanted == .pose && type(value) == .actor
      let text = tree.source.text(in: span(value))
      if types.unwrapped(type(value)) == wanted {
        reportMayBeNone(value)
        return
      }
      report(
        TypeFinding.wrongValue(
          place: "an element of `\(tree.text(of: tree.child(target, 0)))`", expected: types.name(wanted),
          found: types.name(type(value))), at: span(value),
        fixIts: isPoses ? [.rewriting(span(value), as: "get_pose(\(text))")] : [])
      return
    }
    emit(.assignElement(base: base, index: index, value: converted), statement)
  }

  /// A store under a key that was reported may be one under any key.
  private mutating func noteLostStore(_ target: NodeID) {
    let base = tree.child(target, 0)
    guard tree.kind(base) == .name, case .binding(.cell(let cell)) = referent(of: tree.symbol(base)) else { return }
    let value = emit(.cell(CellID(rawValue: UInt32(cell))), cells[cell].type, tree.span(base))
    emit(.expression(value), tree.span(target))
  }

  /// The first store into `d = {}` tells what it holds.
  private mutating func settleDictionary(_ target: NodeID, _ value: ExpressionID) {
    let baseNode = tree.child(target, 0)
    guard tree.kind(baseNode) == .name, case .own(let variable) = referent(of: tree.symbol(baseNode)),
      flow.variables[variable].presence == .set, isPending(flow.variables[variable].type, .dictionary),
      type(value) != .error, tree.kind(tree.child(target, 1)) != .slice
    else { return }
    let mark = (expressions.count, diagnostics.count)
    let index = check(tree.child(target, 1))
    let key = type(index)
    expressions.truncate(to: mark.0)
    diagnostics.truncate(to: mark.1)
    guard types.isHashable(key), key != .error else { return }
    settle(flow.variables[variable].type, as: types.dictionary(key, type(value)))
  }

  // MARK: Parts

  private mutating func unpack(_ target: NodeID, _ value: ExpressionID, _ statement: Span) {
    let targets = tree.children(target)
    var value = value
    if type(value) == .str {
      value = gathered(value)
    } else if case .dictionary = types[type(value)] {
      value = gathered(value)
    }
    let type = type(value)
    if type == .error {
      for part in targets { assign(target: part, value, statement: statement) }
      return
    }
    let local = temporary(type)
    emit(.assignLocal(local, value), statement)
    let count = targets.count
    switch types[type] {
    case .tuple(let parts):
      guard parts.count == count else { return reportCount(target, expected: count, found: parts.count, statement) }
      for (index, part) in targets.enumerated() {
        let whole = emit(.local(local), type, span(value))
        let element = emit(.tupleElement(whole, UInt32(index)), parts[index], span(value))
        assign(target: part, element, statement: statement)
      }
    case .list(let element):
      checkGoalCount(value, target, count: count)
      emit(.checkCount(list: emit(.local(local), type, span(value)), count: UInt32(count)), statement)
      for (index, part) in targets.enumerated() {
        let whole = emit(.local(local), type, span(value))
        let position = emit(.int(Int64(index)), .int, span(value))
        assign(target: part, emit(.element(base: whole, index: position), element, span(value)), statement: statement)
      }
    default:
      if type == .vec3 || type == .quat {
        unpackVector(target, value, local, statement)
      } else {
        report(
          TypeFinding.notIterable(type: types.name(type)), at: span(value),
          notes: span(value) == tree.span(target) ? ["`enumerate(xs)` gives each element with its index."] : [])
        for part in targets { assign(target: part, broken(span(value)), statement: statement) }
      }
    }
  }

  /// `x, y, z = pose.p`
  private mutating func unpackVector(_ target: NodeID, _ value: ExpressionID, _ local: LocalID, _ statement: Span) {
    let fields: [Field] = type(value) == .vec3 ? [.x, .y, .z] : [.w, .x, .y, .z]
    let targets = tree.children(target)
    guard targets.count == fields.count else {
      return reportCount(target, expected: targets.count, found: fields.count, statement)
    }
    for (part, field) in zip(targets, fields) {
      let whole = emit(.local(local), type(value), span(value))
      assign(target: part, emit(.field(field, whole), .float, span(value)), statement: statement)
    }
  }

  private mutating func reportCount(_ target: NodeID, expected: Int, found: Int, _ statement: Span) {
    report(TypeFinding.wrongCount(expected: expected, found: found), at: tree.span(target))
    for part in tree.children(target) { assign(target: part, broken(tree.span(target)), statement: statement) }
  }

  // MARK: Annotated

  mutating func checkAnnotatedAssignment(_ node: NodeID) {
    let target = tree.child(node, 0)
    let wanted = resolveType(tree.child(node, 1))
    guard tree.kind(target) == .name, case .own(let index) = referent(of: tree.symbol(target)) else {
      if tree.child(node, 2).isPresent { _ = check(tree.child(node, 2), expecting: wanted) }
      return
    }
    if wanted != .error {
      context.declarations.append((index, context.variables[index].declared))
      context.variables[index].declared = wanted
    }
    guard tree.child(node, 2).isPresent else { return }
    let value = check(tree.child(node, 2), expecting: wanted)
    checkGivesValue(value, tree.child(node, 2))
    if wanted == .error {
      setState(index, .broken(at: tree.span(target)))
    } else {
      assign(index, value, nameSpan: tree.span(target), statement: tree.span(node))
    }
  }
}
