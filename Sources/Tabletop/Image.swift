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
}
