import SkillDiagnostics
import SkillSemantics
import SkillServices
import Testing

@Suite struct CompleterTests {
  private static let completer: Completer = {
    var names = SessionNames()
    let text = """
      import math
      target = Pose([0, 0, 0])
      tally = [1]
      memory visited: dict[str, int] = {}
      def lift_all(height: Length, slowly: bool = False):
          print(height, slowly)
      """
    names = check(SourceFile(name: "turn 1", text: text), after: names).names ?? names
    names.settle { _ in GlobalContents(isNone: false, number: 0) }
    return Completer(
      names: names,
      facts: SceneFacts(actorNames: ["red cube", "red star", "blue bowl", "it's"], images: ["keystep_1"]),
      memoryKeys: ["pose_dict": ["home"], "visited": ["north", "south"]], commands: [":help", ":memory", ":quit"])
  }()

  private func candidates(_ text: String) -> [String] { Self.completer.complete(text).candidates.map(\.text) }

  @Test(arguments: [
    ("pick_", ["pick_move3d_place"]), ("x = free_", ["free_space", "free_space_next_to"]), ("tar", ["target"]),
    ("lift", ["lift_all"]), ("vis", ["visited"]), ("pose_", ["pose_dict"]), ("wi", ["within"]), ("x = wi", []),
    ("Po", ["Pose"]), ("math.sq", ["sqrt"]), ("target.", ["p", "q"]), ("tally.app", ["append"]),
    ("print(target.q", ["q"]), ("if Tr", ["True"]), ("1", []), ("x = 1  # pi", []), ("nothing.", []), ("", []),
  ])
  func namesAreCompleted(_ text: String, _ expected: [String]) { #expect(candidates(text) == expected) }

  @Test(arguments: [
    ("place(", ["actor", "match_ori", "target_pose"]), ("place(actor=target, ma", ["match_ori", "math", "max"]),
    ("lift_all(", ["height", "slowly"]), ("lift_all(5cm, s", ["sin", "slowly", "sorted", "sqrt", "str", "sum"]),
    ("place(actor=", []), ("unknown(", []), ("place(get_actor('x'), ", ["actor", "match_ori", "target_pose"]),
    ("print(\n  [place(\n", ["actor", "match_ori", "target_pose"]),
  ])
  func keywordsOfACallAreCompleted(_ text: String, _ expected: [String]) { #expect(candidates(text) == expected) }

  @Test(arguments: [
    ("get_actor('", ["blue bowl", "red cube", "red star"]),
    ("get_actor(\"", ["blue bowl", "it's", "red cube", "red star"]),
    ("pick(get_actor('red ", ["red cube", "red star"]), ("get_actor_pose('", ["keystep_1"]),
    ("pose_dict['", ["home"]), ("print(visited['n", ["north"]), ("x = 'blue", ["blue bowl"]),
    ("get_actor('a') + pick(get_actor('b", ["blue bowl"]),
  ])
  func stringsAreCompleted(_ text: String, _ expected: [String]) { #expect(candidates(text) == expected) }

  @Test func commandsAreCompleted() {
    #expect(candidates(":") == [":help", ":memory", ":quit"])
    #expect(candidates(":m") == [":memory"])
    #expect(candidates(":image x") == [])
  }

  @Test(arguments: [
    ("lift", "_all("), ("place(match", "_ori="), ("get_actor('red", " "), ("get_actor('blue", " bowl'"),
    ("free_s", "pace"), ("zzz", ""), ("get_actor(\"\"\"blue", " bowl\"\"\""), ("tar", "get"),
  ])
  func whatNeedsNoChoiceIsPutIn(_ text: String, _ inserted: String) {
    #expect(Self.completer.complete(text).insertion == inserted)
  }
}
