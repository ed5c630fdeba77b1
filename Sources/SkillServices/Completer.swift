import SkillSemantics

/// Completes what someone writes in a session. A plain value: what it knows is what the session had when it was made.
public struct Completer: Sendable {
  public var names: SessionNames
  public var facts: SceneFacts?
  /// The text keys of the memory cells that have a value, by cell.
  public var memoryKeys: [String: [String]]
  /// Words that are complete turns by themselves, such as `:help`.
  public var commands: [String]

  public init(
    names: SessionNames = SessionNames(), facts: SceneFacts? = nil, memoryKeys: [String: [String]] = [:],
    commands: [String] = []
  ) {
    self.names = names
    self.facts = facts
    self.memoryKeys = memoryKeys
    self.commands = commands
  }

  /// What may follow `text`: the turn up to the cursor, its earlier lines included.
  public func complete(_ text: String) -> Completion {
    if text.hasPrefix(":"), !text.contains(" ") { return Completion(text, commands.map { Completion.Candidate($0) }) }
    let end = TextEnd(text)
    if end.isInComment { return Completion("", []) }
    if let string = end.string { return complete(string, in: end.brackets.last) }
    if let dot = end.word.lastIndex(of: ".") {
      let (base, prefix) = (String(end.word[..<dot]), String(end.word[end.word.index(after: dot)...]))
      return Completion(prefix, members(of: base).map { Completion.Candidate($0) })
    }
    if end.word.first?.isNumber == true { return Completion(end.word, []) }
    return Completion(end.word, keywords(end) + (end.word.isEmpty ? [] : everyName(atLineStart: end.before == nil)))
  }

  // MARK: Strings

  private func complete(_ string: TextEnd.OpenString, in bracket: TextEnd.Bracket?) -> Completion {
    let known: [String]
    switch (bracket?.opener, bracket?.name ?? "") {
    case ("[", let cell) where memoryKeys[cell] != nil: known = memoryKeys[cell] ?? []
    case ("(", "get_actor"): known = actors
    case ("(", "get_actor_pose"), ("(", "get_ee_pose"): known = images
    default: known = actors + images + memoryKeys.values.flatMap { $0 }
    }
    let quote = String(repeating: string.quote, count: string.isTriple ? 3 : 1)
    let writable = known.filter { name in !name.contains { $0 == string.quote || $0 == "\\" || $0.isNewline } }
    return Completion(string.content, writable.map { Completion.Candidate($0, suffix: quote) })
  }

  private var actors: [String] { facts?.actorNames ?? [] }
  private var images: [String] { facts?.images ?? [] }

  // MARK: Names

  private func members(of base: String) -> [String] {
    names.importList.first { $0.name == base }?.members ?? names.attributes(of: base)
  }

  /// The parameters of the call whose argument begins here.
  private func keywords(_ end: TextEnd) -> [Completion.Candidate] {
    guard let call = end.brackets.last, call.opener == "(", end.before == "(" || end.before == "," else { return [] }
    let parameters =
      names.functionList.first { $0.name == call.name }?.parameters
      ?? Prelude.shared.function(named: call.name)?.signature.parameters.map(\.name) ?? []
    return parameters.map { Completion.Candidate($0, suffix: "=") }
  }

  private func everyName(atLineStart: Bool) -> [Completion.Candidate] {
    var candidates = names.variableList.map { Completion.Candidate($0.name) }
    candidates += names.functionList.map { Completion.Candidate($0.name, suffix: "(") }
    candidates += names.cellNames.map { Completion.Candidate($0) }
    candidates += names.importList.map { Completion.Candidate($0.name) }
    candidates += Prelude.shared.functions.map { Completion.Candidate($0.signature.name, suffix: "(") }
    candidates += ["pi", "True", "False", "None", "not"].map { Completion.Candidate($0) }
    if atLineStart { candidates += Self.statementWords.map { Completion.Candidate($0) } }
    return candidates
  }

  private static let statementWords = [
    "assert", "break", "continue", "def", "del", "elif", "else", "ensures", "except", "finally", "for", "from", "if",
    "import", "memory", "pass", "raise", "requires", "retry", "return", "try", "while", "within",
  ]
}
