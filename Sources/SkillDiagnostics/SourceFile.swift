/// A half-open range of byte offsets in one source file.
@frozen
public struct Span: Hashable, Sendable {
  public var start: UInt32
  public var end: UInt32

  @inlinable
  public init(_ start: UInt32, _ end: UInt32) {
    self.start = start
    self.end = end
  }

  /// The smallest span that covers both.
  @inlinable
  public func union(_ other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }
}

/// Source text and the name to show for it. The bytes are whatever was read: not necessarily UTF-8.
public struct SourceFile: Sendable {
  /// What diagnostics call the file: a path as the user wrote it.
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  public init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  /// The text in `span`; bytes that are not UTF-8 are replaced.
  public func text(in span: Span) -> String {
    let end = min(Int(span.end), bytes.count)
    return String(decoding: bytes[min(Int(span.start), end)..<end], as: UTF8.self)
  }
}
