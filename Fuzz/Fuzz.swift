import Foundation
import SkillBytecode
import SkillCompiler
import SkillDiagnostics
import TestSupport

// Built by `make fuzz`, this is what libFuzzer feeds; built by itself, a command that puts files through the targets,
// by which a test sees to it that the kept inputs stay harmless.

/// The targets to run: those that SKILLET_FUZZ names, with commas between, or all.
private let targets: [FuzzTarget] = {
  guard let names = ProcessInfo.processInfo.environment["SKILLET_FUZZ"] else { return FuzzTarget.allCases }
  return names.split(separator: ",").compactMap { FuzzTarget(rawValue: String($0)) }
}()

#if FUZZING
  /// The entry of libFuzzer. `data` points to `size` bytes that live until it returns.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    for target in targets {
      if let breach = target.breach(bytes) { fatalError("\(target): \(breach)") }
    }
    return 0
  }

  /// libFuzzer's own mutations.
  @_silgen_name("LLVMFuzzerMutate")
  private func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int) -> Int

  /// How libFuzzer makes an input of another: of a module often one that differs in an operand, a type, a handler, which
  /// changes of bytes seldom arrive at.
  @_cdecl("LLVMFuzzerCustomMutator")
  public func mutateInput(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int, _ seed: CUnsignedInt) -> Int {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    guard seed % 4 != 0, ModuleFile.isModule(bytes),
      let file = try? ModuleFile(decoding: FuzzTarget.mended(bytes))
    else { return mutate(data, size, limit) }
    var mutator = ModuleMutator(seed: UInt64(seed))
    let changed = ModuleFile(mutator.mutated(file.module), sources: file.sources).encoded()
    guard changed.count <= limit else { return mutate(data, size, limit) }
    for (offset, byte) in changed.enumerated() { data[offset] = byte }
    return changed.count
  }
#else
  @main
  struct Fuzz {
    /// `skillet-fuzz --modules FOLDER FILE…`: leaves in the folder the module of each file that compiles, without its
    /// source, as an input to begin with.
    private static func buildModules(_ arguments: ArraySlice<String>) throws {
      guard let folder = arguments.first else { return }
      for file in arguments.dropFirst() {
        let url = URL(fileURLWithPath: file)
        let source = SourceFile(name: "input", bytes: Array(try Data(contentsOf: url)))
        guard let module = try? compile(source).module else { continue }
        let target = URL(fileURLWithPath: folder).appendingPathComponent(url.lastPathComponent + "c")
        try Data(ModuleFile(module, sources: []).encoded()).write(to: target)
      }
    }

    /// `skillet-fuzz FILE…`: exit 1, and a line for each breach, if something does not hold.
    static func main() throws {
      if CommandLine.arguments.dropFirst().first == "--modules" {
        return try buildModules(CommandLine.arguments.dropFirst(2))
      }
      var isSound = true
      for file in CommandLine.arguments.dropFirst() {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        for target in targets {
          guard let breach = target.breach(Array(bytes)) else { continue }
          print("\(file): \(target): \(breach)")
          isSound = false
        }
      }
      exit(isSound ? 0 : 1)
    }
  }
#endif
