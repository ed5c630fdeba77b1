import SkillDiagnostics
import SkillSyntax
import Testing

/// What literals are worth.
@Suite struct ValueTests {
  /// The tree of one expression statement, and its expression.
  private func expression(_ text: String) throws -> (SyntaxTree, NodeID) {
    let tree = parse(SourceFile(name: "value.skill", text: text + "\n")).tree
    let statement = try #require(tree.children(tree.root).first)
    return (tree, tree.child(statement, 0))
  }

  @Test(arguments: [
    ("0", 0), ("42", 42), ("1_000", 1000), ("0xFf", 255), ("0o17", 15), ("0b1_01", 5), ("00", 0),
    ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min), ("-0x8000000000000000", Int64.min),
    ("-5", -5),
  ])
  func integersHaveTheirValue(_ text: String, _ value: Int64) throws {
    let (tree, id) = try expression(text)
    #expect(tree.integerValue(of: id) == value)
  }

  @Test(arguments: [
    "9223372036854775808", "- -9223372036854775808", "1 - 9223372036854775808", "-9223372036854775808 ** 2",
    "0x1_0000_0000_0000_0000", "-9223372036854775809",
  ])
  func integersBeyond64BitsAreReported(_ text: String) {
    let found = parse(SourceFile(name: "value.skill", text: text)).diagnostics.map(\.code)
    #expect(text.hasPrefix("- -") ? found.isEmpty : found == [.integerTooLarge])
  }

  @Test(arguments: [("1.5", 1.5), (".5", 0.5), ("1.", 1), ("1e3", 1000), ("1_0.2_5E-1", 1.025), ("1e999", .infinity)])
  func floatsHaveTheirValue(_ text: String, _ value: Double) throws {
    let (tree, id) = try expression(text)
    #expect(tree.floatValue(of: id) == value)
  }

  @Test(arguments: [
    ("5cm", 0.05, Dimension.length), ("20mm", 0.02, .length), ("0.3m", 0.3, .length), ("180deg", Double.pi, .angle),
    ("1.57rad", 1.57, .angle), ("2s", 2, .duration), ("500ms", 0.5, .duration), ("1e3s", 1000, .duration),
    ("1_0cm", 0.1, .length),
  ])
  func quantitiesAreInMetresRadiansAndSeconds(_ text: String, _ value: Double, _ dimension: Dimension) throws {
    let (tree, id) = try expression(text)
    let quantity = try #require(tree.quantity(of: id))
    #expect(quantity.si == value && quantity.dimension == dimension)
  }

  @Test(arguments: [
    (#"'a'"#, "a"), (#""it's""#, "it's"), (#"''"#, ""), (#"'''a'b'''"#, "a'b"), (#"'\n\t\\\'\"'"#, "\n\t\\'\""),
    (#"'\x41\u00e9\U0001F600\101\0'"#, "Aé😀A\0"), (#"'\d'"#, #"\d"#), ("'a\\\nb'", "ab"), ("'''a\r\nb'''", "a\nb"),
    (#"'ends in \\'"#, #"ends in \"#), ("'open", "open"), ("'''open", "open\n"), ("'{{'", "{{"),
  ])
  func stringsAreDecoded(_ text: String, _ value: String) throws {
    let (tree, id) = try expression(text)
    #expect(tree.stringValue(of: id) == value)
  }

  @Test func textOfFStringsIsDecoded() throws {
    let (tree, id) = try expression(#"f'a{{b}}\t{x}c'"#)
    #expect(tree.children(id).compactMap { tree.stringValue(of: $0) } == ["a{b}\t", "c"])
  }

  @Test func namesAreKnownByTheirSymbols() throws {
    let (tree, id) = try expression("größe")
    #expect(tree.name(of: id) == "größe")
    #expect(tree.symbols.symbol(for: "größe") == tree.symbol(id))
  }
}
