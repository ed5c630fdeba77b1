extension MachineProgram {
  /// A skill of the host, which reads all that it is given and adds it up, called within the run of the program. In the
  /// peers it is a function of the same language.
  static let positionalCall = call(
    name: "skill call, positional", skill: "push(cube, goal)",
    python: functionInPython + callerInPython("push(cube, goal)"),
    lua: """
      function push(actor, target_pose)
        reached = reached + actor.index + target_pose.p[1]
      end

      """ + callerInLua("push(cube, goal)"))

  /// One with named arguments, for which Lua passes a table, and two that are left to their defaults.
  static let keywordCall = call(
    name: "skill call, keyword", skill: "pick_move3d_place(actor=cube, target_pose=goal)",
    python: """
      def pick_move3d_place(actor, target_pose=None, target_actor=None, match_ori=False):
          global reached
          if target_actor is None and not match_ori:
              reached += actor.index + target_pose.p[0]


      """ + callerInPython("pick_move3d_place(actor=cube, target_pose=goal)"),
    lua: """
      function pick_move3d_place(call)
        if not call.target_actor and not call.match_ori then
          reached = reached + call.actor.index + call.target_pose.p[1]
        end
      end

      """ + callerInLua("pick_move3d_place{actor = cube, target_pose = goal}"))

  /// The same where the program stops for its host, as one must that is stepped, saved or run beside others: in CPython it
  /// is a generator, in Lua a coroutine.
  static let suspendingCall = call(
    name: "skill call, suspending", skill: "push(cube, goal)",
    python: """
      def work(cube, goal):
          for i in range(@):
              yield 'push', cube, goal

      def run():
          reached = 0.0
          for skill, actor, target_pose in work(Actor(2), Pose([0.1, 0.2, 0.3])):
              reached += actor.index + target_pose.p[0]
          return reached

      """,
    lua: """
      function work(cube, goal)
        for i = 0, @ - 1 do
          coroutine.yield('push', cube, goal)
        end
      end

      function run()
        local reached = 0.0
        local program = coroutine.wrap(work)
        local skill, actor, target_pose = program(Actor(2), Pose({0.1, 0.2, 0.3}))
        while skill do
          reached = reached + actor.index + target_pose.p[1]
          skill, actor, target_pose = program()
        end
        return reached
      end

      """, isSuspending: true)

  private static func call(
    name: String, skill: String, python: String, lua: String, isSuspending: Bool = false
  ) -> MachineProgram {
    MachineProgram(
      name: name, turns: 200_000,
      skill: """
        def work(cube: Actor, goal: Pose):
            for i in range(@):
                \(skill)

        work(get_actor('red cube'), Pose([0.1, 0.2, 0.3]))
        done()

        """, python: objectsInPython + python, lua: objectsInLua + lua, isSuspending: isSuspending)
  }

  private static let functionInPython = """
    def push(actor, target_pose):
        global reached
        reached += actor.index + target_pose.p[0]


    """

  private static func callerInPython(_ call: String) -> String {
    """
    def work(cube, goal):
        for i in range(@):
            \(call)

    def run():
        global reached
        reached = 0.0
        work(Actor(2), Pose([0.1, 0.2, 0.3]))
        return reached

    """
  }

  private static func callerInLua(_ call: String) -> String {
    """
    function work(cube, goal)
      for i = 0, @ - 1 do
        \(call)
      end
    end

    function run()
      reached = 0.0
      work(Actor(2), Pose({0.1, 0.2, 0.3}))
      return reached
    end

    """
  }
}
