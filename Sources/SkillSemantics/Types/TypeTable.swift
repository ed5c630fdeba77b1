/// The types of one program, each once. A value: a program's table grows from a copy of the prelude's.
public struct TypeTable: Sendable {
  private var shapes: [TypeShape]
  private var numbers: [TypeShape: UInt32] = [:]

  /// Only the fixed types.
  public init() { shapes = Array(repeating: .fixed, count: Self.fixedNames.count) }

  /// The number of types; every `Type` of the program is below it.
  public var count: Int { shapes.count }

  /// What `type` is made of. Cost: O(1).
  public subscript(_ type: Type) -> TypeShape {
    type.rawValue < UInt32(shapes.count) ? shapes[Int(type.rawValue)] : .fixed
  }

  public mutating func list(_ element: Type) -> Type { intern(.list(element)) }

  public mutating func dictionary(_ key: Type, _ value: Type) -> Type { intern(.dictionary(key: key, value: value)) }

  public mutating func tuple(_ elements: [Type]) -> Type { intern(.tuple(elements)) }

  public mutating func function(_ parameters: [Type], _ result: Type) -> Type {
    intern(.function(parameters: parameters, result: result))
  }

  /// `type | None`; `type` itself where that changes nothing.
  public mutating func optional(_ type: Type) -> Type {
    if type == .none || type == .error || type == .never { return type }
    if case .optional = self[type] { return type }
    return intern(.optional(type))
  }

  /// The type of `type`'s values that are not `None`; nil if `type` is not an optional.
  public func unwrapped(_ type: Type) -> Type? {
    if case .optional(let inner) = self[type] { return inner }
    return nil
  }

  /// Whether `<` means something.
  func isOrdered(_ type: Type) -> Bool {
    if type.isNumber || type.isQuantity || type == .str || type == .bool { return true }
    switch self[type] {
    case .tuple(let parts): return parts.allSatisfy(isOrdered)
    case .list(let element): return isOrdered(element)
    default: return false
    }
  }

  /// Whether values can be the keys of a dict.
  func isHashable(_ type: Type) -> Bool {
    if type == .int || type == .str || type == .bool || type == .float || type == .actor || type == .error {
      return true
    }
    if case .tuple(let parts) = self[type] { return parts.allSatisfy(isHashable) }
    return false
  }

  /// The type as a program writes it: `dict[str, Pose]`, `Actor | None`.
  public func name(_ type: Type) -> String {
    if type.isPending { return "empty container" }
    switch self[type] {
    case .fixed:
      return type.rawValue < UInt32(Self.fixedNames.count) ? Self.fixedNames[Int(type.rawValue)] : "?"
    case .list(let element): return "list[\(name(element))]"
    case .dictionary(let key, let value): return "dict[\(name(key)), \(name(value))]"
    case .tuple(let elements): return "tuple[\(elements.map(name).joined(separator: ", "))]"
    case .optional(let inner): return "\(name(inner)) | None"
    case .function(let parameters, let result):
      return "def (\(parameters.map(name).joined(separator: ", "))) -> \(name(result))"
    }
  }

  /// The fixed types a program may name, by name.
  static func fixed(named name: String) -> Type? {
    fixedNames.firstIndex(of: name).flatMap { $0 < 2 ? nil : Type(rawValue: UInt32($0)) }
  }

  /// In the order of the constants of `Type`.
  static let fixedNames = [
    "error", "Never", "None", "bool", "int", "float", "str", "Length", "Angle", "Duration", "Vec3", "Quat", "Pose",
    "Actor", "SkillFailure",
  ]

  private mutating func intern(_ shape: TypeShape) -> Type {
    if let known = numbers[shape] { return Type(rawValue: known) }
    let number = UInt32(shapes.count)
    shapes.append(shape)
    numbers[shape] = number
    return Type(rawValue: number)
  }
}
