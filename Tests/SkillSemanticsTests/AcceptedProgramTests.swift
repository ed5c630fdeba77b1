import SkillDiagnostics
import SkillSemantics
import Testing

/// Programs in which nothing is wrong.
@Suite struct AcceptedProgramTests {
  /// What a program of the robot API's form may name.
  private static let scene = SceneFacts(
    actorNames: ["red cube", "blue star", "a", "b"], images: ["keystep_0", "keystep_1"], goalCount: 2)

  private static let stores = """
    pose_dict['red cube'] = get_pose(actor=get_actor('red cube'))
    pose_dict['blue star'] = get_pose(actor=get_actor('blue star'))
    target_pose = pose_dict['red cube']
    target_actor = get_actor('b')

    """

  /// The calls that programs made for vision-language models consist of.
  private static let calls = [
    "pose_dict['red cube'] = get_pose(actor=get_actor('red cube'))",
    "pick_move3d_place(actor=get_actor('red cube', actor_pos=(4, 7)), "
      + "target_pose=free_space(actor=get_actor('red cube')))",
    "pick_move3d_place(actor=get_actor('blue star'), target_pose=pose_dict['red cube'])",
    "target_pose = rotate_z(Pose(pose_dict['red cube'].p, pose_dict['blue star'].q), -90)",
    "pick_move3d_place(actor=get_actor('blue star'), target_pose=target_pose, match_ori=True)",
    "pick_move3d_place(actor=get_actor('a'), target_actor=get_actor('b', actor_pos=(1, 2)))",
    "target_actor = get_supporting_actor(\"keystep_1\", \"red cube\")",
    "pick_move3d_place(actor=get_actor('a'), target_pose=get_actor_pose(image='keystep_1', actor=get_actor('a')))",
    "target_pose = free_space_next_to(actor=get_actor('a'), next_to_actor=get_actor('b'), "
      + "direction=[-1.0, 0.0, 0.0], description=\"behind\")",
    "push(actor=get_actor('a'), target_pose=free_space(actor=get_actor('a'), "
      + "pose=Pose([0.1, -0.2, 0.025], [1.0, 0.0, 0.0, 0.0])))",
    "hit(get_actor('a'), get_actor('b', (3, 4)), target_2d=True, topple_target=True)",
    "touch(actor=get_actor('a'), push=True)",
    "pick(actor=get_actor('a'))",
    "topple_structure([(get_actor('a', (4, 2))), (get_actor('b'))])",
    "balance_scale([(get_actor('a')), (get_actor('b'))])",
    "done()",
  ]

  private func findings(_ text: String, facts: SceneFacts? = nil, options: CheckOptions = CheckOptions()) -> [String] {
    check(SourceFile(name: "test.skill", text: text), facts: facts, options: options).diagnostics
      .map { "\($0.code.rawValue) \($0.finding.headline)" }
  }

  @Test(arguments: calls)
  func aCallAfterItsStoresIsRight(_ call: String) {
    let ending = call == "done()" ? "" : "\ndone()"
    for facts in [nil, Self.scene] {
      let found = findings(Self.stores + call + ending, facts: facts).filter { !$0.hasPrefix("SK3014") }
      #expect(found == [], "\(call)")
    }
  }

  @Test func theCallsTogetherAreRight() {
    let text = Self.stores + Self.calls.joined(separator: "\n")
    #expect(findings(text) == [])
    #expect(findings(text, facts: Self.scene) == [])
    #expect(findings(Self.stores + Self.calls.joined(separator: "; ") + ";") == [])
  }

  @Test(arguments: calls)
  func aTurnMayUseWhatEarlierTurnsStored(_ call: String) {
    #expect(
      findings(call.replacing("=target_pose", with: "=pose_dict['a']"), options: CheckOptions(isTurn: true)) == [])
  }

  @Test func everythingOfTheLanguageChecks() {
    #expect(findings(Self.everything) == [])
  }

  @Test(arguments: [
    // A branch of the other type that leaves does not meet.
    "x = 1\nif x > 2:\n    x = 'a'\n    done()\nprint(x + 1)\n",
    // int and float meet at float.
    "x = 1\nfor i in range(3):\n    x = x + 0.5\nprint(x)\n",
    "def f(n: int) -> float:\n    total = 0\n    while True:\n        total += n / 2\n        if total > 10:\n"
      + "            break\n    return total\n\nprint(f(3))\n",
    // A loop over a literal runs.
    "for name in ['a', 'b']:\n    last = get_actor(name)\nprint(last)\n",
    "for i in range(2):\n    pose_dict['a'] = get_pose(get_actor('a'))\nprint(pose_dict['a'])\n",
    // `retry` assigns.
    "retry 3:\n    p = free_space(get_actor('a'))\nprint(p)\n",
    "try:\n    p = free_space(get_actor('a'))\nexcept SkillFailure as e:\n    print(e.reason)\n    done()\nprint(p)\n",
    "try:\n    ok = True\n    pick(get_actor('a'))\nexcept SkillFailure:\n    ok = False\nprint(ok)\ndone()\n",
    // Narrowing.
    "h = holding()\nif h is not None and h.name == 'a':\n    print(h.shape)\n",
    "h = holding()\nif h is None:\n    fail('nothing held')\nplace(h, free_space(h))\ndone()\n",
    "h = holding() or get_actor('a')\nprint(h.name)\n",
    "x = None\nfor a in actors():\n    if a.shape == 'cube':\n        x = a\nif x:\n    pick(x)\ndone()\n",
    "memory last: Actor | None = None\nif last is None:\n    last = actors()[0]\nprint(last.name)\n",
    "memory last: Actor | None = None\n\ndef show():\n    if last is not None:\n        print(last.name)\n\nshow()\n",
    "memory last: Actor | None = None\nfor a in actors():\n    if last and last.name == a.name:\n"
      + "        print('again')\n    last = a\n",
    // A name keeps its meaning in the prelude until it is set.
    "distance = distance(get_actor('a'), get_actor('b'))\nprint(distance < 10cm)\n",
    // Keys.
    "if 'a' in pose_dict:\n    move3d(pose_dict['a'])\ndone()\n",
    "for a in actors():\n    pose_dict[a.name] = get_pose(a)\nprint(pose_dict['a'])\n",
    "def save():\n    pose_dict['a'] = get_pose(get_actor('a'))\n\nsave()\nprint(pose_dict['a'])\n",
    // The gripper, where nothing is certain.
    "try:\n    pick(get_actor('a'))\nexcept SkillFailure:\n    pick(get_actor('b'))\n"
      + "push(get_actor('c'), free_space(get_actor('c')))\ndone()\n",
    "for a in actors():\n    pick(a)\n    place(a, free_space(a))\ndone()\n",
    "while holding() is not None:\n    place(get_actor('a'), free_space(get_actor('a')))\ndone()\n",
    // A `def` that always ends the program ends the path.
    "def finish():\n    print('ready')\n    done()\n\npick_move3d_place(get_actor('a'), target_actor=get_actor('b'))\n"
      + "finish()\n",
    // An empty list is typed by what is put in.
    "xs = []\nfor a in actors():\n    xs.append(a.name)\nprint(xs[0].upper())\n",
    "d = {}\nd['a'] = 1\nprint(d['a'] + 1)\n",
    "print([] == [], len([]), {})\n",
  ])
  func whatMayBeRightIsNotReported(_ text: String) {
    #expect(findings(text) == [])
  }

  private static let everything = """
    import math
    from math import floor as down
    memory count: int = 0
    memory last: Actor | None = None

    def add(a: int, b: int = 2, *, c: float = 1) -> float:
        \"\"\"Adds.\"\"\"
        requires a > 0
        ensures result > 0
        return a + b + c

    def fact(n: int) -> int:
        return 1 if n <= 1 else n * fact(n - 1)

    def stack(xs: list[Actor], where: Pose):
        below = xs[0]
        pick_move3d_place(below, target_pose=where)
        for x in xs[1:]:
            retry 3:
                pick_move3d_place(x, target_actor=below)
            below = x

    def find(name: str):
        if name == '':
            return None
        return get_actor(name)

    def bump():
        count += 1
        last = get_actor('a')

    def across(a: Actor) -> float:
        return get_pose(a).p.y

    total = 0
    squares = [n ** 2 for n in range(10) if n % 2 == 0]
    for n in squares:
        if n == 4:
            continue
        total += n / 2
    else:
        print('all', end='')
    print(f"{total:.2f} {count:>5} {5cm} {90deg:.1f} {total!r:>{count}}", sep=', ')
    found = find('y')
    if found:
        print(found.name)
    while True:
        try:
            pick(get_actor('b'))
            break
        except SkillFailure as e:
            print(e.skill, e.reason, e.message)
            if e.reason == 'unreachable':
                raise
        finally:
            print('tried')
    place(get_actor('b'), free_space(get_actor('b')))
    a, (b, c) = 1, (2, 'x')
    d = {'k': 1, **{}} if False else {'k': 1}
    """.replacing(", **{}", with: "") + """

      d['j'] = 2
      d['j'] += 3
      del d['k']
      for k, v in d.items():
          print(k, v, d.get('z', 0), 'z' not in d)
      print(sum(squares), max(squares), min(1, 2.5), sorted(squares, reverse=True), squares[::-1], 3 in squares)
      here = get_pose(get_actor('a'))
      up = Pose(here.p + [0, 0, 0.1], here.q)
      move3d(offset(up, dz=5cm))
      x, y, z = here.p
      print(x + here.p[1], 1 < total <= 5 != 7, math.sqrt(2) * pi, down(2.5), round(2.567, 2), sin(90deg))
      assert distance(get_actor('a'), get_actor('b')) < 0.5, "too far"
      within 20s:
          wait(1)
      target = get_actor('a')
      target = get_pose(target)
      move3d(target)
      stack(sorted(actors(), key=across), here)
      bump()
      names: list[str] = []
      names.append(' '.join(w for w in 'a b'.split()))
      print(add(1, c=2), fact(3), "a" + 'b' 'c', 'x' * 3, names, any(on_top(t, get_actor('b')) for t in actors()))
      for i, (p, q) in enumerate(zip([1, 2], ['a', 'b'])):
          print(i, p, q)
      done()

      """
}
