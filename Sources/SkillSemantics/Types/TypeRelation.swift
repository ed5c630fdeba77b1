import SkillDiagnostics

/// The one relation between types: what fits where, by which conversion, and what two types have in common.
extension Checker {
  /// `id` as a value of `target`: itself, or wrapped in the conversions the language makes by itself. Nil if none leads
  /// there. Literals are converted on the spot.
  mutating func converted(_ id: ExpressionID, to target: Type) -> ExpressionID? {
    let source = type(id)
    let target = resolved(target)
    if source == target || source == .error || target == .error || source == .never { return id }
    if let inner = types.unwrapped(target) {
      if source == .none { return convert(id, .noneToOptional, target) }
      if types.unwrapped(source) != nil { return nil }
      return converted(id, to: inner).map { convert($0, .wrap, target) }
    }
    switch target {
    case .float where source == .int: return convert(id, .intToFloat, .float)
    case .length where source.isNumber: return quantity(id, .metresToLength, .length)
    case .angle where source.isNumber: return quantity(id, .degreesToAngle, .angle)
    case .duration where source.isNumber: return quantity(id, .secondsToDuration, .duration)
    case .vec3: return vector(id, count: 3, .listToVec3, .vec3)
    case .quat: return vector(id, count: 4, .listToQuat, .quat)
    default: break
    }
    if source.isPending || target.isPending { return settledContainer(id, source, target) }
    if case .tuple(let sources) = types[source], case .tuple(let targets) = types[target] {
      return convertedTuple(id, sources, targets, to: target)
    }
    return nil
  }

  /// Whether a value of `source` fits where `target` is wanted.
  mutating func fits(_ source: Type, _ target: Type) -> Bool {
    let mark = expressions.count
    let probe = emit(.none, source, Span(0, 0))
    let fits = converted(probe, to: target) != nil
    expressions.truncate(to: mark)
    return fits
  }

  /// The least type that values of both fit: `int` and `float` meet at `float`, `None` and T at `T | None`.
  mutating func join(_ a: Type, _ b: Type) -> Type? {
    let a = resolved(a)
    let b = resolved(b)
    if a == b || b == .never || a == .error { return a }
    if a == .never || b == .error { return b }
    if a.isNumber, b.isNumber { return .float }
    if a == .none { return b == .none ? .none : types.optional(b) }
    if b == .none { return types.optional(a) }
    if let inner = types.unwrapped(a), inner == b || fits(b, inner) { return a }
    if let inner = types.unwrapped(b), inner == a || fits(a, inner) { return b }
    if a.isPending { return isCompatible(b, withPending: a) ? settle(a, with: b) : nil }
    if b.isPending { return isCompatible(a, withPending: b) ? settle(b, with: a) : nil }
    if case .tuple(let left) = types[a], case .tuple(let right) = types[b], left.count == right.count {
      var parts: [Type] = []
      for (x, y) in zip(left, right) {
        guard let part = join(x, y) else { return nil }
        parts.append(part)
      }
      return types.tuple(parts)
    }
    return nil
  }

  // MARK: Steps of a conversion

  mutating func convert(_ id: ExpressionID, _ conversion: Conversion, _ type: Type) -> ExpressionID {
    let span = span(id)
    if conversion == .intToFloat, case .int(let value) = expressions[Int(id.rawValue)].kind {
      return emit(.number(Double(value)), .float, span)
    }
    return emit(.convert(conversion, id), type, span)
  }

  /// A bare number where a quantity is wanted: metres, degrees or seconds.
  private mutating func quantity(_ id: ExpressionID, _ conversion: Conversion, _ type: Type) -> ExpressionID {
    let float = self.type(id) == .int ? convert(id, .intToFloat, .float) : id
    guard case .number(let value) = expressions[Int(float.rawValue)].kind else {
      return convert(float, conversion, type)
    }
    return emit(.number(conversion == .degreesToAngle ? value * (Double.pi / 180) : value), type, span(id))
  }

  /// A list or tuple of numbers where a Vec3 or Quat is wanted. A literal's length is known here, a variable's when it runs.
  private mutating func vector(_ id: ExpressionID, count: Int, _ conversion: Conversion, _ type: Type) -> ExpressionID?
  {
    let source = self.type(id)
    switch types[source] {
    case .list(let element) where element.isNumber:
      guard case .list(let members) = expressions[Int(id.rawValue)].kind else {
        return emit(.convert(conversion, id), type, span(id))
      }
      guard members.count == count else { return nil }
      return vector((0..<count).map { expressionLists[Int(members.start) + $0] }, type, span(id))
    case .tuple(let parts) where parts.count == count && parts.allSatisfy(\.isNumber):
      let kept = keepOnce(id)
      var components: [ExpressionID] = []
      for (index, part) in parts.enumerated() {
        let base = index == 0 ? kept.value : emit(.local(kept.local), source, span(id))
        components.append(emit(.tupleElement(base, UInt32(index)), part, span(id)))
      }
      return vector(components, type, span(id))
    default:
      return nil
    }
  }

  /// A Vec3 or Quat of numbers; of a Vec3 also lengths. Nil if a component is something else.
  mutating func vector(_ components: [ExpressionID], _ type: Type, _ span: Span) -> ExpressionID? {
    var floats: [ExpressionID] = []
    for component in components {
      if type == .vec3, self.type(component) == .length {
        floats.append(emit(.convert(.lengthToMetres, component), .float, self.span(component)))
      } else if let float = converted(component, to: .float) {
        floats.append(float)
      } else {
        return nil
      }
    }
    let members = list(floats)
    return emit(type == .vec3 ? .vec3(members) : .quat(members), type, span)
  }

  /// Each element of a tuple converted: of a literal on the spot.
  private mutating func convertedTuple(_ id: ExpressionID, _ sources: [Type], _ targets: [Type], to target: Type)
    -> ExpressionID?
  {
    guard sources.count == targets.count else { return nil }
    for (source, wanted) in zip(sources, targets) where !fits(source, wanted) { return nil }
    var parts: [ExpressionID] = []
    if case .tuple(let members) = expressions[Int(id.rawValue)].kind {
      for (index, wanted) in targets.enumerated() {
        guard let part = converted(expressionLists[Int(members.start) + index], to: wanted) else { return nil }
        parts.append(part)
      }
    } else {
      let kept = keepOnce(id)
      for (index, wanted) in targets.enumerated() {
        let base = index == 0 ? kept.value : emit(.local(kept.local), type(id), span(id))
        guard let part = converted(emit(.tupleElement(base, UInt32(index)), sources[index], span(id)), to: wanted)
        else {
          return nil
        }
        parts.append(part)
      }
    }
    return emit(.tuple(list(parts)), target, span(id))
  }

  /// `id`, kept in a temporary so that it can be read again.
  mutating func keepOnce(_ id: ExpressionID) -> (value: ExpressionID, local: LocalID) {
    let local = temporary(expressions[Int(id.rawValue)].type)
    return (emit(.keep(local, value: id), expressions[Int(id.rawValue)].type, span(id)), local)
  }

  // MARK: Containers whose elements are not known yet

  private mutating func settledContainer(_ id: ExpressionID, _ source: Type, _ target: Type) -> ExpressionID? {
    if source.isPending, isCompatible(target, withPending: source) {
      settle(source, as: target)
      return id
    }
    if target.isPending, isCompatible(source, withPending: target) {
      settle(target, as: source)
      return id
    }
    return nil
  }

  private mutating func settle(_ pending: Type, with type: Type) -> Type {
    settle(pending, as: type)
    return type
  }

  private func isCompatible(_ type: Type, withPending pending: Type) -> Bool {
    switch types[type] {
    case .list: isPending(pending, .list)
    case .dictionary: isPending(pending, .dictionary)
    default: type.isPending && isPending(pending, .list) == isPending(type, .list)
    }
  }
}
