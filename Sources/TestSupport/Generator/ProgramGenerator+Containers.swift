extension ProgramGenerator {
  /// An element of a container, mostly one that is there.
  func element(_ kind: Kind, _ depth: Int) -> String {
    switch index(5) {
    case 0:
      if chance(6) { return "\(leaf(.list(kind)))[\(small(0))]" }
      return "(\(expression(.list(kind), depth)) + [\(leaf(kind))])[\(pick(["0", "-1"]))]"
    case 1:
      let key = pick([Kind.text, .int])
      return "\(leaf(.dictionary(key, kind))).get(\(leaf(key)), \(leaf(kind)))"
    case 2:
      if !chance(8) { return leaf(kind) }
      return "\(leaf(.dictionary(.text, kind)))[\(leaf(.text))]"
    case 3:
      let parts = chance(2) ? [kind, .text] : [.text, kind]
      return "\(leaf(.tuple(parts)))[\(parts[0] == kind ? 0 : 1)]"
    default:
      guard kind.isOrdered else { return leaf(kind) }
      return "\(pick(["min", "max"]))(\(expression(.list(kind), depth)) + [\(leaf(kind))])"
    }
  }

  func list(of element: Kind, _ depth: Int) -> String {
    func list() -> String { expression(.list(element), depth) }
    switch index(13) {
    case 0, 1: return "[\((0..<(1 + index(4))).map { _ in expression(element, depth) }.joined(separator: ", "))]"
    case 2...4: return "[\(comprehension(element, depth))]"
    case 5: return "(\(list()) + \(list()))"
    case 6: return "(\(list()) * \(index(3)))"
    case 7: return "\(list())\(slice(depth))"
    case 8:
      guard element.isOrdered else { return list() }
      let key = key(for: element).map { ", key=\($0)" } ?? ""
      return "sorted(\(list())\(key)\(chance(2) ? ", reverse=\(chance(2) ? expression(.bool, 0) : "True")" : ""))"
    case 9: return pick(["list(reversed(\(list())))", "\(list()).copy()", "list(\(list()))"])
    case 10: return special(listOf: element, depth) ?? list()
    case 11:
      let key = pick([Kind.int, .text])
      return "list(\(expression(.dictionary(key, element), depth)).values())"
    default: return list()
    }
  }

  private func special(listOf element: Kind, _ depth: Int) -> String? {
    switch element {
    case .int: pick(["list(range(\(range())))", "list(\(expression(.dictionary(.int, .text), depth)).keys())"])
    case .text:
      pick([
        "\(expression(.text, depth)).split()", "\(expression(.text, depth)).split(\(pick(["','", "'a'"])))",
        "\(expression(.text, depth)).rsplit(None, 1)", "\(expression(.text, depth)).splitlines()",
        "list(\(expression(.text, depth)))", "sorted(\(expression(.dictionary(.text, .int), depth)))",
      ])
    case .tuple(let parts) where parts.count == 2 && parts[0] == .int && chance(2):
      "list(enumerate(\(expression(.list(parts[1]), depth))\(chance(2) ? ", 1" : "")))"
    case .tuple(let parts) where parts.count == 2:
      pick([
        "list(zip(\(expression(.list(parts[0]), depth)), \(expression(.list(parts[1]), depth))))",
        parts[0] == .text
          ? "list(\(expression(.dictionary(.text, parts[1]), depth)).items())"
          : literal(.list(element)),
      ])
    default: nil
    }
  }

  /// The bounds of a short range.
  func range() -> String {
    switch index(5) {
    case 0: "\(index(5))"
    case 1: "\(leaf(.int)) % 5"
    case 2: "\(index(4)), \(index(8))"
    case 3: "\(index(9)), \(index(4)), \(pick(["-1", "-2", "-3"]))"
    default: "\(index(4) - 2), \(expression(.int, 0)) % 7, \(1 + index(3))"
    }
  }

  /// `element for … in … if …`, without brackets.
  func comprehension(_ element: Kind, _ depth: Int) -> String {
    let outer = scopes
    defer { scopes = outer }
    scopes.append([])
    var clauses = ""
    for _ in 0..<(chance(4) ? 2 : 1) { clauses += " " + clause(depth) }
    return expression(element, max(depth, 1)) + clauses
  }

  private func clause(_ depth: Int) -> String {
    let name = fresh("e")
    let source: String
    switch index(6) {
    case 0, 1:
      source = "for \(name) in range(\(range()))"
      set(name, .int)
    case 2:
      let kind = pick([Kind.int, .text, .float])
      source = "for \(name) in \(leaf(.list(kind)))"
      set(name, kind)
    case 3:
      source = "for \(name) in \(leaf(.text))"
      set(name, .text)
    case 4:
      source = "for \(name) in \(leaf(.dictionary(.text, .int)))"
      set(name, .text)
    default:
      let second = fresh("e")
      source = "for \(name), \(second) in enumerate(\(leaf(.list(.text))))"
      set(name, .int)
      set(second, .text)
    }
    return source + (chance(3) ? " if \(condition(min(depth, 1)))" : "")
  }

  /// Makes a variable known in the innermost scope.
  func set(_ name: String, _ kind: Kind, isAssignable: Bool = true) {
    scopes[scopes.count - 1].append(Variable(name: name, kind: kind, isAssignable: isAssignable))
  }

  func dictionary(_ key: Kind, _ value: Kind, _ depth: Int) -> String {
    switch index(5) {
    case 0, 1:
      let entries = (0..<(1 + index(3))).map { _ in "\(expression(key, depth)): \(expression(value, depth))" }
      return "{\(entries.joined(separator: ", "))}"
    case 2:
      let outer = scopes
      defer { scopes = outer }
      scopes.append([])
      let clause = clause(depth)
      return "{\(expression(key, depth)): \(expression(value, depth)) \(clause)}"
    case 3: return "\(leaf(.dictionary(key, value))).copy()"
    default: return "dict([(\(expression(key, depth)), \(expression(value, depth)))])"
    }
  }

  /// A function of one parameter of this kind, to order by.
  func key(for kind: Kind) -> String? {
    let known = keys.filter { $0.parameter == kind }
    return place.callsNothing || known.isEmpty || chance(2) ? nil : pick(known).name
  }
}
