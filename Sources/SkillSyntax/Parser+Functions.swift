import SkillDiagnostics

/// Functions, their parameters, and types.
extension Parser {
  /// def: `def` name `(` parameters `)` (`->` type)? `:` block
  mutating func functionDefinition(from first: Int) -> NodeID {
    let token = position
    advance()
    let name = self.name()
    let parameters = parameterList()
    let result = optional(.arrow) ? type() : .absent
    colon("`def`")
    let body = block("`def`", at: first)
    return node(.functionDefinition, token: token, from: first, name, parameters, result, body)
  }

  /// `skill def` or `query def`: a declaration of an interface file.
  mutating func interfaceDefinition() -> NodeID {
    let first = position
    if !isInterface { report(SyntaxFinding.interfaceOnly(text(first)), tokens[first].span) }
    advance()
    return functionDefinition(from: first)
  }

  /// A name that is declared or stands behind a dot.
  mutating func name() -> NodeID {
    if kind == .identifier { return leaf(.name) }
    reportExpected("a name")
    return kind.isKeyword ? leaf(.errorExpression) : missing()
  }

  /// parameters: (parameter (`,` parameter)* `,`?)?
  private mutating func parameterList() -> NodeID {
    let first = position
    guard kind == .leftParenthesis else {
      reportExpected("`(` and the parameters")
      return node(.parameterList, token: lastSignificant, from: lastSignificant)
    }
    let mark = pending.count
    var isKeywordOnly = false
    var hasDefault = false
    bracketed("a parameter") { parser in
      if parser.kind == .star, parser.kind(ahead: 1) == .comma {
        isKeywordOnly = true
        return parser.leaf(.keywordOnlyMarker)
      }
      let parameter = parser.parameter()
      let node = parser.nodes[Int(parameter.rawValue)]
      if parser.childIDs[Int(node.childStart + node.childCount) - 1].isPresent {
        hasDefault = true
      } else if hasDefault, !isKeywordOnly {
        let name = parser.childIDs[Int(node.childStart)]
        let text = parser.source.text(in: parser.span(name))
        parser.report(SyntaxFinding.requiredParameterAfterDefault(text), parser.span(name))
      }
      return parameter
    }
    return finish(.parameterList, token: first, from: first, mark)
  }

  /// parameter: name (`:` type)? (`=` expression)?
  private mutating func parameter() -> NodeID {
    let first = position
    if kind == .star || kind == .doubleStar {
      report(ForeignSyntaxFinding.starArgument(text(position)), tokens[position].span)
      advance()
    }
    let name = self.name()
    let type = optional(.colon) ? self.type() : .absent
    let value = optional(.equal) ? expression() : .absent
    return node(.parameter, token: first, from: min(first, firstToken(name)), name, type, value)
  }

  func children(_ id: NodeID) -> [NodeID] {
    let node = nodes[Int(id.rawValue)]
    return childIDs.elements(in: Int(node.childStart)..<Int(node.childStart + node.childCount))
  }

  // MARK: Types

  /// type: simpleType (`|` simpleType)*
  mutating func type() -> NodeID {
    let first = position
    guard enter() else { return missing() }
    defer { leave() }
    let type = simpleType()
    guard kind == .pipe else { return type }
    let token = position
    let mark = pending.count
    pending.append(type)
    while optional(.pipe) { pending.append(simpleType()) }
    return finish(.unionType, token: token, from: min(first, firstToken(type)), mark)
  }

  /// simpleType: name | `None` | name `[` type (`,` type)* `]`
  private mutating func simpleType() -> NodeID {
    guard kind == .identifier || kind == .none else {
      reportExpected("a type")
      return missing()
    }
    guard kind(ahead: 1) == .leftBracket else { return leaf(.namedType) }
    let first = position
    let mark = pending.count
    advance()
    bracketed("a type") { $0.type() }
    return finish(.genericType, token: first, from: first, mark)
  }
}
