import SkillDiagnostics
import SkillSyntax

/// Constant names against the scene, where one is known.
extension Checker {
  mutating func checkScene(of host: HostFunctionID, _ arguments: ArgumentList, _ node: NodeID) {
    guard facts != nil else { return }
    let parameters = hostFunctions[Int(host.rawValue)].parameters
    let bound = argumentLists.elements(in: arguments.indices)
    let isGetActor = hostFunctions[Int(host.rawValue)].name == "get_actor"
    for argument in bound {
      switch parameters[Int(argument.parameter)].name {
      case "name" where isGetActor:
        let hasPosition = bound.contains { $0.parameter == 1 && !isNone($0.value) && !isUnknownCell($0.value) }
        checkActorName(argument.value, hasPosition: hasPosition)
      case "actor":
        // An actor given by name: `get_supporting_actor(image, "red cube")`.
        if case .hostCall(_, let inner) = expressions[Int(argument.value.rawValue)].kind, span(argument.value).end > 0,
          let name = argumentLists.elements(in: inner.indices).first,
          span(name.value) == span(argument.value)
        {
          checkActorName(name.value, hasPosition: false)
        }
      case "image": checkImage(argument.value)
      default: break
      }
    }
  }

  private func isNone(_ id: ExpressionID) -> Bool {
    switch expressions[Int(id.rawValue)].kind {
    case .none, .convert(.noneToOptional, _): true
    default: false
    }
  }

  /// Whether a position is `(-1, -1)`, which stands for one that is not known.
  private func isUnknownCell(_ id: ExpressionID) -> Bool {
    switch expressions[Int(id.rawValue)].kind {
    case .convert(.wrap, let inner): return isUnknownCell(inner)
    case .tuple(let members):
      return expressionLists.elements(in: members.indices).allSatisfy { member in
        switch expressions[Int(member.rawValue)].kind {
        case .int(let value): return value == -1
        case .negate(let inner):
          if case .int(1) = expressions[Int(inner.rawValue)].kind { return true }
          return false
        default: return false
        }
      }
    default: return false
    }
  }

  private func constantText(_ id: ExpressionID) -> String? {
    switch expressions[Int(id.rawValue)].kind {
    case .string(let text): strings[Int(text.rawValue)]
    case .convert(.wrap, let inner): constantText(inner)
    default: nil
    }
  }

  private mutating func checkActorName(_ id: ExpressionID, hasPosition: Bool) {
    guard let facts, let name = constantText(id) else { return }
    let count = facts.actorNames.filter { $0 == name }.count
    if count == 0 {
      report(
        SceneFinding.unknownActor(name, isCaught: context.catchDepth > 0), at: span(id),
        notes: ["The scene has \(SceneFacts.listed(facts.actorNames))."],
        fixIts: nameFix(name, in: facts.actorNames, at: span(id))
      )
    } else if count > 1, !hasPosition {
      report(SceneFinding.ambiguousActor(name, count: count), at: span(id))
    }
  }

  private mutating func checkImage(_ id: ExpressionID) {
    guard let facts, let name = constantText(id), !facts.images.contains(name) else { return }
    let known =
      facts.images.isEmpty ? "The task shows no images." : "The task shows \(SceneFacts.listed(facts.images))."
    report(
      SceneFinding.unknownImage(name, isCaught: context.catchDepth > 0), at: span(id), notes: [known],
      fixIts: nameFix(name, in: facts.images, at: span(id)))
  }

  private func nameFix(_ name: String, in names: [String], at span: Span) -> [FixIt] {
    guard let best = NearMisses.best(name, in: names) ?? onlyMatch(name, in: names) else { return [] }
    let quote = tree.source.text(in: Span(span.start, span.start + 1))
    guard quote == "'" || quote == "\"", !best.contains(quote) else { return [] }
    return [FixIt("write '\(best)'", replace: span, with: quote + best + quote)]
  }

  /// The one name that holds all the words written: `cube` where only one cube is.
  private func onlyMatch(_ name: String, in names: [String]) -> String? {
    let words = name.lowercased().split(separator: " ")
    let matches = Set(
      names.filter { candidate in
        let parts = candidate.lowercased().split(separator: " ")
        return words.allSatisfy { parts.contains($0) }
      })
    return matches.count == 1 && !words.isEmpty ? matches.first : nil
  }

  /// `goals()[3]` where the task has fewer.
  mutating func checkGoalIndex(_ base: ExpressionID, _ indexNode: NodeID) {
    guard let facts, isGoals(base), let index = tree.integerValue(of: indexNode) else { return }
    let count = facts.goalCount
    if index >= count || index < -count {
      report(SceneFinding.goalOutOfRange(index: Int(index), count: count), at: tree.span(indexNode))
    }
  }

  /// `a, b = goals()` where the task has another number.
  mutating func checkGoalCount(_ value: ExpressionID, _ target: NodeID, count: Int) {
    guard let facts, isGoals(value), facts.goalCount != count else { return }
    report(SceneFinding.goalCount(expected: count, count: facts.goalCount), at: tree.span(target))
  }

  private func isGoals(_ id: ExpressionID) -> Bool {
    guard case .hostCall(let host, _) = expressions[Int(id.rawValue)].kind else { return false }
    return hostFunctions[Int(host.rawValue)].name == "goals"
  }
}

extension SceneFacts {
  /// Each name once, in order, as far as a line holds.
  static func listed(_ names: [String]) -> String {
    var seen: Set<String> = []
    let once = names.filter { seen.insert($0).inserted }
    let shown = once.prefix(24).map { "'\($0)'" }.joined(separator: ", ")
    return once.isEmpty ? "none" : once.count > 24 ? shown + ", …" : shown
  }
}
