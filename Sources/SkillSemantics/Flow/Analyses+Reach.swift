import SkillDiagnostics

/// Constant poses that the arm cannot reach.
extension Analyses {
  /// By how much a pose may miss what the arm is known to reach before it is reported.
  private static let margin = 0.1

  mutating func checkReach() {
    guard let reach = facts?.reach else { return }
    for graph in flow.graphs {
      let values = ConstantValues(program: program, settings: LocalSettings(flow, graph))
      for index in graph.events {
        guard case .host(let host, let arguments) = flow.events[index].kind, flow.isSkill(host),
          let pose = target(of: host, arguments), let position = values.position(pose)
        else { continue }
        let isOnTable = program[host].parameters.contains { $0.name == "actor" }
        if let finding = finding(position, reach, isOnTable: isOnTable) { report(finding, at: program[pose].span) }
      }
    }
  }

  /// The pose, in the base frame, that a skill is to bring something to.
  private func target(of host: HostFunctionID, _ arguments: ArgumentList) -> ExpressionID? {
    let parameters = program[host].parameters
    guard let index = parameters.firstIndex(where: { $0.name == "target_pose" }) else { return nil }
    // Beside a target actor the pose is relative to it.
    if let relative = parameters.firstIndex(where: { $0.name == "target_actor" }),
      !program.isNone(program.argument(relative, of: arguments))
    {
      return nil
    }
    return program.argument(index, of: arguments)
  }

  private func finding(_ position: ConstantValues.Vector, _ reach: SceneFacts.Reach, isOnTable: Bool) -> SceneFinding? {
    let (x, y, z) = (position.x - reach.x, position.y - reach.y, position.z - reach.z)
    let level = (x * x + y * y).squareRoot()
    let depth = reach.tableHeight - position.z
    if depth > Self.margin * reach.radius { return .belowTable(centimetres: centimetres(depth)) }
    let distance = (level * level + z * z).squareRoot()
    if isOnTable, level > reach.radiusOnTable * (1 + Self.margin) {
      return .outOfReach(centimetres: centimetres(level), limit: centimetres(reach.radiusOnTable), isOnTable: true)
    }
    if distance > reach.radius * (1 + Self.margin) {
      return .outOfReach(centimetres: centimetres(distance), limit: centimetres(reach.radius), isOnTable: false)
    }
    return nil
  }

  private func centimetres(_ length: Double) -> Int { Int(min(length * 100, 1e9).rounded()) }
}
