import SkillBytecode
import SkillCompiler
import SkillDiagnostics
import SkillSemantics
import SkillSyntax

/// What is done with an input: any bytes, taken for the source of a program.
enum FuzzTarget: String, CaseIterable {
  /// Lexer and parser: the tokens are the file, the tree is well formed.
  case parser
  /// Checker and analyses, with a scene and without, as a file and as a turn; compiler and verifier where it is right.
  case checker
  /// Formatter: what it wrote is right, laid out, and compiles to the same code.
  case formatter
  /// The same as checker, turn by turn.
  case session
  /// Module files, with their header mended: loader, verifier, listing, and the machine under small limits. A source is
  /// compiled and its module damaged.
  case module

  /// What should hold and does not; nil if all does.
  func breach(_ bytes: [UInt8]) -> String? {
    let source = SourceFile(name: "input", bytes: bytes)
    return switch self {
    case .parser: parse(source, symbols: Prelude.shared.symbols).tree.breaches().first
    case .checker: Self.breachOfCheck(source)
    case .formatter: Self.breachOfFormat(source)
    case .session: Self.breachOfSession(bytes)
    case .module: Self.breachOfModuleFile(bytes)
    }
  }

  private static let scene = SceneFacts(
    actorNames: ["red cube", "blue star", "red cube", "green ring"], images: ["keystep_1"], goalCount: 2)

  private static func breachOfCheck(_ source: SourceFile) -> String? {
    for (facts, isTurn) in [(nil, false), (scene, false), (nil, true)] {
      do throws(CapacityError) {
        let compilation = try compile(source, facts: facts, options: CheckOptions(isTurn: isTurn))
        if compilation.check.hasErrors == (compilation.module != nil) { return "errors and a module, or neither" }
        if let breach = breachOfReports(compilation.check, source) { return breach }
        if let module = compilation.module, let breach = breachOfModule(module) { return breach }
      } catch {
        continue
      }
    }
    return nil
  }

  static func breachOfModule(_ module: Module) -> String? {
    do throws(VerificationError) {
      try module.verify()
      return nil
    } catch {
      return "the module is not well formed: \(error)"
    }
  }

  /// Every diagnostic lies in the file and can be written; its repairs are edits in order that do not overlap.
  static func breachOfReports(_ check: CheckResult, _ source: SourceFile) -> String? {
    if check.diagnostics.isEmpty != TextRenderer.render(check.diagnostics).isEmpty { return "a report is empty" }
    for diagnostic in check.diagnostics {
      if diagnostic.span.start > diagnostic.span.end || Int(diagnostic.span.end) > source.bytes.count {
        return "\(diagnostic.code) lies outside the file: \(diagnostic.span)"
      }
      for fixIt in diagnostic.fixIts {
        var end: UInt32 = 0
        for edit in fixIt.edits {
          if edit.span.start < end || edit.span.end < edit.span.start || Int(edit.span.end) > source.bytes.count {
            return "a repair of \(diagnostic.code) is out of order: \(edit)"
          }
          end = edit.span.end
        }
      }
    }
    return nil
  }

  private static func breachOfFormat(_ source: SourceFile) -> String? {
    let parsed = parse(source, symbols: Prelude.shared.symbols)
    guard let text = format(parsed) else { return nil }
    let again = parse(SourceFile(name: "input", text: text), symbols: Prelude.shared.symbols)
    guard let twice = format(again) else { return "what was formatted has errors" }
    if twice != text { return "formatting again changes the text" }
    guard let before = code(of: source), let after = code(of: again.tree.source) else { return nil }
    return before == after ? nil : "formatting changes the code"
  }

  /// The module without its line tables, and without the texts of contracts, which a breach shows as they are written; nil
  /// if the program has errors.
  private static func code(of source: SourceFile) -> Module? {
    guard var module = try? compile(source).module else { return nil }
    module.lines = LineTable()
    let contracts = [TrapKind.precondition, .postcondition].map { Int($0.rawValue) }
    for (load, trap) in zip(module.code, module.code.dropFirst())
    where load.opcode == .loadString && trap.opcode == .trap && contracts.contains(trap.c) {
      module.strings[load.wide] = ""
    }
    module.statements = LineTable()
    return module
  }
}
