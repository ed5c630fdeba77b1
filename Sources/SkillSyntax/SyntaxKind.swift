/// The kinds of node in a syntax tree, each with the children it has, in order.
///
/// `x?` is a child that may be absent (`NodeID.absent`), `x…` any number, last. "Main token" is `SyntaxNode.token`.
/// A broken statement still has all the slots of its kind: what could not be read is an `errorExpression`.
public enum SyntaxKind: UInt8, CaseIterable, BitwiseCopyable, Sendable {
  /// statements…
  case file

  // MARK: Statements

  /// expression
  case expressionStatement
  /// targets…, value. At least one target (`a = b = 1` has two).
  case assignment
  /// target, type, value?
  case annotatedAssignment
  /// target, value. Main token: the operator (`+=`).
  case augmentedAssignment
  /// name, type, value
  case memoryDeclaration
  /// (condition, block)+, block? — a pair for `if` and for each `elif`, then the block of `else`.
  case ifStatement
  /// condition, block, else block?
  case whileStatement
  /// target, iterable, block, else block?
  case forStatement
  /// name, parameterList, result type?, block. Main token: `def`; in an interface file `skill` or `query` may precede it.
  case functionDefinition
  /// value?
  case returnStatement
  case passStatement
  case breakStatement
  case continueStatement
  /// block, else block?, finally block?, handlers…
  case tryStatement
  /// type?, name?, block
  case exceptHandler
  /// value?
  case raiseStatement
  /// count, block
  case retryStatement
  /// duration, block
  case withinStatement
  /// condition, message?
  case assertStatement
  /// condition
  case requiresClause
  /// condition
  case ensuresClause
  /// aliases…
  case importStatement
  /// module (dottedName), aliases…
  case fromImportStatement
  /// dottedName, name?
  case importAlias
  /// names…
  case dottedName
  /// targets…
  case deleteStatement
  /// statements…
  case block
  /// What could not be read as a statement; already reported. Children: whatever parts were read.
  case errorStatement

  // MARK: Functions

  /// parameters…
  case parameterList
  /// name, type?, default?
  case parameter
  /// The bare `*`: parameters after it are keyword-only.
  case keywordOnlyMarker

  // MARK: Types

  /// Main token: the name (also `None`).
  case namedType
  /// arguments… Main token: the name (`list[int]`).
  case genericType
  /// members… (`T | None`)
  case unionType

  // MARK: Expressions

  /// Main token: the identifier. Also names that are declared (parameters, `def`s, attribute and keyword names).
  case name
  case integerLiteral
  case floatLiteral
  /// `5cm`, `90deg`, `2s`.
  case quantityLiteral
  /// One string token, of any quote style; the text is `SyntaxTree.stringValue(of:)`.
  case stringLiteral
  case trueLiteral
  case falseLiteral
  case noneLiteral
  /// `...`, in interface files.
  case ellipsisLiteral
  /// parts… (formattedText, formattedField)
  case formattedString
  /// Literal text between the fields of an f-string. Main token: that run of text.
  case formattedText
  /// expression, spec? (a formattedText or formattedString). Conversion (`!r`) is the token after the expression.
  case formattedField
  /// parts… — strings and f-strings written side by side.
  case stringConcatenation
  /// elements…
  case list
  /// elements…
  case tuple
  /// entries…
  case dictionary
  /// key, value
  case dictionaryEntry
  /// expression
  case parenthesized
  /// element, clauses…
  case listComprehension
  /// dictionaryEntry, clauses…
  case dictionaryComprehension
  /// element, clauses…
  case generator
  /// target, iterable, conditions…
  case comprehensionClause
  /// operand. Main token: `-`, `+` or `not`.
  case unary
  /// left, right. Main token: the arithmetic operator.
  case binary
  /// left, right. Main token: `and` or `or`.
  case logical
  /// operand, operator, operand, operator, operand… — operators are `comparisonOperator` leaves.
  case comparison
  /// Main token: `<` … `in`, or the first of `not in`, `is not`.
  case comparisonOperator
  /// value, condition, alternative (`value if condition else alternative`)
  case conditional
  /// callee, arguments… — an expression, or a keywordArgument.
  case call
  /// name, value
  case keywordArgument
  /// base, name
  case attribute
  /// base, index — an expression or a slice.
  case `subscript`
  /// lower?, upper?, step?
  case slice
  /// What could not be read as an expression; already reported. Children: whatever parts were read.
  case errorExpression
}
