import Foundation
import Testing

/// Runs the built command, as a user would: `.build/release/skillet`, which `make build` leaves.
enum Skillet {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let executable = root.appendingPathComponent(".build/release/skillet")

  struct Result {
    let status: Int32
    let output: String
    let errors: String
    /// Lines of standard error.
    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
  }

  /// Runs it in `folder` with `arguments`, through the shell when `prefix` has shell commands to run before.
  static func run(
    _ arguments: [String], in folder: String? = nil, prefix: String? = nil, input: String = "",
    environment: [String: String] = [:]
  ) throws -> Result {
    try #require(
      FileManager.default.isExecutableFile(atPath: executable.path), "there is no \(executable.path): run 'make build'")
    let process = Process()
    if let prefix {
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["-c", "\(prefix); exec \"$0\" \"$@\"", executable.path] + arguments
    } else {
      process.executableURL = executable
      process.arguments = arguments
    }
    process.currentDirectoryURL = folder.map { URL(fileURLWithPath: $0) } ?? root
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files rather than pipes: nobody has to read while it runs.
    let streams = try ["input", "output", "errors"].map { name in
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(name)-\(UUID().uuidString)")
      try Data(name == "input" ? Array(input.utf8) : []).write(to: url)
      return url
    }
    defer { for stream in streams { try? FileManager.default.removeItem(at: stream) } }
    process.standardInput = try FileHandle(forReadingFrom: streams[0])
    process.standardOutput = try FileHandle(forWritingTo: streams[1])
    process.standardError = try FileHandle(forWritingTo: streams[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
      output: String(decoding: try Data(contentsOf: streams[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: streams[2]), as: UTF8.self))
  }

  /// Runs it and reads its standard output as one JSON value.
  static func json(_ arguments: [String], in folder: String? = nil) throws -> (status: Int32, value: Any) {
    let result = try run(arguments + ["--format", "json"], in: folder)
    return (result.status, try JSONSerialization.jsonObject(with: Data(result.output.utf8), options: .fragmentsAllowed))
  }
}
