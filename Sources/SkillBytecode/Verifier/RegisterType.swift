/// What is proved of a register at one point of the code. A number, so that points compare and join fast.
///
/// Of a word: the set of types that it may be taken for, as bits. A bool is an int, too; a constant is whatever its bits
/// can be; nothing written yet is the empty set. Where paths meet, the sets intersect.
///
/// Of an object: what kind of object it is, and, in the lowest bit, whether there may be none.
struct RegisterType: RawRepresentable, Hashable, BitwiseCopyable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Nothing is known: not to be read.
  static let unknown = RegisterType(rawValue: 0)
  /// The neutral element of both joins: no path has come yet.
  static let unreached = RegisterType(rawValue: .max)

  // MARK: Words

  static let int = RegisterType(rawValue: 1)
  static let float = RegisterType(rawValue: 2)
  static let bool = RegisterType(rawValue: 4)
  static let actor = RegisterType(rawValue: 8)
  /// How many rounds a loop over a range has left.
  static let rounds = RegisterType(rawValue: 16)

  static let scalars = RegisterType(rawValue: 1 | 4 | 8)

  /// What a constant may be taken for. Zero stands for what an absent optional holds, so also for an actor.
  init(constant: UInt64) {
    switch constant {
    case 0: rawValue = 1 | 2 | 4 | 8
    case 1: rawValue = 1 | 2 | 4
    default: rawValue = 1 | 2
    }
  }

  /// What a word of this type may be taken for, once it is written.
  var written: RegisterType { self == .bool ? RegisterType(rawValue: 1 | 4) : self }

  @inline(__always)
  func hasAll(_ types: RegisterType) -> Bool { rawValue & types.rawValue == types.rawValue }

  @inline(__always)
  func joinedAsWord(_ other: RegisterType) -> RegisterType { RegisterType(rawValue: rawValue & other.rawValue) }

  // MARK: Objects

  static let null = RegisterType(rawValue: 1)
  static let text = RegisterType(rawValue: 2)

  /// The list or dictionary type of this number.
  init(container: Int) { rawValue = UInt32(truncatingIfNeeded: container + 2) << 1 }

  /// The number of the list or dictionary type, where it is one that is certainly there.
  var container: Int? { rawValue >= 4 && rawValue & 1 == 0 && self != .unreached ? Int(rawValue >> 1) - 2 : nil }

  var optional: RegisterType { RegisterType(rawValue: rawValue | 1) }

  /// The object that is there, of a type that may have none; unknown for `null`.
  var present: RegisterType { RegisterType(rawValue: rawValue & ~1) }

  /// Whether an object of this type may stand where one of `wanted` is.
  @inline(__always)
  func fits(_ wanted: RegisterType) -> Bool {
    self == wanted || (wanted.rawValue & 1 == 1 && (optional == wanted || self == .null) && self != .unknown)
  }

  @inline(__always)
  func joinedAsObject(_ other: RegisterType) -> RegisterType {
    if self == other { return self }
    return joinedUnequal(other)
  }

  private func joinedUnequal(_ other: RegisterType) -> RegisterType {
    if self == .unreached { return other }
    if other == .unreached { return self }
    if self == .unknown || other == .unknown { return .unknown }
    if self == .null { return other.optional }
    if other == .null || present == other.present { return optional }
    return .unknown
  }
}
