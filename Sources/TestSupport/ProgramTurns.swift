import SkillDiagnostics
import SkillSyntax

/// A program cut into the turns of a session.
public struct ProgramTurns {
  private let bytes: [UInt8]
  /// Where a cut may be: the beginnings of the top-level statements but the first.
  public let cuts: [Int]

  public init(_ text: String) {
    let tree = parse(SourceFile(name: "whole.skill", text: text)).tree
    bytes = Array(text.utf8)
    cuts = tree.children(tree.root).dropFirst().map { Int(tree.span($0).start) }
  }

  /// The pieces between some of the cuts.
  public func turns(at cuts: [Int]) -> [String] {
    zip([0] + cuts, cuts + [bytes.count]).map { String(decoding: bytes[$0..<$1], as: UTF8.self) }
  }
}
