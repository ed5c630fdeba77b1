import SkillDiagnostics
import SkillSemantics
import TestSupport
import Testing

@Suite struct ImportTests {
  private func check(_ text: String) -> CheckResult {
    let files = ProgramFiles(text)
    return SkillSemantics.check(files.program, modules: files)
  }

  static let cases = try? GoldenCase.all(in: "Imports")

  @Test(arguments: try #require(cases))
  func mistakesPointIntoTheRightFile(_ golden: GoldenCase) throws {
    let result = check(golden.input)
    #expect(result.program == nil)
    try golden.verify(TextRenderer.render(result.diagnostics))
  }

  private static let library = """

    # file: lib/stacks.skill
    import lib.sizes
    GAP = 5mm
    names: list[str] = []
    memory built: int = 0
    memory top: Actor | None = None

    def stack(a: Actor, b: Actor, *, careful: bool = False):
        pick_move3d_place(a, target_pose=offset(get_pose(b), dz=GAP + lib.sizes.CUBE))
        built += 1
        top = a
    # file: lib/sizes.skill
    CUBE = 5cm
    table = {}
    for name in ['a', 'b']:
        table[name] = len(name)

    """

  @Test(arguments: [
    "import lib.stacks\nlib.stacks.stack(get_actor('a'), get_actor('b'))\nprint(lib.stacks.GAP, lib.stacks.built)\n"
      + "done()\n",
    "import lib.stacks as s\nimport lib.sizes\ns.stack(b=get_actor('a'), a=get_actor('b'), careful=True)\n"
      + "print(lib.sizes.table['a'] + 1)\ndone()\n",
    "from lib.stacks import stack as build, built, GAP\n\ndef f():\n    built += 1\n    print(built, GAP)\n\n"
      + "build(get_actor('a'), get_actor('b'))\nf()\ndone()\n",
    "from lib.stacks import (\n    top,\n    built,\n)\nif top is not None:\n    print(top.name)\nprint(built)\n",
    "import lib.stacks\nif lib.stacks.top is not None:\n    print(lib.stacks.top.name)\nlib.stacks.built += 2\n"
      + "lib.stacks.built = 7\nlib.stacks.names.append('x')\n",
    "import math, lib.sizes\nprint(math.pi, lib.sizes.CUBE)\n",
    "import lib.sizes\nimport lib.sizes\nfrom lib.sizes import CUBE\nfrom lib.sizes import CUBE\nprint(CUBE)\n",
    "def f():\n    print(lib.sizes.CUBE)\n\nimport lib.sizes\nf()\n",
    // A module that only defines skills asks for no `done()` where none is called.
    "import lib.stacks\nprint(lib.stacks.GAP)\n",
  ])
  func whatAModuleDefinesCanBeUsed(_ program: String) {
    #expect(check(program + Self.library).diagnostics.map(\.finding.headline) == [])
  }

  @Test func aModuleIsLoadedOnce() throws {
    final class Counting: ModuleLoader, @unchecked Sendable {
      var asked: [[String]] = []

      func load(_ path: [String]) -> ModuleFile {
        asked.append(path)
        let text = path == ["c"] ? "X = 1\n" : "import c\nY = c.X\n"
        return .found(SourceFile(name: path.joined(separator: "/") + ".skill", text: text))
      }

      func modules(near path: [String]) -> [String] { [] }
    }
    let loader = Counting()
    let program = SourceFile(name: "main.skill", text: "import a\nimport b\nimport c\nprint(a.Y + b.Y + c.X)\n")
    let result = SkillSemantics.check(program, modules: loader)
    #expect(result.diagnostics.isEmpty)
    #expect(loader.asked == [["a"], ["c"], ["b"]])
    #expect(result.files.map(\.name) == ["main.skill", "a.skill", "c.skill", "b.skill"])
  }

  /// A star import is reported once, not with each name that it would have brought.
  @Test func theNamesOfAStarImportStaySilent() {
    let result = check("from lib.sizes import *\nprint(CUBE, table, vanished)\n" + Self.library)
    #expect(result.diagnostics.map(\.code) == [.starImport, .unknownName])
  }

  @Test func importsThatNestTooDeepAreRefused() throws {
    var text = "import m0\n"
    for index in 0..<200 { text += "# file: m\(index).skill\nimport m\(index + 1)\n" }
    let result = check(text + "# file: m200.skill\nX = 1\n")
    #expect(result.diagnostics.map(\.code) == [.importLimit])
  }

  @Test func aProgramWithoutALoaderImportsNothing() {
    let result = SkillSemantics.check(SourceFile(name: "main.skill", text: "import lib\nlib.f()\n"))
    #expect(result.diagnostics.map(\.code) == [.unknownModule])
  }
}
