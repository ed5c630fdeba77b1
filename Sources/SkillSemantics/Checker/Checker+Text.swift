import SkillDiagnostics
import SkillSyntax

/// F-strings and strings side by side.
extension Checker {
  mutating func checkText(_ node: NodeID) -> ExpressionID {
    let span = tree.span(node)
    var pieces: [ExpressionID] = []
    let isWhole = collect(node, &pieces)
    guard isWhole else { return brokenValue(span, .str) }
    if pieces.allSatisfy({ if case .string = expressions[Int($0.rawValue)].kind { true } else { false } }) {
      var text = ""
      for piece in pieces {
        if case .string(let id) = expressions[Int(piece.rawValue)].kind { text += strings[Int(id.rawValue)] }
      }
      return literal(text, span)
    }
    let members = list(pieces)
    return emit(.joined(members), .str, span)
  }

  /// Appends the pieces of a text; false if one was reported.
  private mutating func collect(_ node: NodeID, _ pieces: inout [ExpressionID]) -> Bool {
    var isWhole = true
    switch tree.kind(node) {
    case .formattedString, .stringConcatenation:
      for part in tree.children(node) where !collect(part, &pieces) { isWhole = false }
    case .stringLiteral, .formattedText:
      pieces.append(literal(tree.stringValue(of: node) ?? "", tree.span(node)))
    case .formattedField:
      guard let piece = checkField(node) else { return false }
      pieces.append(piece)
    default:
      return false
    }
    return isWhole
  }

  /// `{expression!r:spec}` as a text. Nil after a report.
  private mutating func checkField(_ node: NodeID) -> ExpressionID? {
    let span = tree.span(node)
    let expressionNode = tree.child(node, 0)
    var value = check(expressionNode)
    if type(value) == .error { return nil }
    if type(value) == Type.none, case .builtin = expressions[Int(value.rawValue)].kind {
      report(TypeFinding.noValue(tree.text(of: expressionNode)), at: tree.span(expressionNode))
      return nil
    }
    let next = tree.tokens[Int(tree[expressionNode].lastToken) + 1]
    if next.kind == .fieldConversion {
      let conversion = tree.source.text(in: next.span)
      if conversion == "!a" {
        report(
          TypeFinding.badFormat(spec: conversion), at: next.span,
          notes: ["`!r` writes a value as source text; text need not be ASCII."],
          fixIts: [.rewriting(next.span, as: "!r")])
        return nil
      }
      let isText = conversion == "!s"
      value = isText ? text(value) : emit(.representation(value), .str, span)
    }
    let specNode = tree.child(node, 1)
    guard specNode.isPresent else { return text(value) }
    if tree.kind(specNode) == .formattedText { return formatted(value, specNode) }
    guard checkFormattable(value, letter: "format") else { return nil }
    var pieces: [ExpressionID] = []
    guard collect(specNode, &pieces) else { return nil }
    let members = list(pieces)
    let spec = emit(.joined(members), .str, tree.span(specNode))
    return emit(.formattedDynamically(value, spec: spec), .str, span)
  }

  private mutating func formatted(_ value: ExpressionID, _ specNode: NodeID) -> ExpressionID? {
    let text = tree.stringValue(of: specNode) ?? ""
    guard let spec = FormatSpecification(text) else {
      report(TypeFinding.badFormat(spec: text), at: tree.span(specNode))
      return nil
    }
    guard checkFormattable(value, letter: spec.presentation.map { String($0.rawValue) } ?? text) else { return nil }
    // Python writes a bool as a word only where the spec is empty.
    let value = text.isEmpty && type(value) == .bool ? self.text(value) : integer(value)
    guard spec.fits(isText: type(value) == .str, isInt: type(value) == .int) else {
      let letter = spec.presentation.map { String($0.rawValue) } ?? text
      if type(value) == .int, spec.precision != nil, spec.presentation != .string {
        let fixed = (spec.presentation == nil ? text : String(text.dropLast())) + "f"
        report(
          TypeFinding.integerPrecision(spec: text), at: tree.span(specNode),
          fixIts: [.rewriting(tree.span(specNode), as: fixed)])
        return nil
      }
      report(
        TypeFinding.formatMismatch(letter: letter, type: types.name(type(value))), at: tree.span(specNode))
      return nil
    }
    formats.append(spec)
    let number = spec.needsFloat && type(value) == .int ? convert(value, .intToFloat, .float) : value
    return emit(.formatted(number, FormatID(rawValue: UInt32(formats.count - 1))), .str, span(value))
  }

  private mutating func checkFormattable(_ value: ExpressionID, letter: String) -> Bool {
    let type = type(value)
    if type.isNumber || type.isQuantity || type == .bool || type == .str { return true }
    if types.unwrapped(type) != nil {
      reportMayBeNone(value)
    } else {
      report(TypeFinding.formatMismatch(letter: letter, type: types.name(type)), at: span(value))
    }
    return false
  }
}
