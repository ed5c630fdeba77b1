/// A place as people count it.
public struct Position: Hashable, Sendable {
  /// From 1.
  public var line: Int
  /// From 1, in Unicode scalars; a byte that is not UTF-8 counts as one. A tab counts as one, too.
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Where the lines of a file begin. Lines end with LF, CR LF or CR.
public struct LineIndex: Sendable {
  public let file: SourceFile
  private let starts: [UInt32]

  /// Cost: linear in the size of the file.
  public init(_ file: SourceFile) {
    var starts: [UInt32] = [0]
    file.bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        let byte = bytes[index]
        let isPair = byte == carriageReturn && index + 1 < bytes.count && bytes[index + 1] == lineFeed
        if byte == lineFeed || byte == carriageReturn, !isPair { starts.append(UInt32(index + 1)) }
      }
    }
    self.file = file
    self.starts = starts
  }

  public var lineCount: Int { starts.count }

  /// The line (from 1) in which a byte stands. Cost: O(log lines).
  public func line(of offset: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Line and column of a byte; beyond the end, those of the end. Cost: linear in the length of the line.
  public func position(of offset: UInt32) -> Position {
    let offset = min(offset, UInt32(file.bytes.count))
    let line = line(of: offset)
    let before = file.bytes[Int(starts[line - 1])..<Int(offset)]
    return Position(line: line, column: String(decoding: before, as: UTF8.self).unicodeScalars.count + 1)
  }

  /// The bytes of a line (from 1), without its end; none for a line that is not there.
  public func span(ofLine line: Int) -> Span {
    guard line >= 1, line <= starts.count else { return Span(0, 0) }
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : UInt32(file.bytes.count)
    while end > start, file.bytes[Int(end) - 1] == lineFeed || file.bytes[Int(end) - 1] == carriageReturn { end -= 1 }
    return Span(start, end)
  }
}

private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

/// The line indices of the files that a list of diagnostics speaks of, each made once.
struct LineIndexCache {
  private var indices: [LineIndex] = []

  mutating func index(of file: SourceFile) -> LineIndex {
    if let known = indices.last(where: { $0.file.sharesStorage(with: file) }) { return known }
    let index = LineIndex(file)
    indices.append(index)
    return index
  }
}

extension SourceFile {
  /// Whether both are copies of one value. Cost: O(1).
  func sharesStorage(with other: SourceFile) -> Bool {
    guard name == other.name, bytes.count == other.bytes.count else { return false }
    return bytes.withUnsafeBufferPointer { own in
      other.bytes.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
    }
  }
}
