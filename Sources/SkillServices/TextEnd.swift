/// How things stand at the end of a piece of program text: what is open there. It takes any text, also a broken one.
struct TextEnd {
  struct Bracket {
    /// `(`, `[` or `{`.
    let opener: Character
    /// The name right before it, of what is called or subscripted; empty if there is none.
    let name: String
  }

  struct OpenString {
    let quote: Character
    let isTriple: Bool
    /// What stands in it so far.
    var content = ""
  }

  /// The brackets that are open, outermost first.
  private(set) var brackets: [Bracket] = []
  /// The string that is open.
  private(set) var string: OpenString?
  private(set) var isInComment = false
  /// Whether a logical line before the end closed with a colon: a block belongs to it.
  private(set) var hasBlock = false
  /// The name right before the end, with the names and dots before it: `a.b.pre`.
  private(set) var word = ""
  /// The last character before `word` that is no space; nil at the beginning of a logical line.
  private(set) var before: Character?
  /// The last character that is no space.
  private var last: Character?

  private let text: [Character]
  private var position = 0

  init(_ text: String) {
    self.text = Array(text)
    while position < self.text.count { step() }
  }

  private mutating func step() {
    let character = text[position]
    position += 1
    if string != nil {
      readString(character)
    } else if isInComment {
      if character.isNewline { endLine() }
    } else {
      read(character)
    }
  }

  private mutating func readString(_ character: Character) {
    guard let open = string else { return }
    if character == "\\", position < text.count {
      string?.content.append(contentsOf: [character, text[position]])
      position += 1
    } else if character == open.quote, !open.isTriple || isTriple(character, at: position - 1) {
      if open.isTriple { position += 2 }
      string = nil
      last = character
    } else if character.isNewline, !open.isTriple {
      string = nil
      endLine()
    } else {
      string?.content.append(character)
    }
  }

  private func isTriple(_ quote: Character, at position: Int) -> Bool {
    position + 2 < text.count && text[position + 1] == quote && text[position + 2] == quote
  }

  private mutating func read(_ character: Character) {
    if character.isLetter || character.isNumber || character == "_" || character == ".", !character.isNewline {
      if word.isEmpty { before = last }
      word.append(character)
      last = character
      return
    }
    let name = word
    word = ""
    switch character {
    case "'", "\"":
      let triple = isTriple(character, at: position - 1)
      if triple { position += 2 }
      string = OpenString(quote: character, isTriple: triple)
    case "#":
      isInComment = true
      return
    case "(", "[", "{": brackets.append(Bracket(opener: character, name: name))
    case ")", "]", "}": _ = brackets.popLast()
    default: break
    }
    if character.isNewline { return endLine() }
    if !character.isWhitespace { last = character }
    before = last
  }

  private mutating func endLine() {
    isInComment = false
    word = ""
    guard brackets.isEmpty else { return }
    if last == ":" { hasBlock = true }
    last = nil
    before = nil
  }
}
