/// A first look at what the gripper holds: in most programs every call leaves it empty and wants no more, and no branch
/// depends on it. Then it is empty wherever that is known, and there is nothing to find.
struct GripperScan {
  let flow: ProgramFlow
  /// By host function, and by `def`.
  let hostContracts: [GripperContract]
  let functionContracts: [GripperContract]

  /// Whether a program that does not begin with something held is seen to hold nothing at any call. False where that takes
  /// a closer look.
  func findsNothing() -> Bool {
    for contract in functionContracts where !acceptsEmpty(contract) { return false }
    for event in flow.events where !isFine(event) { return false }
    return true
  }

  private func isFine(_ event: FlowEvent) -> Bool {
    switch event.kind {
    case .host(let host, let arguments):
      guard flow.isSkill(host) else { return true }
      let contract = hostContracts[Int(host.rawValue)]
      return acceptsEmpty(contract) && leavesEmpty(contract.ensures, arguments)
    case .call(let function, let arguments):
      return leavesEmpty(functionContracts[Int(function.rawValue)].ensures, arguments)
    case .assume, .lost: return false
    case .done, .loadKey, .storeKey, .removeKey, .removeAll, .testKey, .assign, .alias, .assignLocal, .assignGlobal:
      return true
    }
  }

  private func acceptsEmpty(_ contract: GripperContract) -> Bool { contract.requires?.allowsEmpty ?? true }

  /// Whether an empty gripper is empty afterwards.
  private func leavesEmpty(_ effect: GripperContract.Effect, _ arguments: ArgumentList) -> Bool {
    switch effect {
    case .empty, .unchanged: return true
    case .holding: return false
    case .unless(let given, let absent, let otherwise):
      let isGiven = given.contains { !flow.program.isNone(flow.program.argument($0, of: arguments)) }
      return leavesEmpty(isGiven ? otherwise : absent, arguments)
    }
  }
}
