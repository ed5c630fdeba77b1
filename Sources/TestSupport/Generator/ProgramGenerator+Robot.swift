/// What only the robot's language has.
extension ProgramGenerator {
  /// Stores what later statements read.
  func prepareRobot() {
    line("a1 = get_actor('red cube')")
    line("a2 = get_actor('blue star')")
    set("a1", .actor, isAssignable: false)
    set("a2", .actor, isAssignable: false)
    line("pose_dict['k'] = get_pose(actor=a1)")
    line("pose_dict['m'] = \(literal(.pose))")
  }

  func geometric(_ kind: Kind, _ depth: Int) -> String {
    switch kind {
    case .vec3: vector(depth)
    case .pose: pose(depth)
    default: leaf(kind)
    }
  }

  private func vector(_ depth: Int) -> String {
    func vector() -> String { expression(.vec3, depth) }
    switch index(7) {
    case 0, 1: return "(\(vector()) \(pick(["+", "-"])) \(vector()))"
    case 2: return "(\(expression(.float, depth)) * \(vector()))"
    case 3: return pick(["(-\(vector()))", "(\(vector()) / 2.0)", "cross(\(vector()), \(vector()))"])
    case 4: return "\(expression(.pose, depth)).p"
    case 5: return "Pose([\(expression(.float, depth)), \(expression(.length, depth)), \(expression(.int, depth))]).p"
    default: return leaf(.vec3)
    }
  }

  private func pose(_ depth: Int) -> String {
    if place.callsNothing { return leaf(.pose) }
    switch index(9) {
    case 0: return "get_pose(\(chance(2) ? "actor=" : "")\(leaf(.actor)))"
    case 1: return "Pose(\(expression(.vec3, depth)), \(leaf(.pose)).q)"
    case 2: return "offset(\(leaf(.pose)), \(lengths(depth)))"
    case 3: return "rotate_z(\(leaf(.pose)), \(expression(.angle, depth)))"
    case 4: return "pose_dict[\(pick(["'k'", "'m'"]))]"
    case 5: return chance(6) ? "pose_dict[\(variable(.text) ?? "'k'")]" : leaf(.pose)
    case 6: return "free_space(actor=\(leaf(.actor)))"
    case 7: return "rotate_z(angle=\(expression(.angle, depth)), pose=\(leaf(.pose)))"
    default: return leaf(.pose)
    }
  }

  /// Named in any order.
  private func lengths(_ depth: Int) -> String {
    let names = pick([["dx"], ["dz", "dx"], ["dy", "dx", "dz"], ["dz"]])
    return names.map { "\($0)=\(expression(.length, depth))" }.joined(separator: ", ")
  }

  // MARK: Statements

  func skill() {
    place.movesRobot = true
    let actor = leaf(.actor)
    switch index(9) {
    case 0...2:
      let target = chance(3) ? "target_actor=\(leaf(.actor))" : "target_pose=\(expression(.pose, 1))"
      line("pick_move3d_place(actor=\(actor), \(target)\(chance(3) ? ", match_ori=\(expression(.bool, 0))" : ""))")
    case 3: line("move3d(\(expression(.pose, 1)))")
    case 4, 5: line("wait(\(expression(.duration, 1)))")
    case 6: line("push(actor=\(actor), target_pose=\(expression(.pose, 1)))")
    case 7: line("topple_structure([\(actor), \(leaf(.actor))])")
    default: line("touch(\(actor), push=\(expression(.bool, 0)))")
    }
  }

  func query() {
    switch index(5) {
    case 0:
      let name = fresh("a")
      line("\(name) = get_actor(\(pick(["'red cube'", "'green bowl'", chance(3) ? "'ghost'" : "'blue star'"])))")
      set(name, .actor)
    case 1:
      line("print(\(pick(["goals()", "actors()", "holding()", "is_static(\(leaf(.actor)))"])))")
    case 2:
      let name = fresh("h")
      line("\(name) = holding()")
      line("if \(name) is not None:")
      block([Variable(name: name, kind: .actor, isAssignable: false)])
    case 3: line("print(get_supporting_actor('keystep_1', \(leaf(.actor))).name)")
    default: line("print(on_top(\(leaf(.actor)), \(leaf(.actor))), \(expression(.length, 2)))")
    }
  }

  func storePose() {
    switch index(4) {
    case 0: line("pose_dict[\(leaf(.text))] = \(expression(.pose, 1))")
    case 1:
      let key = variable(.text) ?? "'k'"
      line("if \(key) in pose_dict:")
      block {
        line("print(pose_dict[\(key)])")
        if chance(3) { line("del pose_dict[\(key)]") }
      }
    default: line("pose_dict[\(pick(["'k'", "'m'"]))] = \(expression(.pose, 1))")
    }
  }

  func within() {
    line("within \(pick(["1s", "3s", "500ms", "20s", "2.0 * \(expression(.duration, 1))"])):")
    block {
      for _ in 0..<(1 + index(2)) { chance(3) ? statement() : skill() }
      if chance(2) { line("print(\(text("in time")))") }
    }
  }

  func retry() {
    line("retry \(pick(["1", "2", "3", "1 + \(expression(.int, 1)) % 3"])):")
    block {
      statement()
      if chance(2), !place.isInFinally { skill() }
      if chance(2) { failIf() }
    }
  }

  /// Ends the block by a failure, where a condition holds.
  func failIf() {
    line("if \(condition()):")
    block { line(pick(["fail(\(leaf(.text)))", "raise SkillFailure(\(leaf(.text)))"])) }
  }
}
