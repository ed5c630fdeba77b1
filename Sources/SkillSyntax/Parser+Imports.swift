import SkillDiagnostics

extension Parser {
  /// import: `import` alias (`,` alias)*
  mutating func importStatement() -> NodeID {
    let first = position
    let mark = pending.count
    repeat {
      advance()
      pending.append(alias(dottedName()))
    } while kind == .comma
    return finish(.importStatement, token: first, from: first, mark)
  }

  /// fromImport: `from` dottedName `import` (alias (`,` alias)* | `(` alias (`,` alias)* `,`? `)`)
  mutating func fromImportStatement() -> NodeID {
    let first = position
    let mark = pending.count
    advance()
    pending.append(dottedName())
    if kind == .import {
      if kind(ahead: 1) == .star {
        advance()
        report(ForeignSyntaxFinding.starImport, tokens[position].span)
        skipLine()
      } else if kind(ahead: 1) == .leftParenthesis {
        advance()
        bracketed("a name") { parser in parser.alias(parser.importedName()) }
      } else {
        repeat {
          advance()
          pending.append(alias(importedName()))
        } while kind == .comma
      }
    } else {
      reportExpected("`import`")
      skipLine()
    }
    return finish(.fromImportStatement, token: first, from: first, mark)
  }

  /// dottedName: name (`.` name)*
  private mutating func dottedName() -> NodeID {
    let first = position
    let mark = pending.count
    pending.append(name())
    while optional(.dot) { pending.append(name()) }
    let start = min(first, firstToken(pending[mark]))
    return finish(.dottedName, token: start, from: start, mark)
  }

  private mutating func importedName() -> NodeID {
    let name = self.name()
    return node(.dottedName, token: firstToken(name), from: firstToken(name), name)
  }

  /// alias: dottedName (`as` name)?
  private mutating func alias(_ name: NodeID) -> NodeID {
    let alias = optional(.as) ? self.name() : .absent
    return node(.importAlias, token: firstToken(name), from: firstToken(name), name, alias)
  }
}
