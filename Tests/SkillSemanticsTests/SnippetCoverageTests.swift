import Foundation
import SkillDiagnostics
import SkillSemantics
import SkillSyntax
import Testing

/// The programs of Tests/Snippets use all that the language shares with Python.
@Suite struct SnippetCoverageTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Snippets")

  private static func checked() throws -> [CheckResult] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".skill") }
    return try names.map { name in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return check(SourceFile(name: name, text: text))
    }
  }

  /// Operations that Python has not, or that no call of Python leads to.
  private static let ownOperations: Set<BuiltinOperation> = [
    .done, .fail, .clamp, .rotateZ, .offset, .norm, .dot, .cross,
  ]

  @Test func eachMethodAndBuiltinOperationIsUsed() throws {
    var used: Set<BuiltinOperation> = []
    for result in try Self.checked() {
      let program = try #require(result.program, "\(result.diagnostics.map(\.finding.headline))")
      for expression in program.expressions {
        if case .builtin(let operation, _) = expression.kind { used.insert(operation) }
      }
    }
    #expect(Set(BuiltinOperation.allCases).subtracting(Self.ownOperations).subtracting(used) == [])
  }

  /// Functions of the prelude that Python has not.
  private static let ownFunctions: Set<String> = [
    "done", "fail", "Pose", "Vec3", "Quat", "rotate_z", "offset", "norm", "dot", "cross", "deg", "rad", "clamp",
  ]

  @Test func eachBuiltinFunctionIsCalled() throws {
    var called: Set<String> = []
    for result in try Self.checked() {
      let tree = result.tree
      for number in 0..<UInt32(tree.nodeCount) where tree.kind(NodeID(rawValue: number)) == .call {
        called.insert(
          tree.text(of: tree.children(NodeID(rawValue: number))[tree.children(NodeID(rawValue: number)).startIndex]))
      }
    }
    for function in Prelude.shared.functions {
      if case .host = function.meaning { continue }
      let name = function.signature.name
      #expect(called.contains(name) || called.contains("math." + name) || Self.ownFunctions.contains(name), "\(name)")
    }
  }

  /// Syntax that Python has not, that only imported files or failures need, or that stands for mistakes.
  private static let ownSyntax: Set<SyntaxKind> = [
    .memoryDeclaration, .retryStatement, .withinStatement, .requiresClause, .ensuresClause, .quantityLiteral,
    .exceptHandler, .raiseStatement, .errorStatement, .errorExpression,
  ]

  @Test func eachConstructIsUsed() throws {
    var used: Set<SyntaxKind> = []
    for result in try Self.checked() {
      for number in 0..<UInt32(result.tree.nodeCount) { used.insert(result.tree.kind(NodeID(rawValue: number))) }
    }
    #expect(Set(SyntaxKind.allCases).subtracting(Self.ownSyntax).subtracting(used) == [])
  }
}
