/// A source line as a terminal shows it, and the part of it to underline.
struct ShownLine {
  private(set) var text = ""
  /// How many terminal columns stand before the underline.
  private(set) var indent = 0
  /// How many it takes; at least 1.
  private(set) var width = 0

  /// Terminal columns that are shown of a line.
  private static let maximalWidth = 160
  /// Bytes before the place in question that are shown of a longer line.
  private static let context: UInt32 = 60

  /// Shows line `line` with the part of `span` on it.
  init(_ index: LineIndex, line: Int, span: Span) {
    let whole = index.span(ofLine: line)
    let start = min(span.start, whole.end)
    var first = whole.start
    if whole.end - whole.start > UInt32(Self.maximalWidth), start - first > Self.context {
      first = start - Self.context
      append("…")
    }
    let end = min(max(span.end, start), whole.end)
    let bytes = index.file.bytes
    append(Self.scalarAligned(bytes, from: first, to: start))
    indent = shownWidth
    append(bytes[Int(start)..<Int(end)])
    width = max(1, min(shownWidth, Self.maximalWidth) - indent)
    append(Self.scalarAligned(bytes, from: end, to: min(whole.end, end + UInt32(Self.maximalWidth))))
    if shownWidth >= Self.maximalWidth { text += "…" }
    while text.last == " " { text.removeLast() }
  }

  private var shownWidth = 0

  /// Continuation bytes at the beginning are dropped, so that no half of a character is shown.
  private static func scalarAligned(_ bytes: [UInt8], from start: UInt32, to end: UInt32) -> ArraySlice<UInt8> {
    bytes[Int(start)..<Int(end)].drop { $0 & 0xC0 == 0x80 }
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) { append(String(decoding: bytes, as: UTF8.self)) }

  private mutating func append(_ string: String) {
    for scalar in string.unicodeScalars {
      guard shownWidth < Self.maximalWidth else { return }
      switch scalar.value {
      case 0x09:
        text += "    "
        shownWidth += 4
      case 0..<0x20: put(Unicode.Scalar(0x2400 + scalar.value) ?? scalar, 1)
      case 0x7F: put("\u{2421}", 1)
      default: put(scalar, Self.width(of: scalar))
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar, _ columns: Int) {
    text.unicodeScalars.append(scalar)
    shownWidth += columns
  }

  /// Terminal columns: 0 for combining marks, 2 for the wide characters of East Asia and for pictographs (Unicode
  /// Standard Annex 11, by blocks).
  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    case ..<0x300: return 1
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }
}
