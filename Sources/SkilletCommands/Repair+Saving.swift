import Evaluation
import Glibc
import SkillDiagnostics

extension Repair {
  /// Writes the program to `path` if anything was mended, or in any case to standard output for `-`, and says on standard
  /// error what was done.
  func save(to path: String) throws(CommandFailure) {
    if path == "-" {
      try OutputStream.standardOutput.write(source.bytes)
    } else if !made.isEmpty {
      try replace(path)
    }
    for (diagnostic, fixIt) in made {
      let line = LineIndex(diagnostic.location.file).line(of: diagnostic.span.start)
      try OutputStream.standardError.writeLine(
        "\(source.name):\(line): mended: \(diagnostic.finding.headline): \(fixIt.message)")
    }
  }

  private func replace(_ path: String) throws(CommandFailure) {
    guard access(path, W_OK) == 0 else {
      throw .environment("cannot write '\(path)': \(String(cString: strerror(errno)))")
    }
    do throws(OutputError) {
      let file = try AtomicFile(path)
      try file.write(source.bytes)
      try file.commit()
    } catch {
      throw .environment(error.description)
    }
  }
}
