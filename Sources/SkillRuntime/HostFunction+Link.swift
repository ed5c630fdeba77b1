import RobotInterface
import SkillBytecode

/// The functions that the runtime answers, by the names the prelude gives them.
enum LinkedFunction: Hashable, Sendable {
  case skill(SkillCall.Name)
  case query(QueryName)

  init(_ function: HostFunction) throws(ExecutionError) {
    if let skill = SkillCall.Name(rawValue: function.name) {
      self = .skill(skill)
    } else if let query = QueryName(rawValue: function.name) {
      self = .query(query)
    } else {
      throw .unknownFunction(function.name)
    }
  }
}

/// The queries of the language.
enum QueryName: String, CaseIterable, Hashable, Sendable {
  case getActor = "get_actor"
  case getPose = "get_pose"
  case getToolPose = "get_ee_pose"
  case getActorPose = "get_actor_pose"
  case getSupportingActor = "get_supporting_actor"
  case goals, actors, holding
  case onTop = "on_top"
  case atPose = "at_pose"
  case isStatic = "is_static"
  case distance
  case freeSpace = "free_space"
  case freeSpaceNextTo = "free_space_next_to"
}
