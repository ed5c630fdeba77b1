extension ProgramGenerator {
  func textLiteral() -> String {
    if place.isQuoted { return pick(["'a'", "'abc'", "''", "'b,c'", "'12'"]) }
    return pick([
      "'a'", "'abc'", "''", "'Hello World'", "' x '", "'12'", "'a,b,,c'", "'été'", "'Straße'", "'a\\nb'", "\"it's\"",
      "'tab\\tin'", "'aaa'", "'-5'",
    ])
  }

  func textual(_ depth: Int) -> String {
    func text() -> String { expression(.text, depth) }
    switch index(19) {
    case 0, 1: return "(\(text()) + \(text()))"
    case 2: return "(\(text()) * \(pick(["2", "3", "0", small(0)])))"
    case 3: return "str(\(expression(shownKind(), depth)))"
    case 4: return "repr(\(expression(shownKind(), depth)))"
    case 5...7: return place.isQuoted ? text() : formatted(depth)
    case 8:
      return "\(text()).\(pick(["upper", "lower", "capitalize", "title", "swapcase", "strip", "lstrip", "rstrip"]))()"
    case 9: return "\(text()).replace(\(leaf(.text)), \(leaf(.text))\(chance(3) ? ", \(index(3))" : ""))"
    case 10: return guardedText(depth)
    case 11: return "\(text())\(slice(depth))"
    case 12: return "\(pick(["', '", "''", "'-'"])).join(\(expression(.list(.text), depth)))"
    case 13: return "\(text()).\(pick(["center", "ljust", "rjust"]))(\(3 + index(12))\(chance(2) ? ", '*'" : ""))"
    case 14: return "\(text()).zfill(\(index(9)))"
    case 15: return "\(text()).\(pick(["removeprefix", "removesuffix", "strip"]))(\(pick(["'a'", "'ab'", "' '"])))"
    case 16: return "\(text()).\(pick(["partition", "rpartition"]))(\(pick(["','", "'a'", "' '"])))[\(index(3))]"
    case 17: return isWhole ? "\(leaf(.actor)).\(pick(["name", "shape", "texture"]))" : element(.text, depth)
    default: return pick([element(.text, depth), "\(text()).casefold()", "\(text()).expandtabs(\(index(6)))"])
    }
  }

  /// What is made text of: a kind that prints.
  func shownKind() -> Kind {
    chance(3) ? containerKind() : pick([.int, .float, .bool, .text, .tuple([.int, .text]), .optional(.int)])
  }

  /// One character, of a text that has one.
  private func guardedText(_ depth: Int) -> String {
    if chance(10) { return "\(leaf(.text))[\(small(0))]" }
    return "(\(expression(.text, depth)) + 'z')[\(pick(["0", "-1"]))]"
  }

  /// `[a:b]`, `[a:b:c]`.
  func slice(_ depth: Int) -> String {
    func bound() -> String { chance(4) ? "" : chance(3) ? small(0) : "\(index(9) - 4)" }
    if chance(8) { return "[::-1]" }
    let step = chance(2) ? "" : ":" + pick(["2", "-1", "-2", "1", "", chance(8) ? small(0) : "3"])
    return "[\(bound()):\(bound())\(step)]"
  }

  /// An f-string.
  private func formatted(_ depth: Int) -> String {
    let outer = place.isQuoted
    place.isQuoted = true
    defer { place.isQuoted = outer }
    let fields = (0..<(1 + index(2))).map { _ in field(depth) }
    return "f\"\(pick(["", "v", "x = "]))\(fields.joined(separator: pick(["", " ", "/"])))\""
  }

  private func field(_ depth: Int) -> String {
    switch index(9) {
    case 0, 1:
      return
        "{\(spaced(expression(.int, depth)))\(pick(["", ":d", ":5d", ":<4", ":+", ":05d", ":x", ":#b", ":,", ":^7", ":e"]))}"
    case 2, 3:
      let formats = ["", ":.2f", ":8.3f", ":+.1f", ":g", ":.3g", ":e", ":.1%", ":010.2f", ":_.2f", ":.4"]
      return "{\(spaced(expression(.float, depth)))\(pick(formats))}"
    case 4: return "{\(spaced(expression(.text, depth)))\(pick(["", "!r", ":>6", ":*^9", ":.2", ":8s"]))}"
    case 5: return "{\(spaced(expression(.bool, depth)))}"
    case 6: return "{\(spaced(expression(.int, depth))):{\(2 + index(6))}}"
    case 7:
      guard isWhole else { return "{\(spaced(expression(.list(.int), depth)))!r}" }
      return "{\(spaced(expression(pick([.length, .angle, .duration]), depth)))\(pick(["", ":.3f", ":8.1f"]))}"
    default: return "{\(spaced(expression(pick([.list(.int), .dictionary(.text, .int), .list(.text)]), depth)))}"
    }
  }

  /// A brace right behind the field's own would be an escape; a text must not be read as a conversion.
  private func spaced(_ expression: String) -> String { "(\(expression))" }
}
