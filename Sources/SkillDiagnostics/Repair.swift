/// Makes the repairs that diagnostics offer, checks again, and goes on until none is left.
public struct Repair {
  /// The program, mended.
  public private(set) var source: SourceFile
  /// What is wrong with it still.
  public private(set) var diagnostics: [Diagnostic]
  /// What was repaired, in the order in which it was done. Places are those of the text before.
  public private(set) var made: [(diagnostic: Diagnostic, fixIt: FixIt)] = []

  /// A program is checked so many times at most: each time shows what an earlier repair uncovered, or what had to wait
  /// for it.
  private static let maximalRounds = 50

  /// Mends `source`; `check` says what is wrong with a version of it. Mending the result again changes nothing.
  public init(_ source: SourceFile, check: (SourceFile) -> [Diagnostic]) {
    self.source = source
    diagnostics = check(source)
    var seen: Set<[UInt8]> = [source.bytes]
    for _ in 0..<Self.maximalRounds {
      let repairs = RepairSet(diagnostics, of: self.source)
      let mended = SourceFile(name: source.name, bytes: repairs.applied(to: self.source.bytes))
      // Repairs that undo each other would lead here for ever.
      guard !repairs.isEmpty, seen.insert(mended.bytes).inserted else { return }
      made += zip(repairs.diagnostics, repairs.fixIts).map { ($0, $1) }
      self.source = mended
      diagnostics = check(mended)
    }
  }
}
