/// Writes diagnostics for people.
///
///     error[SK1009]: expected `)`, found `]`
///      --> swap.skill:3:12
///       |
///     3 | pick(actor=]
///       |            ^ expected `)`
///       |
///       = note: …
///       = help: …
///
/// Columns are those of `Position`. Tabs are shown as four spaces, control characters as symbols, bytes that are not UTF-8
/// as U+FFFD; long lines are shown around the place in question.
public struct TextRenderer {
  private let usesColor: Bool
  private var indices = LineIndexCache()

  public init(usesColor: Bool = false) { self.usesColor = usesColor }

  /// One after the other, each followed by an empty line.
  public static func render(_ diagnostics: [Diagnostic], usesColor: Bool = false) -> String {
    var renderer = TextRenderer(usesColor: usesColor)
    return diagnostics.map { renderer.render($0) + "\n" }.joined()
  }

  /// The lines of one diagnostic, each with its line end.
  public mutating func render(_ diagnostic: Diagnostic) -> String {
    let places = [diagnostic.location] + diagnostic.related.map(\.location)
    let width = places.map { String(indices.index(of: $0.file).line(of: $0.span.start)).count }.max() ?? 1
    let margin = String(repeating: " ", count: width)
    let severity = paint("\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", color(of: diagnostic.severity))
    var lines = ["\(severity): \(paint(Self.clipped(diagnostic.finding.headline), bold))"]
    lines += excerpt(
      diagnostic.location, label: diagnostic.finding.label, mark: "^", width, color(of: diagnostic.severity))
    for related in diagnostic.related {
      lines += excerpt(related.location, label: related.label, mark: "-", width, blue)
    }
    var remarks = diagnostic.notes.map { "note: \($0)" }
    if let explanation = diagnostic.finding.explanation { remarks.append("note: \(explanation)") }
    remarks += diagnostic.fixIts.map { "help: \($0.message)" }
    lines += remarks.map { "\(margin) \(paint("=", blue)) \(Self.clipped($0))" }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A sentence as far as anyone reads it: a name in it may be a megabyte long.
  private static func clipped(_ text: String) -> String {
    text.utf8.count <= 1000 ? text : "\(text.prefix(500))…"
  }

  /// The place, its source line and the underline.
  private mutating func excerpt(
    _ location: Location, label: String?, mark: Character, _ width: Int, _ color: String
  ) -> [String] {
    let index = indices.index(of: location.file)
    let position = index.position(of: location.span.start)
    let line = ShownLine(index, line: position.line, span: location.span)
    let number = String(position.line)
    let margin = String(repeating: " ", count: width)
    let padded = String(repeating: " ", count: width - number.count) + number
    let underline = String(repeating: " ", count: line.indent) + String(repeating: mark, count: line.width)
    let bar = paint("|", blue)
    return [
      "\(margin)\(paint("-->", blue)) \(location.file.name):\(position.line):\(position.column)",
      "\(margin) \(bar)",
      line.text.isEmpty ? "\(paint(padded, blue)) \(bar)" : "\(paint(padded, blue)) \(bar) \(line.text)",
      "\(margin) \(bar) \(paint(underline, color))\(label.map { " " + paint($0, color) } ?? "")",
    ]
  }

  // MARK: Colors, as ANSI escape sequences

  private var bold: String { "1" }
  private var blue: String { "1;34" }

  private func color(of severity: Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "1;32"
    }
  }

  private func paint(_ text: String, _ color: String) -> String {
    usesColor ? "\u{1B}[\(color)m\(text)\u{1B}[0m" : text
  }
}
