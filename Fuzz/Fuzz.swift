import Foundation

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
#else
  @main
  struct Fuzz {
    /// `skillet-fuzz FILE…`: exit 1, and a line for each breach, if something does not hold.
    static func main() throws {
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
