/// How many empty lines stand before each line of a formatted program.
struct BlankLines {
  private let lines: [SourceLine]
  /// Whether each line is a top-level `def` or a comment that stands right above one.
  private var beginsDefinition: [Bool]
  /// The lines right behind the body of a top-level `def`.
  private var followsDefinition: [Bool]

  init(_ lines: [SourceLine]) {
    self.lines = lines
    beginsDefinition = lines.map { $0.level == 0 && $0.isDefinition }
    followsDefinition = lines.map { _ in false }
    for (index, line) in lines.enumerated().reversed().dropFirst()
    where line.isComment && line.level == 0 && lines[index + 1].blankLines == 0 {
      beginsDefinition[index] = beginsDefinition[index + 1]
    }
    var isInDefinition = false
    for (index, line) in lines.enumerated() where line.level == 0 {
      followsDefinition[index] = isInDefinition
      isInDefinition = line.isDefinition
    }
  }

  func count(before index: Int) -> Int {
    guard index > 0, !lines[index - 1].opensBlock, !lines[index].isClause else { return 0 }
    if beginsDefinition[index] { return beginsDefinition[index - 1] && lines[index - 1].isComment ? 0 : 2 }
    if followsDefinition[index] { return 2 }
    return min(lines[index].blankLines, lines[index].level == 0 ? 2 : 1)
  }
}
