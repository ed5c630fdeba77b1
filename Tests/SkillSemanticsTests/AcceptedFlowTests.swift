import SkillDiagnostics
import SkillSemantics
import Testing

/// Programs that the analyses of flow must not complain about: each is right, or may be.
@Suite struct AcceptedFlowTests {
  private func findings(_ text: String, facts: SceneFacts? = nil, options: CheckOptions = CheckOptions()) -> [String] {
    check(SourceFile(name: "test.skill", text: text), facts: facts, options: options).diagnostics
      .map { "\($0.code.rawValue) \($0.finding.headline)" }
  }

  // MARK: Memory keys

  private static let keys: [String] = [
    // A store under an unknown key, and another name for the cell.
    "name = actors()[0].name\npose_dict[name] = get_ee_pose()\nprint(pose_dict['a'])\n",
    "poses = pose_dict\nposes['a'] = get_ee_pose()\nprint(pose_dict['a'])\n",
    "def save(poses: dict[str, Pose]):\n    poses['a'] = get_ee_pose()\n\nsave(pose_dict)\nprint(pose_dict['a'])\n",
    // A call that stores, through another, with a loop that runs.
    "def one():\n    pose_dict['a'] = get_ee_pose()\n\ndef two():\n    one()\n\ntwo()\nprint(pose_dict['a'])\n",
    "def save():\n    for name in ['a', 'b']:\n        pose_dict['x'] = get_ee_pose()\n\nsave()\nprint(pose_dict['x'])\n",
    "def save(n: int):\n    if n > 0:\n        save(n - 1)\n    pose_dict[str(n)] = get_ee_pose()\n\nsave(2)\n"
      + "print(pose_dict['1'])\n",
    // A `def` that stores what it reads, or reads what the caller stored.
    "def use() -> Pose:\n    pose_dict['a'] = get_ee_pose()\n    return pose_dict['a']\n\nprint(use())\n",
    "def use() -> Pose:\n    return pose_dict['a']\n\npose_dict['a'] = get_ee_pose()\nprint(use())\n",
    "def use() -> Pose:\n    if 'a' not in pose_dict:\n        pose_dict['a'] = get_ee_pose()\n"
      + "    return pose_dict['a']\n\nprint(use())\n",
    // Guards.
    "if 'a' in pose_dict.keys():\n    print(pose_dict['a'])\n",
    "if pose_dict.get('a') is not None:\n    print(pose_dict['a'])\n",
    "print(pose_dict['a'] if 'a' in pose_dict else get_ee_pose())\n",
    "assert 'a' in pose_dict, 'saved before'\nprint(pose_dict['a'])\n",
    // Reading a cell as a whole gives it no other name.
    "memory counts: dict[str, int] = {'a': 1}\nprint(len(counts), counts, sorted(counts))\n"
      + "for name in counts:\n    print(name)\ncounts['a'] += 1\nprint(counts['a'])\n",
    "memory counts: dict[str, int] = {}\ncounts.update({'a': 1})\ncounts.setdefault('b', 2)\n"
      + "print(counts['a'], counts['b'], counts.pop('a'), counts.pop('c', 0))\n",
    // A path that ends brings nothing.
    "if holding() is None:\n    pose_dict['a'] = get_ee_pose()\nelse:\n    fail('held')\nprint(pose_dict['a'])\n",
    "def stop():\n    fail('held')\n\nif holding() is None:\n    pose_dict['a'] = get_ee_pose()\nelse:\n    stop()\n"
      + "print(pose_dict['a'])\n",
    "retry 2:\n    pose_dict['a'] = get_ee_pose()\nprint(pose_dict['a'])\n",
    "while True:\n    try:\n        pose_dict['a'] = free_space(get_actor('a'))\n        break\n"
      + "    except SkillFailure:\n        wait(1)\nprint(pose_dict['a'])\ndone()\n",
    // Removed and stored again.
    "pose_dict['a'] = get_ee_pose()\ndel pose_dict['a']\npose_dict['a'] = get_ee_pose()\nprint(pose_dict['a'])\n",
  ]

  @Test(arguments: keys)
  func keysThatMayBeThereAreNotReported(_ text: String) {
    #expect(findings(text) == [])
  }

  @Test func aTurnBeginsWithTheKeysThatTheSessionHas() {
    let text = "memory seen: dict[str, int] = {}\nprint(pose_dict['a'], seen['x'])\n"
    let known = CheckOptions(isTurn: true, memoryKeys: ["pose_dict": ["a"], "seen": ["x"]])
    #expect(findings(text, options: known) == [])
    #expect(findings(text, options: CheckOptions(isTurn: true)) == [])
    let other = CheckOptions(isTurn: true, memoryKeys: ["pose_dict": ["b"], "seen": []])
    #expect(
      findings(text, options: other)
        == ["SK3017 nothing is stored in pose_dict['a']", "SK3017 nothing is stored in seen['x']"])
  }

  // MARK: Gripper

  private static let grips: [String] = [
    // Tests of what is held.
    "a = get_actor('a')\npick(a)\nif holding() == a:\n    place(a, free_space(a))\nelse:\n    fail('dropped')\ndone()\n",
    "a = get_actor('a')\nif holding() is not None:\n    place(a, free_space(a))\npick_move3d_place(a, free_space(a))\ndone()\n",
    "h = holding()\nif h:\n    place(h, free_space(h))\ndone()\n",
    "def put(a: Actor):\n    if holding() == a:\n        place(a, free_space(a))\n\nput(get_actor('a'))\ndone()\n",
    "def clear():\n    while holding() is not None:\n        place(get_actor('a'), free_space(get_actor('a')))\n\n"
      + "clear()\npick_move3d_place(get_actor('b'), free_space(get_actor('b')))\ndone()\n",
    // What a `def` leaves, inferred.
    "def take(a: Actor):\n    pick(a)\n\ndef put(a: Actor):\n    place(a, free_space(a))\n\n"
      + "take(get_actor('a'))\nput(get_actor('a'))\ntake(get_actor('b'))\nput(get_actor('b'))\ndone()\n",
    "def maybe(a: Actor):\n    if a.shape == 'cube':\n        pick(a)\n        place(a, free_space(a))\n\n"
      + "maybe(get_actor('a'))\npick(get_actor('b'))\nplace(get_actor('b'), free_space(get_actor('b')))\ndone()\n",
    // Two names may be one actor.
    "pick(get_actor('a'))\nfor x in actors():\n    place(x, free_space(x))\n    break\ndone()\n",
    "def f(a: Actor, b: Actor):\n    pick(a)\n    place(b, free_space(b))\n\nf(get_actor('a'), get_actor('a'))\ndone()\n",
    // A parameter or a loop's name that is set again.
    "def f(a: Actor):\n    pick(a)\n    a = get_actor('b')\n    a = get_actor('c')\n    place(a, free_space(a))\n\n"
      + "f(get_actor('c'))\ndone()\n",
    "x = get_actor('a')\npick(x)\nfor x in actors():\n    place(x, free_space(x))\n    break\ndone()\n",
    // Picking what is held is fine; throwing it empties the gripper.
    "pick(get_actor('a'))\npick(get_actor('a'))\nhit(get_actor('a'), get_actor('b'))\npick_move3d_place(get_actor('b'), "
      + "target_actor=get_actor('a'))\ndone()\n",
    // Recursion: nothing is known.
    "def f(n: int):\n    if n > 0:\n        f(n - 1)\n    pick(actors()[n])\n\nf(2)\n"
      + "place(get_actor('a'), free_space(get_actor('a')))\ndone()\n",
    // A path on which nothing is held at the end.
    "if on_top(get_actor('a'), get_actor('b')):\n    pick(get_actor('a'))\ndone()\n",
  ]

  @Test(arguments: grips)
  func whatMayBeHeldIsNotReported(_ text: String) {
    #expect(findings(text) == [])
  }

  @Test func theTaskSaysWhatIsHeldAtTheStartAndWantedAtTheEnd() {
    let place = "place(get_actor('a'), free_space(get_actor('a')))\ndone()\n"
    #expect(findings(place, facts: SceneFacts(actorNames: ["a"], heldAtStart: "a")) == [])
    #expect(findings(place, facts: SceneFacts(actorNames: ["a"])) == ["SK3016 'a' is not held here"])
    let pick = "pick(get_actor('a'))\ndone()\n"
    #expect(findings(pick, facts: SceneFacts(actorNames: ["a"], endsHolding: true)) == [])
    #expect(findings(pick, options: CheckOptions(isTurn: true)) == [])
  }

  // MARK: Control

  private static let loops: [String] = [
    // Loops that something can end.
    "xs = [1, 2]\nwhile xs.pop() > 1:\n    print('more')\n",
    "xs = [1, 2]\nys = xs\nwhile len(xs) > 0:\n    del ys[0]\n",
    "n = 0\nwhile n < 3:\n    for n in range(5):\n        pass\n",
    "memory n: int = 0\n\ndef step():\n    n += 1\n\nwhile n < 3:\n    step()\n",
    "n = 0\n\ndef stop():\n    raise SkillFailure('enough')\n\nwhile n < 3:\n    stop()\n",
    "while True:\n    try:\n        free_space(get_actor('a'))\n        break\n    except SkillFailure:\n        print('again')\n",
    "while True:\n    wait(1)\n",
    "while False:\n    pass\n",
    // Recursion with a way out.
    "def f(n: int):\n    if n > 0:\n        f(n - 1)\n\nf(3)\n",
    "def f(n: int) -> bool:\n    return n == 0 or f(n - 1)\n\nprint(f(3))\n",
    "def f(n: int):\n    for i in range(n):\n        f(i)\n\nf(3)\n",
    "def f(n: int):\n    try:\n        touch(get_actor('a'))\n        f(n)\n    except SkillFailure:\n        print(n)\n\nf(1)\n"
      + "done()\n",
    "def f():\n    while True:\n        wait(1)\n\nf()\n",
    "def f(n: int):\n    g(n)\n    f(n)\n\ndef g(n: int):\n    print(n)\n    done()\n\nf(1)\n",
  ]

  @Test(arguments: loops)
  func whatMayEndIsNotReported(_ text: String) {
    #expect(findings(text).filter { !$0.hasPrefix("SK3010") && !$0.hasPrefix("SK3013") } == [])
  }

  // MARK: Reach

  private static let poses: [String] = [
    "p = Pose([0.1, 0.2, 0.02])", "p = Pose([-0.2, 0.3, 0.02])",
    "p = Pose([1, 1, 0]) if on_top(get_actor('a'), get_actor('b')) else get_pose(get_actor('a'))",
    "p = offset(get_pose(get_actor('a')), dx=5m)",
  ]

  @Test(arguments: poses)
  func posesWithinReachOrUnknownAreNotReported(_ text: String) {
    let reach = SceneFacts.Reach(x: -0.562, y: 0, z: 0.267, radius: 0.876, radiusOnTable: 0.64, tableHeight: 0)
    let facts = SceneFacts(actorNames: ["a", "b"], reach: reach)
    #expect(findings(text + "\npick_move3d_place(get_actor('a'), p)\ndone()\n", facts: facts) == [])
    let relative = "pick_move3d_place(get_actor('a'), Pose([2, 0, 0]), get_actor('b'))\ndone()\n"
    #expect(findings(relative, facts: facts) == [])
  }
}
