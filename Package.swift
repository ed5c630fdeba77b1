// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// Lets the code generator repeat the interpreter's jump to the next instruction after each instruction: with one jump for
/// all, a loop's speed turns on where in a cache line that happens to lie, by up to half. It does so by itself only in
/// functions with few cases.
let repeatedDispatch = SwiftSetting.unsafeFlags(
  ["-Xllvm", "-tail-dup-pred-size=1000", "-Xllvm", "-tail-dup-succ-size=1000"], .when(configuration: .release))

/// A Swift target of this package. `imports` is the architecture: ARCHITECTURE.md explains each arrow,
/// and `ImportRuleTests` fails on an `import` that is not listed here.
func module(
  _ name: String, imports: [Target.Dependency] = [], resources: [Resource] = [], settings: [SwiftSetting] = [],
  plugins: [Target.PluginUsage] = []
) -> Target {
  .target(name: name, dependencies: imports, resources: resources, swiftSettings: strict + settings, plugins: plugins)
}

/// A C shim: headers at build time, the shared library opened on first use.
func shim(_ name: String, headers: String? = nil) -> Target {
  .target(name: name, cSettings: headers.map { [.headerSearchPath($0)] })
}

func tests(_ name: String, imports: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: imports, swiftSettings: strict)
}

let package = Package(
  name: "skillet",
  products: [.executable(name: "skillet", targets: ["skillet"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    module("Geometry"),
    module("ByteCoding"),

    // The language: no input or output, no robot.
    module("SkillDiagnostics"),
    module("DiagnosticPages", imports: ["SkillDiagnostics"], plugins: ["EmbedPages"]),
    .plugin(name: "EmbedPages", capability: .buildTool()),
    module("SkillSyntax", imports: ["SkillDiagnostics"]),
    module("SkillGrammar", imports: ["SkillSyntax"]),
    module(
      "SkillSemantics", imports: ["SkillSyntax"], resources: [.embedInCode("Prelude/Prelude.skill")]),
    module("SkillBytecode", imports: ["SkillDiagnostics", "Geometry", "ByteCoding"]),
    module("SkillCompiler", imports: ["SkillSemantics", "SkillBytecode"]),
    module("SkillMachine", imports: ["SkillBytecode", "ByteCoding"], settings: [repeatedDispatch]),
    module("SkillServices", imports: ["SkillCompiler"]),

    // The robot: no language.
    module("RobotInterface", imports: ["Geometry"]),
    shim("CMuJoCo", headers: "../../.deps/mujoco/include"),
    shim("CPNG"),
    shim("CEdit"),
    module("Tabletop", imports: ["RobotInterface", "ByteCoding", "CMuJoCo"]),
    module("ReferencePrograms", imports: ["Tabletop"]),
    module("SkillPrimitives", imports: ["RobotInterface"]),
    module("OracleSkills", imports: ["SkillPrimitives"]),

    // Where both meet.
    module("SkillRuntime", imports: ["SkillCompiler", "SkillMachine", "RobotInterface", "ByteCoding"]),
    module(
      "Evaluation",
      imports: ["SkillRuntime", "Tabletop", "ReferencePrograms", "OracleSkills", "ByteCoding", "CPNG"]),
    module(
      "SkilletCommands",
      imports: [
        "Evaluation", "SkillServices", "DiagnosticPages", "CEdit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "skillet", dependencies: ["SkilletCommands"], swiftSettings: strict),

    .executableTarget(
      name: "skillet-bench", dependencies: ["SkillCompiler", "SkillMachine"], path: "Benchmarks",
      swiftSettings: strict),
    .executableTarget(
      name: "skillet-fuzz", dependencies: ["SkillCompiler", "TestSupport"], path: "Fuzz",
      exclude: ["Corpus", "skill.dict"],
      swiftSettings: strict),

    module("TestSupport", imports: ["SkillRuntime", "Tabletop"]),
    tests("ArchitectureTests", imports: []),
    tests("GeometryTests", imports: ["Geometry"]),
    tests("ByteCodingTests", imports: ["ByteCoding"]),
    tests("SkillBytecodeTests", imports: ["SkillBytecode"]),
    tests("SkillMachineTests", imports: ["SkillMachine"]),
    tests("SkillCompilerTests", imports: ["SkillCompiler", "SkillMachine", "TestSupport"]),
    tests("DifferentialTests", imports: ["TestSupport"]),
    tests("SkillDiagnosticsTests", imports: ["SkillDiagnostics"]),
    tests("SkillSyntaxTests", imports: ["SkillSyntax", "TestSupport"]),
    tests("SkillGrammarTests", imports: ["SkillGrammar", "TestSupport"]),
    tests("SkillSemanticsTests", imports: ["SkillSemantics", "DiagnosticPages", "TestSupport"]),
    tests("SkillRuntimeTests", imports: ["SkillRuntime", "TestSupport"]),
    tests("SkillServicesTests", imports: ["SkillServices"]),
    tests("EvaluationTests", imports: ["Evaluation", "TestSupport"]),
    tests("SkilletCommandsTests", imports: ["TestSupport"]),
    tests("TabletopTests", imports: ["Tabletop", "CMuJoCo"]),
    tests("SkillPrimitivesTests", imports: ["SkillPrimitives", "Tabletop"]),
    tests("OracleSkillsTests", imports: ["OracleSkills", "Tabletop"]),
  ],
  swiftLanguageModes: [.v6]
)
