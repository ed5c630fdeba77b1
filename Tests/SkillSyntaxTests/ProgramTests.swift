import SkillDiagnostics
import SkillSyntax
import Testing

@Suite struct ProgramTests {
  /// Calls of every kind as the benchmark's converter emits them.
  static let calls = [
    "pose_dict['red cube'] = get_pose(actor=get_actor('red cube'))",
    "pick_move3d_place(actor=get_actor('red cube', actor_pos=(4, 7)), target_pose=free_space(actor=get_actor('red cube')))",
    "pick_move3d_place(actor=get_actor('blue star'), target_pose=pose_dict['red cube'])",
    "target_pose = rotate_z(Pose(pose_dict['red cube'].p, pose_dict['blue star'].q), -90)",
    "pick_move3d_place(actor=get_actor('blue star'), target_pose=target_pose, match_ori=True)",
    "pick_move3d_place(actor=get_actor('a'), target_actor=get_actor('b', actor_pos=(1, 2)))",
    "target_actor = get_supporting_actor(\"keystep_1\", \"red cube\")",
    "pick_move3d_place(actor=get_actor('a'), target_pose=get_actor_pose(image='keystep_1', actor=get_actor('a')))",
    "target_pose = free_space_next_to(actor=get_actor('a'), next_to_actor=get_actor('b'), direction=[-1.0, 0.0, 0.0], description=\"behind\")",
    "push(actor=get_actor('a'), target_pose=free_space(actor=get_actor('a'), pose=Pose([0.1, -0.2, 0.025], [1.0, 0.0, 0.0, 0.0])))",
    "hit(get_actor('a'), get_actor('b', (3, 4)), target_2d=True, topple_target=True)",
    "touch(actor=get_actor('a'), push=True)",
    "pick(actor=get_actor('a'))",
    "topple_structure([(get_actor('a', (4, 2))), (get_actor('b'))])",
    "balance_scale([(get_actor('a')), (get_actor('b'))])",
    "done()",
  ]

  /// Every construct of the language.
  static let everything = """
    # skill 1
    \"\"\"What the program is for.\"\"\"
    import grasping.tools as tools, maths
    from maths import sin as sine, cos
    from maths import (pi,)
    memory seen: list[str] = []
    memory best: tuple[Actor, Pose] | None = None

    def near(a: Actor, b: Actor, *, within_reach: Length = 5cm, tilt: Angle = 1.57rad) -> bool:
        \"\"\"Whether they stand side by side.\"\"\"
        requires holding() is None
        ensures result or not within_reach
        memory = 3; retry = [1]; retry[0] = memory
        return distance(a, b) < within_reach and -a.p.x ** 2 != .5 + 1_000 % 7 // 2 * 0x1f - 1e-3

    def nothing(): pass

    x: int = 3
    x += 1; x **= 2;
    a = b = (1, 2)
    first, (second, third) = a if x else b
    del pose_dict['red cube'], seen[0]
    for i, name in enumerate(seen):
        if name in seen[1:] and not x not in [3, 4,] or name is not None:
            continue
        elif 1 < x <= 3 > 2 in [2]:
            break
        else:
            print(f'{name!r:>{x}.{2}f} {{}} {x:}' "more" 'and\\n', seen[::2], seen[1:x:2], seen[:])
    else:
        pass
    while True:
        try:
            retry 3:
                within 500ms:
                    pick(actor=tools.find(name='a', where={'x': 1, 'y': {}},))
        except SkillFailure as failure:
            raise
        except SkillFailure:
            raise SkillFailure(f"{failure.reason}: {', '.join(n for n in seen)}")
        else:
            assert x, "why"
        finally:
            squares = [n * n for n in range(3) if n for m in (1,) if m]
            table = {
                n: (n, +n)   # joined
                for n in squares
            }
    else:
        nothing()
    done()
    """

  @Test(arguments: calls)
  func callsOfTheConverterParse(_ call: String) {
    let file = parse(SourceFile(name: "call.skill", text: call))
    #expect(file.diagnostics.isEmpty)
    #expect(file.tree.breaches().isEmpty)
    #expect(file.tree.children(file.tree.root).count == 1)
  }

  @Test func callsParseJoinedBySemicolons() {
    let file = parse(SourceFile(name: "turn.skill", text: Self.calls.joined(separator: "; ") + ";"))
    #expect(file.diagnostics.isEmpty)
    #expect(file.tree.children(file.tree.root).count == Self.calls.count)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyConstructParses(_ lineEnd: String) {
    let text = Self.everything.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
    let file = parse(SourceFile(name: "everything.skill", text: "\u{FEFF}" + text))
    #expect(TextRenderer.render(file.diagnostics) == "")
    #expect(file.tree.breaches().isEmpty)
  }

  @Test func nothingBetweenTokensButSpaceAndComments() {
    let tree = parse(SourceFile(name: "everything.skill", text: Self.everything)).tree
    for token in tree.tokens.indices {
      let trivia = tree.source.text(in: tree.trivia(before: token)).drop { $0 == " " || $0 == "\n" }
      #expect(trivia.isEmpty || trivia.first == "#")
    }
  }

  @Test func interfaceFilesDeclareSkills() {
    let text =
      "skill def pick(actor: Actor) -> None:\n    \"\"\"Lifts it.\"\"\"\n    ensures holding() == actor\n    ...\n"
    #expect(parse(SourceFile(name: "i.skill", text: text), isInterface: true).diagnostics.isEmpty)
    #expect(parse(SourceFile(name: "i.skill", text: text)).diagnostics.map(\.code) == [.interfaceOnly])
  }

  @Test func filesThatShareATableShareSymbols() {
    let first = parse(SourceFile(name: "a.skill", text: "pick(cube)\n")).tree
    let second = parse(SourceFile(name: "b.skill", text: "other = cube\n"), symbols: first.symbols).tree
    let cube = first.symbols.symbol(for: "cube")
    #expect(cube != nil && cube == second.tokens[2].symbol)
    #expect(first.symbols.symbol(for: "other") == nil)
  }

  @Test func emptyFilesHaveAnEmptyTree() {
    for text in ["", "\n", "   ", "# only a comment", "\u{FEFF}", "\r\n\r\n"] {
      let file = parse(SourceFile(name: "empty.skill", text: text))
      #expect(file.diagnostics.isEmpty && file.tree.children(file.tree.root).isEmpty)
      #expect(file.tree.breaches().isEmpty)
    }
  }
}
