import SkillSemantics
import Testing

@Suite struct FormatSpecificationTests {
  @Test func allPartsAreRead() throws {
    let spec = try #require(FormatSpecification("*^+#12,.3f"))
    #expect(spec.fill == "*")
    #expect(spec.alignment == .center)
    #expect(spec.sign == .always)
    #expect(spec.alternateForm)
    #expect(spec.width == 12)
    #expect(spec.grouping == .comma)
    #expect(spec.precision == 3)
    #expect(spec.presentation == .fixed)
  }

  /// Where it goes the value decides: after the sign of a number, behind a text.
  @Test func aLeadingZeroIsTheFill() throws {
    let spec = try #require(FormatSpecification("05d"))
    #expect(spec.fill == "0")
    #expect(spec.alignment == nil)
    #expect(spec.width == 5)
  }

  @Test func anEmptySpecChangesNothing() {
    #expect(FormatSpecification("") == FormatSpecification())
  }

  @Test(arguments: ["q", ".f", "5.2.1", "<<<", "f2", "1000000"])
  func whatIsNoSpecIsRefused(_ text: String) {
    #expect(FormatSpecification(text) == nil)
  }
}
