import SkillBytecode

/// A verified module, laid out for the interpreter: tables at fixed addresses, offsets worked out.
///
/// Invariant: nothing changes after `init`, so reading through the pointers from any thread is sound; they live as
/// long as the object.
final class Program: @unchecked Sendable {
  let module: Module
  let code: UnsafePointer<Instruction>
  let constants: UnsafePointer<UInt64>
  let functions: UnsafePointer<FunctionEntry>
  let cells: UnsafePointer<CellEntry>
  let keyAccesses: UnsafePointer<KeyEntry>
  let nativeSites: [NativeSite]
  let hostFunctions: [HostFunction]
  let cellLayout: Layout

  init(_ module: Module) throws(VerificationError) {
    try module.verify()
    self.module = module
    code = copied(module.code)
    constants = copied(module.constants)
    functions = copied(module.functions.map(FunctionEntry.init))
    var offset = Layout.zero
    cells = copied(
      module.cells.map { cell in
        defer { offset += cell.type.layout }
        return CellEntry(offset: offset, layout: cell.type.layout)
      })
    cellLayout = offset
    keyAccesses = copied(module.keyAccesses.map { KeyEntry(string: $0.key, words: $0.value.layout.words) })
    nativeSites = module.nativeCalls.map(NativeSite.init)
    hostFunctions = module.hostFunctions
  }

  deinit {
    code.deallocate()
    constants.deallocate()
    functions.deallocate()
    cells.deallocate()
    keyAccesses.deallocate()
  }
}

/// The elements at an address of their own. Only for types without references, which need no deinitialising.
private func copied<T: BitwiseCopyable>(_ elements: [T]) -> UnsafePointer<T> {
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

struct KeyEntry: BitwiseCopyable {
  let string: Int
  let words: Int
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
