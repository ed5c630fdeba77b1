/// A program for the machine, written alike in three languages. It does one thing many times, and its result is the same
/// number in all of them.
///
/// In the peers `run()` does the work and returns the result; ours does it as it runs, and prints the result. `@` stands
/// for how often.
struct MachineProgram {
  let name: String
  /// How often the thing is done, for `@` in the sources.
  let turns: Int
  let skill: String
  let python: String
  let lua: String
  /// How many things `turns` makes, where it is not as many.
  var steps: Int { name == MachineProgram.recursion.name ? 242_785 : turns }

  func source(in dialect: SampleProgram.Dialect) -> String {
    let text =
      switch dialect {
      case .skill: skill
      case .python: python
      case .lua: lua
      }
    return text.split(separator: "@", omittingEmptySubsequences: false).joined(separator: String(turns))
  }

  static let all = [recursion, floatLoop, constantKey, dynamicKey, positionalCall, keywordCall]

  /// One step is one call.
  static let recursion = MachineProgram(
    name: "recursion (fib)", turns: 25,
    skill: """
      def fib(n: int) -> int:
          if n < 2:
              return n
          return fib(n - 1) + fib(n - 2)

      print(fib(@))
      done()

      """,
    python: """
      def fib(n):
          if n < 2:
              return n
          return fib(n - 1) + fib(n - 2)

      def run():
          return fib(@)

      """,
    lua: """
      function fib(n)
        if n < 2 then
          return n
        end
        return fib(n - 1) + fib(n - 2)
      end

      function run()
        return fib(@)
      end

      """)

  /// A pendulum, step by step: locals and constants.
  static let floatLoop = MachineProgram(
    name: "float loop", turns: 200_000,
    skill: """
      def swing() -> float:
          x = 1.0
          v = 0.0
          for i in range(@):
              v = v - x * 0.01
              x = x + v * 0.01
          return x

      print(swing())
      done()

      """,
    python: """
      def run():
          x = 1.0
          v = 0.0
          for i in range(@):
              v = v - x * 0.01
              x = x + v * 0.01
          return x

      """,
    lua: """
      function run()
        local x = 1.0
        local v = 0.0
        for i = 0, @ - 1 do
          v = v - x * 0.01
          x = x + v * 0.01
        end
        return x
      end

      """)

  /// A pose stored under a key that the compiler sees, and loaded. `pose_dict` is a global of the robot's API in all three.
  static let constantKey = MachineProgram(
    name: "memory, constant key", turns: 200_000,
    skill: """
      def remember() -> float:
          pose = Pose([0.1, 0.2, 0.3])
          found = pose
          for i in range(@):
              pose_dict['cube'] = pose
              found = pose_dict['cube']
          return found.p.x

      print(remember())
      done()

      """,
    python: poseInPython + """
      def run():
          pose = Pose([0.1, 0.2, 0.3])
          found = pose
          for i in range(@):
              pose_dict['cube'] = pose
              found = pose_dict['cube']
          return found.p[0]

      """,
    lua: poseInLua + """
      function run()
        local pose = Pose({0.1, 0.2, 0.3})
        local found = pose
        for i = 0, @ - 1 do
          pose_dict['cube'] = pose
          found = pose_dict['cube']
        end
        return found.p[1]
      end

      """)

  /// The same under keys that are known only when it runs.
  static let dynamicKey = MachineProgram(
    name: "memory, run-time key", turns: 200_000,
    skill: """
      def remember(names: list[str]) -> float:
          pose = Pose([0.1, 0.2, 0.3])
          found = pose
          for i in range(@ // 4):
              for name in names:
                  pose_dict[name] = pose
                  found = pose_dict[name]
          return found.p.x

      print(remember(['red cube', 'blue star', 'green bowl', 'purple hexagon']))
      done()

      """,
    python: poseInPython + """
      names = ['red cube', 'blue star', 'green bowl', 'purple hexagon']

      def run():
          pose = Pose([0.1, 0.2, 0.3])
          found = pose
          for i in range(@ // 4):
              for name in names:
                  pose_dict[name] = pose
                  found = pose_dict[name]
          return found.p[0]

      """,
    lua: poseInLua + """
      names = {'red cube', 'blue star', 'green bowl', 'purple hexagon'}

      function run()
        local pose = Pose({0.1, 0.2, 0.3})
        local found = pose
        for i = 0, @ // 4 - 1 do
          for _, name in ipairs(names) do
            pose_dict[name] = pose
            found = pose_dict[name]
          end
        end
        return found.p[1]
      end

      """)

  /// A skill of the host, which adds up what it is given. In the peers the host's skill is a function of the same
  /// language; our machine stops for each call, hands the host a request, and goes on with its answer.
  static let positionalCall = call(
    name: "skill call, positional", skill: "pick_move3d_place(cube, goal)", lua: "pick_move3d_place(cube, goal)",
    luaHost: """
      function pick_move3d_place(actor, target_pose, target_actor, match_ori)
        reached = reached + actor + target_pose.p[1]
      end

      """)

  /// The same with named arguments, for which Lua passes a table.
  static let keywordCall = call(
    name: "skill call, keyword", skill: "pick_move3d_place(actor=cube, target_pose=goal)",
    lua: "pick_move3d_place{actor = cube, target_pose = goal}",
    luaHost: """
      function pick_move3d_place(call)
        reached = reached + call.actor + call.target_pose.p[1]
      end

      """)

  private static func call(name: String, skill: String, lua: String, luaHost: String) -> MachineProgram {
    MachineProgram(
      name: name, turns: 200_000,
      skill: """
        def work(cube: Actor, goal: Pose):
            for i in range(@):
                \(skill)

        work(get_actor('red cube'), Pose([0.1, 0.2, 0.3]))
        done()

        """,
      python: poseInPython + """
        reached = 0.0

        def pick_move3d_place(actor, target_pose=None, target_actor=None, match_ori=False):
            global reached
            reached += actor + target_pose.p[0]

        def work(cube, goal):
            for i in range(@):
                \(skill)

        def run():
            global reached
            reached = 0.0
            work(2, Pose([0.1, 0.2, 0.3]))
            return reached

        """,
      lua: poseInLua + luaHost + """
        function work(cube, goal)
          for i = 0, @ - 1 do
            \(lua)
          end
        end

        function run()
          reached = 0.0
          work(2, Pose({0.1, 0.2, 0.3}))
          return reached
        end

        """)
  }

  private static let poseInPython = """
    class Pose:
        def __init__(self, p, q=(1.0, 0.0, 0.0, 0.0)):
            self.p = p
            self.q = q

    pose_dict = {}


    """

  private static let poseInLua = """
    function Pose(p, q)
      return {p = p, q = q or {1.0, 0.0, 0.0, 0.0}}
    end

    pose_dict = {}


    """
}
