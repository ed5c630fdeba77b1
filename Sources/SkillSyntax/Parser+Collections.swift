import SkillDiagnostics

/// Lists, tuples, dictionaries and comprehensions.
extension Parser {
  /// parenthesized: `(` expression comprehension? `)` — tuple: `(` `)` | `(` expression `,` (expression `,`?)* `)`
  mutating func parenthesized() -> NodeID {
    let first = position
    let mark = pending.count
    let commas = bracketed("an expression") { parser in
      let value = parser.element()
      return parser.kind == .for || parser.kind == .async ? parser.generator(value) : value
    }
    let isSingle = pending.count == mark + 1 && commas == 0
    return finish(isSingle ? .parenthesized : .tuple, token: first, from: first, mark)
  }

  /// list: `[` (expression (`,` expression)* `,`?)? `]` | `[` expression comprehension `]`
  mutating func list() -> NodeID {
    let first = position
    let mark = pending.count
    var clausesEnd: Int?
    bracketed("an element") { parser in
      let value = parser.element()
      guard parser.kind == .for || parser.kind == .async, parser.pending.count == mark else { return value }
      parser.pending.append(value)
      let last = parser.onlyClauses(before: "`]`")
      clausesEnd = parser.pending.count + 1
      return last
    }
    // What stands behind the clauses was reported, and is no part of the comprehension.
    if let clausesEnd { pending.truncate(to: clausesEnd) }
    return finish(clausesEnd == nil ? .list : .listComprehension, token: first, from: first, mark)
  }

  /// dictionary: `{` (entry (`,` entry)* `,`?)? `}` | `{` entry comprehension `}`
  mutating func dictionary() -> NodeID {
    let first = position
    let mark = pending.count
    var clausesEnd: Int?
    var isSet = false
    bracketed("an entry") { parser in
      let entry = parser.dictionaryEntry()
      if parser.nodes[Int(entry.rawValue)].kind != .dictionaryEntry {
        isSet = true
        parser.report(ForeignSyntaxFinding.setLiteral, parser.tokens[first].span)
      }
      guard parser.kind == .for || parser.kind == .async, parser.pending.count == mark else { return entry }
      parser.pending.append(entry)
      let last = parser.onlyClauses(before: "`}`")
      clausesEnd = parser.pending.count + 1
      return last
    }
    if let clausesEnd { pending.truncate(to: clausesEnd) }
    let kind: SyntaxKind = isSet ? .errorExpression : clausesEnd == nil ? .dictionary : .dictionaryComprehension
    return finish(kind, token: first, from: first, mark)
  }

  /// entry: expression `:` expression
  private mutating func dictionaryEntry() -> NodeID {
    let key = element()
    if kind == .equal {
      let place = tokens[position].span
      report(
        SyntaxFinding.expectedToken("`:`", found: "`=`"), place, fixIts: [FixIt("write `:`", replace: place, with: ":")]
      )
    } else if kind != .colon {
      return key
    }
    let token = position
    advance()
    return node(.dictionaryEntry, token: token, from: firstToken(key), key, expression())
  }

  // MARK: Comprehensions

  mutating func generator(_ element: NodeID) -> NodeID {
    let mark = pending.count
    let token = position
    pending.append(element)
    let last = clauses()
    pending.append(last)
    return finish(.generator, token: token, from: firstToken(element), mark)
  }

  /// The clauses of a list or dictionary, which has no elements behind them.
  private mutating func onlyClauses(before closer: String) -> NodeID {
    let last = clauses()
    if kind == .comma || kind.beginsExpression {
      report(SyntaxFinding.expectedToken(closer, found: describe(position)), tokens[position].span)
      repeat { skipElement() } while optional(.comma)
    }
    return last
  }

  /// comprehension: clause+ — all but the last are put on `pending`.
  private mutating func clauses() -> NodeID {
    var last = clause()
    while kind == .for || kind == .async {
      pending.append(last)
      last = clause()
    }
    return last
  }

  /// clause: `for` targetList `in` disjunction (`if` disjunction)*
  private mutating func clause() -> NodeID {
    guard enter() else { return missing() }
    defer { leave() }
    hasComprehensions = true
    let first = position
    let mark = pending.count
    if kind == .async {
      report(ForeignSyntaxFinding.asynchronousCode("async"), tokens[position].span)
      advance()
    }
    expect(.for, "`for`")
    let target = targetList()
    checkTarget(target)
    pending.append(target)
    expect(.in, "`in`")
    pending.append(binary(minimum: .or))
    while optional(.if) { pending.append(binary(minimum: .or)) }
    return finish(.comprehensionClause, token: first, from: first, mark)
  }
}
