import Tabletop

/// Moments of a run in one picture: a grid of frames, each captioned with its simulated time and the statement in
/// force.
///
/// The length of a run is not known while it goes, so the sheet keeps a thinning choice of what it is offered: memory
/// is bounded, and the moments it ends with are spread evenly over the run, first and last among them.
public struct ContactSheet {
  /// One frame of a run.
  public struct Moment: Sendable {
    public let image: Image
    /// Simulated seconds.
    public let time: Double
    /// The source line of the statement in force.
    public let statement: String

    public init(image: Image, time: Double, statement: String) {
      self.image = image
      self.time = time
      self.statement = statement
    }
  }

  private let columns: Int
  private let rows: Int
  private var kept: [Moment] = []
  private var offered = 0
  private var stride = 1

  /// A sheet of at most `columns` × `rows` moments.
  public init(columns: Int = 3, rows: Int = 3) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
  }

  /// Offers the next moment of the run, in order of time, at even intervals. `moment` is drawn only if it may be shown;
  /// the last one always is.
  public mutating func offer<Failure>(
    isLast: Bool = false, _ moment: () throws(Failure) -> Moment
  ) throws(Failure) {
    defer { offered += 1 }
    guard isLast || offered % stride == 0 else { return }
    kept.append(try moment())
    guard kept.count >= 8 * columns * rows, !isLast else { return }
    kept = kept.indices.filter { $0 % 2 == 0 }.map { kept[$0] }
    stride *= 2
  }

  /// The moments that the picture shows.
  public var moments: [Moment] {
    let count = min(columns * rows, kept.count)
    guard count > 1 else { return Array(kept.prefix(1)) }
    return (0..<count).map { kept[$0 * (kept.count - 1) / (count - 1)] }
  }

  /// The sheet as a picture; one caption's height and width where no moment was offered.
  public func picture() -> Image {
    let moments = self.moments
    let cell = moments.first?.image ?? Image(width: 256, height: 0)
    let columns = min(self.columns, max(1, moments.count))
    let rows = max(1, (moments.count + columns - 1) / columns)
    let layout = Layout(cellWidth: cell.width, cellHeight: cell.height)
    var sheet = Image(
      width: columns * (layout.cellWidth + Layout.margin) + Layout.margin,
      height: rows * (layout.cellHeight + layout.captionHeight + Layout.margin) + Layout.margin)
    sheet.rgb = [UInt8](repeating: 255, count: sheet.rgb.count)
    for (index, moment) in moments.enumerated() {
      let x = Layout.margin + index % columns * (layout.cellWidth + Layout.margin)
      let y = Layout.margin + index / columns * (layout.cellHeight + layout.captionHeight + Layout.margin)
      sheet.paste(moment.image, x: x, y: y)
      layout.caption(moment, in: &sheet, x: x, y: y + layout.cellHeight + Layout.margin / 2)
    }
    return sheet
  }

  /// Sizes in pixels, and how a caption is set.
  private struct Layout {
    static let margin = 12
    static let statementLines = 3
    static let black: [UInt8] = [20, 20, 20]
    static let gray: [UInt8] = [110, 110, 110]

    let cellWidth: Int
    let cellHeight: Int
    var scale: Int { cellWidth >= 320 ? 2 : 1 }
    var captionHeight: Int { (1 + Self.statementLines) * BitmapFont.lineHeight * scale + Self.margin }

    func caption(_ moment: Moment, in sheet: inout Image, x: Int, y: Int) {
      let time = "t = \(moment.time.fixed(2)) s"
      BitmapFont.draw(time, in: &sheet, x: x, y: y, scale: scale, color: Self.gray)
      let width = max(1, cellWidth / (BitmapFont.advance * scale))
      for (index, line) in wrap(moment.statement, width: width, lines: Self.statementLines).enumerated() {
        let top = y + (index + 1) * BitmapFont.lineHeight * scale
        BitmapFont.draw(line, in: &sheet, x: x, y: top, scale: scale, color: Self.black)
      }
    }
  }
}

/// Breaks `text` at spaces, or where it must, into at most `lines` lines of `width` characters; text that is cut ends
/// in "...".
func wrap(_ text: String, width: Int, lines: Int) -> [String] {
  var result: [String] = []
  var rest = text[...]
  while !rest.isEmpty && result.count < lines {
    guard rest.count > width else {
      result.append(String(rest))
      return result
    }
    let limit = rest.index(rest.startIndex, offsetBy: width)
    let space = rest[..<limit].lastIndex(of: " ")
    let end = space.map { rest.distance(from: rest.startIndex, to: $0) > width / 2 ? $0 : limit } ?? limit
    result.append(String(rest[..<end]))
    rest = rest[end...].drop { $0 == " " }
  }
  if !rest.isEmpty, let cut = result.popLast() { result.append(cut.prefix(max(0, width - 3)) + "...") }
  return result
}

extension Image {
  /// Copies `other` with its upper left corner at `x`, `y`, where it must fit.
  mutating func paste(_ other: Image, x: Int, y: Int) {
    for row in 0..<min(other.height, height - y) {
      let start = 3 * ((y + row) * width + x)
      let count = 3 * min(other.width, width - x)
      rgb.replaceSubrange(start..<start + count, with: other.rgb[3 * row * other.width..<3 * row * other.width + count])
    }
  }
}
