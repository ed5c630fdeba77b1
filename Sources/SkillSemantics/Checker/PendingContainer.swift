import SkillDiagnostics

/// An empty list or dict whose elements the first store will tell: the program's `xs = []`.
struct PendingContainer {
  enum Kind { case list, dictionary }

  var kind: Kind
  var span: Span
  /// Whether a variable holds it, so that a later store may tell.
  var isNamed = false
  /// What it turned out to be.
  var type: Type?
}

extension Checker {
  /// A new type for the empty container written at `span`.
  mutating func pendingType(_ kind: PendingContainer.Kind, at span: Span) -> Type {
    pendingContainers.append(PendingContainer(kind: kind, span: span))
    return Type(rawValue: Type.firstPending + UInt32(pendingContainers.count - 1))
  }

  /// What a pending type has turned out to be; any other type as it is.
  func resolved(_ type: Type) -> Type {
    var type = type
    while type.isPending, let known = pendingContainers[Int(type.rawValue - Type.firstPending)].type { type = known }
    return type
  }

  /// Notes that a variable holds a container.
  mutating func name(_ type: Type) {
    if type.isPending { pendingContainers[Int(type.rawValue - Type.firstPending)].isNamed = true }
  }

  func isPending(_ type: Type, _ kind: PendingContainer.Kind) -> Bool {
    guard type.isPending else { return false }
    let container = pendingContainers[Int(type.rawValue - Type.firstPending)]
    return container.type == nil && container.kind == kind
  }

  /// Tells what a pending container is.
  mutating func settle(_ pending: Type, as type: Type) {
    pendingContainers[Int(pending.rawValue - Type.firstPending)].type = type
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
      if !isSettledElsewhere, reported.insert(container.span).inserted {
        report(
          TypeFinding.unknownElementType(container: container.kind == .list ? "list" : "dict"), at: container.span)
      }
    }
    for index in expressions.indices where expressions[index].type.isPending {
      expressions[index].type = resolved(expressions[index].type)
    }
    for index in globals.indices { globals[index].type = resolved(globals[index].type) }
    for index in functions.indices {
      guard var typed = functions[index].typed else { continue }
      for local in typed.locals.indices { typed.locals[local].type = resolved(typed.locals[local].type) }
      typed.result = resolved(typed.result)
      functions[index].typed = typed
    }
    for index in context.locals.indices { context.locals[index].type = resolved(context.locals[index].type) }
  }
}
