/// Writes diagnostics as JSON Lines: one flat object a line.
///
/// Members: `file`, `line`, `column`, `endLine`, `endColumn` (columns as in `Position`, the end exclusive), `severity`
/// (`error`, `warning` or `note`), `code`, `message`, `label` (if there is one), `notes`: objects with `message` and, where
/// they speak of a place, the members that name it; `fixits`: objects with `message` and `edits`, each with its place and
/// `replacement`.
public struct JSONLinesRenderer {
  private var indices = LineIndexCache()

  public init() {}

  /// One line for each, with its line end.
  public static func render(_ diagnostics: [Diagnostic]) -> String {
    var renderer = JSONLinesRenderer()
    return diagnostics.map { renderer.render($0) + "\n" }.joined()
  }

  /// One object, without a line end.
  public mutating func render(_ diagnostic: Diagnostic) -> String {
    let file = diagnostic.location.file
    var members = place(diagnostic.location)
    members += [
      ("severity", JSONText.string(diagnostic.severity.rawValue)),
      ("code", JSONText.string(diagnostic.code.rawValue)),
      ("message", JSONText.string(diagnostic.finding.headline)),
    ]
    if let label = diagnostic.finding.label { members.append(("label", JSONText.string(label))) }
    var notes = diagnostic.related.map { related in
      JSONText.object([("message", JSONText.string(related.label))] + place(related.location))
    }
    for text in diagnostic.notes + [diagnostic.finding.explanation].compactMap({ $0 }) {
      notes.append(JSONText.object([("message", JSONText.string(text))]))
    }
    members.append(("notes", JSONText.array(notes)))
    members.append(("fixits", JSONText.array(diagnostic.fixIts.map { fixIt($0, in: file) })))
    return JSONText.object(members)
  }

  private mutating func fixIt(_ fixIt: FixIt, in file: SourceFile) -> String {
    var edits: [String] = []
    for edit in fixIt.edits {
      let members = place(Location(file, edit.span)).dropFirst()
      edits.append(JSONText.object(members + [("replacement", JSONText.string(edit.replacement))]))
    }
    return JSONText.object([("message", JSONText.string(fixIt.message)), ("edits", JSONText.array(edits))])
  }

  private mutating func place(_ location: Location) -> [(name: String, value: String)] {
    let index = indices.index(of: location.file)
    let start = index.position(of: location.span.start)
    let end = index.position(of: max(location.span.start, location.span.end))
    return [
      ("file", JSONText.string(location.file.name)), ("line", String(start.line)), ("column", String(start.column)),
      ("endLine", String(end.line)), ("endColumn", String(end.column)),
    ]
  }
}
