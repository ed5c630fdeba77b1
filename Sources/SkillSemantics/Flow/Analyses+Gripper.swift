import SkillDiagnostics

/// Calls that cannot succeed with what the gripper holds, and programs that end while it holds something.
extension Analyses {
  mutating func checkGripper(_ contracts: [GripperContract]) {
    var analysis = GripperState(
      flow, hostContracts: prelude.contracts, functionContracts: contracts,
      actors: Actors(flow, program.main, main))
    for index in calleesFirst {
      analysis.actors = Actors(flow, program.functions[index], functions[index])
      let summary = analysis.summary(of: functions[index], entry: contracts[index].entry)
      report(summary.conflicts)
      // What is reported in the `def` itself is not the caller's mistake.
      let own = Set(summary.conflicts.map(\.place))
      analysis.summaries[index] = summary
      if summary.isNeutral {
        analysis.summariesWhenEmpty[index] = summary
        analysis.summariesWhenHolding[index] = summary
        continue
      }
      var whenEmpty = analysis.summary(of: functions[index], entry: .empty)
      whenEmpty.conflicts.removeAll { own.contains($0.place) }
      analysis.summariesWhenEmpty[index] = whenEmpty
      var whenHolding = analysis.summary(of: functions[index], entry: .holding(.foreign, pick: nil))
      whenHolding.conflicts.removeAll { own.contains($0.place) }
      analysis.summariesWhenHolding[index] = whenHolding
    }
    analysis.actors = Actors(flow, program.main, main)
    let summary = analysis.summary(of: main, entry: heldAtStart)
    report(summary.conflicts)
    if !options.isTurn { reportEnding(summary) }
  }

  private var heldAtStart: GripperState.State {
    guard options.isTurn else { return facts?.heldAtStart == nil ? .empty : .unknown }
    return switch options.gripper {
    case .nothing: .empty
    case .actor(let name): .holding(.named(name), pick: nil)
    case nil: .unknown
    }
  }

  private mutating func report(_ conflicts: [GripperState.Conflict]) {
    for conflict in conflicts {
      var places: [RelatedLocation] = []
      if let pick = conflict.pick { places.append(related(pick, "picked here")) }
      if let inner = conflict.inner { places.append(related(inner, "called here")) }
      report(conflict.finding, at: program[conflict.place].span, related: places)
    }
  }

  /// A program that certainly holds something where it ends. Without a scene, which may want just that, only the call that
  /// says nothing of it is taken for a mistake: `pick_move3d_place(actor)` without a target.
  private mutating func reportEnding(_ summary: GripperState.Summary) {
    if facts?.endsHolding == true { return }
    var reported: Set<ExpressionID> = []
    for case .holding(let actor, let pick?) in summary.endings + (summary.exit.map { [$0] } ?? [])
    where reported.insert(pick).inserted {
      if facts == nil, !isTransfer(pick) { continue }
      report(FlowFinding.endsHolding(GripperState.Conflict.description(actor)), at: program[pick].span)
    }
  }

  private func isTransfer(_ call: ExpressionID) -> Bool {
    if case .hostCall(let host, _) = program[call].kind { program[host].name == "pick_move3d_place" } else { false }
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
    return .holding(.parameter(only), pick: nil)
  }
}
