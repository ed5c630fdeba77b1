extension FixIt {
  /// The text with the edits made: for whoever applies a fix, and for tests that check what it leaves.
  /// Edits that overlap or lie outside the text are skipped.
  public func applied(to bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var done = 0
    let ordered = edits.enumerated().sorted { ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset) }
    for edit in ordered.map(\.element) {
      let (start, end) = (Int(edit.span.start), Int(edit.span.end))
      guard start >= done, end >= start, end <= bytes.count else { continue }
      output += bytes[done..<start]
      output += Array(edit.replacement.utf8)
      done = end
    }
    return output + bytes[done...]
  }
}
