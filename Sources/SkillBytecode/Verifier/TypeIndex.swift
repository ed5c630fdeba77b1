/// The registers of values in a row, as runs of `TypeIndex.slots`.
struct RegisterRun {
  var words: Range<Int32>
  var objects: Range<Int32>

  static let empty = RegisterRun(words: 0..<0, objects: 0..<0)
}

/// The types of a module taken apart into those of registers, each type once.
struct TypeIndex {
  /// What the verifier knows of a list or dictionary type.
  struct Container {
    let isList: Bool
    /// The elements of a list, the values of a dictionary.
    let element: RegisterRun
    let hasTextKeys: Bool
  }

  /// The types of registers: what a value asks for where it is read.
  private(set) var slots: [RegisterType] = []
  private(set) var containers: [Container] = []
  private var types: [ValueType] = []
  private var table = IndexTable()

  /// The registers of these values, one after the other.
  mutating func run(_ values: [ValueType]) -> RegisterRun {
    guard !values.isEmpty else { return .empty }
    var words: [RegisterType] = []
    var objects: [RegisterType] = []
    for value in values { flatten(value, mayBeAbsent: false, &words, &objects) }
    return append(words, objects)
  }

  /// The object type of a list or dictionary.
  mutating func object(_ type: ValueType) -> RegisterType {
    var hash = ContentHash()
    hash.add(type)
    var search = table.search(hash)
    while let known = table.next(&search) { if types[known] == type { return RegisterType(container: known) } }
    let container: Container
    switch type {
    case .list(let element): container = Container(isList: true, element: run([element]), hasTextKeys: false)
    case .dict(let key, let value):
      // A key may be of a type that is nowhere else.
      _ = run([key])
      container = Container(isList: false, element: run([value]), hasTextKeys: key == .string)
    default: return .unknown
    }
    table.insert(types.count, hash)
    types.append(type)
    containers.append(container)
    return RegisterType(container: types.count - 1)
  }

  /// The list or dictionary type of this number.
  func value(_ container: Int) -> ValueType { types[container] }

  private mutating func append(_ words: [RegisterType], _ objects: [RegisterType]) -> RegisterRun {
    let start = Int32(truncatingIfNeeded: slots.count)
    slots += words
    let middle = Int32(truncatingIfNeeded: slots.count)
    slots += objects
    return RegisterRun(words: start..<middle, objects: middle..<Int32(truncatingIfNeeded: slots.count))
  }

  private mutating func flatten(
    _ type: ValueType, mayBeAbsent: Bool, _ words: inout [RegisterType], _ objects: inout [RegisterType]
  ) {
    switch type {
    case .none: break
    case .bool: words.append(.bool)
    case .int: words.append(.int)
    case .float, .length, .angle, .duration: words.append(.float)
    case .vec3, .quat, .pose: for _ in 0..<type.layout.words { words.append(.float) }
    case .actor: words.append(.actor)
    case .string: objects.append(mayBeAbsent ? .text.optional : .text)
    case .failure: for _ in 0..<3 { objects.append(mayBeAbsent ? .text.optional : .text) }
    case .list, .dict:
      let object = object(type)
      objects.append(mayBeAbsent ? object.optional : object)
    case .tuple(let elements):
      for element in elements { flatten(element, mayBeAbsent: mayBeAbsent, &words, &objects) }
    case .optional(let wrapped):
      words.append(.bool)
      flatten(wrapped, mayBeAbsent: true, &words, &objects)
    }
  }
}
