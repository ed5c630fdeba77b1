import SkillDiagnostics
import SkillSyntax

extension Grammar {
  /// The grammar over characters that the exports are written from: sentences of it are programs. `CharacterGrammar`
  /// says which programs are not among its sentences. Its first production is `root`.
  public func overCharacters() throws(GrammarError) -> Grammar {
    var grammar = CharacterGrammar(self)
    return try grammar.make()
  }

  /// `skill.gbnf`: for llama.cpp. The start rule is `root`.
  public func gbnf() throws(GrammarError) -> String {
    Self.header("#") + GBNFWriter.text(try overCharacters())
  }

  /// `skill.lark`: for llguidance and what builds on it. The start rule is `start`.
  public func lark() throws(GrammarError) -> String {
    Self.header("//") + LarkWriter(try overCharacters()).text
  }

  /// `skill.tmLanguage.json`: for editors. `interface` is the parsed interface file of the robot, whose functions get
  /// colours of their own.
  public static func textMate(interface: SyntaxTree) -> String {
    var declared: [String: [String]] = [:]
    for id in interface.children(interface.root) where interface.kind(id) == .functionDefinition {
      let first = interface.tokens[Int(interface[id].firstToken)]
      declared[interface.source.text(in: first.span), default: []].append(interface.name(of: interface.child(id, 0)))
    }
    return TextMateWriter(
      skills: declared["skill"] ?? [], queries: declared["query"] ?? [], builtins: declared["def"] ?? []
    ).text
  }

  private static func header(_ mark: String) -> String {
    let lines = [
      "The Skill language, made from skill.ebnf by `make grammar`. Every sentence is a program that parses. Blocks are at",
      "most \(CharacterGrammar.deepestLevel) levels deep, indented by 4 spaces; a line may end inside a bracket only behind the opening one,",
      "behind a comma and before the closing one; soft keywords are no names; names are ASCII; f-strings have single",
      "quotation marks, and in their fields neither f-strings nor dictionaries.",
    ]
    return lines.map { "\(mark) \($0)\n" }.joined() + "\n"
  }
}
