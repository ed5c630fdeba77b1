import SkillDiagnostics
import SkillSyntax

/// What a call must know about a function: its parameters, its result and where it is declared. Immutable, and a class
/// because each call looks at one and none needs a copy.
public final class Signature: Sendable {
  public let name: String
  public let parameters: [Parameter]
  public let result: Type
  /// The name in the `def`: in the program, or in the prelude. Nil for a method.
  public let declaration: Location?
  /// How many arguments may be given by position.
  let positionalCount: Int

  init(name: String, parameters: [Parameter], result: Type, declaration: Location?) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.declaration = declaration
    positionalCount = parameters.prefix { !$0.isKeywordOnly }.count
  }

  /// As a reader would write it: `place(actor: Actor, target_pose: Pose, match_ori: bool = False)`.
  public func text(_ types: TypeTable) -> String {
    var parts = parameters.map { $0.text(types) }
    if let first = parameters.firstIndex(where: \.isKeywordOnly) { parts.insert("*", at: first) }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }

  /// The declaration as a second place of a diagnostic.
  func related(_ label: String = "declared here") -> [RelatedLocation] {
    declaration.map { [RelatedLocation($0, label: label)] } ?? []
  }
}

/// A parameter of a function. A class for the same reason as `Signature`.
public final class Parameter: Sendable {
  public let name: String
  public let symbol: Symbol
  /// Nil for a parameter of the prelude whose type follows from the argument.
  public let type: Type?
  /// True for `Actor | str` of the prelude: a text stands for the actor of that name.
  public let acceptsName: Bool
  /// True for a list that may also be a text, tuple or dict: anything that a `for` goes through.
  let acceptsIterable: Bool
  public let defaultValue: Constant?
  public let isKeywordOnly: Bool
  /// The whole parameter, in the file of the signature's declaration.
  public let span: Span

  init(
    name: String, symbol: Symbol, type: Type?, acceptsName: Bool = false, acceptsIterable: Bool = false,
    defaultValue: Constant?, isKeywordOnly: Bool = false, span: Span
  ) {
    self.name = name
    self.symbol = symbol
    self.type = type
    self.acceptsName = acceptsName
    self.acceptsIterable = acceptsIterable
    self.defaultValue = defaultValue
    self.isKeywordOnly = isKeywordOnly
    self.span = span
  }

  func text(_ types: TypeTable) -> String {
    let type = type.map { ": " + types.name($0) + (acceptsName ? " | str" : "") } ?? ""
    return name + type + (defaultValue.map { " = " + $0.text } ?? "")
  }
}

/// A value known before the program runs: the default of a parameter.
public struct Constant: Sendable {
  public indirect enum Value: Sendable {
    case none
    case bool(Bool)
    case int(Int64)
    /// A float or, in SI units, a quantity.
    case number(Double)
    case string(String)
    case tuple([Constant])
    /// A Vec3 or Quat.
    case numbers([Double])
    case converted(Conversion, Constant)
  }

  public var value: Value
  public var type: Type

  /// As source text.
  public var text: String {
    switch value {
    case .none: "None"
    case .bool(let value): value ? "True" : "False"
    case .int(let value): "\(value)"
    case .number(let value):
      switch type {
      case .length: "\(value)m"
      case .angle: "\(value)rad"
      case .duration: "\(value)s"
      default: "\(value)"
      }
    case .string(let value): "\"\(value)\""
    case .tuple(let parts): "(\(parts.map(\.text).joined(separator: ", "))\(parts.count == 1 ? "," : ""))"
    case .numbers(let parts): "[\(parts.map { "\($0)" }.joined(separator: ", "))]"
    case .converted(_, let constant): constant.text
    }
  }
}
