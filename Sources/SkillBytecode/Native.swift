/// A type in the signature of a native function, with variables that each call site binds.
public indirect enum TypePattern: Hashable, Sendable {
  case exactly(ValueType)
  case variable(TypeVariable)
  case list(TypePattern)
  case dict(key: TypePattern, value: TypePattern)
  case tuple([TypePattern])
  case optional(TypePattern)
  /// As a parameter any list; as a result the list of tuples of the elements of all arguments, which are lists.
  case zipped

  /// Whether `type` fits, given and extending what the variables stand for.
  public func matches(_ type: ValueType, binding variables: inout TypeBindings) -> Bool {
    switch (self, type) {
    case (.exactly(let expected), _): return expected == type
    case (.variable(let variable), _):
      if let bound = variables[variable] { return bound == type }
      variables[variable] = type
      return true
    case (.list(let element), .list(let actual)): return element.matches(actual, binding: &variables)
    case (.dict(let key, let value), .dict(let actualKey, let actualValue)):
      return key.matches(actualKey, binding: &variables) && value.matches(actualValue, binding: &variables)
    case (.tuple(let elements), .tuple(let actual)):
      guard elements.count == actual.count else { return false }
      return zip(elements, actual).allSatisfy { $0.matches($1, binding: &variables) }
    case (.optional(let wrapped), .optional(let actual)): return wrapped.matches(actual, binding: &variables)
    case (.zipped, .list): return true
    default: return false
    }
  }

  /// The type with its variables replaced; nil when one is unbound.
  public func type(binding variables: TypeBindings) -> ValueType? {
    switch self {
    case .exactly(let type): return type
    case .variable(let variable): return variables[variable]
    case .list(let element): return element.type(binding: variables).map { .list($0) }
    case .dict(let key, let value):
      guard let key = key.type(binding: variables), let value = value.type(binding: variables) else { return nil }
      return .dict(key: key, value: value)
    case .tuple(let elements):
      let types = elements.compactMap { $0.type(binding: variables) }
      return types.count == elements.count ? .tuple(types) : nil
    case .optional(let wrapped): return wrapped.type(binding: variables).map { .optional($0) }
    case .zipped: return nil
    }
  }

  /// Whether `type` is what `type(binding:)` makes.
  func isType(_ type: ValueType, binding variables: TypeBindings) -> Bool {
    switch (self, type) {
    case (.exactly(let expected), _): expected == type
    case (.variable(let variable), _): variables[variable] == type
    case (.list(let element), .list(let actual)): element.isType(actual, binding: variables)
    case (.dict(let key, let value), .dict(let actualKey, let actualValue)):
      key.isType(actualKey, binding: variables) && value.isType(actualValue, binding: variables)
    case (.tuple(let elements), .tuple(let actual)):
      elements.count == actual.count
        && zip(elements, actual).allSatisfy { $0.isType($1, binding: variables) }
    case (.optional(let wrapped), .optional(let actual)): wrapped.isType(actual, binding: variables)
    default: false
    }
  }
}

/// A variable in the signature of a native function. None has more than two.
public enum TypeVariable: Hashable, Sendable { case first, second }

/// What the variables of a signature stand for at one call.
public struct TypeBindings: Hashable, Sendable {
  private var first: ValueType?
  private var second: ValueType?

  public init() {}

  /// Nil where nothing has bound the variable yet.
  public subscript(_ variable: TypeVariable) -> ValueType? {
    get {
      switch variable {
      case .first: first
      case .second: second
      }
    }
    set {
      switch variable {
      case .first: first = newValue
      case .second: second = newValue
      }
    }
  }
}

/// One row of the table of native functions.
public struct NativeSpec: Sendable {
  public let native: Native
  /// What listings call it.
  public let name: String
  public let parameters: [TypePattern]
  /// The last parameter stands for any number of arguments.
  public let isVariadic: Bool
  public let result: TypePattern
  /// What the variables of the signature must be.
  let constraint: Constraint

  /// What a signature asks of the types that its variables stand for, beyond the pattern.
  enum Constraint: Hashable, Sendable {
    case none
    /// One is an int, the other a float.
    case numbersDiffer
    /// The first is an int or a bool.
    case firstIsInteger
    /// The second is a float or a quantity, and the first likewise or an integer.
    case secondIsFloat
  }

  init(
    _ native: Native, _ name: String, _ parameters: [TypePattern], variadic: Bool = false, _ result: TypePattern,
    where constraint: Constraint = .none
  ) {
    self.native = native
    self.name = name
    self.parameters = parameters
    self.isVariadic = variadic
    self.result = result
    self.constraint = constraint
  }

  /// The result for arguments of these types; nil when they do not fit.
  public func result(of arguments: [ValueType]) -> ValueType? {
    var variables = TypeBindings()
    guard takes(arguments, binding: &variables) else { return nil }
    guard case .zipped = result else { return result.type(binding: variables) }
    let elements = arguments.compactMap { argument -> ValueType? in
      if case .list(let element) = argument { element } else { nil }
    }
    return .list(.tuple(elements))
  }

  /// Whether a call with arguments of these types has this result, which `result(of:)` would have to make.
  func fits(_ arguments: [ValueType], result type: ValueType) -> Bool {
    if case .zipped = result { return result(of: arguments) == type }
    var variables = TypeBindings()
    return takes(arguments, binding: &variables) && result.isType(type, binding: variables)
  }

  private func takes(_ arguments: [ValueType], binding variables: inout TypeBindings) -> Bool {
    guard isVariadic ? arguments.count >= parameters.count - 1 : arguments.count == parameters.count else {
      return false
    }
    for index in arguments.indices {
      guard parameters[min(index, parameters.count - 1)].matches(arguments[index], binding: &variables) else {
        return false
      }
    }
    return constraint.holds(variables)
  }
}

extension NativeSpec.Constraint {
  fileprivate func holds(_ variables: TypeBindings) -> Bool {
    if self == .none { return true }
    let (first, second) = (variables[.first], variables[.second])
    return switch self {
    case .none: true
    case .numbersDiffer: (first == .int && second == .float) || (first == .float && second == .int)
    case .firstIsInteger: first.map(\.isInteger) ?? false
    case .secondIsFloat: (second.map(\.isFloat) ?? false) && (first.map { $0.isInteger || $0.isFloat } ?? false)
    }
  }
}

extension ValueType {
  fileprivate var isInteger: Bool { self == .int || self == .bool }
  fileprivate var isFloat: Bool { self == .float || self == .length || self == .angle || self == .duration }
}

/// A function of the machine itself: what is neither an instruction nor the host's. Methods of strings, lists and
/// dictionaries, formatting, mathematics. Signatures stand in `Native.table`; a call site binds them to types.
public enum Native: UInt16, CaseIterable, Sendable {
  // Any value
  case equal, less, lessEqual, truth, string, representation, format
  case minimum, maximum, clamp, compareNumbers

  // Numbers
  case truncateFloat, roundToInt, roundFloat, roundInt, absoluteInt, absoluteFloat, floorFloat, ceilFloat
  case parseInt, parseFloat
  case squareRoot, sine, cosine, tangent, arcSine, arcCosine, arcTangent, arcTangent2, hypotenuse
  case exponential, logarithm, logarithmToBase, logarithm2, logarithm10, copySign, isNaN, isInfinite, isFinite,
    toRadians, toDegrees

  // Geometry and actors
  case vectorNorm, vectorDot, vectorCross, vectorFromList, vectorFromInts, quatFromList, quatFromInts, rotateZ, offset
  case actorName, actorShape, actorTexture

  // Strings
  case joinStrings, stringLength, stringGet, stringSlice, stringContains, stringRepeat, stringCharacters
  case stringUpper, stringLower, stringCapitalize, stringTitle, stringSwapCase, stringCaseFold, stringExpandTabs
  case stringStrip, stringStripLeft, stringStripRight, stringZeroFill, stringCenter, stringJustifyLeft
  case stringJustifyRight
  case stringSplit, stringSplitRight, stringSplitLines, stringJoin, stringReplace
  case stringRemovePrefix, stringRemoveSuffix, stringPartition, stringPartitionRight
  case stringStartsWith, stringEndsWith, stringFind, stringFindRight, stringIndex, stringIndexRight, stringCount
  case stringIsDigit, stringIsDecimal, stringIsNumeric, stringIsAlphabetic, stringIsAlphanumeric
  case stringIsLower, stringIsUpper, stringIsTitle, stringIsSpace, stringIsASCII, stringIsIdentifier, stringIsPrintable

  // Lists
  case listGet, listSet, listAppend, listInsert, listPop, listRemove, listIndex, listCount
  case listExtend, listReverse, listSort, listSortByKeys, listClear, listDelete, listCheckCount
  case listCopy, listSlice, listConcatenate, listRepeat, listContains
  case listMinimum, listMaximum, listMinimumByKeys, listMaximumByKeys, listSumInt, listSumFloat, listAny, listAll
  case listSorted, listSortedByKeys, listReversed, listEnumerate, listZip, rangeToList

  // Dictionaries
  case dictGet, dictSet, dictDelete, dictContains, dictLength, dictKeys, dictValues, dictItems
  case dictFind, dictGetOr, dictPop, dictPopOr, dictPopLast, dictSetDefault, dictUpdate, dictClear, dictCopy,
    dictFromPairs
  case dictCheckUnchanged
}

extension Native {
  public var specification: NativeSpec { Native.table[Int(rawValue)] }

  /// Whether argument `index` is a float, whatever the other arguments are.
  public func takesFloat(at index: Int) -> Bool {
    let parameters = Native.table[Int(rawValue)].parameters
    if case .exactly(.float) = parameters[min(index, parameters.count - 1)] { return true }
    return false
  }
}
