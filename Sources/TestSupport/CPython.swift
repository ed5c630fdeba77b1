import Foundation

/// The reference implementation, where the machine has it.
public enum CPython {
  /// A CPython 3.11 in `SKILLET_PYTHON` or on the path.
  public static let executable: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let onPath = ["python3.11", "python3"].flatMap { name in folders.map { "\($0)/\(name)" } }
    let candidates = (ProcessInfo.processInfo.environment["SKILLET_PYTHON"].map { [$0] } ?? []) + onPath
    return candidates.first { path in
      guard FileManager.default.isExecutableFile(atPath: path) else { return false }
      let version = "import sys; print(sys.implementation.name, *sys.version_info[:2])"
      return (try? run(path, ["-c", version]))?.output == "cpython 3 11\n"
    }
  }()

  /// Runs a program of Python; its exit status and what it wrote to standard output.
  public static func run(_ python: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONIOENCODING": "utf-8"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}
