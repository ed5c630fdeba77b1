/// What one operand of an instruction is, and so what the verifier must prove of it.
public struct Operand: Hashable, Sendable {
  /// Where in the instruction it stands.
  public enum Slot: Hashable, Sendable { case a, b, c, d, wide }

  public enum Access: Hashable, Sendable { case read, write, update }

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
    case word(Access, Extent)
    case object(Access, Extent)
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

/// Where control goes after an instruction.
public enum ControlFlow: Hashable, Sendable {
  case next
  /// To the jump's target only.
  case jump
  /// To the next instruction or the jump's target.
  case branch
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
