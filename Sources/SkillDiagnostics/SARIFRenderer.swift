/// Writes diagnostics as a log in SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format): what code hosts and
/// editors read.
///
/// One run. Its rules are the codes that occur, each with its page. Columns count Unicode scalars from 1, the end
/// exclusive, as everywhere here; the log says so.
public struct SARIFRenderer {
  /// What a log says of a code beside the code itself.
  public struct Rule: Sendable {
    /// One line.
    public var title: String
    /// The whole explanation, in Markdown.
    public var page: String

    public init(title: String, page: String) {
      self.title = title
      self.page = page
    }
  }

  private let version: String
  private let rule: (DiagnosticCode) -> Rule?
  private var indices = LineIndexCache()

  /// `version` is that of the tool, as `1.2.3`; `rule` explains a code.
  public init(version: String, rule: @escaping (DiagnosticCode) -> Rule?) {
    self.version = version
    self.rule = rule
  }

  /// The log as one JSON object, with a line end.
  public mutating func render(_ diagnostics: [Diagnostic]) -> String {
    let occurring = Set(diagnostics.map(\.code))
    let codes = DiagnosticCode.allCases.filter { occurring.contains($0) }
    let numbers = Dictionary(uniqueKeysWithValues: zip(codes, 0...))
    let driver = JSONText.object([
      ("name", JSONText.string("skillet")), ("semanticVersion", JSONText.string(version)),
      ("rules", JSONText.array(codes.map(ruleText))),
    ])
    var results: [String] = []
    for diagnostic in diagnostics { results.append(result(diagnostic, rule: numbers[diagnostic.code] ?? 0)) }
    let run = JSONText.object([
      ("tool", JSONText.object([("driver", driver)])), ("columnKind", JSONText.string("unicodeCodePoints")),
      ("results", JSONText.array(results)),
    ])
    return JSONText.object([
      ("$schema", JSONText.string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", JSONText.string("2.1.0")), ("runs", JSONText.array([run])),
    ]) + "\n"
  }

  private func ruleText(_ code: DiagnosticCode) -> String {
    let id = [("id", JSONText.string(code.rawValue)), ("name", JSONText.string("\(code)"))]
    guard let rule = rule(code) else { return JSONText.object(id) }
    return JSONText.object(
      id + [
        ("shortDescription", message(rule.title)),
        (
          "help",
          JSONText.object([("text", JSONText.string(rule.page)), ("markdown", JSONText.string(rule.page))])
        ),
      ])
  }

  private mutating func result(_ diagnostic: Diagnostic, rule: Int) -> String {
    let finding = diagnostic.finding
    let text = ([finding.headline] + [finding.label].compactMap { $0 }).joined(separator: ": ")
    let sentences = [text] + diagnostic.notes + [finding.explanation].compactMap { $0 }
    var members = [
      ("ruleId", JSONText.string(diagnostic.code.rawValue)), ("ruleIndex", String(rule)),
      ("level", JSONText.string(diagnostic.severity.rawValue)), ("message", message(sentences.joined(separator: "\n"))),
      ("locations", JSONText.array([location(diagnostic.location)])),
    ]
    var related: [String] = []
    for (id, place) in diagnostic.related.enumerated() {
      related.append(location(place.location, id: id, label: place.label))
    }
    if !related.isEmpty { members.append(("relatedLocations", JSONText.array(related))) }
    var fixes: [String] = []
    for fixIt in diagnostic.fixIts { fixes.append(fix(fixIt, in: diagnostic.location.file)) }
    if !fixes.isEmpty { members.append(("fixes", JSONText.array(fixes))) }
    return JSONText.object(members)
  }

  private mutating func location(_ location: Location, id: Int? = nil, label: String? = nil) -> String {
    let physical = JSONText.object([
      ("artifactLocation", artifact(location.file)), ("region", region(location)),
    ])
    var members = [(name: "physicalLocation", value: physical)]
    if let id { members.insert(("id", String(id)), at: 0) }
    if let label { members.append(("message", message(label))) }
    return JSONText.object(members)
  }

  private mutating func fix(_ fixIt: FixIt, in file: SourceFile) -> String {
    var replacements: [String] = []
    for edit in fixIt.edits {
      let inserted = JSONText.object([("text", JSONText.string(edit.replacement))])
      replacements.append(
        JSONText.object([("deletedRegion", region(Location(file, edit.span))), ("insertedContent", inserted)]))
    }
    let change = JSONText.object([
      ("artifactLocation", artifact(file)), ("replacements", JSONText.array(replacements)),
    ])
    return JSONText.object([
      ("description", message(fixIt.message)), ("artifactChanges", JSONText.array([change])),
    ])
  }

  private mutating func region(_ location: Location) -> String {
    let index = indices.index(of: location.file)
    let start = index.position(of: location.span.start)
    let end = index.position(of: max(location.span.start, location.span.end))
    return JSONText.object([
      ("startLine", String(start.line)), ("startColumn", String(start.column)), ("endLine", String(end.line)),
      ("endColumn", String(end.column)),
    ])
  }

  private func artifact(_ file: SourceFile) -> String {
    JSONText.object([("uri", JSONText.string(Self.uri(file.name)))])
  }

  private func message(_ text: String) -> String { JSONText.object([("text", JSONText.string(text))]) }

  /// The path as a URI reference (RFC 3986): relative as it is, absolute with the scheme `file`.
  static func uri(_ path: String) -> String {
    var text = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", "/": text.unicodeScalars.append(scalar)
      default: text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
