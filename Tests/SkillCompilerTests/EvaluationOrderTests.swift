import SkillMachine
import Testing

/// Python's order of evaluation, where built-in functions are called.
@Suite struct EvaluationOrderTests {
  @Test func namedArgumentsOfBuiltInsAreEvaluatedAsTheyAreWritten() throws {
    let program = """
      def said(x: Length) -> Length:
          print(x)
          return x

      print(offset(Pose([0, 0, 0]), dz=said(3m), dx=said(1m)).p)
      print(rotate_z(angle=90deg * (said(1m) / 1m), pose=offset(Pose([0, 0, 0]), dy=said(2m))).p)
      """
    #expect(try printed(program) == "3.0m\n1.0m\n[1.0, 0.0, 3.0]\n1.0m\n2.0m\n[0.0, 2.0, 0.0]\n")
  }

  @Test func aTextIsMadeBeforeALaterArgumentOfPrintChangesWhatItShows() throws {
    #expect(try printed("xs = [1, 2]\nprint(str(xs), xs.pop(), xs)\n") == "[1, 2] 2 [1]\n")
  }

  @Test func allArgumentsAreEvaluatedBeforeTheKeyIsCalled() throws {
    let program = """
      def key(x: int) -> int:
          print('key', x)
          return -x

      def down() -> bool:
          print('down')
          return True

      print(sorted([1, 2], key=key, reverse=down()))
      """
    #expect(try printed(program) == "down\nkey 1\nkey 2\n[1, 2]\n")
  }
}
