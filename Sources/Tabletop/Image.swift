/// A colour picture: three bytes (red, green, blue) per pixel, rows from the top.
public struct Image: Hashable, Sendable {
  public let width: Int
  public let height: Int
  public var rgb: [UInt8]

  /// A black picture.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
    rgb = [UInt8](repeating: 0, count: 3 * width * height)
  }

  /// Puts the last row first.
  mutating func flipRows() {
    let stride = 3 * width
    rgb.withUnsafeMutableBufferPointer { bytes in
      for row in 0..<height / 2 {
        let (top, bottom) = (row * stride, (height - 1 - row) * stride)
        for column in 0..<stride { bytes.swapAt(top + column, bottom + column) }
      }
    }
  }

  /// Half the size, each pixel the mean of four.
  public func halved() -> Image {
    var half = Image(width: width / 2, height: height / 2)
    let stride = 3 * width
    for row in 0..<half.height {
      for column in 0..<half.width {
        for channel in 0..<3 {
          let corner = 2 * row * stride + 6 * column + channel
          let sum = Int(rgb[corner]) + Int(rgb[corner + 3]) + Int(rgb[corner + stride]) + Int(rgb[corner + stride + 3])
          half.rgb[3 * (row * half.width + column) + channel] = UInt8(sum / 4)
        }
      }
    }
    return half
  }
}
