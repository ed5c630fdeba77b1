import SkillCompiler
import SkillMachine
import Testing

@Suite struct RobotProgramTests {
  @Test func skillsAreCalledWithResolvedArgumentsInOrder() throws {
    var host = TestHost()
    let run = try host.run(
      """
      a = get_actor('red cube')
      b = get_actor('blue star')
      pose_dict['red cube'] = get_pose(actor=a)
      pick_move3d_place(actor=a, target_actor=b)
      pick_move3d_place(target_pose=pose_dict['red cube'], actor=b)
      pick(a)
      done()
      """)
    #expect(run.end == .finished(isDone: true))
    #expect(
      run.skills == [
        "pick_move3d_place(red cube, none, blue star, false)",
        "pick_move3d_place(blue star, 0.0 0.0 0.02, none, false)", "pick(red cube)",
      ])
  }

  @Test func listsOfIntsBecomeVectorsAndRotations() throws {
    var host = TestHost()
    let run = try host.run(
      """
      place = [1, 2, 3]
      turn = [1, 0, 0, 0]
      pose = Pose(place, turn)
      print(pose.p.x + pose.p.z, pose.q.w)
      """)
    #expect(run.printed == "4.0 1.0\n")
  }

  @Test func quantitiesAreRoundedAndLoseTheirSign() throws {
    var host = TestHost()
    let run = try host.run("print(abs(-5cm), abs(2s - 5s), round(1.26s, 1))")
    #expect(run.printed == "0.05m 3.0s 1.3s\n")
  }

  @Test func memoryIsObservedStoreByStore() throws {
    var host = TestHost()
    host.observesMemory = true
    let run = try host.run(
      """
      memory count: int = 1
      memory seen: list[str] = []
      key = 'b'
      pose_dict['a'] = Pose([1, 2, 3])
      pose_dict[key] = pose_dict['a']
      count = count + 1
      seen.append(key)
      del pose_dict['a']
      """)
    #expect(run.stores.map(\.cell) == ["count", "seen", "pose_dict", "pose_dict", "count", "seen", "pose_dict"])
    #expect(run.stores.map(\.key) == [nil, nil, .string("a"), .string("b"), nil, nil, .string("a")])
    #expect(run.memory["count"] == .int(2))
    #expect(run.memory["seen"] == .list([.string("b")]))
    guard case .dict(let entries) = run.memory["pose_dict"] else {
      Issue.record("pose_dict is missing")
      return
    }
    #expect(entries.map(\.key) == [.string("b")])
  }

  private static let dropped = HostAnswer.failure(
    CaughtFailure(skill: "pick", reason: "dropped", message: "it slipped"))

  @Test func retryRunsAgainAndTheLastFailurePropagates() throws {
    var host = TestHost(outcomes: [Self.dropped, Self.dropped])
    let source = """
      a = get_actor('red cube')
      retry 3:
          print("try")
          pick(a)
      print("held")
      done()
      """
    #expect(try host.run(source).printed == "try\ntry\ntry\nheld\n")
    host = TestHost(outcomes: [Self.dropped, Self.dropped, Self.dropped])
    let run = try host.run(source)
    #expect(run.printed == "try\ntry\ntry\n")
    guard case .failed(let failure) = run.end else {
      Issue.record("it went on")
      return
    }
    #expect(failure.cause == .failure(CaughtFailure(skill: "pick", reason: "dropped", message: "it slipped")))
    #expect(failure.trace.map(\.function) == [nil])
  }

  @Test func aFailureIsCaughtWithItsPartsAndFinallyRuns() throws {
    var host = TestHost(outcomes: [Self.dropped])
    let run = try host.run(
      """
      def grab(thing: Actor):
          try:
              pick(thing)
          finally:
              print("cleaned")

      try:
          grab(get_actor('red cube'))
          print("never")
      except SkillFailure as e:
          print(e.skill, e.reason, e.message)
      else:
          print("never")
      try:
          fail("enough")
      except SkillFailure as e:
          print(f"{e.reason}: {e.message}")
      done()
      """)
    #expect(run.printed == "cleaned\npick dropped it slipped\nrejected_by_program: enough\n")
    #expect(run.end == .finished(isDone: true))
  }

  @Test func anUnhandledFailureHasATraceOfCalls() throws {
    var host = TestHost(outcomes: [Self.dropped])
    let source = """
      def grab(thing: Actor):
          pick(thing)

      grab(get_actor('red cube'))
      done()
      """
    guard case .failed(let failure) = try host.run(source).end else {
      Issue.record("it went on")
      return
    }
    let texts = failure.trace.map { location in
      location.span.map { String(decoding: Array(source.utf8)[Int($0.start)..<Int($0.end)], as: UTF8.self) }
    }
    #expect(texts == ["pick(thing)", "grab(get_actor('red cube'))"])
    #expect(failure.trace.map(\.function) == ["grab", nil])
  }

  @Test func anExpiredBudgetIsATimeoutThatPassesInnerHandlers() throws {
    var host = TestHost()
    let run = try host.run(
      """
      a = get_actor('red cube')
      try:
          within 2.5s:
              while True:
                  try:
                      pick(a)
                  except SkillFailure:
                      print("never")
                  finally:
                      print("finally")
      except SkillFailure as e:
          print(e.skill, e.reason)
      within 10s:
          pick(a)
      done()
      """)
    #expect(run.printed == "finally\nfinally\nfinally\npick timeout\n")
    #expect(run.skills.count == 4)
    #expect(run.end == .finished(isDone: true))
  }

  @Test(arguments: [
    ("x = [1]\nprint(x[1])", Fault.indexOutOfRange(index: 1, count: 1)),
    ("d = {'a': 1}\nprint(d['b'])", .keyMissing("'b'")),
    ("name = 'red ' + 'cube'\nprint(pose_dict[name])", .keyMissing("'red cube'", cell: "pose_dict")),
    ("memory n: dict[str, int] = {'a': 1}\nd = n\nprint(d['b'])", .keyMissing("'b'", cell: "n")),
    ("memory n: dict[int, str] = {1: 'a'}\ndef f():\n    del n[2]\nf()", .keyMissing("2", cell: "n")),
    ("n = len('abc')\nprint(9223372036854775807 + n)", .integerOverflow),
    ("n = len('')\nprint(1 // n)", .divisionByZero), ("assert len('a') == 2, 'short'", .assertion("short")),
    ("assert len('a') == 2", .assertion("len('a') == 2")),
    ("xs = [1, 2, 3]\na, b = xs", .value("2 values are wanted, the list has 3")),
    ("print(int('x'))", .value("'x' is not an integer")),
    ("d = {1: 2}\nfor k in d:\n    d[k + 1] = 0", .changedDuringIteration),
    ("def f(n: int) -> int:\n    requires n > 0\n    return n\nprint(f(len('')))", .precondition("n > 0")),
    ("def f(n: int) -> int:\n    ensures result > n\n    return n\nprint(f(1))", .postcondition("result > n")),
  ])
  func aFaultEndsTheProgram(_ source: String, _ expected: Fault) throws {
    var host = TestHost()
    guard case .failed(let failure) = try host.run(source).end else {
      Issue.record("it went on")
      return
    }
    #expect(failure.cause == .fault(expected))
  }

  @Test func posesActorsAndQuantitiesPrintAsSource() throws {
    let text = try printed(
      """
      p = Pose([0.1, 0.2, 0.3])
      print(p, p.p, p.q, p.p.x)
      print(get_actor('red cube'), get_actor('red cube').name, [get_actor('blue star')])
      print(90deg, 5cm, 500ms, 2 * 29deg, distance(get_actor('red cube'), get_actor('blue star')))
      print(f"{90deg:.1f} {5cm:.3f}", rotate_z(p, 90).p, offset(p, dz=5cm).p.z)
      print(2 * p.p + p.p, -p.p, norm([3, 4, 0]), p.p == [0.1, 0.2, 0.3], holding() is None, holding())
      """)
    #expect(
      text == """
        Pose([0.1, 0.2, 0.3], [1.0, 0.0, 0.0, 0.0]) [0.1, 0.2, 0.3] [1.0, 0.0, 0.0, 0.0] 0.1
        get_actor('red cube') red cube [get_actor('blue star')]
        90.0deg 0.05m 0.5s 58.0deg 0.25m
        90.0 0.050 [0.1, 0.2, 0.3] 0.35
        [0.30000000000000004, 0.6000000000000001, 0.8999999999999999] [-0.1, -0.2, -0.3] 5.0 True True None

        """)
  }

  @Test func whatIsReadRightAfterItWasRememberedIsWhatWasRemembered() throws {
    let program = """
      memory counts: dict[str, int] = {}
      counts["a"] = 1
      first = counts["a"]
      counts["a"] = first + 1
      first = counts["a"]
      pose_dict["start"] = Pose([0.1, 0.2, 0.3])
      start = pose_dict["start"]
      pose_dict["start"] = start
      start = pose_dict["start"]
      for n in range(3):
          counts["a"] = counts["a"] + n
          last = counts["a"]
          print(last)
      print(first, start.p.z)
      """
    for observesMemory in [false, true] {
      var host = TestHost(observesMemory: observesMemory)
      let run = try host.run(program)
      #expect(run.printed == "2\n3\n5\n2 0.3\n")
      #expect(run.memory["counts"] == .dict([.init(key: .string("a"), value: .int(5))]))
      #expect(run.stores.count == (observesMemory ? 8 : 0))
    }
  }
}
