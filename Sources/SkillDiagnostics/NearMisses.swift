/// Finds what a misspelt word was probably meant to be.
public enum NearMisses {
  /// The candidates that `word` may be a misspelling of, nearest first (then in the order given), at most `limit`.
  ///
  /// The distance is Damerau–Levenshtein (a swap of neighbours counts one) and a letter in the wrong case counts a
  /// quarter. Up to a third of the longer word may differ, one letter at least. Cost: O(|word| × |candidate|) for each.
  public static func of(_ word: String, in candidates: some Sequence<String>, limit: Int = 3) -> [String] {
    let written = Array(word.unicodeScalars.prefix(maximalLength))
    var found: [(distance: Int, order: Int, text: String)] = []
    for (order, candidate) in candidates.enumerated() where candidate != word {
      let meant = Array(candidate.unicodeScalars.prefix(maximalLength))
      let allowed = unit * max(1, max(written.count, meant.count) / 3)
      guard abs(written.count - meant.count) * unit <= allowed else { continue }
      let distance = distance(written, meant)
      if distance <= allowed, distance < unit * max(written.count, meant.count) {
        found.append((distance, order, candidate))
      }
    }
    found.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
    var nearest: [String] = []
    for candidate in found where nearest.count < limit && !nearest.contains(candidate.text) {
      nearest.append(candidate.text)
    }
    return nearest
  }

  /// The single best candidate; nil when there is none or two are equally near.
  public static func best(_ word: String, in candidates: some Sequence<String>) -> String? {
    let nearest = of(word, in: candidates, limit: 2)
    guard let first = nearest.first else { return nil }
    guard nearest.count == 2 else { return first }
    let written = Array(word.unicodeScalars.prefix(maximalLength))
    let distances = nearest.map { distance(written, Array($0.unicodeScalars.prefix(maximalLength))) }
    return distances[0] < distances[1] ? first : nil
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
