import Geometry
import RobotInterface

extension Tabletop {
  public func actor(named name: String, near cell: ImageCell?) throws(SkillFailure) -> ActorID {
    let namesakes = scene.actors.filter { $0.name == name }.map(\.id)
    guard let first = namesakes.first else { throw unknownActor(name) }
    guard namesakes.count > 1 else { return first }
    guard let cell, cell.isKnown else {
      let places = namesakes.map { id in
        let cell = self.cell(of: id)
        return "(\(cell.column), \(cell.row))"
      }
      throw SkillFailure(
        .ambiguousActor,
        "\(namesakes.count) actors are called '\(name)': say which by actor_pos, one of \(places.joined(separator: ", "))"
      )
    }
    return namesakes.min { distance(from: cell, to: $0) < distance(from: cell, to: $1) } ?? first
  }

  public func pose(of actor: ActorID) -> Pose { simulator.state(of: actor).pose }

  public func toolPose(in image: String?) throws(SkillFailure) -> Pose {
    guard let image else { return simulator.tool.pose }
    return try keyStep(image).tool
  }

  public func pose(of actor: ActorID, in image: String) throws(SkillFailure) -> Pose {
    try keyStep(image).actors[actor.rawValue]
  }

  public func support(of actor: ActorID, in image: String) throws(SkillFailure) -> ActorID {
    if let support = try keyStep(image).supports[actor.rawValue] { return support }
    throw SkillFailure(.noSuchActor, "\(simulator.quotedName(actor)) stands on the table in image '\(image)'")
  }

  public func goals() -> [Pose] { episode.task.toolGoals }

  /// Those that play a part in the task come first, in the order of their parts.
  public func movableActors() -> [ActorID] {
    let movable = scene.actors.filter(\.isMovable).map(\.id)
    let playing = episode.task.roles.filter(movable.contains)
    return playing + movable.filter { !playing.contains($0) }
  }

  public func heldActor() -> ActorID? { simulator.held }

  public func isOnTop(_ actor: ActorID, of support: ActorID) -> Bool { simulator.isOnTop(actor, of: support) }

  public func isAt(_ actor: ActorID, _ pose: Pose, tolerance: Double, matchOrientation: Bool) -> Bool {
    simulator.planarDistance(actor, to: pose.p) < tolerance
      && (!matchOrientation || self.pose(of: actor).q.angle(to: pose.q) < Goal.rotationTolerance)
  }

  public func isStatic(_ actor: ActorID) -> Bool { simulator.isStatic(actor) }

  public func distance(_ a: ActorID, _ b: ActorID) -> Double { (pose(of: a).p - pose(of: b).p).norm }

  /// Where the actor is in the base camera's picture now; unknown when it is out of view.
  public func cell(of actor: ActorID) -> ImageCell {
    let pose = pose(of: actor)
    let corners = scene[actor].hull.compactMap { simulator.project(pose.apply($0), camera: .base) }
    let unknown = ImageCell(column: -1, row: -1)
    guard corners.count == scene[actor].hull.count,
      let column = Self.visibleCentre(corners.map(\.x)), let row = Self.visibleCentre(corners.map(\.y))
    else { return unknown }
    return ImageCell(column: Int((10 * column).rounded()), row: Int((10 * row).rounded()))
  }

  /// The middle of what shows of an interval in the picture's 0…1; nil when nothing does.
  private static func visibleCentre(_ values: [Double]) -> Double? {
    guard let low = values.min(), let high = values.max(), high > 0, low < 1 else { return nil }
    return (max(low, 0) + min(high, 1)) / 2
  }

  private func distance(from cell: ImageCell, to actor: ActorID) -> Double {
    let other = self.cell(of: actor)
    guard other.isKnown else { return .infinity }
    return Vec3(Double(other.column - cell.column), Double(other.row - cell.row), 0).norm
  }

  private func unknownActor(_ name: String) -> SkillFailure {
    let names = scene.actors.map(\.name)
    let known = names.map { "'\($0)'" }.joined(separator: ", ")
    let hint = Spelling.nearest(to: name, among: names).map { ": did you mean '\($0)'?" } ?? ""
    return SkillFailure(.noSuchActor, "no actor is called '\(name)'\(hint) (there are \(known))")
  }

  private func keyStep(_ image: String) throws(SkillFailure) -> KeyStep {
    let keySteps = episode.task.keySteps
    if let keyStep = keySteps.first(where: { $0.image == image }) { return keyStep }
    let known = keySteps.map { "'\($0.image)'" }.joined(separator: ", ")
    throw SkillFailure(
      .noSuchImage,
      "the prompt shows no image '\(image)' (\(keySteps.isEmpty ? "it shows none" : "it shows \(known)"))")
  }
}

/// Finds what someone may have meant.
enum Spelling {
  /// The candidate that takes the fewest single-letter edits, if they are at most a third of its letters.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let scored = candidates.map { (name: $0, edits: editDistance(word, $0)) }
    guard let best = scored.min(by: { $0.edits < $1.edits }), best.edits <= max(1, best.name.count / 3) else {
      return nil
    }
    return best.name
  }

  /// Levenshtein's distance: insertions, deletions and replacements of one letter.
  static func editDistance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let replaced = diagonal + (letter == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }
}
