/// A program, and what its events depend on besides its typed tree.
struct FlowSubject: Sendable {
  let program: TypedProgram
  /// Expressions that stand for calls lost to a mistake.
  let lostCalls: Set<ExpressionID>
  /// The query `holding`.
  let holding: HostFunctionID?
  /// Whether a host function is a skill, by host function.
  let isSkill: [Bool]
  /// Whether a cell is a dict, by cell: only their keys are followed.
  let isDictionary: [Bool]

  init(_ program: TypedProgram, lostCalls: Set<ExpressionID>) {
    self.program = program
    self.lostCalls = lostCalls
    holding = program.hostFunctions.firstIndex { $0.name == "holding" }.map { HostFunctionID(rawValue: UInt32($0)) }
    isSkill = program.hostFunctions.map { $0.kind == .skill }
    isDictionary = program.cells.map { cell in
      if case .dictionary = program.types[cell.type] { true } else { false }
    }
  }
}
