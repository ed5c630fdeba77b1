/// Repairs of one file that can be made together: of each diagnostic the first fix-it, unless it touches bytes that an
/// earlier one changes. What is left out waits until the program has been checked again.
public struct RepairSet: Sendable {
  /// The diagnostics that are repaired, in the order given.
  public private(set) var diagnostics: [Diagnostic] = []
  /// Their repairs, in the same order.
  public private(set) var fixIts: [FixIt] = []

  /// Diagnostics of other files than `file` are passed over.
  public init(_ diagnostics: [Diagnostic], of file: SourceFile) {
    var taken: [Span] = []
    for diagnostic in diagnostics where diagnostic.location.file.sharesStorage(with: file) {
      guard let fixIt = diagnostic.fixIts.first, !fixIt.edits.isEmpty else { continue }
      let spans = fixIt.edits.map(\.span)
      guard !spans.contains(where: { span in taken.contains { Self.collide($0, span) } }) else { continue }
      taken += spans
      self.diagnostics.append(diagnostic)
      fixIts.append(fixIt)
    }
  }

  public var isEmpty: Bool { fixIts.isEmpty }

  /// All edits, to be made at once.
  public var edits: [TextEdit] { fixIts.flatMap(\.edits) }

  /// The text with all repairs made.
  public func applied(to bytes: [UInt8]) -> [UInt8] { FixIt("", edits).applied(to: bytes) }

  /// Two insertions at one place collide, too: nothing says which comes first.
  private static func collide(_ a: Span, _ b: Span) -> Bool {
    a.start == b.start || (a.start < b.end && b.start < a.end)
  }
}
