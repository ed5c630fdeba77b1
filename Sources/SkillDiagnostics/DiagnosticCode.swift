/// Every code that a diagnostic can carry, once: the case names the mistake, the raw value is what users see.
///
/// A code never changes its meaning and is never given out twice.
public enum DiagnosticCode: String, Sendable, CaseIterable {
  // MARK: SK0### lexical

  case invalidUTF8 = "SK0001"
  case unexpectedCharacter = "SK0002"
  case tabIndentation = "SK0003"
  case inconsistentDedent = "SK0004"
  case unterminatedString = "SK0005"
  case smartQuote = "SK0006"
  case unknownUnit = "SK0007"
  case malformedNumber = "SK0008"
  case integerTooLarge = "SK0009"
  case unknownEscape = "SK0010"
  case malformedEscape = "SK0011"
  case backslashJoin = "SK0012"
  case stringPrefix = "SK0013"
  case unterminatedField = "SK0014"
  case strayFieldBrace = "SK0015"

  // MARK: SK1### syntax

  case expectedExpression = "SK1001"
  case unclosedBracket = "SK1002"
  case unmatchedBracket = "SK1003"
  case missingColon = "SK1004"
  case missingBlock = "SK1005"
  case unexpectedIndent = "SK1006"
  case assignmentInExpression = "SK1007"
  case expectedEndOfStatement = "SK1008"
  case expectedToken = "SK1009"
  case invalidTarget = "SK1010"
  case nestingTooDeep = "SK1011"
  case positionalAfterKeyword = "SK1012"
  case missingComma = "SK1013"
  case misspeltKeyword = "SK1014"
  case clauseWithoutStatement = "SK1015"
  case emptyField = "SK1016"
  case requiredParameterAfterDefault = "SK1017"
  case misplacedContract = "SK1018"

  // MARK: SK11## syntax of other languages, Python's above all

  case classDefinition = "SK1101"
  case lambdaExpression = "SK1102"
  case decorator = "SK1103"
  case withStatement = "SK1104"
  case globalStatement = "SK1105"
  case yieldExpression = "SK1106"
  case asynchronousCode = "SK1107"
  case starArgument = "SK1108"
  case walrusOperator = "SK1109"
  case braceBlock = "SK1110"
  case incrementOperator = "SK1111"
  case symbolicLogic = "SK1112"
  case questionMarkConditional = "SK1113"
  case elseIf = "SK1114"
  case printStatement = "SK1115"
  case setLiteral = "SK1116"
  case unsupportedOperator = "SK1117"
  case matchStatement = "SK1118"
  case foreignDeclaration = "SK1119"
  case starImport = "SK1120"
  case exceptGroup = "SK1121"
}
