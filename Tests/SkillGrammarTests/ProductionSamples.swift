import SkillDiagnostics
import SkillSyntax

/// For each production of the grammar some sentences and some texts that are none.
enum ProductionSamples {
  struct Sample: Sendable, CustomStringConvertible {
    let production: String
    /// A program with `§` in place of the sentence; empty if the lexer has no token for the production.
    let frame: String
    let right: [String]
    let wrong: [String]

    init(_ production: String, _ frame: String, _ right: [String], not wrong: [String]) {
      self.production = production
      self.frame = frame
      self.right = right
      self.wrong = wrong
    }

    var description: String { production }

    /// The program with a sentence in it, and the numbers of the sentence's tokens.
    func program(_ text: String) -> (file: ParsedFile, tokens: Range<Int>) {
      let parts = frame.split(separator: "§", omittingEmptySubsequences: false)
      let source = SourceFile(name: "sample.skill", text: frame.replacing("§", with: text))
      let file = parse(source, isInterface: production.hasPrefix("interface"))
      let start = parts[0].utf8.count
      let end = start + text.utf8.count
      let inside = file.tree.tokens.indices.filter { index in
        let token = file.tree.tokens[index]
        return token.start >= start && token.end <= end && token.kind != .endOfFile
      }.drop { file.tree.tokens[$0].kind == .indent || file.tree.tokens[$0].kind == .dedent }
      return (file, (inside.first ?? 0)..<(inside.last.map { $0 + 1 } ?? 0))
    }
  }

  static let syntax = statements + compoundStatements + functions + expressions + plainExpressions

  static let statements = [
    Sample("file", "§", ["x\n", "x; y\nif x: y\n"], not: ["if x:\n", "x y\n"]),
    Sample("interface_file", "§", ["skill def f():\n    ...\nx\n"], not: ["skill f():\n    ...\n"]),
    Sample("statement", "§", ["x = 1\n", "if x: pass\n"], not: ["x = \n", "if: pass\n"]),
    Sample("simple_statements", "§", ["a; b\n", "a;\n"], not: [";a\n", "a;; b\n"]),
    Sample("simple_statement", "§\n", ["a", "a = 1", "pass", "del a", "requires a"], not: ["if a", "else"]),
    Sample("expression_statement", "§\n", ["f(x)", "a, b"], not: ["f(", "a b"]),
    Sample(
      "assignment", "§\n", ["a = 1", "a = b, c = d", "(a, [b]) = c", "a[0].b = 1,"],
      not: ["f() = 1", "a + b = 1", "1 = a"]),
    Sample(
      "annotated_assignment", "§\n", ["a: int", "a.b: list[int] = [1]", "a[0]: A | None = b"],
      not: ["(a): int", "a: 1", "a, b: int"]),
    Sample(
      "augmented_assignment", "§\n", ["a += 1", "a.b **= 2, 3", "(a) -= 1"],
      not: ["f() += 1", "a += ", "a, b += 1", "[a] += 1"]),
    Sample("word_statement", "§\n", ["pass", "break", "continue"], not: ["pass 1", "break;;"]),
    Sample("value_statement", "§\n", ["return", "return 1, 2", "raise f(x)"], not: ["return return", "raise x y"]),
    Sample("assert_statement", "§\n", ["assert x", "assert x, 'why'"], not: ["assert", "assert x, y, z"]),
    Sample("delete_statement", "§\n", ["del a", "del a[0], b,"], not: ["del", "del ,a"]),
    Sample(
      "memory_declaration", "§\n", ["memory a: int = 1", "memory a: dict[str, Pose] = {}"],
      not: ["memory a = 1", "memory a: int"]),
    Sample(
      "contract", "§\n", ["requires a is None", "ensures not a", "requires 5cm < a"],
      not: ["ensures not", "requires a b"]),
    Sample("import_statement", "§\n", ["import a", "import a.b as c, d"], not: ["import", "import a,", "import .a"]),
    Sample("module_alias", "import §\n", ["a.b as c", "a"], not: ["a as", "a.b as c.d"]),
    Sample(
      "from_import_statement", "§\n", ["from a import b", "from a.b import (c as d, e,)"],
      not: ["from a import", "from a import b,", "from a"]),
    Sample("name_aliases", "from a import (§)\n", ["b", "b as c, d,"], not: ["b c", ",", "b.c"]),
    Sample("name_alias", "from a import §\n", ["b", "b as c"], not: ["b.c", "b as 1"]),
    Sample("dotted_name", "import §\n", ["a", "a.b.c"], not: ["a.", "a..b"]),
  ]

  static let compoundStatements = [
    Sample(
      "compound_statement", "§", ["if x: y\n", "def f(): pass\n", "within 5s: x\n"], not: ["if x y\n", "elif x: y\n"]),
    Sample("block", "if x:§", ["\n    a\n    b\n", " a; b\n"], not: ["\n", " if a: b\n"]),
    Sample(
      "if_statement", "§", ["if a: b\nelif c: d\nelse: e\n", "if a:\n    b\n"],
      not: ["if a: b\nelse: c\nelif d: e\n", "if a = b: c\n"]),
    Sample(
      "while_statement", "§", ["while a: b\n", "while a:\n    b\nelse:\n    c\n"],
      not: ["while: b\n", "while a\n    b\n"]),
    Sample(
      "for_statement", "§", ["for a in b: c\n", "for a, (b, c) in d, e: f\nelse: g\n"],
      not: ["for a b: c\n", "for f() in b: c\n"]),
    Sample(
      "try_statement", "§",
      ["try: a\nexcept: b\n", "try: a\nexcept A as b: c\nelse: d\nfinally: e\n", "try: a\nfinally: b\n"],
      not: ["try: a\n", "try: a\nelse: b\n"]),
    Sample(
      "except_clause", "try: a\n§", ["except: b\n", "except A: b\n", "except A as b: c\n"],
      not: ["except (A, B): c\n", "except A as: c\n"]),
    Sample("else_clause", "if a: b\n§", ["else: c\n"], not: ["else c\n", "else if c: d\n"]),
    Sample("finally_clause", "try: a\n§", ["finally: b\n"], not: ["finally b\n", "finally a: b\n"]),
    Sample(
      "retry_statement", "§", ["retry 3: a\n", "retry n + 1:\n    a\n"], not: ["retry (3): a\n", "retry -1: a\n"]),
    Sample(
      "within_statement", "§", ["within 5s: a\n", "within 2 * t: a\n"], not: ["within [1] a\n", "within 5 s: a\n"]),
    Sample(
      "function_definition", "§", ["def f(): a\n", "def f(a: int = 1) -> list[int]: return a\n"],
      not: ["def f: a\n", "def f() -> : a\n", "def (a): b\n"]),
    Sample(
      "interface_definition", "§", ["skill def f(): ...\n", "query def f(a) -> int: ...\n"],
      not: ["skill skill def f(): ...\n", "skill f(): ...\n"]),
  ]

  static let functions = [
    Sample(
      "parameters", "def f(§): a\n", ["a", "a, b=1,", "a, *, b, c=1, d", "*, a"], not: ["a b", "a=1, b", "*a", "a,,"]),
    Sample("positional_parameters", "def f(§): a\n", ["a, b: int", "a, b=1", "a=1"], not: ["a=1, b", "1", "a."]),
    Sample("keyword_only_parameters", "def f(§): a\n", ["*, a", "*, a=1, b"], not: ["*", "**, a"]),
    Sample("parameter", "def f(§): a\n", ["a", "a: int | None"], not: ["a: 1", "a:"]),
    Sample("default_parameter", "def f(§): a\n", ["a=1", "a: int = 1 + 2"], not: ["a=", "a: =1"]),
    Sample("type", "x: §\n", ["int", "A | None", "tuple[int, str] | B"], not: ["int |", "'A'", "a.b"]),
    Sample("simple_type", "x: §\n", ["int", "None", "list[int]", "list[]"], not: ["[int]", "list[1]"]),
    Sample("type_arguments", "x: a[§]\n", ["int", "int, dict[str, int],"], not: [",", "int str"]),
    Sample("target_list", "for § in x: y\n", ["a", "a, b", "a, (b, [c]),"], not: ["f()", "a + b", ",a"]),
    Sample("target", "§ = 1\n", ["a", "a.b", "f()[0]", "()", "[a, b]"], not: ["f()", "-a", "1"]),
    Sample("single_target", "§ += 1\n", ["a", "a.b", "(a)"], not: ["f()", "(a, b)", "[a]"]),
    Sample("reference", "§ = 1\n", ["a.b", "a()[1].c", "(a).b", "'a'[0]"], not: ["a.b()", "a."]),
  ]

  static let expressions = [
    Sample("expression_list", "x = §\n", ["a", "a, b", "a,"], not: [",", "a,,"]),
    Sample("expression", "x = §\n", ["a if b else c", "a if b else c if d else e"], not: ["a if b", "if a else b"]),
    Sample("disjunction", "x = §\n", ["a or b and not c"], not: ["a or", "or a", "a || b"]),
    Sample("conjunction", "x = §\n", ["a and not b"], not: ["a and", "a && b"]),
    Sample("inversion", "x = §\n", ["not not a", "not a < b"], not: ["not", "!a"]),
    Sample(
      "comparison", "x = §\n", ["a < b <= c", "a not in b is not c", "a == -b"], not: ["a < not b", "a <", "a === b"]),
    Sample(
      "comparison_operator", "x = a § b\n", ["<", "not in", "is not", "!="], not: ["not", "<>", "==" + "=", "in not"]),
    Sample("sum", "x = §\n", ["a + b - c * d", "a--b"], not: ["a +", "a & b"]),
    Sample("product", "x = §\n", ["a * b / c // d % e"], not: ["* a", "a @ b"]),
    Sample("unary", "x = §\n", ["-a ** -b", "+-a"], not: ["~a", "- not a"]),
    Sample("power", "x = §\n", ["a ** b ** c", "a.b ** 2"], not: ["a **", "a ** not b"]),
    Sample("postfix", "x = §\n", ["f(a)[b].c", "1 .a", "'a'.b()"], not: ["f(a", "a.1", "a[]"]),
    Sample("trailer", "x = a§\n", ["(b)", "[c]", ".d"], not: [".", "[", "{b}"]),
    Sample("call", "x = a§\n", ["()", "(b, c=1)"], not: ["(b c)", "(b=)"]),
    Sample("subscript", "x = a§\n", ["[0]", "[1:2, ::3]"], not: ["[]", "[0"]),
    Sample("attribute", "x = a§\n", [".b"], not: [".", ".if"]),
    Sample("arguments", "x = f(§)\n", ["a", "a, b=1,", "a for a in b"], not: ["b=1, a", "*a", "a: b"]),
    Sample("argument", "x = f(§)\n", ["a", "a for b in c if d"], not: ["a for", "**a"]),
    Sample("keyword_argument", "x = f(§)\n", ["a=b", "a=b if c else d"], not: ["a.b=c", "a="]),
    Sample("indices", "x = a[§]\n", ["1", "1, 2:3,"], not: [",", "1 2"]),
    Sample("index", "x = a[§]\n", ["1", ":", "1:2:3"], not: ["1:2:3:4", "b=1"]),
    Sample("slice", "x = a[§]\n", [":", "1:", ":2", "::3"], not: [":::", "1:2:3:4"]),
    Sample("atom", "x = §\n", ["...", "(a)", "[a]", "{}"], not: ["{a}", ")"]),
    Sample("plain_atom", "x = §\n", ["a", "'a' f'{b}'", "None"], not: ["class", "lambda: a"]),
    Sample("number", "x = §\n", ["1", "1.5", "5cm"], not: ["5 cm", "1 2"]),
    Sample("group", "x = §\n", ["()", "(a)", "(a, b,)", "(a for b in c)"], not: ["(,)", "(a", "(a b)"]),
    Sample("group_elements", "x = (§)\n", ["a", "a, b,"], not: [",", "*a"]),
    Sample(
      "list", "x = §\n", ["[]", "[a, b,]", "[a for b in c]"], not: ["[,]", "[a, b for b in c]", "[a for b in c, d]"]),
    Sample("list_elements", "x = [§]\n", ["a", "a for b in c for d in e"], not: ["a for b in c,", "a b"]),
    Sample(
      "dictionary", "x = §\n", ["{}", "{a: b, c: d,}", "{a: b for a in c}"], not: ["{a, b}", "{a: b for a in c, d: e}"]),
    Sample("dictionary_entries", "x = {§}\n", ["a: b", "a: b, 'c': d"], not: ["a = b", "**a", "a: b for a in c,"]),
    Sample("dictionary_entry", "x = {§}\n", ["a: b if c else d"], not: ["a:", ": b"]),
    Sample("comprehension", "x = [a §]\n", ["for a in b", "for a in b if c for d in e"], not: ["for a", "if b"]),
    Sample(
      "comprehension_clause", "x = [a §]\n", ["for a in b", "for a, b in c if d if e"],
      not: ["for a in b if", "for f() in b"]),
    Sample("strings", "x = §\n", ["'a'", "'a' \"b\" f'{c}'"], not: ["'a' b", "r'a' b"]),
    Sample("formatted_string", "x = §\n", ["f''", "f'a{b}c{d!r:>{e}.2f}'"], not: ["f'{}'", "f'{a b}'"]),
    Sample(
      "field", "x = f'§'\n", ["{a}", "{a, b}", "{a!r}", "{a:.2f}", "{a!s:{b}}"], not: ["{}", "{a=}", "{a b}", "{a!q}"]),
  ]

  static let plainExpressions = [
    Sample("plain_expression", "requires §\n", ["a if b else c", "not a"], not: ["a if b", "a b"]),
    Sample("plain_disjunction", "requires §\n", ["a or (b)"], not: ["a or", "or"]),
    Sample("plain_conjunction", "requires §\n", ["a and -b"], not: ["a and"]),
    Sample("plain_inversion", "requires §\n", ["not a", "not (a)"], not: ["not", "not or a"]),
    Sample("plain_comparison", "requires §\n", ["a < -b"], not: ["a <"]),
    Sample("plain_sum", "requires §\n", ["a + (b)"], not: ["a +"]),
    Sample("plain_product", "requires §\n", ["2 * (b)"], not: ["2 *"]),
    Sample("plain_power", "requires §\n", ["a ** -b"], not: ["a **"]),
    Sample("plain_postfix", "requires §\n", ["a.b(c)[d]", "5cm"], not: ["a.", "a b"]),
  ]

  static let lexical = [
    Sample("NAME", "§\n", ["a", "_a1", "éa".replacing("é", with: "E"), "memory"], not: ["1a", "a-b", ""]),
    Sample(
      "INTEGER", "x = §\n", ["0", "00", "1_000", "0xFf", "0b1_0", "0o17"], not: ["01", "1_", "1__0", "0x", "1.0"]),
    Sample("FLOAT", "x = §\n", ["1.", ".5", "1e3", "1_0.2_5E-1", "00.5"], not: ["1", "1e", ".", "1_.5"]),
    Sample("QUANTITY", "x = §\n", ["5cm", "0.3m", "1e3s", "007deg"], not: ["5", "5km", "0x1m", "5 cm"]),
    Sample("DIGITS", "", ["0", "0_1"], not: ["_1", "1_"]),
    Sample("EXPONENT", "", ["e1", "E-1_0"], not: ["e", "1e"]),
    Sample("HEXADECIMAL", "", ["0", "f", "A"], not: ["g", "00"]),
    Sample(
      "STRING", "x = §\n", [#"'a'"#, #""it's""#, #"'\n\x41\u00e9\U0010FFFF'"#, "'''a'b\n\"'''", #""""a"b\"""""#],
      not: [#"'a"#, #"'\x4'"#, #"'\ud800'"#, #"'\U00110000'"#, #"'\N{DASH}'"#, "'a\nb'"]),
    Sample("SHORT_STRING", "", ["''", #"'\''"#], not: ["'''a'''", "'a\n'"]),
    Sample("ESCAPE", "", [#"\n"#, #"\u0041"#, "\\\n"], not: [#"\d"#, #"\u41"#]),
    Sample("UNIT", "", ["0041", "d7ff", "E000"], not: ["d800", "41"]),
    Sample("FORMATTED_START", "", ["f'", "F\"\"\""], not: ["'", "r'"]),
    Sample("FORMATTED_TEXT", "", ["a{{b}}", #"\n"#], not: ["{", "a}b"]),
    Sample("FORMATTED_END", "", ["'", "\"\"\""], not: ["''", "f'"]),
    Sample("COMMENT", "", ["#", "# a # b"], not: ["a", "#\n"]),
  ]
}
