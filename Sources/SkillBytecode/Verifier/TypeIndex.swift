/// The registers of values in a row, as runs of `TypeIndex.words` and `TypeIndex.objects`.
struct RegisterRun: BitwiseCopyable {
  private let firstWord: Int32
  private let wordCount: Int32
  private let firstObject: Int32
  private let objectCount: Int32

  init(words: Range<Int>, objects: Range<Int>) {
    firstWord = Int32(truncatingIfNeeded: words.lowerBound)
    wordCount = Int32(truncatingIfNeeded: words.count)
    firstObject = Int32(truncatingIfNeeded: objects.lowerBound)
    objectCount = Int32(truncatingIfNeeded: objects.count)
  }

  static let empty = RegisterRun(words: 0..<0, objects: 0..<0)

  var words: Range<Int> { Int(firstWord)..<Int(firstWord) + Int(wordCount) }
  var objects: Range<Int> { Int(firstObject)..<Int(firstObject) + Int(objectCount) }
  var layout: Layout { Layout(words: Int(wordCount), objects: Int(objectCount)) }
}

/// The types of a module taken apart into those of registers, lists and dictionaries each once.
struct TypeIndex {
  /// What the verifier knows of a list or dictionary type.
  struct Container: BitwiseCopyable {
    let isList: Bool
    /// The elements of a list, the values of a dictionary.
    let element: RegisterRun
    let hasTextKeys: Bool
  }

  /// The types of registers: what a value asks for where it is read. They begin with those of single values.
  private(set) var words = Single.words
  private(set) var objects = Single.objects
  /// Those that `finish` has come to.
  private(set) var containers: [Container] = []
  /// Whether all dictionaries that `finish` has come to have keys that stay what they are: no lists, no dictionaries.
  private(set) var keysAreKeys = true
  /// The list and dictionary types, by number.
  private var types: [ValueType] = []
  private var table = IndexTable()

  /// Makes room for the registers of about so many values.
  init(values count: Int) {
    words.reserveCapacity(words.count + 2 * count)
    objects.reserveCapacity(objects.count + count)
    types.reserveCapacity(16)
    containers.reserveCapacity(16)
  }

  // MARK: Runs

  /// Values that are appended from here on start there.
  var end: Layout { Layout(words: words.count, objects: objects.count) }

  /// What was appended since the end was there.
  func run(from start: Layout) -> RegisterRun {
    RegisterRun(words: start.words..<words.count, objects: start.objects..<objects.count)
  }

  /// The registers of one value.
  mutating func run(_ type: ValueType) -> RegisterRun {
    if let single = Single.run(type) { return single }
    let start = end
    append(type)
    return run(from: start)
  }

  /// The registers of these values, one after the other.
  mutating func run(_ values: [ValueType]) -> RegisterRun {
    if values.isEmpty { return .empty }
    let start = end
    for value in values { append(value) }
    return run(from: start)
  }

  /// Lets the last run go on with a value, in a part of which there may be nothing.
  mutating func append(_ type: ValueType, mayBeAbsent: Bool = false) {
    switch type {
    case .none: break
    case .bool: words.append(.bool)
    case .int: words.append(.int)
    case .float, .length, .angle, .duration: words.append(.float)
    case .vec3: appendFloats(3)
    case .quat: appendFloats(4)
    case .pose: appendFloats(7)
    case .actor: words.append(.actor)
    case .string: objects.append(mayBeAbsent ? .text.optional : .text)
    case .failure: for _ in 0..<3 { objects.append(mayBeAbsent ? .text.optional : .text) }
    case .list, .dict:
      let object = object(type)
      objects.append(mayBeAbsent ? object.optional : object)
    case .tuple(let elements): for element in elements { append(element, mayBeAbsent: mayBeAbsent) }
    case .optional(let wrapped):
      words.append(.bool)
      append(wrapped, mayBeAbsent: true)
    }
  }

  private mutating func appendFloats(_ count: Int) { for _ in 0..<count { words.append(.float) } }

  // MARK: Lists and dictionaries

  /// The object type of a list or dictionary. What it holds is known after `finish`.
  mutating func object(_ type: ValueType) -> RegisterType {
    var hash = ContentHash()
    hash.add(type)
    var search = table.search(hash)
    while let known = table.next(&search) { if types[known] == type { return RegisterType(container: known) } }
    table.insert(types.count, hash)
    types.append(type)
    return RegisterType(container: types.count - 1)
  }

  /// Finds what the lists and dictionaries hold that there are so far.
  mutating func finish() {
    while containers.count < types.count {
      switch types[containers.count] {
      case .list(let element):
        containers.append(Container(isList: true, element: run(element), hasTextKeys: false))
      case .dict(let key, let value):
        if !key.isKey { keysAreKeys = false }
        containers.append(Container(isList: false, element: run(value), hasTextKeys: key == .string))
      case let other: containers.append(Container(isList: false, element: run(other), hasTextKeys: false))
      }
    }
  }

  /// The list or dictionary type of this number.
  func value(_ container: Int) -> ValueType { types[container] }

  /// The registers of values of which there is only one kind, so that not every value needs a run of its own.
  private enum Single {
    static let words: [RegisterType] = [.bool, .int, .actor, .float, .float, .float, .float, .float, .float, .float]
    static let objects: [RegisterType] = [.text, .text, .text]

    static func run(_ type: ValueType) -> RegisterRun? {
      switch type {
      case .none: .empty
      case .bool: RegisterRun(words: 0..<1, objects: 0..<0)
      case .int: RegisterRun(words: 1..<2, objects: 0..<0)
      case .actor: RegisterRun(words: 2..<3, objects: 0..<0)
      case .float, .length, .angle, .duration: RegisterRun(words: 3..<4, objects: 0..<0)
      case .vec3: RegisterRun(words: 3..<6, objects: 0..<0)
      case .quat: RegisterRun(words: 3..<7, objects: 0..<0)
      case .pose: RegisterRun(words: 3..<10, objects: 0..<0)
      case .string: RegisterRun(words: 0..<0, objects: 0..<1)
      case .failure: RegisterRun(words: 0..<0, objects: 0..<3)
      case .list, .dict, .tuple, .optional: nil
      }
    }
  }
}

extension ValueType {
  /// Whether values of this type stay what they are.
  fileprivate var isKey: Bool {
    switch self {
    case .list, .dict: false
    case .tuple(let elements): elements.allSatisfy(\.isKey)
    case .optional(let wrapped): wrapped.isKey
    default: true
    }
  }
}
