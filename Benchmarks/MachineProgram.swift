/// A program for the machine, written alike in three languages. It does one thing many times, and its result is the same
/// number in all of them.
///
/// In the peers `run()` does the work and returns the result; ours does it as it runs, and prints the result. `@` stands
/// for a number that decides how often.
struct MachineProgram {
  let name: String
  /// For `@` in the sources.
  let turns: Int
  /// How often the thing is done, where that is not as many times.
  var stepCount: Int?
  let skill: String
  let python: String
  let lua: String
  /// Whether the machine stops for each call of its host.
  var isSuspending = false

  var steps: Int { stepCount ?? turns }

  func source(in dialect: SampleProgram.Dialect) -> String {
    let text =
      switch dialect {
      case .skill: skill
      case .python: python
      case .lua: lua
      }
    return text.split(separator: "@", omittingEmptySubsequences: false).joined(separator: String(turns))
  }

  static let all = [
    recursion, floatLoop, constantKey, separateKeys, dynamicKey, positionalCall, keywordCall, suspendingCall,
  ]

  /// One step is one call.
  static let recursion = MachineProgram(
    name: "recursion (fib)", turns: 25, stepCount: 242_785,
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

  /// The area under a parabola, strip by strip: four operations on floats.
  static let floatLoop = MachineProgram(
    name: "float loop", turns: 200_000,
    skill: """
      def area() -> float:
          total = 0.0
          x = 0.0
          for i in range(@):
              total = total + x * x * 0.01
              x = x + 0.01
          return total

      print(area())
      done()

      """,
    python: """
      def run():
          total = 0.0
          x = 0.0
          for i in range(@):
              total = total + x * x * 0.01
              x = x + 0.01
          return total

      """,
    lua: """
      function run()
        local total = 0.0
        local x = 0.0
        for i = 0, @ - 1 do
          total = total + x * x * 0.01
          x = x + 0.01
        end
        return total
      end

      """)

  /// A pose stored under a key that the compiler sees, and loaded. `pose_dict` is a global of the robot's API in all three.
  static let constantKey = constantKeys(
    name: "memory, constant key", each: ["pose_dict['cube'] = pose", "found = pose_dict['cube']"], of: 1)

  /// The same with other stores and loads between, so that no load is one instruction with its store.
  static let separateKeys = constantKeys(
    name: "memory, two keys",
    each: [
      "pose_dict['cube'] = pose", "pose_dict['star'] = pose", "found = pose_dict['cube']", "found = pose_dict['star']",
    ], of: 2)

  /// Statements that all three languages write alike, executed in a loop, each time making `count` steps.
  private static func constantKeys(name: String, each statements: [String], of count: Int) -> MachineProgram {
    func body(_ indentation: String) -> String { statements.map { indentation + $0 + "\n" }.joined() }
    return MachineProgram(
      name: name, turns: 200_000,
      skill: """
        def remember() -> float:
            pose = Pose([0.1, 0.2, 0.3])
            found = pose
            for i in range(@ // \(count)):
        \(body("        "))
            return found.p.x

        print(remember())
        done()

        """,
      python: objectsInPython + """
        def run():
            pose = Pose([0.1, 0.2, 0.3])
            found = pose
            for i in range(@ // \(count)):
        \(body("        "))
            return found.p[0]

        """,
      lua: objectsInLua + """
        function run()
          local pose = Pose({0.1, 0.2, 0.3})
          local found = pose
          for i = 0, @ // \(count) - 1 do
        \(body("    "))
          end
          return found.p[1]
        end

        """)
  }

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
    python: objectsInPython + """
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
    lua: objectsInLua + """
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

  // MARK: The robot's API in the peers

  static let objectsInPython = """
    class Actor:
        def __init__(self, index):
            self.index = index

    class Pose:
        def __init__(self, p, q=(1.0, 0.0, 0.0, 0.0)):
            self.p = p
            self.q = q

    pose_dict = {}


    """

  static let objectsInLua = """
    function Actor(index)
      return {index = index}
    end

    function Pose(p, q)
      return {p = p, q = q or {1.0, 0.0, 0.0, 0.0}}
    end

    pose_dict = {}


    """
}
