/// Writes diagnostics for a language model that is to mend its program: the shortest text that lets it.
///
///     line 3: pick_move3d_place(actor=a, target_pos=b)
///     error: `pick_move3d_place` has no parameter `target_pos`
///     known: pick_move3d_place(actor: Actor, target_pose: Pose | None = None, …)
///     write: pick_move3d_place(actor=a, target_pose=b)
///
/// Errors come before warnings. A fact is told once. What concerns one line stands together, and its `write` line mends all of it. Advice in
/// words is left out where the mended line says it. Without diagnostics the text is empty.
public struct ModelRenderer {
  /// The least budget that makes sense: that of the closing line.
  public static let smallestBudget = 8

  private var indices = LineIndexCache()
  private let showsFiles: Bool
  /// Facts that have been told: the names in the scene are the same for each line.
  private var told: Set<String> = []

  /// An estimate of how many tokens a model makes of `text`: its UTF-8 bytes divided by 3, rounded up. Code and English
  /// come to 3 to 4 bytes a token with the vocabularies in use, so that it is rather too many than too few.
  public static func tokens(in text: some StringProtocol) -> Int { tokens(inBytes: text.utf8.count) }

  private static func tokens(inBytes count: Int) -> Int { (count + 2) / 3 }

  /// The text for `diagnostics`, with at most `budget` tokens as `tokens(in:)` counts them. What does not fit is left
  /// out from the end, the diagnostics of a line together, and counted in a last line: "and 3 more".
  public static func render(_ diagnostics: [Diagnostic], budget: Int? = nil) -> String {
    var renderer = ModelRenderer(diagnostics)
    let groups = renderer.groups(diagnostics)
    let texts = groups.map { renderer.render($0) }
    guard let budget else { return texts.joined() }
    var shown = texts.count
    var bytes = texts.reduce(0) { $0 + $1.utf8.count }
    var left = 0
    while shown > 0, tokens(inBytes: bytes + closing(left).utf8.count) > budget {
      shown -= 1
      bytes -= texts[shown].utf8.count
      left += groups[shown].count
    }
    return texts[..<shown].joined() + closing(left)
  }

  private static func closing(_ left: Int) -> String { left == 0 ? "" : "and \(left) more\n" }

  private init(_ diagnostics: [Diagnostic]) {
    showsFiles = diagnostics.contains { $0.location.file.name != diagnostics[0].location.file.name }
  }

  /// The diagnostics of one line and of one severity together, errors first.
  private mutating func groups(_ diagnostics: [Diagnostic]) -> [[Diagnostic]] {
    var groups: [[Diagnostic]] = []
    for severity in Severity.allCases {
      var last: (file: SourceFile, line: Int)?
      for diagnostic in diagnostics where diagnostic.severity == severity {
        let file = diagnostic.location.file
        let line = indices.index(of: file).line(of: diagnostic.span.start)
        if let last, last.line == line, last.file.sharesStorage(with: file) {
          groups[groups.count - 1].append(diagnostic)
        } else {
          groups.append([diagnostic])
        }
        last = (file, line)
      }
    }
    return groups
  }

  private mutating func render(_ group: [Diagnostic]) -> String {
    let location = group[0].location
    let index = indices.index(of: location.file)
    let line = index.line(of: location.span.start)
    let place = showsFiles ? "\(location.file.name) line \(line)" : "line \(line)"
    let repairs = RepairSet(group, of: location.file)
    let mended = mended(repairs, index, line)
    var lines = ["\(place): \(shown(index, line, location.span))"]
    for diagnostic in group {
      lines.append("\(diagnostic.severity.rawValue): \(sentence(diagnostic.finding))")
      lines += known(diagnostic)
      let isMended = diagnostic.fixIts.first.map { repairs.fixIts.contains($0) } == true && mended != nil
      guard !isMended else { continue }
      if let explanation = diagnostic.finding.explanation { lines.append(explanation) }
      if let fixIt = diagnostic.fixIts.first { lines.append("repair: \(fixIt.message)") }
    }
    if let mended { lines.append("write: \(mended)") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The headline, with the label where that adds a type or a token.
  private func sentence(_ finding: any Finding) -> String {
    guard let label = finding.label, label.contains("`") else { return finding.headline }
    return "\(finding.headline): \(label)"
  }

  /// What is known instead: candidates and signatures, or the places that explain the mistake.
  private mutating func known(_ diagnostic: Diagnostic) -> [String] {
    let places = diagnostic.related.compactMap { related -> String? in
      let index = indices.index(of: related.location.file)
      let line = index.line(of: related.location.span.start)
      let text = shown(index, line, related.location.span)
      if related.location.file.name == diagnostic.location.file.name {
        return "line \(line): \(text)  # \(related.label)"
      }
      return diagnostic.notes.isEmpty ? "known: \(text)" : nil
    }
    return (places + diagnostic.notes.map { "known: \($0)" }).filter { told.insert($0).inserted }
  }

  /// The line with its repairs made; nil without any, or if they reach beyond the line.
  private func mended(_ repairs: RepairSet, _ index: LineIndex, _ line: Int) -> String? {
    let span = index.span(ofLine: line)
    let staysInLine = repairs.edits.allSatisfy { edit in
      edit.span.start >= span.start && edit.span.end <= span.end && !edit.replacement.contains("\n")
    }
    guard !repairs.isEmpty, staysInLine, span.end - span.start <= Self.longestLine else { return nil }
    let bytes = Array(index.file.bytes[Int(span.start)..<Int(span.end)])
    let edits = repairs.edits.map { edit in
      TextEdit(Span(edit.span.start - span.start, edit.span.end - span.start), edit.replacement)
    }
    return String(decoding: FixIt("", edits).applied(to: bytes), as: UTF8.self)
  }

  /// The line as it is, a longer one around the place in question.
  private func shown(_ index: LineIndex, _ line: Int, _ place: Span) -> String {
    let span = index.span(ofLine: line)
    return span.end - span.start <= Self.longestLine
      ? index.file.text(in: span) : ShownLine(index, line: line, span: place).text
  }

  /// Bytes of a line that is shown whole.
  private static let longestLine: UInt32 = 240
}
