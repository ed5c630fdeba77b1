import ArgumentParser
import SkillDiagnostics

/// Which lints `check` looks for.
struct LintOptions: ParsableArguments {
  @Flag(help: "Look for everything that is probably not meant: all lints.")
  var strict = false

  @Option(
    help: ArgumentHelp("Look for this lint, as SK5001. Repeatable.", valueName: "code"), transform: Self.lint)
  var lint: [DiagnosticCode] = []

  var codes: Set<DiagnosticCode> { strict ? DiagnosticCode.lints : Set(lint) }

  private static func lint(_ name: String) throws -> DiagnosticCode {
    if let code = DiagnosticCode(rawValue: name.uppercased()), code.isLint { return code }
    let known = DiagnosticCode.lints.map(\.rawValue).sorted().joined(separator: ", ")
    throw ValidationError("'\(name)' is no lint; the lints are \(known).")
  }
}
