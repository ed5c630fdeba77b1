import SkillDiagnostics

/// A checked expression: what to compute, its type and where it was written.
///
/// Nothing is left implicit: conversions are `convert` nodes, names are resolved, defaults are filled in. Operands have
/// the types that each case documents.
public struct TypedExpression: BitwiseCopyable, Sendable {
  public var kind: Kind
  public var type: Type
  public var span: Span

  public init(_ kind: Kind, _ type: Type, _ span: Span) {
    self.kind = kind
    self.type = type
    self.span = span
  }

  public enum Kind: BitwiseCopyable, Sendable {
    // MARK: Literals

    case none
    case bool(Bool)
    case int(Int64)
    /// A float; or a quantity in metres, radians or seconds, as the type says.
    case number(Double)
    case string(StringID)

    // MARK: Variables

    case local(LocalID)
    /// `mayBeUnset`: no assignment is certain to have run before, so the machine must look.
    case global(GlobalID, mayBeUnset: Bool)
    case cell(CellID)
    /// A `def` as a value: only as the `key` of `sorted`, `min`, `max`.
    case function(FunctionID)
    /// Evaluates `value`, keeps it in a local of the checker's making, yields it. What is written once is evaluated once.
    case keep(LocalID, value: ExpressionID)

    // MARK: Operators

    case convert(Conversion, ExpressionID)
    /// bool → bool.
    case not(ExpressionID)
    /// Number, quantity or Vec3 → the same type.
    case negate(ExpressionID)
    /// See `BinaryOperator` for the operand types.
    case binary(BinaryOperator, ExpressionID, ExpressionID)
    /// Operands of one type → bool. Any type for `equal` and `notEqual`; numbers, quantities, str, bool, and lists and
    /// tuples of them (element by element) for the others.
    case compare(ComparisonOperator, ExpressionID, ExpressionID)
    /// Optional → bool.
    case isNone(ExpressionID)
    /// str in str, T in list[T], K in dict[K, V]; a tuple becomes a list first → bool.
    case contains(container: ExpressionID, element: ExpressionID)
    /// bool, bool → bool; the right operand only if the left does not decide.
    case and(ExpressionID, ExpressionID)
    case or(ExpressionID, ExpressionID)
    /// `condition` is bool, both arms have the type of the whole.
    case conditional(condition: ExpressionID, then: ExpressionID, else: ExpressionID)

    // MARK: Values made of others

    case list(ExpressionList)
    /// key, value, key, value…
    case dictionary(ExpressionList)
    case tuple(ExpressionList)
    /// Three floats.
    case vec3(ExpressionList)
    /// Four floats: w, x, y, z.
    case quat(ExpressionList)
    case pose(position: ExpressionID, rotation: ExpressionID)
    case comprehension(ComprehensionID)

    // MARK: Parts of others

    case field(Field, ExpressionID)
    case tupleElement(ExpressionID, UInt32)
    /// list[T] with int → T; str with int → str; dict[K, V] with K → V. Faults: index, key.
    case element(base: ExpressionID, index: ExpressionID)
    /// list or str; bounds are int or absent.
    case slice(base: ExpressionID, SliceBounds)

    // MARK: Text

    /// Pieces of type str, joined.
    case joined(ExpressionList)
    /// `str(x)`, for any type.
    case text(ExpressionID)
    /// `repr(x)`, for any type.
    case representation(ExpressionID)
    /// bool, int, float, quantity or str, formatted.
    case formatted(ExpressionID, FormatID)
    /// The same with a spec that is known at run time only: a str. Fault: a spec that is not one.
    case formattedDynamically(ExpressionID, spec: ExpressionID)

    // MARK: Calls

    case call(FunctionID, ArgumentList)
    /// Hands the call to the machine's host.
    case hostCall(HostFunctionID, ArgumentList)
    /// Built-in functions, methods and pure geometry; the receiver of a method is argument 0.
    case builtin(BuiltinOperation, ArgumentList)
  }
}

/// The present ones of `lower:upper:step`, each an int.
public struct SliceBounds: Hashable, BitwiseCopyable, Sendable {
  // Numbers, as optionals would make every expression larger.
  private var numbers: (lower: UInt32, upper: UInt32, step: UInt32)

  public init(lower: ExpressionID?, upper: ExpressionID?, step: ExpressionID?) {
    numbers = (Self.number(lower), Self.number(upper), Self.number(step))
  }

  public var lower: ExpressionID? { Self.expression(numbers.lower) }
  public var upper: ExpressionID? { Self.expression(numbers.upper) }
  public var step: ExpressionID? { Self.expression(numbers.step) }

  public static func == (a: SliceBounds, b: SliceBounds) -> Bool { a.numbers == b.numbers }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(numbers.lower)
    hasher.combine(numbers.upper)
    hasher.combine(numbers.step)
  }

  private static func number(_ id: ExpressionID?) -> UInt32 { id?.rawValue ?? .max }

  private static func expression(_ number: UInt32) -> ExpressionID? {
    number == .max ? nil : ExpressionID(rawValue: number)
  }
}

/// One argument of a call and the parameter that it is for.
public struct TypedArgument: Hashable, BitwiseCopyable, Sendable {
  /// Index of the parameter.
  public var parameter: UInt32
  public var value: ExpressionID

  public init(parameter: UInt32, value: ExpressionID) {
    self.parameter = parameter
    self.value = value
  }
}

/// A change of type that the language makes by itself.
public enum Conversion: UInt8, CaseIterable, BitwiseCopyable, Sendable {
  case boolToInt
  case intToFloat
  /// float → Length, the number being metres.
  case metresToLength
  /// float → Angle, the number being degrees: multiply by π/180.
  case degreesToAngle
  /// float → Angle, the number being radians: as it is. And back.
  case radiansToAngle, angleToRadians
  /// float → Duration, the number being seconds.
  case secondsToDuration
  /// Length → float, in metres: a component of a Vec3.
  case lengthToMetres
  /// list[int] or list[float] → Vec3. Fault: the list has not three elements.
  case listToVec3
  /// list[int] or list[float] → Quat. Fault: the list has not four elements.
  case listToQuat
  /// T → T | None.
  case wrap
  /// None → T | None.
  case noneToOptional
  /// T | None → T where a test has shown that there is a value. No check is needed.
  case unwrap
  /// Any type with a truth value → bool: a number is not zero, a text or container not empty, an optional not None
  /// and its value true (always so if its type has no truth of its own).
  case truth
  /// A tuple of equal types → list.
  case tupleToList
}

/// Arithmetic. Operands have one type, which the result shares, unless the case says otherwise.
public enum BinaryOperator: UInt8, CaseIterable, BitwiseCopyable, Sendable {
  /// int, float, quantity, Vec3; str and list: joined; tuple: the result's type is the tuple of both.
  case add
  /// int, float, quantity, Vec3.
  case subtract
  /// int, float. quantity·float and Vec3·float, in this order whatever the source's. str·int, list·int: repeated.
  case multiply
  /// float, float → float. int, int → float, rounded once. quantity/float → quantity; quantity/quantity → float; Vec3/float → Vec3. Fault: by zero.
  case divide
  /// int, float; rounds down. Fault: by zero.
  case floorDivide
  /// int, float; the sign of the divisor. Quantities of one kind. Fault: by zero.
  case modulo
  /// int, float. Faults: overflow; a negative int exponent (a literal one makes both operands floats).
  case power
}

extension BinaryOperator {
  /// As a program writes it.
  var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    }
  }
}

public enum ComparisonOperator: UInt8, CaseIterable, BitwiseCopyable, Sendable {
  case equal, notEqual, less, lessEqual, greater, greaterEqual
}

/// A part of a value that has a name.
public enum Field: UInt8, CaseIterable, BitwiseCopyable, Sendable {
  /// Pose → Vec3, Pose → Quat.
  case position, rotation
  /// Vec3 or Quat → float. `w` of a Quat only.
  case w, x, y, z
  /// Actor → str.
  case actorName, actorShape, actorTexture
  /// SkillFailure → str.
  case failureSkill, failureReason, failureMessage
}
