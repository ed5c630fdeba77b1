import SkillDiagnostics
import SkillSemantics
import SkillSyntax
import Testing

@Suite struct PreludeTests {
  private let prelude = Prelude.shared

  @Test func theInterfaceFileIsSound() {
    #expect(prelude.diagnostics.map { "\($0.span.start): \($0.finding.headline)" } == [])
  }

  @Test func everyFunctionIsDocumented() {
    for function in prelude.functions {
      #expect(function.documentation.hasSuffix("."), "\(function.signature.name)")
    }
  }

  @Test func everySpecialRuleHasADeclaration() {
    for special in SpecialFunction.allCases {
      guard case .special(special)? = prelude.function(named: special.rawValue)?.meaning else {
        Issue.record("\(special.rawValue) is not declared")
        continue
      }
    }
  }

  /// A plain `def` of the prelude is an operation of the machine: only `fail` may mean `fail`.
  @Test func everyDeclarationHasARule() {
    for function in prelude.functions {
      if case .operation(.fail) = function.meaning { #expect(function.signature.name == "fail") }
    }
  }

  @Test func skillsAndQueriesAreTheHostsFunctions() {
    let skills = prelude.hostFunctions.filter { $0.kind == .skill }.map(\.name)
    #expect(
      skills == [
        "pick", "place", "pick_move3d_place", "move3d", "push", "touch", "hit", "topple_structure", "balance_scale",
        "wait",
      ])
    let queries = prelude.hostFunctions.filter { $0.kind == .query }.map(\.name)
    #expect(
      queries == [
        "get_actor", "get_pose", "get_ee_pose", "get_actor_pose", "get_supporting_actor", "goals", "actors", "holding",
        "on_top", "at_pose", "is_static", "distance", "free_space", "free_space_next_to",
      ])
  }

  @Test func signaturesReadAsDeclared() {
    let text = prelude.function(named: "at_pose")?.signature.text(prelude.types)
    #expect(text == "at_pose(a: Actor, pose: Pose, tolerance: Length = 0.05m, match_ori: bool = False)")
  }
}
