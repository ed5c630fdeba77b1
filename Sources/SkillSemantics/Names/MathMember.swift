/// What `import math` brings: Python's names.
enum MathMember: Sendable {
  case constant(Double)
  /// So many floats, as the operation wants them, and its result.
  case function(BuiltinOperation, count: Int, result: Type)
  /// `log(x)`, or `log(x, base)`.
  case logarithm
  /// `pow(x, y)`.
  case power

  init?(_ name: String) {
    switch name {
    case "pi": self = .constant(.pi)
    case "tau": self = .constant(2 * .pi)
    case "e": self = .constant(2.718281828459045)
    case "inf": self = .constant(.infinity)
    case "nan": self = .constant(.nan)
    case "log": self = .logarithm
    case "log2": self = .function(.logarithm2, count: 1, result: .float)
    case "log10": self = .function(.logarithm10, count: 1, result: .float)
    case "pow": self = .power
    case "sqrt": self = .function(.squareRoot, count: 1, result: .float)
    case "sin": self = .function(.sine, count: 1, result: .float)
    case "cos": self = .function(.cosine, count: 1, result: .float)
    case "tan": self = .function(.tangent, count: 1, result: .float)
    case "asin": self = .function(.arcSine, count: 1, result: .float)
    case "acos": self = .function(.arcCosine, count: 1, result: .float)
    case "atan": self = .function(.arcTangent, count: 1, result: .float)
    case "exp": self = .function(.exponential, count: 1, result: .float)
    case "fabs": self = .function(.absolute, count: 1, result: .float)
    case "degrees": self = .function(.toDegrees, count: 1, result: .float)
    case "radians": self = .function(.toRadians, count: 1, result: .float)
    case "floor": self = .function(.floor, count: 1, result: .int)
    case "ceil": self = .function(.ceiling, count: 1, result: .int)
    case "trunc": self = .function(.truncate, count: 1, result: .int)
    case "isnan": self = .function(.isNotANumber, count: 1, result: .bool)
    case "isinf": self = .function(.isInfinite, count: 1, result: .bool)
    case "isfinite": self = .function(.isFinite, count: 1, result: .bool)
    case "atan2": self = .function(.arcTangent2, count: 2, result: .float)
    case "hypot": self = .function(.hypotenuse, count: 2, result: .float)
    case "copysign": self = .function(.copySign, count: 2, result: .float)
    default: return nil
    }
  }

  static let names = [
    "pi", "tau", "e", "inf", "nan", "log", "log2", "log10", "pow", "sqrt", "sin", "cos", "tan", "asin", "acos", "atan",
    "exp", "fabs", "degrees", "radians", "floor", "ceil", "trunc", "isnan", "isinf", "isfinite", "atan2", "hypot",
    "copysign",
  ]
}
