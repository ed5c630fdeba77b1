/// An interned identifier: equal symbols of one `SymbolTable` (or of tables grown from it) are equal names.
@frozen
public struct Symbol: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
  public let rawValue: UInt32

  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The symbol of a token that is not a name.
  @inlinable
  public static var none: Symbol { Symbol(rawValue: .max) }
}
