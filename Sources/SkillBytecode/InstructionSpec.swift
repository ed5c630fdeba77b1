/// What one operand of an instruction is, and so what the verifier must prove of it.
public struct Operand: Hashable, Sendable {
  /// Where in the instruction it stands.
  public enum Slot: Hashable, Sendable, BitwiseCopyable { case a, b, c, d, wide }

  public enum Access: Hashable, Sendable {
    case read, write, update
    /// Written where the instruction jumps, and left alone where it does not.
    case writeOnJump
  }

  /// How many consecutive registers an operand covers.
  public enum Extent: Hashable, Sendable {
    case one
    case fixed(Int)
    /// As many as another operand of the instruction says.
    case counted(Slot)
    /// The words or objects of the cell's type, of the function's result or of its arguments and result, and so on:
    /// whatever the table entry that the wide operand names asks for.
    case ofEntry
    /// The result of the function the instruction stands in.
    case ofResult
  }

  public enum Kind: Hashable, Sendable {
    case word(Access, Extent, OperandType)
    case object(Access, Extent, OperandType)
    /// A number of registers.
    case count
    case number
    /// Distance in instructions from the next one.
    case jump
    case constant
    case string
    case type
    case cell
    case function
    case nativeCall
    case hostFunction
    case trapKind
    case keyAccess
  }

  public var slot: Slot
  public var kind: Kind

  public init(_ slot: Slot, _ kind: Kind) {
    self.slot = slot
    self.kind = kind
  }
}

/// What the registers of an operand hold: before the instruction where it reads them, afterwards where it writes them.
public enum OperandType: Hashable, Sendable {
  // MARK: Words

  case int
  /// A float, or a quantity, which is one.
  case float
  case bool
  /// An int, a bool or an actor: in all operands of the instruction that say so the same.
  case scalar
  /// Start, stop and step of a range become the state of a loop over it; or that state goes on.
  case rangeBounds, rangeState
  /// What the constants in `wide` may stand for.
  case constant

  // MARK: Objects

  case text
  /// A string, or no object.
  case optionalText
  /// Some object, where there may be none.
  case present
  /// No object.
  case null
  /// A new list, or a new dictionary, of `types[wide]`.
  case newList, newDictionary
  case list
  /// The dictionary that the key access in `wide` is for.
  case dictionary
  /// A dictionary whose keys are strings.
  case textDictionary

  // MARK: Both

  /// Whatever was read: nothing is asked of it, and a write takes its type along.
  case any
  /// An element of the list that the instruction reads, or a value of the dictionary.
  case element
  /// What the table entry that `wide` names asks for and gives.
  case entry
  /// The result of the function that the instruction stands in.
  case result
}

/// Where control goes after an instruction.
public enum ControlFlow: Hashable, Sendable, BitwiseCopyable {
  case next
  /// To the jump's target only, which lies ahead.
  case jump
  /// To the next instruction or the jump's target, which lies ahead.
  case branch
  /// Like `jump` and `branch`, but the target may lie behind: taking it costs a step, so that every loop costs some.
  case loop, loopBranch
  /// Nowhere in this function.
  case end
}

/// One row of the instruction table.
public struct InstructionSpec: Sendable {
  public let opcode: Opcode
  /// What listings call it.
  public let mnemonic: String
  public let operands: [Operand]
  public let flow: ControlFlow
  /// Its transfer formula: `a`…`d` and `wide` are operands, `w[…]` and `o[…]` registers.
  public let meaning: String

  init(
    _ opcode: Opcode, _ mnemonic: String, _ operands: [Operand], _ flow: ControlFlow, _ meaning: String
  ) {
    self.opcode = opcode
    self.mnemonic = mnemonic
    self.operands = operands
    self.flow = flow
    self.meaning = meaning
  }

  init(_ opcode: Opcode, _ mnemonic: String, _ operands: [Operand], _ meaning: String) {
    self.init(opcode, mnemonic, operands, .next, meaning)
  }
}

extension Opcode {
  public var specification: InstructionSpec { Opcode.table[Int(rawValue)] }
}

extension Instruction {
  /// The operand in `slot`, as the number its kind asks for: signed for jumps and numbers.
  public func value(of operand: Operand) -> Int {
    let isSigned = operand.kind == .jump || operand.kind == .number
    return switch operand.slot {
    case .a: a
    case .b: isSigned ? signedB : b
    case .c: isSigned ? signedC : c
    case .d: d
    case .wide: isSigned ? signedWide : wide
    }
  }
}
