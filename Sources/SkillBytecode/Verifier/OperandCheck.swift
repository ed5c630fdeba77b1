/// What the verifier proves of one operand: that it, and what it covers from there on, ends below a limit. Worked out
/// once from the instruction table, because the verifier goes through all operands of all instructions.
struct OperandCheck {
  /// What bounds an operand: the registers of its function, or a table. The raw values index the verifier's limits.
  enum Limit: Int, CaseIterable {
    case word, object, constant, string, type, cell, function, nativeCall, hostFunction, keyAccess, trapKind

    var name: String {
      switch self {
      case .nativeCall: "native call"
      case .hostFunction: "host function"
      case .keyAccess: "key access"
      case .trapKind: "trap kind"
      default: "\(self)"
      }
    }
  }

  /// How much an operand covers.
  enum Extent {
    case fixed(UInt16)
    /// As much as another operand says.
    case counted(OperandField)
    /// The registers of the table entry that the wide operand names.
    case entry(EntryTable)
    /// The registers of the function's result.
    case result
  }

  /// Tables whose entries say how many registers an instruction covers; the raw values index the verifier's tables.
  enum EntryTable: Int, CaseIterable {
    case cell, cellKey, call, native, host, keyAccess, cellKeyAccess
  }

  let field: OperandField
  let limit: Limit
  let extent: Extent
}

/// The bits of an instruction in which an operand stands, read without sign.
struct OperandField: BitwiseCopyable {
  private let shift: UInt8
  private let width: UInt8

  init(_ slot: Operand.Slot) {
    (shift, width) =
      switch slot {
      case .a: (32, 16)
      case .b: (48, 16)
      case .c: (16, 16)
      case .d: (8, 8)
      case .wide: (8, 24)
      }
  }

  @inline(__always)
  func value(in instruction: Instruction) -> Int {
    Int(truncatingIfNeeded: (instruction.rawValue &>> UInt64(shift)) & ((1 &<< UInt64(width)) &- 1))
  }
}

/// What the verifier proves of the instructions of one opcode.
struct OpcodeChecks {
  /// Indices of its checks. Those of indices into tables first: what a register operand covers may be looked up by them.
  let firstCheck: UInt16
  let endCheck: UInt16
  /// Whether the checks are all there is: no jump, no return, and control goes on with the next instruction.
  let isPlain: Bool
  let jumps: Bool
  /// A jump may go back.
  let mayGoBack: Bool
  /// Control may go on with the next instruction.
  let runsOn: Bool

  /// By opcode.
  static let table: (rows: [OpcodeChecks], checks: [OperandCheck]) = {
    var rows: [OpcodeChecks] = []
    var checks: [OperandCheck] = []
    for spec in Opcode.table {
      let start = checks.count
      let all = spec.operands.compactMap { OperandCheck($0, of: spec.opcode) }
      checks += all.filter { !$0.isOfRegisters } + all.filter { $0.isOfRegisters }
      rows.append(
        OpcodeChecks(
          firstCheck: UInt16(start), endCheck: UInt16(checks.count), isPlain: spec.flow == .next,
          jumps: spec.operands.contains { $0.kind == .jump },
          mayGoBack: spec.flow == .loop || spec.flow == .loopBranch,
          runsOn: spec.flow == .next || spec.flow == .branch || spec.flow == .loopBranch))
    }
    return (rows, checks)
  }()
}

extension OperandCheck {
  /// Nil for what needs no proof (numbers) or another one (jumps).
  init?(_ operand: Operand, of opcode: Opcode) {
    var extent = Extent.fixed(1)
    switch operand.kind {
    case .word(_, let registers, _):
      limit = .word
      extent = Extent(registers, of: opcode)
    case .object(_, let registers, _):
      limit = .object
      extent = Extent(registers, of: opcode)
    case .constant:
      limit = .constant
      if opcode == .loadConstants { extent = .counted(OperandField(.b)) }
    case .string: limit = .string
    case .type: limit = .type
    case .cell: limit = .cell
    case .function: limit = .function
    case .nativeCall: limit = .nativeCall
    case .hostFunction: limit = .hostFunction
    case .keyAccess: limit = .keyAccess
    case .trapKind: limit = .trapKind
    case .count, .number, .jump: return nil
    }
    field = OperandField(operand.slot)
    self.extent = extent
  }

  var isOfRegisters: Bool { limit == .word || limit == .object }
}

extension OperandCheck.Extent {
  init(_ extent: Operand.Extent, of opcode: Opcode) {
    self =
      switch extent {
      case .one: .fixed(1)
      case .fixed(let count): .fixed(UInt16(count))
      case .counted(let slot): .counted(OperandField(slot))
      case .ofResult: .result
      case .ofEntry: .entry(OperandCheck.EntryTable(of: opcode))
      }
  }
}

extension OperandCheck.EntryTable {
  init(of opcode: Opcode) {
    self =
      switch opcode {
      case .call: .call
      case .native: .native
      case .host: .host
      case .dictGetConstant, .dictSetConstant: .keyAccess
      case .cellGetKey, .cellSetKey, .cellKeepKey: .cellKeyAccess
      case .touchKey: .cellKey
      default: .cell
      }
  }
}
