/// What the parser finds: tokens that make no sentence of the language.
///
/// `found` and the like are descriptions for the reader: "`)`", "the end of the line".
public enum SyntaxFinding: Finding {
  case expectedExpression(found: String)
  case unclosedBracket(String)
  /// `opener`: the bracket that is open here, if any.
  case unmatchedBracket(String, opener: String?)
  /// `header`: what the line is, as "`if`".
  case missingColon(header: String, found: String?)
  case missingBlock(header: String)
  case unexpectedIndent
  case assignmentInExpression
  case expectedEndOfStatement(found: String)
  case expectedToken(String, found: String)
  case invalidTarget(String)
  case nestingTooDeep(limit: Int)
  case positionalAfterKeyword
  case missingComma(found: String)
  case misspeltKeyword(String, meant: String)
  case clauseWithoutStatement(String, statement: String)
  case emptyField
  case requiredParameterAfterDefault(String)
  case missingHandler
  case interfaceOnly(String)
  case proseInCode
  case markdownFence
  /// `>>>` or `...`, as an interactive Python shows them.
  case prompt(String)
  case spaceBeforeUnit(String)
  case colonForKeywordArgument(String)
  case missingQuotes(String)

  public var code: DiagnosticCode {
    switch self {
    case .expectedExpression: .expectedExpression
    case .unclosedBracket: .unclosedBracket
    case .unmatchedBracket: .unmatchedBracket
    case .missingColon: .missingColon
    case .missingBlock: .missingBlock
    case .unexpectedIndent: .unexpectedIndent
    case .assignmentInExpression: .assignmentInExpression
    case .expectedEndOfStatement: .expectedEndOfStatement
    case .expectedToken: .expectedToken
    case .invalidTarget: .invalidTarget
    case .nestingTooDeep: .nestingTooDeep
    case .positionalAfterKeyword: .positionalAfterKeyword
    case .missingComma: .missingComma
    case .misspeltKeyword: .misspeltKeyword
    case .clauseWithoutStatement: .clauseWithoutStatement
    case .emptyField: .emptyField
    case .requiredParameterAfterDefault: .requiredParameterAfterDefault
    case .missingHandler: .missingHandler
    case .interfaceOnly: .interfaceOnly
    case .proseInCode, .markdownFence, .prompt: .proseInCode
    case .spaceBeforeUnit: .spaceBeforeUnit
    case .colonForKeywordArgument: .colonForKeywordArgument
    case .missingQuotes: .missingQuotes
    }
  }

  public var headline: String {
    switch self {
    case .expectedExpression(let found): "expected an expression, found \(found)"
    case .unclosedBracket(let bracket): "this \(bracket) is never closed"
    case .unmatchedBracket(let bracket, let opener):
      opener.map { "\(bracket) does not close the \($0) that is open here" }
        ?? "no bracket is open that \(bracket) closes"
    case .missingColon(let header, _): "the \(header) line lacks its `:`"
    case .missingBlock(let header): "the \(header) line has no block under it"
    case .unexpectedIndent: "this line is indented, though no block begins here"
    case .assignmentInExpression: "`=` assigns; it does not compare"
    case .expectedEndOfStatement(let found): "expected the statement to end, found \(found)"
    case .expectedToken(let expected, let found): "expected \(expected), found \(found)"
    case .invalidTarget(let what): "\(what) cannot be assigned to"
    case .nestingTooDeep(let limit): "this is nested more than \(limit) levels deep"
    case .positionalAfterKeyword: "a positional argument follows a keyword argument"
    case .missingComma: "a comma is missing"
    case .misspeltKeyword(let word, let meant): "`\(word)` begins no statement; did you mean `\(meant)`?"
    case .clauseWithoutStatement(let clause, let statement): "this \(clause) belongs to no \(statement)"
    case .emptyField: "the field of the f-string is empty"
    case .requiredParameterAfterDefault(let name): "the parameter `\(name)` has no default, but one before it has"
    case .missingHandler: "the `try` has neither `except` nor `finally`"
    case .interfaceOnly(let role): "`\(role) def` stands only in interface files"
    case .proseInCode: "this line reads like prose, not like code"
    case .markdownFence: "this fence of Markdown is no part of the program"
    case .prompt(let sign): "`\(sign)` is the prompt of a shell, not part of the program"
    case .spaceBeforeUnit(let unit): "the unit `\(unit)` is separated from its number"
    case .missingQuotes(let text): "the name `\(text)` is not in quotation marks"
    case .colonForKeywordArgument(let name): "the argument `\(name)` is given with `:` instead of `=`"
    }
  }

  public var label: String? {
    switch self {
    case .unclosedBracket: "opened here"
    case .missingColon(_, let found): found.map { "expected `:`, found \($0)" } ?? "expected `:`"
    case .missingBlock: "expected an indented block after this line"
    case .missingComma(let found): "expected `,`, found \(found)"
    default: nil
    }
  }

  public var explanation: String? {
    switch self {
    case .assignmentInExpression: "Compare with `==`."
    case .missingBlock: "Indent the statements that belong to it, or write `pass`."
    case .unexpectedIndent: "Lines of one block begin at the same column."
    case .nestingTooDeep: "Give inner parts names of their own."
    case .positionalAfterKeyword: "Name the argument, or move it before those that are named."
    case .emptyField: "Write an expression between the braces, or `{{}}` for braces in the text."
    case .requiredParameterAfterDefault: "Give it a default, or move it before the parameters that have one."
    case .missingHandler: "Handle the failure with `except SkillFailure:`, or write `finally:`."
    case .interfaceOnly: "Define functions with `def`; the robot's skills and queries are given."
    case .proseInCode: "Begin the line with `#` to make it a comment."
    case .markdownFence: "A file holds nothing but the program."
    default: nil
    }
  }
}
