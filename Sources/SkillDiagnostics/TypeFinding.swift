/// Values of the wrong type and calls of the wrong shape (SK21##).
///
/// Types are given as a program would write them.
public enum TypeFinding: Finding {
  case wrongArgument(parameter: String, function: String, expected: String, found: String)
  /// A text where an actor is wanted.
  case textForActor(parameter: String, function: String)
  /// A value that may be None passed for a parameter whose default is None.
  case optionalArgument(parameter: String, function: String, found: String)
  case missingArguments([String], function: String)
  case tooManyArguments(function: String, accepted: Int)
  case argumentTwice(String, function: String)
  case positionalForKeywordOnly(String, function: String)
  case wrongAssignment(name: String, expected: String, found: String)
  case wrongResult(function: String, expected: String, found: String)
  /// `place` says where: "the condition", "an index of `list[int]`".
  case wrongValue(place: String, expected: String, found: String)
  case unsupportedOperator(String, left: String, right: String)
  case unsupportedUnary(String, operand: String)
  /// Two quantities of different kinds, or a product of quantities.
  case mixedQuantities(String, left: String, right: String)
  case notComparable(left: String, right: String)
  /// A test of something that is never false.
  case alwaysTrue(type: String)
  /// A comparison with None of something that is never None.
  case neverNone(type: String)
  case notCallable(type: String)
  case notSubscriptable(type: String)
  case notIterable(type: String)
  case mixedElements(first: String, second: String)
  case unknownElementType(container: String)
  /// The same: what would tell is the container itself.
  case containerInItself(container: String)
  case notHashable(type: String)
  case mayBeNone(type: String)
  /// Paths meet on which a variable has types that do not agree.
  case typesDisagree(name: String, first: String, second: String)
  case wrongCount(expected: Int, found: Int)
  case indexOutOfRange(index: Int, count: Int)
  case indexNotConstant
  case wrongVector(type: String, expected: Int, found: Int)
  case immutable(type: String)
  /// `xs[1:2] = …`, `del xs[1:2]`.
  case sliceAsTarget
  /// `del x`
  case deletedName(String)
  case badFormat(spec: String)
  case formatMismatch(letter: String, type: String)
  /// `f"{n:.2d}"`
  case integerPrecision(spec: String)
  case untypedParameter(String)
  case wrongTypeArguments(type: String, expected: Int)
  case unsupportedUnion
  case defaultNotConstant(String)
  case recursionNeedsResult(String)
  /// `function` reads it; nil if importing programs can.
  case sharedVariable(name: String, type: String, function: String?, found: String)
  case noValue(String)
  /// A variable or literal that is None, where that decides nothing or has no meaning.
  case isNone(String)
  /// A container whose elements are all None.
  case onlyNone
  case unusableException(String)
  case generatorAsValue
  case cellType(String)
  /// A memory cell of an earlier turn of the session, declared again at another type.
  case changedCell(name: String, type: String, found: String)

  public var code: DiagnosticCode {
    switch self {
    case .wrongArgument: .wrongArgument
    case .textForActor: .textForActor
    case .optionalArgument: .optionalArgument
    case .missingArguments: .missingArguments
    case .tooManyArguments: .tooManyArguments
    case .argumentTwice: .argumentTwice
    case .positionalForKeywordOnly: .positionalForKeywordOnly
    case .wrongAssignment: .wrongAssignment
    case .wrongResult: .wrongResult
    case .wrongValue: .wrongValue
    case .unsupportedOperator, .unsupportedUnary: .unsupportedOperands
    case .mixedQuantities: .mixedQuantities
    case .notComparable: .notComparable
    case .alwaysTrue, .neverNone: .alwaysTrue
    case .notCallable: .notCallable
    case .notSubscriptable: .notSubscriptable
    case .notIterable: .notIterable
    case .mixedElements: .mixedElements
    case .unknownElementType, .containerInItself: .unknownElementType
    case .notHashable: .notHashable
    case .mayBeNone: .mayBeNone
    case .typesDisagree: .typesDisagree
    case .wrongCount: .wrongCount
    case .indexOutOfRange: .indexOutOfRange
    case .indexNotConstant: .indexNotConstant
    case .wrongVector: .wrongVector
    case .immutable, .sliceAsTarget, .deletedName: .immutableTarget
    case .badFormat: .badFormat
    case .formatMismatch, .integerPrecision: .formatMismatch
    case .untypedParameter: .untypedParameter
    case .wrongTypeArguments: .wrongTypeArguments
    case .unsupportedUnion: .unsupportedUnion
    case .defaultNotConstant: .defaultNotConstant
    case .recursionNeedsResult: .recursionNeedsResult
    case .sharedVariable: .sharedVariable
    case .noValue, .isNone, .onlyNone: .noValue
    case .unusableException: .unusableException
    case .generatorAsValue: .generatorAsValue
    case .cellType: .cellType
    case .changedCell: .changedCell
    }
  }
}
