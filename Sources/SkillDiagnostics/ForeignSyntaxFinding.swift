/// Syntax of Python and other languages that this one lacks, each with what to write instead.
public enum ForeignSyntaxFinding: Finding {
  case classDefinition
  case lambdaExpression
  case decorator
  case withStatement
  case globalStatement(String)
  case yieldExpression
  case asynchronousCode(String)
  case starArgument(String)
  case walrusOperator
  case braceBlock
  case incrementOperator(String)
  case symbolicLogic(String, instead: String)
  case questionMarkConditional
  case elseIf(String)
  case printStatement
  case setLiteral
  case unsupportedOperator(String, instead: String?)
  case matchStatement
  /// `instead`: how the declaration is written here.
  case foreignDeclaration(String, instead: String)
  case starImport
  case exceptGroup
  case foreignComment(String)
  case fieldEqualSign

  public var code: DiagnosticCode {
    switch self {
    case .classDefinition: .classDefinition
    case .lambdaExpression: .lambdaExpression
    case .decorator: .decorator
    case .withStatement: .withStatement
    case .globalStatement: .globalStatement
    case .yieldExpression: .yieldExpression
    case .asynchronousCode: .asynchronousCode
    case .starArgument: .starArgument
    case .walrusOperator: .walrusOperator
    case .braceBlock: .braceBlock
    case .incrementOperator: .incrementOperator
    case .symbolicLogic: .symbolicLogic
    case .questionMarkConditional: .questionMarkConditional
    case .elseIf: .elseIf
    case .printStatement: .printStatement
    case .setLiteral: .setLiteral
    case .unsupportedOperator: .unsupportedOperator
    case .matchStatement: .matchStatement
    case .foreignDeclaration: .foreignDeclaration
    case .starImport: .starImport
    case .exceptGroup: .exceptGroup
    case .foreignComment: .foreignComment
    case .fieldEqualSign: .fieldEqualSign
    }
  }

  public var headline: String {
    switch self {
    case .classDefinition: "there are no classes"
    case .lambdaExpression: "there are no lambda expressions"
    case .decorator: "there are no decorators"
    case .withStatement: "there is no `with` statement"
    case .globalStatement(let word): "there is no `\(word)` statement"
    case .yieldExpression: "there are no generator functions"
    case .asynchronousCode(let word): "there is no `\(word)`"
    case .starArgument(let star): "arguments cannot be gathered or spread with `\(star)`"
    case .walrusOperator: "there is no assignment inside an expression"
    case .braceBlock: "blocks are not written in braces"
    case .incrementOperator(let text): "there is no operator `\(text)`"
    case .symbolicLogic(let text, _): "there is no operator `\(text)`"
    case .questionMarkConditional: "there is no conditional with `?` and `:`"
    case .elseIf(let text): "`\(text)` is spelt `elif`"
    case .printStatement: "`print` is a function"
    case .setLiteral: "there are no sets"
    case .unsupportedOperator(let text, _): "there is no operator `\(text)`"
    case .matchStatement: "there is no `match` statement"
    case .foreignDeclaration(let word, _): "`\(word)` declares nothing here"
    case .starImport: "names are imported one by one"
    case .exceptGroup: "`except` names one type of failure"
    case .foreignComment(let opener): "`\(opener)` begins no comment"
    case .fieldEqualSign: "fields of f-strings have no `=`"
    }
  }

  public var explanation: String? {
    switch self {
    case .classDefinition: "Use functions, tuples and dictionaries; what must outlive a call goes into a `memory` cell."
    case .lambdaExpression: "Define a function with `def` and pass its name."
    case .decorator: "Call the function where its effect is wanted."
    case .withStatement: "For a time budget write `within 20s:`; nothing else needs closing."
    case .globalStatement:
      "A function reads the variables of the file; what it must change is declared as `memory name: type = value`."
    case .yieldExpression: "Return a list."
    case .asynchronousCode: "Calls of skills wait until the robot has finished; write the call alone."
    case .starArgument: "Write the parameters or arguments out, or pass a list."
    case .walrusOperator: "Assign on a line of its own before."
    case .braceBlock: "End the line with `:` and indent the block under it."
    case .incrementOperator(let text): "Write `\(text.first == "-" ? "-" : "+")= 1`."
    case .symbolicLogic(_, let instead): "Write `\(instead)`."
    case .questionMarkConditional: "Write `value if condition else alternative`."
    case .printStatement: "Put what is printed into parentheses."
    case .setLiteral: "Write a list in brackets, or a dictionary with values."
    case .unsupportedOperator(let text, let instead):
      instead.map { "Write `\($0)`." }
        ?? (text.hasPrefix("|")
          ? "`update` adds the entries of one dict to another; integers have no bit operations."
          : "Integers have no bit operations.")
    case .matchStatement: "Write `if`, `elif` and `else`."
    case .foreignDeclaration(_, let instead): "Write `\(instead)`."
    case .starImport: "Name what is needed: `from module import first, second`."
    case .exceptGroup: "All failures of skills are `SkillFailure`; look at its `.reason` to tell them apart."
    case .foreignComment: "Comments begin with `#`."
    case .fieldEqualSign: "Write the name as text before the field: `x={x}`."
    case .elseIf: nil
    }
  }
}
