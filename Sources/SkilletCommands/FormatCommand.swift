import ArgumentParser
import Evaluation
import SkillDiagnostics
import SkillSyntax

/// `skillet fmt`: lays programs out in the one canonical style.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Lay programs out in the canonical style.",
    discussion: """
      Writes each program back in its place, and only if that changes it. Comments stay, and what the program means \
      stays. A program with a syntax error is left alone: the error is shown, and the exit code is 2.

      Examples:
        skillet fmt swap.skill
        skillet fmt --check *.skill     names what would change
        skillet fmt --diff swap.skill   shows what would change
        skillet fmt - < swap.skill      writes to standard output
      """)

  @Argument(help: "The programs; '-' reads standard input and writes standard output.")
  var files: [String]

  @Flag(help: "Write nothing; exit 1 and name the programs that would change.")
  var check = false

  @Flag(help: "Write nothing; show what would change.")
  var diff = false

  func run() throws {
    var hasErrors = false
    var wouldChange = false
    var lastFailure: CommandFailure?
    for file in files {
      do throws(CommandFailure) {
        let source = try SourceReader.read(file)
        let parsed = SkillSyntax.parse(source)
        if let text = format(parsed) {
          let isChanged = !text.utf8.elementsEqual(source.bytes)
          wouldChange = wouldChange || isChanged
          try deliver(text, for: source, path: file, isChanged: isChanged)
        } else {
          hasErrors = true
          try report(Diagnosis(file: source.name, diagnostics: parsed.diagnostics))
        }
      } catch {
        // The other programs are worth formatting all the same; the last failure is reported by whoever catches it.
        if let lastFailure { try lastFailure.report() }
        lastFailure = error
      }
    }
    if let lastFailure { throw lastFailure }
    if hasErrors { throw ExitCode(ExitStatus.doesNotCompile.code) }
    if check, wouldChange { throw ExitCode(ExitStatus.failed.code) }
  }

  private func deliver(_ text: String, for source: SourceFile, path: String, isChanged: Bool) throws(CommandFailure) {
    let output = OutputStream.standardOutput
    if check || diff {
      guard isChanged else { return }
      if check { try output.writeLine("would change: \(source.name)") }
      if diff { try output.write(UnifiedDiff(name: source.name, source.text, text).text) }
    } else if path == "-" {
      try output.write(text)
    } else if isChanged {
      do throws(OutputError) {
        let file = try AtomicFile(path)
        try file.write(text)
        try file.commit()
      } catch {
        throw .environment("\(error)")
      }
      try output.writeLine("formatted: \(source.name)")
    }
  }

  /// On standard error: standard output may be the program.
  private func report(_ diagnosis: Diagnosis) throws(CommandFailure) {
    let errors = OutputStream.standardError
    try errors.write(diagnosis.text(usesColor: errors.hasColor) + diagnosis.summary + ", not formatted\n")
  }
}

extension SourceFile {
  /// All of it; bytes that are not UTF-8 are replaced.
  fileprivate var text: String { text(in: Span(0, UInt32(bytes.count))) }
}
