import SkillBytecode
import SkillCompiler
import SkillDiagnostics
import TestSupport

extension FuzzTarget {
  /// Whatever the bytes: they are refused, or what they hold is refused, or it runs to an end. A trap is the breach that
  /// is looked for.
  static func breachOfModuleFile(_ bytes: [UInt8]) -> String? {
    guard ModuleFile.isModule(bytes) else { return breachOfDamagedModules(SourceFile(name: "input", bytes: bytes)) }
    guard let file = try? ModuleFile(decoding: mended(bytes)) else { return nil }
    guard let again = try? ModuleFile(decoding: file.encoded()), again.module == file.module else {
      return "a module that was read is not read again as it was written"
    }
    return breach(of: file)
  }

  /// The file with the header that its contents ask for.
  static func mended(_ bytes: [UInt8]) -> [UInt8] { ModuleFile.sealed(bytes.dropFirst(ModuleFile.headerSize)) }

  private static func breach(of file: ModuleFile) -> String? {
    if file.listing().isEmpty { return "a listing is empty" }
    var host = ArbitraryHost(seed: UInt64(file.module.code.count))
    do { _ = try host.run(file.module) } catch { return "the machine refuses an answer: \(error)" }
    return nil
  }

  private static func breachOfDamagedModules(_ source: SourceFile) -> String? {
    guard let module = try? compile(source).module else { return nil }
    var mutator = ModuleMutator(seed: UInt64(source.bytes.count))
    for _ in 0..<8 {
      if let breach = breach(of: ModuleFile(mutator.mutated(module), sources: [source])) { return breach }
    }
    return breach(of: ModuleFile(module, sources: [source]))
  }
}
