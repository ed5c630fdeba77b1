import Foundation

/// An input and the output it must give, both in one file so that a reviewer needs no second: the input, a line `=====`,
/// the output.
///
/// Record new outputs by running the tests with `SKILLET_RECORD=1`; that rewrites the files and fails the run, so that
/// nobody records by accident. Then read the difference.
public struct GoldenCase: Sendable, CustomStringConvertible {
  /// The file's name without its ending.
  public let name: String
  public let input: String
  let expected: String?
  let path: String

  public var description: String { name }

  private static let separator = "=====\n"

  /// The cases in `Tests/Golden/FOLDER`, by name; throws if there are none.
  public static func all(in folder: String) throws -> [GoldenCase] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let directory = root.appendingPathComponent("Tests/Golden/\(folder)")
    let files = try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "golden" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
    guard !files.isEmpty else { throw GoldenMismatch(text: "no golden files in \(directory.path)") }
    return try files.map { try GoldenCase(path: $0.path) }
  }

  private init(path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let parts = text.components(separatedBy: "\n" + Self.separator)
    self.path = path
    name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    input = parts.count > 1 ? parts[0] + "\n" : text
    expected = parts.count > 1 ? parts.dropFirst().joined(separator: "\n" + Self.separator) : nil
  }

  /// Throws a `GoldenMismatch` unless `output` is the one recorded.
  public func verify(_ output: String) throws {
    if ProcessInfo.processInfo.environment["SKILLET_RECORD"] == "1" {
      guard output != expected else { return }
      try (input + Self.separator + output).write(toFile: path, atomically: true, encoding: .utf8)
      throw GoldenMismatch(text: "recorded \(path): read the difference, then run again without SKILLET_RECORD")
    }
    guard let expected else {
      throw GoldenMismatch(text: "\(path) has no output yet: run with SKILLET_RECORD=1")
    }
    if output != expected {
      throw GoldenMismatch(text: "\(path)\n--- expected\n\(expected)\n--- actual\n\(output)")
    }
  }
}

/// Why a golden case failed.
public struct GoldenMismatch: Error, CustomStringConvertible {
  let text: String

  public var description: String { text }
}
