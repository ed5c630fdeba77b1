/// A type of generated programs.
indirect enum Kind: Hashable {
  case int, float, bool, text
  case length, angle, duration
  case vec3, pose, actor
  case list(Kind)
  case dictionary(Kind, Kind)
  case tuple([Kind])
  case optional(Kind)

  /// As a program writes it.
  var annotation: String {
    switch self {
    case .int: "int"
    case .float: "float"
    case .bool: "bool"
    case .text: "str"
    case .length: "Length"
    case .angle: "Angle"
    case .duration: "Duration"
    case .vec3: "Vec3"
    case .pose: "Pose"
    case .actor: "Actor"
    case .list(let element): "list[\(element.annotation)]"
    case .dictionary(let key, let value): "dict[\(key.annotation), \(value.annotation)]"
    case .tuple(let parts): "tuple[\(parts.map(\.annotation).joined(separator: ", "))]"
    case .optional(let inner): "\(inner.annotation) | None"
    }
  }

  /// Whether `<` orders its values.
  var isOrdered: Bool {
    switch self {
    case .int, .float, .text, .length, .angle, .duration: true
    case .list(let element): element.isOrdered && element != .float
    case .tuple(let parts): parts.allSatisfy { $0.isOrdered || $0 == .bool }
    default: false
    }
  }

  /// Whether some of its values count as false.
  var hasTruth: Bool {
    switch self {
    case .vec3, .pose, .actor, .tuple: false
    default: true
    }
  }

  /// Whether only the robot's language has it.
  var isRobotic: Bool {
    switch self {
    case .length, .angle, .duration, .vec3, .pose, .actor: true
    case .list(let element): element.isRobotic
    case .dictionary(let key, let value): key.isRobotic || value.isRobotic
    case .tuple(let parts): parts.contains(where: \.isRobotic)
    case .optional(let inner): inner.isRobotic
    default: false
    }
  }
}
