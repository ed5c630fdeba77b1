/// A function that the machine's host answers: a skill or a query of the prelude.
public struct HostFunction: Sendable {
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// Moves the robot; takes simulated time.
    case skill
    /// Moves nothing.
    case query
  }

  public var name: String
  public var kind: Kind
  /// Each call passes all of them.
  public var parameters: [LocalVariable]
  public var result: Type

  public init(name: String, kind: Kind, parameters: [LocalVariable], result: Type) {
    self.name = name
    self.kind = kind
    self.parameters = parameters
    self.result = result
  }
}
