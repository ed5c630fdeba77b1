import SkillDiagnostics

/// An empty list or dict whose elements the first store will tell: the program's `xs = []`.
struct PendingContainer {
  enum Kind { case list, dictionary }

  var kind: Kind
  var span: Span
  /// Whether a variable holds it, so that a later store may tell.
  var isNamed = false
  /// Whether its elements were asked for before anything told what they are.
  var isAsked = false
  /// Whether it was put into itself, so that no type describes it.
  var isCircular = false
  /// What it turned out to be.
  var type: Type?
}

extension Checker {
  /// A new type for the empty container written at `span`.
  mutating func pendingType(_ kind: PendingContainer.Kind, at span: Span) -> Type {
    if let known = knownContainers[span] { return known }
    pendingContainers.append(PendingContainer(kind: kind, span: span))
    return Type(rawValue: Type.firstPending + UInt32(pendingContainers.count - 1))
  }

  /// What a pending type has turned out to be; any other type as it is.
  @inline(__always)
  func resolved(_ type: Type) -> Type {
    var type = type
    while type.isPending, let known = pendingContainers[Int(type.rawValue - Type.firstPending)].type { type = known }
    return type
  }

  /// Notes that a variable holds a container.
  mutating func name(_ type: Type) {
    if type.isPending { pendingContainers[Int(type.rawValue - Type.firstPending)].isNamed = true }
  }

  @inline(__always)
  func isPending(_ type: Type, _ kind: PendingContainer.Kind) -> Bool {
    guard type.isPending else { return false }
    let container = pendingContainers[Int(type.rawValue - Type.firstPending)]
    return container.type == nil && container.kind == kind
  }

  /// The type of the elements (a dict's keys) of an empty container of which nothing is known yet. Those of a literal
  /// may be of any type, as there are none; of a variable, something further on may tell: then the program is checked
  /// once more.
  mutating func askElement(of value: ExpressionID) -> Type {
    let pending = type(value)
    switch expressions[Int(value.rawValue)].kind {
    case .list: settle(pending, as: types.list(.int))
    case .dictionary: settle(pending, as: types.dictionary(.int, .int))
    default:
      pendingContainers[Int(pending.rawValue - Type.firstPending)].isAsked = true
      return .error
    }
    return .int
  }

  /// Tells what a pending container is. One that would hold itself is nothing.
  mutating func settle(_ pending: Type, as type: Type) {
    let index = Int(pending.rawValue - Type.firstPending)
    pendingContainers[index].isCircular = holds(type, pending)
    pendingContainers[index].type = pendingContainers[index].isCircular ? .error : type
  }

  /// Whether a type is made of another, or is it.
  private func holds(_ type: Type, _ part: Type) -> Bool {
    let type = resolved(type)
    if type == part { return true }
    return switch types[type] {
    case .list(let element): holds(element, part)
    case .dictionary(let key, let value): holds(key, part) || holds(value, part)
    case .tuple(let parts): parts.contains { holds($0, part) }
    case .optional(let inner): holds(inner, part)
    case .function, .fixed: false
    }
  }

  /// Replaces pending types everywhere, and reports the containers of which nothing told what they hold.
  mutating func settleAll() {
    if pendingContainers.isEmpty { return }
    var reported: Set<Span> = []
    for (index, container) in pendingContainers.enumerated() where container.type == nil {
      guard container.isNamed else {
        // Nothing can be put in any more: what it could hold changes nothing.
        pendingContainers[index].type = container.kind == .list ? types.list(.int) : types.dictionary(.str, .int)
        continue
      }
      pendingContainers[index].type = .error
      // A loop's body that was checked twice has two containers for one place.
      let isSettledElsewhere = pendingContainers.contains {
        $0.span == container.span && $0.type != .error && $0.type != nil
      }
      if !isSettledElsewhere, reported.insert(container.span).inserted { reportUnknownElement(of: container) }
    }
    for container in pendingContainers where container.isCircular && reported.insert(container.span).inserted {
      reportUnknownElement(of: container)
    }
    var settledTypes = [Type?](repeating: nil, count: types.count)
    for index in expressions.indices {
      let type = expressions[index].type
      let known = settled(type, &settledTypes)
      if known != type { expressions[index].type = known }
    }
    for index in globals.indices { globals[index].type = settled(globals[index].type, &settledTypes) }
    for index in functions.indices {
      guard var typed = functions[index].typed else { continue }
      functions[index].typed = nil
      for local in typed.locals.indices {
        typed.locals[local].type = settled(typed.locals[local].type, &settledTypes)
      }
      typed.result = settled(typed.result, &settledTypes)
      functions[index].typed = typed
    }
    for index in context.locals.indices {
      context.locals[index].type = settled(context.locals[index].type, &settledTypes)
    }
    for container in pendingContainers where container.isAsked {
      let known = pendingContainers.first { $0.span == container.span && $0.type != nil && $0.type != .error }
      if let type = known?.type { lateContainers[container.span] = settled(type) }
    }
  }

  private mutating func reportUnknownElement(of container: PendingContainer) {
    let name = container.kind == .list ? "list" : "dict"
    report(
      container.isCircular
        ? TypeFinding.containerInItself(container: name) : TypeFinding.unknownElementType(container: name),
      at: container.span)
  }

  /// The same by a table, which is filled on the way: most expressions share a few types.
  @inline(__always)
  private mutating func settled(_ type: Type, _ settledTypes: inout [Type?]) -> Type {
    let number = Int(type.rawValue)
    guard number < settledTypes.count else { return settled(type) }
    if let known = settledTypes[number] { return known }
    let found = settled(type)
    settledTypes[number] = found
    return found
  }

  /// Reports the containers that are read before they are known, once no further pass is made for them.
  mutating func reportLateContainers() {
    for (span, type) in lateContainers {
      report(TypeFinding.unknownElementType(container: isList(type) ? "list" : "dict"), at: span)
    }
  }

  /// The type with all that it is made of resolved.
  private mutating func settled(_ type: Type) -> Type {
    let type = resolved(type)
    switch types[type] {
    case .list(let element): return types.list(settled(element))
    case .dictionary(let key, let value): return types.dictionary(settled(key), settled(value))
    case .tuple(let parts): return types.tuple(parts.map { settled($0) })
    case .optional(let inner): return types.optional(settled(inner))
    case .function, .fixed: return type
    }
  }
}
