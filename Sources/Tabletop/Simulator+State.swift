import CMuJoCo
import Geometry
import RobotInterface

extension Simulator {
  /// Everything that the future of this world depends on, and what was last measured. Restoring it, here or in
  /// another simulator of the same layout and options, continues bit for bit.
  public func saveState() -> [Double] {
    var numbers = [Double](repeating: 0, count: engineStateSize)
    cmujoco_get_state(engine.world, &numbers)
    for weld in 0..<weldCount {
      if let data = cmujoco_weld_data(engine.world, weld) {
        numbers += UnsafeBufferPointer(start: data, count: Int(CMUJOCO_WELD_DATA))
      }
    }
    let target = toolTarget
    numbers += jointReference
    numbers += [target.p.x, target.p.y, target.p.z, target.q.w, target.q.x, target.q.y, target.q.z]
    numbers.append(Double(held?.rawValue ?? -1))
    return numbers + contactRecord.numbers
  }

  /// Throws `invalidState` for numbers that are not a saved state of this scene.
  public func restore(_ numbers: [Double]) throws(SimulatorError) {
    let welds = engineStateSize + Int(weldCount * CMUJOCO_WELD_DATA)
    let own = welds + ArmKinematics.jointCount + 8
    guard numbers.count == own + contactRecord.numbers.count else {
      throw .invalidState("it has \(numbers.count) numbers where this scene has \(own + contactRecord.numbers.count)")
    }
    guard numbers.allSatisfy(\.isFinite) else { throw .invalidState("a number is not finite") }
    let heldIndex = numbers[own - 1]
    guard heldIndex == -1 || description.actors.contains(where: { $0.isMovable && Double($0.id.rawValue) == heldIndex })
    else { throw .invalidState("it holds an actor that is not there") }

    for weld in 0..<weldCount {
      guard let data = cmujoco_weld_data(engine.world, weld) else { continue }
      let begin = engineStateSize + Int(weld * CMUJOCO_WELD_DATA)
      for index in 0..<Int(CMUJOCO_WELD_DATA) { data[index] = numbers[begin + index] }
    }
    cmujoco_set_state(engine.world, numbers)
    do {
      try engine.forward()
    } catch {
      throw .invalidState("the physics refuses it: \(error)")
    }
    // Computing contacts touches the solver's starting point, which is part of the state.
    cmujoco_set_state(engine.world, numbers)
    engine.refresh()

    let joints = numbers[welds..<(welds + ArmKinematics.jointCount)]
    jointReference = Array(joints)
    let t = Array(numbers[joints.endIndex..<(own - 1)])
    toolTarget = Pose(Vec3(t[0], t[1], t[2]), Quat(t[3], t[4], t[5], t[6]))
    held = heldIndex < 0 ? nil : ActorID(rawValue: Int(heldIndex))
    contactRecord.restore(numbers[own...])
  }

  private var engineStateSize: Int { Int(cmujoco_state_size(engine.world)) }
  private var weldCount: Int32 { cmujoco_count(engine.world, CMUJOCO_EQUALITY) }

  /// A digest of the saved state: equal for equal worlds.
  public var stateDigest: UInt64 {
    var hash = Fingerprint()
    for number in saveState() { hash.add(number) }
    return hash.value
  }
}
