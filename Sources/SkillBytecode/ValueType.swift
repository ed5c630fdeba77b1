/// How many registers of each file a value takes: *words* hold numbers, truth values and actor handles untagged;
/// *objects* hold handles into the heap.
@frozen public struct Layout: Hashable, Sendable {
  public var words: Int
  public var objects: Int

  @inlinable public init(words: Int, objects: Int) {
    self.words = words
    self.objects = objects
  }

  @inlinable public static var zero: Layout { Layout(words: 0, objects: 0) }

  @inlinable public static func + (a: Layout, b: Layout) -> Layout {
    Layout(words: a.words + b.words, objects: a.objects + b.objects)
  }

  @inlinable public static func += (a: inout Layout, b: Layout) { a = a + b }
}

/// The type of a value as the machine sees it. Together with the registers it starts at, a type says all about a
/// value: nothing in a register is tagged.
///
/// Immutable values are flat: a tuple is its elements one after the other, an optional a word that says whether it is
/// there and then the value, so neither is ever allocated. Lists, dictionaries and strings are heap objects.
public indirect enum ValueType: Hashable, Sendable {
  case none
  case bool
  /// 64-bit, two's complement.
  case int
  case float
  /// Metres.
  case length
  /// Radians.
  case angle
  /// Seconds.
  case duration
  /// x, y, z.
  case vec3
  /// w, x, y, z.
  case quat
  /// A vec3, then a quat.
  case pose
  /// The actor's index in the machine's scene.
  case actor
  case string
  /// A caught failure: skill, reason, message (strings).
  case failure
  case list(ValueType)
  case dict(key: ValueType, value: ValueType)
  case tuple([ValueType])
  /// A word that is 1 when there is a value and 0 when there is none, then the value's registers.
  case optional(ValueType)

  public var layout: Layout {
    switch self {
    case .none: .zero
    case .bool, .int, .float, .length, .angle, .duration, .actor: Layout(words: 1, objects: 0)
    case .vec3: Layout(words: 3, objects: 0)
    case .quat: Layout(words: 4, objects: 0)
    case .pose: Layout(words: 7, objects: 0)
    case .string, .list, .dict: Layout(words: 0, objects: 1)
    case .failure: Layout(words: 0, objects: 3)
    case .tuple(let elements): elements.reduce(.zero) { $0 + $1.layout }
    case .optional(let wrapped): Layout(words: 1, objects: 0) + wrapped.layout
    }
  }
}

extension ValueType {
  /// Which of a value's objects, counted from its first, are there whenever the value is: all but those that belong to
  /// an optional part.
  public var requiredObjects: [Int] {
    switch self {
    case .string, .list, .dict: return [0]
    case .failure: return [0, 1, 2]
    case .tuple(let elements):
      var start = 0
      return elements.flatMap { element in
        defer { start += element.layout.objects }
        return element.requiredObjects.map { $0 + start }
      }
    default: return []
    }
  }
}

extension ValueType: CustomStringConvertible {
  /// The type as the language writes it.
  public var description: String {
    switch self {
    case .none: "None"
    case .bool: "bool"
    case .int: "int"
    case .float: "float"
    case .length: "Length"
    case .angle: "Angle"
    case .duration: "Duration"
    case .vec3: "Vec3"
    case .quat: "Quat"
    case .pose: "Pose"
    case .actor: "Actor"
    case .string: "str"
    case .failure: "SkillFailure"
    case .list(let element): "list[\(element)]"
    case .dict(let key, let value): "dict[\(key), \(value)]"
    case .tuple(let elements): "tuple[" + elements.map(\.description).joined(separator: ", ") + "]"
    case .optional(let wrapped): "\(wrapped) | None"
    }
  }
}
