import SkillGrammar
import Testing

@Suite struct GrammarReaderTests {
  @Test func aGrammarIsReadWithItsNotes() throws {
    let grammar = try Grammar(
      ebnf: "/* all */\n/* parser: f */ a ::= 'x' b? | (b 'y')* \n NEWLINE\nb ::= [a-c_#x5D]+ \"'\"")
    #expect(grammar.productions.map(\.name) == ["a", "b"])
    #expect(grammar.productions.map(\.note) == ["parser: f", ""])
    #expect(
      grammar["a"]
        == .choice([
          .sequence([.literal("x"), .optional(.reference("b"))]),
          .sequence([.many(.sequence([.reference("b"), .literal("y")])), .reference("NEWLINE")]),
        ]))
    let letters = CharacterClass([97...99, 95...95, 93...93])
    #expect(grammar["b"] == .sequence([.some(.characters(letters)), .literal("'")]))
  }

  @Test(arguments: [
    ("a ::= 'x' )", "line 1: expected a name, found `)`"), ("a ::= \n ( 'x'", "line 2: `(` is not closed"),
    ("a ::= 'x", "line 1: a quotation mark is not closed"), ("a ::= [a-", "line 1: `[` is not closed"),
    ("a ::= 'x'\na ::= 'y'", "line 2: `a` is defined twice"), ("a ::= b", "`a` refers to `b`, which is not defined"),
    ("/* a", "line 1: a comment is not closed"), ("a = b", "line 1: expected `::=`, found `=`"),
    ("a ::= ", "line 1: expected an expression, found the end"),
    ("a ::= [z-a]", "line 1: expected `]`, found a range that ends before it begins"),
  ])
  func mistakesHaveALine(_ text: String, _ message: String) {
    do {
      _ = try Grammar(ebnf: text)
      Issue.record("no error")
    } catch {
      #expect("\(error)" == message)
    }
  }

  @Test func anAmbiguousAndLeftRecursiveGrammarIsRecognized() throws {
    let grammar = try Grammar(ebnf: "sum ::= sum '+' sum | 'x' | 'x'? 'y'?")
    let recognizer = Recognizer(grammar, start: "sum", overCharacters: true)
    for text in ["x", "", "x+x+xy", "+", "x+"] { #expect(recognizer.recognizes(text), "\(text)") }
    for text in ["xx", "y+z", "yx"] { #expect(!recognizer.recognizes(text), "\(text)") }
  }

  @Test func aGrammarThatCannotBeSpacedIsRefused() throws {
    let grammar = try Grammar(ebnf: "statement ::= 'a'? 'b'?\nsimple_statements ::= statement")
    #expect(throws: GrammarError.emptyParts(in: "statement")) { try grammar.overCharacters() }
  }
}
