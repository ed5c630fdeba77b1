/// A program, and what its events depend on besides its typed tree. A class, as all analyses share it.
final class FlowSubject: Sendable {
  let program: TypedProgram
  /// Expressions that stand for calls lost to a mistake.
  let lostCalls: Set<ExpressionID>
  /// The queries `holding` and `get_actor`.
  let holding: HostFunctionID?
  let getActor: HostFunctionID?
  /// Whether a host function is a skill, by host function.
  let isSkill: [Bool]
  /// Whether a cell is a dict, by cell: only their keys are followed.
  let isDictionary: [Bool]
  /// The names of the actors that variables of earlier turns hold when a turn of a session begins.
  let knownActors: [GlobalID: String]

  init(_ program: TypedProgram, lostCalls: Set<ExpressionID>, knownActors: [GlobalID: String]) {
    self.program = program
    self.lostCalls = lostCalls
    self.knownActors = knownActors
    holding = program.hostFunction(named: "holding")
    getActor = program.hostFunction(named: "get_actor")
    isSkill = program.hostFunctions.map { $0.kind == .skill }
    isDictionary = program.cells.map { cell in
      if case .dictionary = program.types[cell.type] { true } else { false }
    }
  }
}

extension TypedProgram {
  fileprivate func hostFunction(named name: String) -> HostFunctionID? {
    hostFunctions.firstIndex { $0.name == name }.map { HostFunctionID(rawValue: UInt32($0)) }
  }
}
