import SkillCompiler
import SkillDiagnostics

/// What machine and reference evaluator make of one program.
public enum Agreement: Equatable, Sendable {
  case agreed(RunRecord)
  /// One of them met a limit.
  case exhausted
  /// The program has errors, or does not fit the bytecode.
  case refused(String)
  case disagreed(machine: RunResult, reference: RunResult)

  public var isDisagreement: Bool { if case .disagreed = self { true } else { false } }

  /// Runs the program in both, with the answers of the robot that has this seed.
  public init(on text: String, seed: UInt64) {
    let source = SourceFile(name: "random.skill", text: text)
    guard let compilation = try? compile(source) else {
      self = .refused("it does not fit the bytecode")
      return
    }
    guard let module = compilation.module, let program = compilation.check.program else {
      self = .refused(compilation.check.diagnostics.filter { $0.severity == .error }.map(Self.sentence).joined())
      return
    }
    let machine = runOnMachine(module, source: source, host: ScriptedHost(seed: seed))
    let reference = ReferenceEvaluator.run(program, host: ScriptedHost(seed: seed))
    switch (machine, reference) {
    case (.broken, _), (_, .broken): self = .disagreed(machine: machine, reference: reference)
    case (.exhausted, _), (_, .exhausted): self = .exhausted
    case (.ended(let record), _) where machine == reference: self = .agreed(record)
    default: self = .disagreed(machine: machine, reference: reference)
    }
  }

  private static func sentence(_ diagnostic: Diagnostic) -> String {
    let location = diagnostic.location
    return "line \(LineIndex(location.file).line(of: location.span.start)): \(diagnostic.finding.headline): "
      + "\(location.file.text(in: location.span))\n"
  }
}
