import SkillBytecode
import SkillSemantics

/// How the arguments of a function, and in their place its result, lie in the registers of a call.
struct Signature {
  /// Where each argument starts, counted from the first: in `Signatures.offsets`.
  fileprivate let firstOffset: Int
  let arguments: Layout
  let result: Layout
}

/// The signatures of a program's functions and of those of the host that it calls.
struct Signatures {
  private var offsets: [Layout] = []
  /// By `FunctionID`.
  private var functions: [Signature] = []

  init(_ program: TypedProgram, _ types: MachineTypes) {
    functions.reserveCapacity(program.functions.count)
    for index in program.functions.indices {
      functions.append(add(program.functions[index].parameters, result: program.functions[index].result, types))
    }
  }

  mutating func add(_ parameters: some Collection<LocalVariable>, result: Type, _ types: MachineTypes) -> Signature {
    let first = offsets.count
    var end = Layout.zero
    for parameter in parameters {
      offsets.append(end)
      end += types.layout(of: parameter.type)
    }
    return Signature(firstOffset: first, arguments: end, result: types.layout(of: result))
  }

  subscript(_ function: FunctionID) -> Signature { functions[Int(function.rawValue)] }

  /// Where the argument for a parameter starts, counted from the first.
  func offset(of parameter: UInt32, in signature: Signature) -> Layout {
    offsets[signature.firstOffset + Int(parameter)]
  }
}
