import SkillDiagnostics

/// Calls that cannot succeed with what the gripper holds, and programs that end while it holds something.
extension Analyses {
  mutating func checkGripper(_ contracts: [GripperContract]) {
    let scan = GripperScan(flow: flow, hostContracts: prelude.contracts, functionContracts: contracts)
    if !isKnownToHold, scan.findsNothing() { return }
    var analysis = GripperState(flow, hostContracts: prelude.contracts, functionContracts: contracts)
    var states = FlowStates<GripperState.State>()
    for index in flow.calleesFirst {
      let graph = flow.functions[index]
      if graph.reachesExit, !analysis.matters(graph) {
        analysis.callees[index].isNeutral = true
        continue
      }
      analysis.actors.read(graph)
      let summary = analysis.summary(of: graph, entry: contracts[index].entry, &states)
      report(summary.conflicts, analysis.actors)
      analysis.callees[index].anyhow = summary
      let whenEmpty = analysis.summary(of: graph, entry: .empty, &states)
      let whenHolding = analysis.summary(of: graph, entry: .holding(.foreign, pick: nil), &states)
      // What is reported in the `def` itself is not the caller's mistake.
      analysis.callees[index].whenEmpty = whenEmpty.without(summary.conflicts)
      analysis.callees[index].whenHolding = whenHolding.without(summary.conflicts)
    }
    analysis.actors.read(flow.main)
    let summary = analysis.summary(of: flow.main, entry: heldAtStart(analysis.actors), &states)
    report(summary.conflicts, analysis.actors)
    if !options.isTurn { reportEnding(summary, analysis.actors) }
  }

  /// Whether a turn begins with a certain actor held.
  private var isKnownToHold: Bool {
    if options.isTurn, case .actor = options.gripper { true } else { false }
  }

  private func heldAtStart(_ actors: borrowing Actors) -> GripperState.State {
    guard options.isTurn else { return facts?.heldAtStart == nil ? .empty : .unknown }
    return switch options.gripper {
    case .nothing: .empty
    case .actor(let name): .holding(actors.named(name), pick: nil)
    case nil: .unknown
    }
  }

  private mutating func report(_ conflicts: [GripperState.Conflict], _ actors: borrowing Actors) {
    for conflict in conflicts {
      var places: [RelatedLocation] = []
      if let pick = conflict.pick { places.append(related(pick, "picked here")) }
      if let inner = conflict.inner { places.append(related(inner, "called here")) }
      report(conflict.finding(actors), at: program[conflict.place].span, related: places)
    }
  }

  /// A program that certainly holds something where it ends. Without a scene, which may want just that, only the call that
  /// says nothing of it is taken for a mistake: `pick_move3d_place(actor)` without a target.
  private mutating func reportEnding(_ summary: GripperState.Summary, _ actors: borrowing Actors) {
    if facts?.endsHolding == true { return }
    var reported: Set<ExpressionID> = []
    for case .holding(let actor, let pick?) in summary.endings + (summary.exit.map { [$0] } ?? [])
    where reported.insert(pick).inserted {
      if facts == nil, !isTransfer(pick) { continue }
      report(FlowFinding.endsHolding(actors.description(actor)), at: program[pick].span)
    }
  }

  private func isTransfer(_ call: ExpressionID) -> Bool {
    if case .hostCall(let host, _) = program[call].kind { program[host].name == "pick_move3d_place" } else { false }
  }
}

extension GripperState.Summary {
  /// The same without these conflicts.
  fileprivate func without(_ known: [GripperState.Conflict]) -> Self {
    var rest = self
    rest.conflicts.removeAll { conflict in known.contains { $0.place == conflict.place } }
    return rest
  }
}

extension GripperContract {
  /// What is held where the body begins.
  var entry: GripperState.State {
    guard let requires else { return .entry }
    if requires.allowsHolding.isEmpty { return requires.allowsEmpty ? .empty : .entry }
    guard let only = requires.allowsHolding.first, requires.allowsHolding.count == 1, !requires.allowsEmpty else {
      return .entry
    }
    return .holding(.parameter(UInt32(only)), pick: nil)
  }
}
