import SkillBytecode

/// A verified module, laid out for the interpreter: tables at fixed addresses, offsets worked out.
///
/// Invariant: nothing changes after `init`, so reading through the pointers from any thread is sound; they live as
/// long as the object.
final class Program: @unchecked Sendable {
  let module: Module
  let tables: UnsafePointer<CodeTables>
  let hostFunctions: [HostFunction]
  let cellLayout: Layout

  init(_ module: Module) throws(VerificationError) {
    try module.verify()
    self.module = module
    hostFunctions = module.hostFunctions
    var offset = Layout.zero
    let cells = module.cells.map { cell in
      defer { offset += cell.type.layout }
      return CellEntry(offset: offset, layout: cell.type.layout)
    }
    cellLayout = offset
    let parameters = module.hostFunctions.map { ParameterEntry.entries(of: $0) }
    let parameterTable = copied(parameters.flatMap(\.self))
    var first = parameterTable
    let hostEntries = zip(module.hostFunctions, parameters).enumerated().map { index, pair in
      let (function, entries) = pair
      defer { first += entries.count }
      return HostEntry(
        function: UInt32(index), parameters: first, parameterCount: UInt32(entries.count),
        returnsNothing: function.result == .none,
        types: function.parameters.map(\.type), result: function.result)
    }
    let tables = CodeTables(
      code: copied(module.code), constants: copied(module.constants),
      functions: copied(module.functions.map(FunctionEntry.init)), cells: copied(cells),
      keyAccesses: copied(module.keyAccesses.map { KeyEntry($0, cells) }),
      nativeSites: copied(module.nativeCalls.map(NativeSite.init)),
      containers: copied(module.types.map(ContainerEntry.init)), hostFunctions: copied(hostEntries),
      parameters: parameterTable)
    self.tables = copied([tables])
  }

  deinit {
    let tables = tables.pointee
    tables.code.deallocate()
    tables.constants.deallocate()
    tables.functions.deallocate()
    tables.cells.deallocate()
    tables.keyAccesses.deallocate()
    UnsafeMutablePointer(mutating: tables.nativeSites).deinitialize(count: module.nativeCalls.count).deallocate()
    tables.containers.deallocate()
    UnsafeMutablePointer(mutating: tables.hostFunctions).deinitialize(count: hostFunctions.count).deallocate()
    tables.parameters.deallocate()
    self.tables.deallocate()
  }
}

/// The tables of a program at fixed addresses, which are good as long as the program lives.
struct CodeTables {
  let code: UnsafePointer<Instruction>
  let constants: UnsafePointer<UInt64>
  let functions: UnsafePointer<FunctionEntry>
  let cells: UnsafePointer<CellEntry>
  let keyAccesses: UnsafePointer<KeyEntry>
  let nativeSites: UnsafePointer<NativeSite>
  /// By type.
  let containers: UnsafePointer<ContainerEntry>
  let hostFunctions: UnsafePointer<HostEntry>
  /// Of all host functions, one after the other.
  let parameters: UnsafePointer<ParameterEntry>
}

/// The elements at an address of their own.
private func copied<T>(_ elements: [T]) -> UnsafePointer<T> {
  let pointer = UnsafeMutablePointer<T>.allocate(capacity: max(1, elements.count))
  for (index, element) in elements.enumerated() { (pointer + index).initialize(to: element) }
  return UnsafePointer(pointer)
}

/// What a call needs to know of a function.
struct FunctionEntry: BitwiseCopyable {
  let start: Int32
  let words: Int32
  let objects: Int32
  /// Objects above this many are cleared on entry.
  let parameterObjects: Int32
  let resultWords: Int32
  let resultObjects: Int32

  init(_ function: Function) {
    start = Int32(function.code.lowerBound)
    words = Int32(function.registers.words)
    objects = Int32(function.registers.objects)
    parameterObjects = Int32(function.parameters.reduce(0) { $0 + $1.layout.objects })
    resultWords = Int32(function.result.layout.words)
    resultObjects = Int32(function.result.layout.objects)
  }
}

/// Where a cell lies.
struct CellEntry: BitwiseCopyable {
  let word: Int
  let object: Int
  let words: Int
  let objects: Int

  init(offset: Layout, layout: Layout) {
    word = offset.words
    object = offset.objects
    words = layout.words
    objects = layout.objects
  }
}

/// What making a container of a type takes.
struct ContainerEntry: BitwiseCopyable {
  enum Kind: BitwiseCopyable { case list, dict }

  let kind: Kind?
  let key: Layout
  /// Of a list, its elements'.
  let value: Layout

  init(_ type: ValueType) {
    (kind, key, value) =
      switch type {
      case .list(let element): (.list, .zero, element.layout)
      case .dict(let key, let value): (.dict, key.layout, value.layout)
      default: (nil, .zero, .zero)
      }
  }
}

struct KeyEntry: BitwiseCopyable {
  let string: Int
  let words: Int
  /// Where the cell's dictionary lies among the objects of cells; 0 for an access to a register.
  let object: Int

  init(_ access: KeyAccess, _ cells: [CellEntry]) {
    string = access.key
    words = access.value.layout.words
    object = access.cell.map { cells[$0].object } ?? 0
  }
}

/// What a call of a host function needs to know of it.
@usableFromInline
struct HostEntry {
  /// Its index.
  @usableFromInline let function: UInt32
  /// In `CodeTables.parameters`.
  @usableFromInline let parameters: UnsafePointer<ParameterEntry>
  @usableFromInline let parameterCount: UInt32
  let returnsNothing: Bool
  /// The parameters' types.
  let types: [ValueType]
  let result: ValueType
}

/// A parameter of a host function: where its registers start in the call's, and what is there.
@usableFromInline
struct ParameterEntry: BitwiseCopyable {
  /// What a host may read without making a `Value` of it.
  @usableFromInline
  enum Kind: BitwiseCopyable {
    case bool, int, number, actor, pose, string, other

    init(_ type: ValueType) {
      self =
        switch type {
        case .bool: .bool
        case .int: .int
        case .float, .length, .angle, .duration: .number
        case .actor: .actor
        case .pose: .pose
        case .string: .string
        default: .other
        }
    }
  }

  @usableFromInline let kind: Kind
  /// The first word says whether there is a value.
  @usableFromInline let isOptional: Bool
  @usableFromInline let word: UInt32
  @usableFromInline let object: UInt32

  init(_ kind: Kind, isOptional: Bool, at offset: Layout) {
    self.kind = kind
    self.isOptional = isOptional
    word = UInt32(offset.words)
    object = UInt32(offset.objects)
  }

  static func entries(of function: HostFunction) -> [ParameterEntry] {
    var offset = Layout.zero
    return function.parameters.map { parameter in
      defer { offset += parameter.type.layout }
      if case .optional(let wrapped) = parameter.type {
        return ParameterEntry(Kind(wrapped), isOptional: true, at: offset)
      }
      return ParameterEntry(Kind(parameter.type), isOptional: false, at: offset)
    }
  }
}

/// A native call with the places of its arguments.
struct NativeSite {
  let native: Native
  let arguments: [ValueType]
  let offsets: [Layout]
  let result: ValueType

  init(_ call: NativeCall) {
    native = call.native
    arguments = call.arguments
    result = call.result
    var offset = Layout.zero
    offsets = call.arguments.map { type in
      defer { offset += type.layout }
      return offset
    }
  }
}
