import Foundation

/// Every program that the repository holds, to try on it what must hold of any program.
public enum ProgramCorpus {
  /// A program, by where it comes from.
  public struct Program: Sendable, CustomStringConvertible {
    public let name: String
    public let text: String

    public var description: String { name }
  }

  /// The checkout that the tests were compiled in.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The `.skill` files of a folder, by name; throws if there are none.
  public static func files(in folder: String) throws -> [Program] {
    let directory = root.appendingPathComponent(folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { $0.hasSuffix(".skill") }
    guard !names.isEmpty else { throw GoldenMismatch(text: "no programs in \(directory.path)") }
    return try names.sorted().map { name in
      let text = try String(contentsOf: directory.appendingPathComponent(name), encoding: .utf8)
      return Program(name: "\(folder)/\(name)", text: text)
    }
  }

  /// The programs of the ladder, the snippets, and the inputs of all golden files, right and wrong ones.
  public static func all() throws -> [Program] {
    let golden = root.appendingPathComponent("Tests/Golden")
    let folders = try FileManager.default.contentsOfDirectory(atPath: golden.path).sorted()
    return try files(in: "Programs") + files(in: "Tests/Snippets")
      + folders.flatMap { folder in
        try GoldenCase.all(in: folder).map { Program(name: "\(folder)/\($0.name)", text: $0.input) }
      }
  }
}
