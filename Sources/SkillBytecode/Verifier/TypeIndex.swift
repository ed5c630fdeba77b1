/// The registers of values in a row, as runs of `TypeIndex.slots`.
struct RegisterRun {
  var words: Range<Int32>
  var objects: Range<Int32>

  static let empty = RegisterRun(words: 0..<0, objects: 0..<0)

  var layout: Layout { Layout(words: words.count, objects: objects.count) }
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
  mutating func run(_ values: some Collection<ValueType>) -> RegisterRun {
    guard !values.isEmpty else { return .empty }
    // Containers have runs of their own, which must not come between those of this one.
    for value in values { addContainers(of: value) }
    let start = Int32(truncatingIfNeeded: slots.count)
    for value in values { appendWords(of: value) }
    let middle = Int32(truncatingIfNeeded: slots.count)
    for value in values { appendObjects(of: value, mayBeAbsent: false) }
    return RegisterRun(words: start..<middle, objects: middle..<Int32(truncatingIfNeeded: slots.count))
  }

  /// The object type of a list or dictionary.
  mutating func object(_ type: ValueType) -> RegisterType {
    var hash = ContentHash()
    hash.add(type)
    var search = table.search(hash)
    while let known = table.next(&search) { if types[known] == type { return RegisterType(container: known) } }
    let container: Container
    switch type {
    case .list(let element):
      container = Container(isList: true, element: run(CollectionOfOne(element)), hasTextKeys: false)
    case .dict(let key, let value):
      // A key may be of a type that is nowhere else.
      _ = run(CollectionOfOne(key))
      container = Container(isList: false, element: run(CollectionOfOne(value)), hasTextKeys: key == .string)
    default: return .unknown
    }
    table.insert(types.count, hash)
    types.append(type)
    containers.append(container)
    return RegisterType(container: types.count - 1)
  }

  /// The list or dictionary type of this number.
  func value(_ container: Int) -> ValueType { types[container] }

  private mutating func addContainers(of type: ValueType) {
    switch type {
    case .list, .dict: _ = object(type)
    case .tuple(let elements): for element in elements { addContainers(of: element) }
    case .optional(let wrapped): addContainers(of: wrapped)
    default: break
    }
  }

  private mutating func appendWords(of type: ValueType) {
    switch type {
    case .none, .string, .failure, .list, .dict: break
    case .bool: slots.append(.bool)
    case .int: slots.append(.int)
    case .float, .length, .angle, .duration: slots.append(.float)
    case .vec3, .quat, .pose: slots.append(contentsOf: repeatElement(.float, count: type.layout.words))
    case .actor: slots.append(.actor)
    case .tuple(let elements): for element in elements { appendWords(of: element) }
    case .optional(let wrapped):
      slots.append(.bool)
      appendWords(of: wrapped)
    }
  }

  private mutating func appendObjects(of type: ValueType, mayBeAbsent: Bool) {
    switch type {
    case .none, .bool, .int, .float, .length, .angle, .duration, .vec3, .quat, .pose, .actor: break
    case .string: slots.append(mayBeAbsent ? .text.optional : .text)
    case .failure: slots.append(contentsOf: repeatElement(mayBeAbsent ? .text.optional : .text, count: 3))
    case .list, .dict:
      let object = object(type)
      slots.append(mayBeAbsent ? object.optional : object)
    case .tuple(let elements): for element in elements { appendObjects(of: element, mayBeAbsent: mayBeAbsent) }
    case .optional(let wrapped): appendObjects(of: wrapped, mayBeAbsent: true)
    }
  }
}
