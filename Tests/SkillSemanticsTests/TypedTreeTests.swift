import SkillDiagnostics
import SkillSemantics
import TestSupport
import Testing

@Suite struct TypedTreeTests {
  /// Locals with their inferred types, and statements with every conversion that the checker put in.
  @Test(arguments: try GoldenCase.all(in: "TypedTree"))
  func treesAreAsRecorded(_ golden: GoldenCase) throws {
    let result = check(SourceFile(name: "\(golden.name).skill", text: golden.input))
    let program = try #require(result.program, "\(result.diagnostics.map(\.finding.headline))")
    try golden.verify(TypedDump.text(program))
  }

  /// No type of the checker's own leaves it.
  @Test(arguments: try GoldenCase.all(in: "TypedTree"))
  func everyExpressionInUseHasAType(_ golden: GoldenCase) throws {
    let program = try #require(check(SourceFile(name: "\(golden.name).skill", text: golden.input)).program)
    for function in program.functions + [program.main] {
      for local in function.locals { #expect(local.type.rawValue < UInt32(program.types.count)) }
      expectTypes(program, function.body)
    }
  }

  private func expectTypes(_ program: TypedProgram, _ block: BlockID) {
    for statement in program.statements(in: block) {
      for expression in program.directExpressions(of: statement) { expectTypes(program, expression) }
      for inner in program.blocks(of: statement) { expectTypes(program, inner) }
    }
  }

  private func expectTypes(_ program: TypedProgram, _ id: ExpressionID) {
    let type = program[id].type
    #expect(type != .error && type.rawValue < UInt32(program.types.count))
    program.forEachOperand(of: id) { expectTypes(program, $0) }
  }
}
