import SkillBytecode
import SkillMachine
import Testing

/// What natives do that snippets of the language do not show; expected values are CPython's.
@Suite struct NativeTests {
  private func call(
    _ native: Native, _ texts: [String], _ result: ValueType
  ) throws -> Value? {
    try seen { code, module in
      for (register, text) in texts.enumerated() { code.load(register, text, &module) }
      code.native(native, texts.map { _ in .string }, result, &module)
      code.see([result], &module)
      code.finish()
    }.first
  }

  @Test(arguments: [
    (0.1 + 0.2, "0.30000000000000004"), (1e16, "1e+16"), (9_999_999_999_999_998.0, "9999999999999998.0"),
    (0.0001, "0.0001"), (0.00001, "1e-05"), (-0.0, "-0.0"), (.infinity, "inf"),
    (.nan, "nan"),
    (.leastNonzeroMagnitude, "5e-324"),
    (123_456.789, "123456.789"), (1e100, "1e+100"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
  ])
  func floatsPrintAsPythonsRepr(_ number: Double, _ expected: String) throws {
    let result = try seen { code, module in
      code.load(0, number, &module)
      code.native(.string, [.float], .string, &module)
      code.see([.string], &module)
      code.finish()
    }
    #expect(result == [.string(expected)])
  }

  @Test(arguments: Array(stride(from: -720, through: 720, by: 1)))
  func anAnglePrintsAsTheDegreesItWasWrittenIn(_ degrees: Int) throws {
    let result = try seen { code, module in
      code.load(0, Double(degrees) * (.pi / 180), &module)
      code.native(.string, [.angle], .string, &module)
      code.see([.string], &module)
      code.finish()
    }
    #expect(result == [.string("\(degrees).0deg")])
  }

  @Test(arguments: [
    ("é", "'é'"), ("\u{301}", "'\u{301}'"), ("\u{200b}", "'\\u200b'"), ("\u{1f600}", "'\u{1f600}'"),
    ("\u{e000}", "'\\ue000'"), ("\u{10ffff}", "'\\U0010ffff'"), ("\u{7f}\u{a0}", "'\\x7f\\xa0'"),
  ])
  func stringsEscapeWhatDoesNotPrint(_ text: String, _ expected: String) throws {
    #expect(try call(.representation, [text], .string) == .string(expected))
  }

  @Test func stringsThatAreOnlyCanonicallyEquivalentDiffer() throws {
    #expect(try call(.equal, ["\u{e9}", "e\u{301}"], .bool) == .bool(false))
    #expect(try call(.stringContains, ["\u{e9}", "e"], .bool) == .bool(false))
    #expect(try call(.stringContains, ["ae\u{301}", "\u{301}"], .bool) == .bool(true))
    #expect(try call(.stringLength, ["e\u{301}"], .int) == .int(2))
  }

  @Test(arguments: ["", "-", "1__0", "_1", "0x10", "1.5", "٣x", "1e3"])
  func textThatIsNoIntegerIsAFault(_ text: String) throws {
    #expect(throws: RuntimeFailure.self) { try call(.parseInt, [text], .int) }
  }

  @Test func anIntegerBeyondTheRangeOverflows() throws {
    let fault = try fault { code, module in
      code.load(0, "9223372036854775808", &module)
      code.native(.parseInt, [.string], .int, &module)
      code.finish()
    }
    #expect(fault == .integerOverflow)
  }

  @Test(arguments: [
    ("8.x", 1.5), ("z", 1.5), ("5s", 1.5), ("<<<5", 1.5), (".", 1.5), ("d", 1.5),
  ])
  func aFormatThatDoesNotSuitIsAFault(_ spec: String, _ number: Double) throws {
    let fault = try fault { code, module in
      code.load(0, number, &module)
      code.load(0, spec, &module)
      code.native(.format, [.float, .string], .string, &module)
      code.finish()
    }
    guard case .value = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  /// An optional that is absent is equal to any other that is, whatever its registers held before.
  @Test func absentOptionalsAreEqualAndPrintAsNone() throws {
    let type = ValueType.optional(.string)
    let result = try seen { code, module in
      for word in 0..<2 { code.emit(.loadFalse, a: word) }
      code.load(0, "left over", &module)
      code.emit(.loadNull, a: 1)
      code.native(.equal, [type, type], .bool, &module)
      code.see([.bool], &module)
      code.finish()
    }
    #expect(result == [.bool(true)])
  }

  @Test(arguments: [(-1, "d"), (-4, "a"), (3, "d")])
  func negativeIndicesCountFromTheEnd(_ index: Int, _ expected: String) throws {
    let program = try Assembly.main { code, module in
      code.load(0, "abcd", &module)
      code.emit(.loadInt, a: 0, wide: index)
      code.native(.stringGet, [.string, .int], .string, &module)
      code.see([.string], &module)
      code.finish()
    }
    var machine = try Machine(program)
    #expect(try machine.runSeeing().seen == [.string(expected)])
  }
}
