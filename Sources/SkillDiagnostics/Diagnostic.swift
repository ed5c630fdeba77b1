/// A place in a source file.
public struct Location: Sendable {
  public var file: SourceFile
  public var span: Span

  public init(_ file: SourceFile, _ span: Span) {
    self.file = file
    self.span = span
  }
}

/// A second place that explains a diagnostic, possibly in another file ("declared here").
public struct RelatedLocation: Sendable {
  public var location: Location
  public var label: String

  public init(_ location: Location, label: String) {
    self.location = location
    self.label = label
  }
}

/// Bytes of one file to be replaced by text. An empty span inserts.
public struct TextEdit: Hashable, Sendable {
  public var span: Span
  public var replacement: String

  public init(_ span: Span, _ replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}

/// A repair that a machine may apply as it stands: edits of the diagnostic's own file, in order, not overlapping.
public struct FixIt: Hashable, Sendable {
  /// In the imperative: "write `==`".
  public var message: String
  public var edits: [TextEdit]

  public init(_ message: String, _ edits: [TextEdit]) {
    self.message = message
    self.edits = edits
  }

  public init(_ message: String, replace span: Span, with replacement: String) {
    self.init(message, [TextEdit(span, replacement)])
  }

  public init(_ message: String, insert text: String, at offset: UInt32) {
    self.init(message, [TextEdit(Span(offset, offset), text)])
  }
}

/// One mistake: what was found, where, what else explains it and how to repair it.
public struct Diagnostic: Sendable {
  public var finding: any Finding
  public var location: Location
  public var related: [RelatedLocation]
  /// Facts for which the headline has no room (candidates, signatures), one sentence each.
  public var notes: [String]
  public var fixIts: [FixIt]

  public init(
    _ finding: any Finding, at location: Location, related: [RelatedLocation] = [], notes: [String] = [],
    fixIts: [FixIt] = []
  ) {
    self.finding = finding
    self.location = location
    self.related = related
    self.notes = notes
    self.fixIts = fixIts
  }

  public var code: DiagnosticCode { finding.code }
  public var severity: Severity { finding.severity }
  public var span: Span { location.span }
}
