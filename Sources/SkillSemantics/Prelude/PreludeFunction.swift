import SkillDiagnostics
import SkillSyntax

/// A function that the prelude declares.
public struct PreludeFunction: Sendable {
  public var signature: Signature
  public var meaning: Meaning
  /// What the function does, with units and the meaning of success.
  public var documentation: String
  /// The `def`, where its contract can be read.
  public var node: NodeID

  public enum Meaning: Sendable {
    /// A skill or a query.
    case host(HostFunctionID)
    /// The machine computes it from arguments of the declared types.
    case operation(BuiltinOperation)
    /// The types of arguments and result depend on each other: `SpecialFunction` has the rules.
    case special(SpecialFunction)
  }
}

/// Functions whose typing needs more than a signature. The raw value is the name.
public enum SpecialFunction: String, CaseIterable, Sendable {
  case print, abs, round, min, max, sum, clamp, sin, cos, tan, deg, rad
  case int, float, str, repr, bool, list, tuple, dict
  case len, range, enumerate, zip, sorted, reversed, any, all
  case pose = "Pose"
  case vec3 = "Vec3"
  case quat = "Quat"
}

extension BuiltinOperation {
  /// The operation behind a `def` of the prelude with ordinary types.
  static func declared(_ name: String) -> BuiltinOperation? {
    switch name {
    case "done": .done
    case "fail": .fail
    case "rotate_z": .rotateZ
    case "offset": .offset
    case "norm": .norm
    case "dot": .dot
    case "cross": .cross
    case "sqrt": .squareRoot
    case "atan2": .arcTangent2
    default: nil
    }
  }
}
