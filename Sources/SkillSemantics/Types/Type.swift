/// A type of the language: a small number that names an entry of a `TypeTable`, so that equal types are equal numbers.
///
/// Types without parameters have fixed numbers, the same in every table.
public struct Type: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Of an expression that was already reported: fits everywhere and silences followers. Never in a `TypedProgram`.
  public static let error = Type(rawValue: 0)
  /// Of an expression that never yields a value, such as `done()`.
  public static let never = Type(rawValue: 1)
  public static let none = Type(rawValue: 2)
  public static let bool = Type(rawValue: 3)
  /// 64-bit, signed.
  public static let int = Type(rawValue: 4)
  /// IEEE double.
  public static let float = Type(rawValue: 5)
  public static let str = Type(rawValue: 6)
  /// Metres, as a double.
  public static let length = Type(rawValue: 7)
  /// Radians, as a double.
  public static let angle = Type(rawValue: 8)
  /// Seconds of simulated time, as a double.
  public static let duration = Type(rawValue: 9)
  /// Three doubles: metres where it is a position.
  public static let vec3 = Type(rawValue: 10)
  /// Four doubles: w, x, y, z.
  public static let quat = Type(rawValue: 11)
  /// A position and a rotation in the base frame.
  public static let pose = Type(rawValue: 12)
  public static let actor = Type(rawValue: 13)
  public static let skillFailure = Type(rawValue: 14)

  /// `Length`, `Angle` or `Duration`.
  public var isQuantity: Bool { self == .length || self == .angle || self == .duration }

  /// `int` or `float`.
  public var isNumber: Bool { self == .int || self == .float }

  /// Set in the type of an empty list or dict whose elements no store has told yet. Never in a `TypedProgram`.
  var isPending: Bool { rawValue >= Self.firstPending }

  static let firstPending: UInt32 = 1 << 31
}

/// What a type is made of.
public enum TypeShape: Hashable, Sendable {
  /// One of the fixed types; `Type` tells which.
  case fixed
  case list(Type)
  case dictionary(key: Type, value: Type)
  case tuple([Type])
  /// `T | None`. Never nested.
  case optional(Type)
  /// The value of a `def`'s name: only where a `key=` is wanted.
  case function(parameters: [Type], result: Type)
}
