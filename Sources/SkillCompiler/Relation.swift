import SkillBytecode
import SkillSemantics

/// A comparison in terms of the three that the machine has.
struct Relation {
  enum Kind { case equal, less, lessEqual }

  let kind: Kind
  let isSwapped: Bool
  let isNegated: Bool

  init(_ comparison: ComparisonOperator) {
    (kind, isSwapped, isNegated) =
      switch comparison {
      case .equal: (.equal, false, false)
      case .notEqual: (.equal, false, true)
      case .less: (.less, false, false)
      case .lessEqual: (.lessEqual, false, false)
      case .greater: (.less, true, false)
      case .greaterEqual: (.lessEqual, true, false)
      }
  }

  var native: Native {
    switch kind {
    case .equal: .equal
    case .less: .less
    case .lessEqual: .lessEqual
    }
  }

  private static func isFloatingPoint(_ type: Type) -> Bool { type == .float || type.isQuantity }

  static func isInteger(_ type: Type) -> Bool { type == .int || type == .bool || type == .actor }

  /// The instruction that compares words; nil for other types.
  func opcode(_ type: Type) -> Opcode? {
    let isFloat = Self.isFloatingPoint(type)
    guard isFloat || Self.isInteger(type) else { return nil }
    return switch kind {
    case .equal: isFloat ? .equalFloat : .equalInt
    case .less: isFloat ? .lessFloat : .lessInt
    case .lessEqual: isFloat ? .lessEqualFloat : .lessEqualInt
    }
  }

  /// The instruction that jumps if the relation holds, or if it does not; for floats, which may be NaN, the two are
  /// no relations of each other. Nil for other types than numbers, and for orders of integers that do not hold.
  func jump(_ type: Type, ifHolds: Bool) -> Opcode? {
    if Self.isFloatingPoint(type) {
      return switch kind {
      case .equal: ifHolds ? .jumpEqualFloat : .jumpNotEqualFloat
      case .less: ifHolds ? .jumpLessFloat : .jumpNotLessFloat
      case .lessEqual: ifHolds ? .jumpLessEqualFloat : .jumpNotLessEqualFloat
      }
    }
    guard Self.isInteger(type) else { return nil }
    return switch kind {
    case .equal: ifHolds ? .jumpEqualInt : .jumpNotEqualInt
    case .less: ifHolds ? .jumpLessInt : nil
    case .lessEqual: ifHolds ? .jumpLessEqualInt : nil
    }
  }
}

extension ComparisonOperator {
  /// Holds of integers just when this does not.
  var opposite: ComparisonOperator {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterEqual
    case .lessEqual: .greater
    case .greater: .lessEqual
    case .greaterEqual: .less
    }
  }

  var immediateJump: Opcode {
    switch self {
    case .equal: .jumpEqualImmediate
    case .notEqual: .jumpNotEqualImmediate
    case .less: .jumpLessImmediate
    case .lessEqual: .jumpLessEqualImmediate
    case .greater: .jumpGreaterImmediate
    case .greaterEqual: .jumpGreaterEqualImmediate
    }
  }
}
