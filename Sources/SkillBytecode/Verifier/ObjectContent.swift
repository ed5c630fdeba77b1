/// What is proved of an object register at one point of the code.
public enum ObjectContent: Hashable, Sendable {
  /// Nothing: no instruction relies on it.
  case unknown
  /// No object.
  case null
  /// A string, a list or a dictionary: an object of this type.
  case object(ValueType)
  /// An object of this type, or none.
  case optional(ValueType)
}

extension TypeIndex {
  /// The content of an object register of this type.
  func content(_ type: RegisterType) -> ObjectContent {
    switch type {
    case .unknown, .unreached: return .unknown
    case .null: return .null
    default: break
    }
    let object = type.present == .text ? ValueType.string : type.present.container.map(value)
    guard let object else { return .unknown }
    return type == type.present ? .object(object) : .optional(object)
  }
}
