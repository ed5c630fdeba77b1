/// What may stand where someone is writing.
public struct Completion: Hashable, Sendable {
  /// The part that is there already: every candidate begins with it.
  public let prefix: String
  /// In the order in which they are to be shown.
  public let candidates: [Candidate]

  public struct Candidate: Hashable, Sendable {
    public let text: String
    /// What belongs behind it if it is the only one: a bracket, an equals sign, the end of a string.
    public let suffix: String

    public init(_ text: String, suffix: String = "") {
      self.text = text
      self.suffix = suffix
    }
  }

  /// Those of `candidates` that begin with `prefix`, each once, by name.
  init(_ prefix: String, _ candidates: [Candidate]) {
    self.prefix = prefix
    var seen: Set<String> = []
    self.candidates = candidates.filter { $0.text.hasPrefix(prefix) && seen.insert($0.text).inserted }
      .sorted { $0.text < $1.text }
  }

  /// What can be put in without a choice: the rest of the only candidate, or what all have in common.
  public var insertion: String {
    guard let first = candidates.first else { return "" }
    if candidates.count == 1 { return first.text.dropFirst(prefix.count) + first.suffix }
    let common = candidates.reduce(first.text[...]) { common, candidate in
      common.prefix(zip(common, candidate.text).prefix { $0 == $1 }.count)
    }
    return String(common.dropFirst(prefix.count))
  }
}

extension Completion {
  public static let none = Completion("", [])

  /// Four spaces, for the beginning of a line in a block.
  public static let indentation = Completion("", [Candidate("    ")])
}
