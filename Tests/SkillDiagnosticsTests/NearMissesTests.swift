import SkillDiagnostics
import Testing

@Suite struct NearMissesTests {
  static let names = ["target_pose", "target_actor", "actor", "match_ori", "pick", "place", "push"]

  @Test(arguments: [
    ("target_pos", "target_pose"), ("targetpose", "target_pose"), ("acotr", "actor"), ("Pick", "pick"),
    ("PLACE", "place"), ("mathc_ori", "match_ori"), ("psuh", "push"),
  ])
  func findsWhatWasMeant(_ written: String, _ meant: String) {
    #expect(NearMisses.best(written, in: Self.names) == meant)
  }

  @Test(arguments: ["x", "", "gripper", "open_gripper", "ick_and_place_it"])
  func doesNotGuessWildly(_ written: String) {
    #expect(NearMisses.of(written, in: Self.names).isEmpty)
  }

  @Test func listsTheNearestFirstAndEachOnce() {
    #expect(NearMisses.of("cat", in: ["cut", "Cat", "cart", "dog", "cut"], limit: 2) == ["Cat", "cut"])
  }

  @Test func tiesHaveNoBest() {
    #expect(NearMisses.best("cat", in: ["cut", "cot"]) == nil)
  }
}
