/// Decides whether a grammar derives a sequence of symbols, by Earley's algorithm: any grammar will do, and its depth
/// takes no stack. Cost: linear in practice; at most cubic in the number of symbols.
public struct Recognizer: Sendable {
  /// What the sequence consists of: tokens, or characters.
  public enum Terminal: Sendable, Hashable {
    /// A token with this text.
    case text(String)
    /// A token of this kind.
    case kind(String)
    case characters(CharacterClass)
  }

  private enum Symbol: Sendable {
    case terminal(Int)
    case rule(Int)
  }

  /// Part of an alternative that has been found: `alternative` of `rule` up to `dot`, from `origin` on.
  private struct Item: Hashable {
    var rule: Int32
    var alternative: Int32
    var dot: Int32
    var origin: Int32

    /// One word instead of four: most of the time goes into sets of items.
    func hash(into hasher: inout Hasher) {
      let place = UInt64(UInt32(bitPattern: origin)) << 32 | UInt64(UInt32(bitPattern: rule)) << 12
      hasher.combine(place ^ UInt64(UInt32(bitPattern: alternative)) << 6 ^ UInt64(UInt32(bitPattern: dot)))
    }

    /// The item behind its next symbol.
    var advanced: Item { Item(rule: rule, alternative: alternative, dot: dot + 1, origin: origin) }
  }

  private var terminals: [Terminal] = []
  private var terminalNumbers: [Terminal: Int] = [:]
  /// Alternatives of each rule.
  private var rules: [[[Symbol]]] = []
  private var ruleNumbers: [String: Int] = [:]
  private var isNullable: [Bool] = []
  /// For each terminal the rules that may begin with it.
  private var beginners: [[Bool]] = []
  private var start = 0

  /// - Parameters:
  ///   - start: the production that the whole sequence must be.
  ///   - overCharacters: whether the sequence consists of characters; else productions in upper case are kinds of token.
  public init(_ grammar: Grammar, start: String, overCharacters: Bool = false) {
    self.start = rule(named: start, grammar, overCharacters)
    var open = [start]
    var seen: Set<String> = [start]
    while let name = open.popLast() {
      guard let body = grammar[name] else { continue }
      rules[rule(named: name, grammar, overCharacters)] = alternatives(of: body, grammar, overCharacters)
      for reference in body.references where overCharacters || reference.contains(where: \.isLowercase) {
        if seen.insert(reference).inserted { open.append(reference) }
      }
    }
    findNullable()
    findBeginners()
  }

  /// Whether the sequence is a sentence. `matches` says whether a terminal of the grammar fits the symbol at an index.
  public func recognizes(count: Int, matches: (Terminal, Int) -> Bool) -> Bool {
    var sets: [[Item]] = []
    // For each place and each rule: the items that go on when the rule has been found there.
    var waiting: [[Int: [Item]]] = []
    var current = rules[start].indices.map { Item(rule: Int32(start), alternative: Int32($0), dot: 0, origin: 0) }
    for index in 0...count {
      let fitting = index < count ? terminals.indices.filter { matches(terminals[$0], index) } : []
      var chart = Chart(items: current, index: index)
      close(&chart, &waiting, fitting)
      current = chart.scanned
      sets.append(chart.items)
      if index < count, current.isEmpty { return false }
    }
    return sets[count].contains {
      Int($0.rule) == start && $0.origin == 0 && Int($0.dot) == rules[start][Int($0.alternative)].count
    }
  }

  /// Whether a text is a sentence of a grammar over characters.
  public func recognizes(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return recognizes(count: scalars.count) { terminal, index in
      if case .characters(let set) = terminal { set.contains(scalars[index]) } else { false }
    }
  }

  // MARK: Earley's sets

  private struct Chart {
    var items: [Item] = []
    var known: Set<Item> = []
    let index: Int
    /// The items behind the next symbol.
    var scanned: [Item] = []

    init(items: [Item], index: Int) {
      self.index = index
      for item in items { add(item) }
    }

    mutating func add(_ item: Item) {
      if known.insert(item).inserted { items.append(item) }
    }
  }

  private func close(_ chart: inout Chart, _ waiting: inout [[Int: [Item]]], _ fitting: [Int]) {
    waiting.append([:])
    var predicted: Set<Int> = []
    var next = 0
    while next < chart.items.count {
      let item = chart.items[next]
      next += 1
      let symbols = rules[Int(item.rule)][Int(item.alternative)]
      guard Int(item.dot) < symbols.count else {
        for waiter in waiting[Int(item.origin)][Int(item.rule)] ?? [] { chart.add(waiter.advanced) }
        continue
      }
      switch symbols[Int(item.dot)] {
      case .terminal(let number): if fitting.contains(number) { chart.scanned.append(item.advanced) }
      case .rule(let number):
        guard isNullable[number] || fitting.contains(where: { beginners[$0][number] }) else { continue }
        waiting[chart.index][number, default: []].append(item)
        if isNullable[number] { chart.add(item.advanced) }
        guard predicted.insert(number).inserted else { continue }
        for alternative in rules[number].indices {
          chart.add(
            Item(rule: Int32(number), alternative: Int32(alternative), dot: 0, origin: Int32(chart.index)))
        }
      }
    }
  }

  // MARK: Rules

  private mutating func rule(named name: String, _ grammar: Grammar, _ overCharacters: Bool) -> Int {
    if let number = ruleNumbers[name] { return number }
    rules.append([])
    ruleNumbers[name] = rules.count - 1
    return rules.count - 1
  }

  private mutating func terminal(_ terminal: Terminal) -> Symbol {
    if let number = terminalNumbers[terminal] { return .terminal(number) }
    terminals.append(terminal)
    terminalNumbers[terminal] = terminals.count - 1
    return .terminal(terminals.count - 1)
  }

  private mutating func alternatives(
    of body: GrammarExpression, _ grammar: Grammar, _ overCharacters: Bool
  ) -> [[Symbol]] {
    if case .choice(let items) = body { return items.map { symbols(of: $0, grammar, overCharacters) } }
    return [symbols(of: body, grammar, overCharacters)]
  }

  private mutating func symbols(
    of body: GrammarExpression, _ grammar: Grammar, _ overCharacters: Bool
  ) -> [Symbol] {
    switch body {
    case .literal(let text):
      guard overCharacters else { return [terminal(.text(text))] }
      return text.unicodeScalars.map { terminal(.characters(CharacterClass([$0.value...$0.value]))) }
    case .characters(let set): return [terminal(.characters(set))]
    case .reference(let name):
      let isToken = !overCharacters && !name.contains(where: \.isLowercase)
      return [isToken ? terminal(.kind(name)) : .rule(rule(named: name, grammar, overCharacters))]
    case .sequence(let items): return items.flatMap { symbols(of: $0, grammar, overCharacters) }
    case .choice: return [addRule(alternatives(of: body, grammar, overCharacters))]
    case .optional(let item): return [addRule([[], symbols(of: item, grammar, overCharacters)])]
    case .many(let item):
      let inner = symbols(of: item, grammar, overCharacters)
      let number = rules.count
      rules.append([[], [.rule(number)] + inner])
      return [.rule(number)]
    case .some(let item):
      let inner = symbols(of: item, grammar, overCharacters)
      let number = rules.count
      rules.append([inner, [.rule(number)] + inner])
      return [.rule(number)]
    }
  }

  private mutating func addRule(_ alternatives: [[Symbol]]) -> Symbol {
    rules.append(alternatives)
    return .rule(rules.count - 1)
  }

  private mutating func findNullable() {
    isNullable = rules.map { _ in false }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for (number, alternatives) in rules.enumerated() where !isNullable[number] {
        isNullable[number] = alternatives.contains { $0.allSatisfy(canVanish) }
        hasChanged = hasChanged || isNullable[number]
      }
    }
  }

  private func canVanish(_ symbol: Symbol) -> Bool {
    if case .rule(let number) = symbol { isNullable[number] } else { false }
  }

  private mutating func findBeginners() {
    // For each rule the terminals that it may begin with.
    var firsts = rules.map { _ in Set<Int>() }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for (number, alternatives) in rules.enumerated() {
        let before = firsts[number].count
        for symbols in alternatives {
          for symbol in symbols {
            switch symbol {
            case .terminal(let terminal): firsts[number].insert(terminal)
            case .rule(let inner): firsts[number].formUnion(firsts[inner])
            }
            guard canVanish(symbol) else { break }
          }
        }
        hasChanged = hasChanged || firsts[number].count != before
      }
    }
    beginners = terminals.indices.map { terminal in firsts.map { $0.contains(terminal) } }
  }
}
