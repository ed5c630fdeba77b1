/// What the verifier proves of one operand: that it, and what it covers from there on, ends below a limit. Worked out
/// once from the instruction table, because the verifier goes through all operands of all instructions.
struct OperandCheck {
  /// What bounds an operand: the registers of its function, or a table. The raw values index the verifier's limits.
  enum Limit: UInt8, CaseIterable {
    case word, object, constant, string, type, cell, function, nativeCall, hostFunction, keyAccess, trapKind
    /// What nothing bounds.
    case none

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
  enum EntryTable: UInt8, CaseIterable {
    case cell, cellKey, call, native, host, keyAccess, cellKeyAccess
  }

  let slot: Operand.Slot
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

/// What the verifier proves of the instructions of one opcode, in one word: it is looked up for every instruction.
struct OpcodeChecks: BitwiseCopyable {
  private let bits: UInt64

  /// What an operand has to end below, by `OperandCheck.Limit`, and how much it covers.
  struct Bound: BitwiseCopyable {
    var limit: Int
    var count: Int
  }

  /// Whether the bounds say all: most instructions are proved by looking at no more than these. The checks say it again
  /// one by one, for what is wrong.
  var isBounded: Bool { bits & 1 != 0 }
  /// Whether the checks are all there is: no jump, no return, and control goes on with the next instruction.
  var isPlain: Bool { bits & 2 != 0 }
  var jumps: Bool { bits & 4 != 0 }
  /// A jump may go back.
  var mayGoBack: Bool { bits & 8 != 0 }
  /// Control may go on with the next instruction.
  var runsOn: Bool { bits & 16 != 0 }
  /// Whether `b` covers the objects of the entry.
  var coversObjects: Bool { bits & 32 != 0 }
  /// The table whose entry is named by the wide operand, where `a` covers the entry's words.
  var entries: OperandCheck.EntryTable? {
    OperandCheck.EntryTable(rawValue: UInt8(truncatingIfNeeded: bits &>> 8 & 15))
  }
  var a: Bound { bound(2) }
  var b: Bound { bound(3) }
  var c: Bound { bound(4) }
  var wide: Bound { bound(5) }

  @inline(__always)
  private func bound(_ byte: UInt64) -> Bound {
    let bits = Int(truncatingIfNeeded: bits &>> (8 &* byte))
    return Bound(limit: bits & 15, count: bits &>> 4 & 15)
  }

  /// By opcode.
  static let table: (rows: [OpcodeChecks], starts: [Int], checks: [OperandCheck]) = {
    var rows: [OpcodeChecks] = []
    var starts = [0]
    var checks: [OperandCheck] = []
    for spec in Opcode.table {
      let all = spec.operands.compactMap { OperandCheck($0, of: spec.opcode) }
      // A register operand comes last: what it covers may be looked up by an index that has to be in bounds for that.
      checks += all.filter { !$0.isOfRegisters } + all.filter { $0.isOfRegisters }
      starts.append(checks.count)
      rows.append(OpcodeChecks(spec, all))
    }
    return (rows, starts, checks)
  }()

  private init(_ spec: InstructionSpec, _ checks: [OperandCheck]) {
    var bounds: [Operand.Slot: (limit: OperandCheck.Limit, count: UInt16)] = [:]
    var covering: [Operand.Slot: OperandCheck.EntryTable] = [:]
    var isBounded = true
    for check in checks {
      var bound = (limit: check.limit, count: UInt16(0))
      switch check.extent {
      case .fixed(let count):
        bound.count = count
        isBounded = isBounded && count < 16
      case .entry(let table): covering[check.slot] = table
      case .counted, .result: isBounded = false
      }
      bounds[check.slot] = bound
    }
    let coversWords = bounds[.a]?.limit == .word && covering[.a] != nil
    let coversObjects = coversWords && bounds[.b]?.limit == .object && covering[.b] != nil
    // A row of another kind goes by its checks.
    isBounded = isBounded && bounds[.d] == nil && covering.count == (coversWords ? 1 : 0) + (coversObjects ? 1 : 0)
    let flags = [
      isBounded, spec.flow == .next, spec.operands.contains { $0.kind == .jump },
      spec.flow == .loop || spec.flow == .loopBranch,
      spec.flow == .next || spec.flow == .branch || spec.flow == .loopBranch, coversObjects,
    ]
    var bits = UInt64(coversWords ? covering[.a]?.rawValue ?? 15 : 15) << 8
    for (index, flag) in flags.enumerated() where flag { bits |= 1 << UInt64(index) }
    for (index, slot) in [Operand.Slot.a, .b, .c, .wide].enumerated() {
      let (limit, count) = bounds[slot] ?? (.none, 0)
      bits |= (UInt64(limit.rawValue) | UInt64(count & 15) << 4) << UInt64(16 + 8 * index)
    }
    self.bits = bits
  }
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
    slot = operand.slot
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
