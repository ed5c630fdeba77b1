import SkillSemantics

/// Why a text does not describe a scene; `description` is a line for a person.
public enum SceneFileError: Error, Hashable, Sendable, CustomStringConvertible {
  case notJSON(JSONSyntaxError)
  /// `expected`: what the member `path` holds in a scene.
  case wrongMember(path: String, expected: String)

  public var description: String {
    switch self {
    case .notJSON(let error): error.description
    case .wrongMember(let path, let expected): "'\(path)' is not \(expected)"
    }
  }
}

extension SceneFacts {
  /// Reads what `skillet scene --format json` prints. Only `actors` with their names must be there, so that a scene can
  /// also be written by hand; what no check needs is passed over.
  public init(json bytes: [UInt8]) throws(SceneFileError) {
    let scene: JSON
    do throws(JSONSyntaxError) { scene = try JSON(parsing: bytes) } catch { throw .notJSON(error) }
    let members = SceneMembers(scene: scene)
    let actors = try members.actorNames()
    self.init(
      actorNames: actors, images: try members.texts("images"), goalCount: try members.count("goals"),
      heldAtStart: try members.heldActor(of: actors), endsHolding: try members.flag("endsHolding"),
      reach: .ofTheArm)
  }
}

/// The members of a scene that checks read.
private struct SceneMembers {
  let scene: JSON

  func actorNames() throws(SceneFileError) -> [String] {
    guard case .array(let actors)? = scene.member("actors") else {
      throw .wrongMember(path: "actors", expected: "a list of the scene's actors")
    }
    var names: [String] = []
    for (index, actor) in actors.enumerated() {
      guard case .string(let name)? = actor.member("name") else {
        throw .wrongMember(path: "actors[\(index)].name", expected: "the name of an actor")
      }
      names.append(name)
    }
    return names
  }

  func texts(_ name: String) throws(SceneFileError) -> [String] {
    guard let value = scene.member(name) else { return [] }
    guard case .array(let elements) = value else { throw .wrongMember(path: name, expected: "a list of texts") }
    var texts: [String] = []
    for (index, element) in elements.enumerated() {
      guard case .string(let text) = element else { throw .wrongMember(path: "\(name)[\(index)]", expected: "a text") }
      texts.append(text)
    }
    return texts
  }

  func count(_ name: String) throws(SceneFileError) -> Int {
    guard let value = scene.member(name) else { return 0 }
    guard case .int(let count) = value, count >= 0 else { throw .wrongMember(path: name, expected: "a count") }
    return count
  }

  func flag(_ name: String) throws(SceneFileError) -> Bool {
    guard let value = scene.member(name) else { return false }
    guard case .bool(let flag) = value else { throw .wrongMember(path: name, expected: "true or false") }
    return flag
  }

  func heldActor(of names: [String]) throws(SceneFileError) -> String? {
    switch scene.member("heldAtStart") {
    case nil, .null?: return nil
    case .int(let index)? where names.indices.contains(index): return names[index]
    default: throw .wrongMember(path: "heldAtStart", expected: "the index of an actor, or null")
    }
  }
}
