import SkillDiagnostics
import SkillSyntax

/// What a name stands for at the top level. The number is an index into the checker's array of its kind.
enum Binding: Sendable {
  case unknown
  case variable(Int)
  case function(Int)
  case cell(Int)
  case preludeFunction(Int)
  case preludeConstant(Int)
  /// The module `math`, or one of its members under a name of its own.
  case mathModule
  case mathMember(MathMember)
  /// A variable of an imported file.
  case importedVariable(Int)
  /// What `import a.b` binds.
  case namespace(Int)

  var ifKnown: Binding? { if case .unknown = self { nil } else { self } }
}

/// A constant of the prelude.
struct PreludeConstant: Sendable {
  var name: String
  var value: Constant
}

/// A `def` of the program, as far as it is known.
struct FunctionRecord {
  enum Progress { case unchecked, underway, checked }

  var node: NodeID
  var symbol: Symbol
  var signature: Signature
  /// Of the name in the `def`.
  var nameSpan: Span
  /// Nil until the body tells.
  var result: Type?
  var hasWrittenResult: Bool
  var progress = Progress.unchecked
  /// The names of its parameters, then those that its body sets; some more than once.
  var localNames: [NodeID] = []
  /// The `def`s that its body names.
  var callees: [Int] = []
  /// The top-level variables that its body names.
  var readVariables: [Int] = []
  /// The same, for the turns that follow in a session.
  var readSymbols: [Symbol] = []
  /// Of a function of an imported file, whose tree is another.
  var contract: GripperContract?
  var typed: TypedFunction?
}
