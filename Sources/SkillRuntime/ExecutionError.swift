import RobotInterface
import SkillBytecode
import SkillMachine

/// Why a program cannot be executed, or cannot go on: never the program's mistake.
public enum ExecutionError: Error, Hashable, Sendable {
  /// The module is not sound.
  case module(VerificationError)
  /// The module asks for a function that this version of the runtime does not have.
  case unknownFunction(String)
  /// The program calls a skill that the policy cannot execute.
  case unsupportedSkill(SkillCall.Name, policy: String)
  /// The world broke down.
  case world(WorldError)
  /// A bug of ours: the parts do not fit each other.
  case `internal`(String)

  /// One sentence for a person.
  public var message: String {
    switch self {
    case .module(let error): "the module is not sound: \(error)"
    case .unknownFunction(let name): "the program needs '\(name)', which this version cannot run"
    case .unsupportedSkill(let skill, let policy):
      "the program calls '\(skill.rawValue)', a skill that the controller '\(policy)' does not have"
    case .world(.unstable(let reason)): "the simulation broke down: \(reason)"
    case .world(.actionNotFinite): "the controller asked for a motion that is not a number"
    case .internal(let reason): "internal error: \(reason)"
    }
  }
}
