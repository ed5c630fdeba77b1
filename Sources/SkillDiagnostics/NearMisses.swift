/// Finds what a misspelt word was probably meant to be.
public enum NearMisses {
  /// The candidates that `word` may be a misspelling of, nearest first (then in the order given), at most `limit`.
  ///
  /// The distance is Damerau–Levenshtein (a swap of neighbours counts one); a letter in the wrong case counts a quarter,
  /// and so do all of them together. Up to a third of the longer word may differ, one letter at least.
  /// Cost: O(|word| × |candidate|) for each.
  public static func of(_ word: String, in candidates: some Sequence<String>, limit: Int = 3) -> [String] {
    var nearest: [String] = []
    for text in ranked(word, candidates).map(\.text) where nearest.count < limit && !nearest.contains(text) {
      nearest.append(text)
    }
    return nearest
  }

  /// The single best candidate; nil when there is none or two are equally near.
  public static func best(_ word: String, in candidates: some Sequence<String>) -> String? {
    let found = ranked(word, candidates)
    guard let first = found.first else { return nil }
    let second = found.first { $0.text != first.text }
    return second?.distance == first.distance ? nil : first.text
  }

  private static func ranked(
    _ word: String, _ candidates: some Sequence<String>
  ) -> [(text: String, distance: Int)] {
    let written = Array(word.unicodeScalars.prefix(maximalLength))
    var found: [(text: String, distance: Int, order: Int)] = []
    for (order, candidate) in candidates.enumerated() where candidate != word {
      let meant = Array(candidate.unicodeScalars.prefix(maximalLength))
      let longer = unit * max(written.count, meant.count)
      let allowed = unit * max(1, max(written.count, meant.count) / 3)
      guard abs(written.count - meant.count) * unit <= allowed else { continue }
      let isSameWord = word.lowercased() == candidate.lowercased()
      let distance = isSameWord ? 1 : distance(written, meant)
      if distance <= allowed, distance < longer { found.append((candidate, distance, order)) }
    }
    return found.sorted { ($0.distance, $0.order) < ($1.distance, $1.order) }.map { ($0.text, $0.distance) }
  }

  /// What one edit costs; a change of case costs 1.
  private static let unit = 4

  /// Longer words are compared by their beginning, so that no input makes the comparison slow.
  private static let maximalLength = 64

  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = (0...b.count).map { $0 * unit }
    for i in a.indices {
      var row = [(i + 1) * unit]
      row.reserveCapacity(b.count + 1)
      for j in b.indices {
        var cost = min(previous[j + 1] + unit, row[j] + unit, previous[j] + substitution(a[i], b[j]))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j], a[i] != b[j] {
          cost = min(cost, beforePrevious[j - 1] + unit)
        }
        row.append(cost)
      }
      beforePrevious = previous
      previous = row
    }
    return previous[b.count]
  }

  private static func substitution(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Int {
    if a == b { return 0 }
    return a.properties.lowercaseMapping == b.properties.lowercaseMapping ? 1 : unit
  }
}
