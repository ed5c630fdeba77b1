/// The quotation marks of formatted strings.
enum QuotationMarks {
  /// The literal with double marks instead of single ones, unless a double one stands in it; `F` is written `f`, and line
  /// ends are `\n`. The text it stands for is the same.
  static func canonical(_ literal: ArraySlice<UInt8>) -> String {
    var bytes = literal.first == UInt8(ascii: "F") ? [UInt8(ascii: "f")] + literal.dropFirst() : Array(literal)
    let single = UInt8(ascii: "'")
    let double = UInt8(ascii: "\"")
    let start = bytes.first == UInt8(ascii: "f") ? 1 : 0
    if bytes.count >= start + 2, bytes[start] == single, !bytes.contains(double) {
      let isTriple = bytes.count >= start + 6 && bytes[start + 1] == single && bytes[start + 2] == single
      for offset in 0..<(isTriple ? 3 : 1) {
        bytes[start + offset] = double
        bytes[bytes.count - 1 - offset] = double
      }
    }
    return String(decoding: withoutCarriageReturns(bytes), as: UTF8.self)
  }

  private static func withoutCarriageReturns(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "\r")) else { return bytes }
    var output: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\r") {
        output.append(UInt8(ascii: "\n"))
      } else if byte != UInt8(ascii: "\n") || index == 0 || bytes[index - 1] != UInt8(ascii: "\r") {
        output.append(byte)
      }
    }
    return output
  }
}
