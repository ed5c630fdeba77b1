import SkillBytecode
import Tabletop

/// Damages modules as no checksum would show: the parts stay what they are, but one says something else. What comes out
/// is for the verifier to refuse, or for the machine to execute.
public struct ModuleMutator {
  private var random: SeededRandom

  public init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// The module with one to three changes.
  public mutating func mutated(_ module: Module) -> Module {
    var module = module
    for _ in 0...number(below: 3) { change(&module) }
    return module
  }

  private mutating func number(below limit: Int) -> Int { random.index(below: limit) }

  private mutating func element<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[number(below: elements.count)]
  }

  private mutating func change(_ module: inout Module) {
    guard !module.code.isEmpty else { return }
    let position = number(below: module.code.count)
    switch number(below: 16) {
    case 0...5: module.code[position] = changedOperand(module.code[position], in: module)
    case 6: module.code[position] = changedOpcode(module.code[position])
    case 7: module.code[position] = element(of: module.code) ?? module.code[position]
    case 8: module.code.swapAt(position, number(below: module.code.count))
    case 9: insert(element(of: module.code), at: position, in: &module)
    case 10: remove(at: position, in: &module)
    case 11: changeFunction(&module)
    case 12: changeHandler(&module)
    case 13: changeTable(&module)
    case 14: changeType(&module)
    default:
      if !module.constants.isEmpty {
        module.constants[number(below: module.constants.count)] = [0, 1, 7, random.next()][number(below: 4)]
      }
    }
  }

  // MARK: Code

  /// With an operand that is a little more or less, or that of another instruction.
  private mutating func changedOperand(_ instruction: Instruction, in module: Module) -> Instruction {
    let other = element(of: module.code) ?? instruction
    let (shift, mask) = [(8, 0xff), (16, 0xffff), (32, 0xffff), (48, 0xffff), (8, 0xff_ffff)][number(below: 5)]
    let old = Int(truncatingIfNeeded: instruction.rawValue >> UInt64(shift)) & mask
    let new: Int
    switch number(below: 4) {
    case 0: new = old + 1
    case 1: new = old - 1
    case 2: new = Int(truncatingIfNeeded: other.rawValue >> UInt64(shift)) & mask
    default: new = number(below: 12)
    }
    let kept = instruction.rawValue & ~(UInt64(mask) << UInt64(shift))
    return Instruction(rawValue: kept | UInt64(truncatingIfNeeded: new & mask) << UInt64(shift))
  }

  private mutating func changedOpcode(_ instruction: Instruction) -> Instruction {
    let opcode = element(of: Opcode.allCases) ?? .move
    return Instruction(rawValue: instruction.rawValue & ~0xff | UInt64(opcode.rawValue))
  }

  private func insert(_ instruction: Instruction?, at position: Int, in module: inout Module) {
    guard let instruction else { return }
    module.code.insert(instruction, at: position)
    shift(&module) { $0 > position ? $0 + 1 : $0 }
  }

  private func remove(at position: Int, in module: inout Module) {
    module.code.remove(at: position)
    shift(&module) { $0 > position ? $0 - 1 : $0 }
  }

  /// Moves what counts instructions along.
  private func shift(_ module: inout Module, _ moved: (Int) -> Int) {
    func shifted(_ range: Range<Int>) -> Range<Int> { moved(range.lowerBound)..<moved(range.upperBound) }
    for index in module.functions.indices { module.functions[index].code = shifted(module.functions[index].code) }
    for index in module.handlers.indices {
      module.handlers[index].code = shifted(module.handlers[index].code)
      module.handlers[index].target = moved(module.handlers[index].target)
    }
  }

  // MARK: Tables

  private mutating func changeFunction(_ module: inout Module) {
    let index = number(below: module.functions.count)
    guard module.functions.indices.contains(index) else { return }
    switch number(below: 4) {
    case 0: module.functions[index].registers.words += number(below: 5) - 2
    case 1: module.functions[index].registers.objects += number(below: 5) - 2
    case 2: module.functions[index].result = type(near: module.functions[index].result)
    default:
      let count = module.functions[index].parameters.count
      guard count > 0 else { return }
      let parameter = number(below: count)
      module.functions[index].parameters[parameter] = type(near: module.functions[index].parameters[parameter])
    }
  }

  private mutating func changeHandler(_ module: inout Module) {
    let index = number(below: module.handlers.count)
    guard module.handlers.indices.contains(index) else { return }
    let delta = number(below: 5) - 2
    var handler = module.handlers[index]
    switch number(below: 6) {
    case 0: handler.kind = element(of: [.failure, .cleanup, .deadline]) ?? .failure
    case 1: handler.target += delta
    case 2: handler.word = max(0, handler.word + delta)
    case 3: handler.object = max(0, handler.object + delta)
    case 4: handler.deadlines = max(0, handler.deadlines + delta)
    default:
      let start = max(0, handler.code.lowerBound + delta)
      handler.code = start..<max(start, handler.code.upperBound + number(below: 5) - 2)
    }
    module.handlers[index] = handler
  }

  private mutating func changeTable(_ module: inout Module) {
    switch number(below: 4) {
    case 0:
      let index = number(below: module.nativeCalls.count)
      guard module.nativeCalls.indices.contains(index) else { return }
      let native = element(of: Native.allCases) ?? .equal
      let arguments = module.nativeCalls[index].arguments
      let result = native.specification.result(of: arguments) ?? module.nativeCalls[index].result
      module.nativeCalls[index] = NativeCall(native, arguments: arguments, result: result)
    case 1:
      let index = number(below: module.keyAccesses.count)
      guard module.keyAccesses.indices.contains(index) else { return }
      switch number(below: 3) {
      case 0: module.keyAccesses[index].cell = [nil, number(below: module.cells.count + 1)][number(below: 2)]
      case 1: module.keyAccesses[index].value = type(near: module.keyAccesses[index].value)
      default: module.keyAccesses[index].key = number(below: module.strings.count + 1)
      }
    case 2:
      let index = number(below: module.hostFunctions.count)
      guard module.hostFunctions.indices.contains(index) else { return }
      module.hostFunctions[index].result = type(near: module.hostFunctions[index].result)
    default:
      let index = number(below: module.cells.count)
      guard module.cells.indices.contains(index) else { return }
      module.cells[index].isMemory.toggle()
    }
  }

  /// One type in a table becomes another.
  private mutating func changeType(_ module: inout Module) {
    switch number(below: 3) {
    case 0 where !module.types.isEmpty:
      let index = number(below: module.types.count)
      module.types[index] = type(near: module.types[index])
    case 1 where !module.cells.isEmpty:
      let index = number(below: module.cells.count)
      module.cells[index].type = type(near: module.cells[index].type)
    case 2 where !module.nativeCalls.isEmpty:
      let index = number(below: module.nativeCalls.count)
      var call = module.nativeCalls[index]
      guard !call.arguments.isEmpty else { return }
      let argument = number(below: call.arguments.count)
      call.arguments[argument] = type(near: call.arguments[argument])
      call.result = call.native.specification.result(of: call.arguments) ?? call.result
      module.nativeCalls[index] = call
    default: break
    }
  }

  /// Another type, often of the same layout.
  private mutating func type(near type: ValueType) -> ValueType {
    let simple: [ValueType] = [
      .none, .bool, .int, .float, .length, .duration, .vec3, .quat, .pose, .actor, .string, .failure,
    ]
    let other = element(of: simple) ?? .int
    switch number(below: 6) {
    case 0: return .list(other)
    case 1: return .dict(key: .string, value: other)
    case 2: return .optional(type)
    case 3: return .tuple([type, other])
    default: return other
    }
  }
}
