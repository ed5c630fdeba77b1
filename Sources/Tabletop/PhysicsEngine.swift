import CMuJoCo
import Geometry
import RobotInterface

/// A compiled model and its state in the physics library: owns both, and nothing else.
final class PhysicsEngine {
  let world: OpaquePointer

  /// Compiles an MJCF document. Throws `libraryNotFound`, `libraryUnusable` or `invalidModel`.
  init(document: String) throws(SimulatorError) {
    try MuJoCoLibrary.load()
    var created: OpaquePointer?
    let failure = EngineFailure.text { error, capacity in
      created = cmujoco_world_create(document, error, capacity)
      return created != nil
    }
    guard let created else { throw .invalidModel(failure ?? "no reason given") }
    world = created
  }

  deinit { cmujoco_world_destroy(world) }

  /// Index of an element that this program named. Throws `invalidModel` when the model lacks it.
  func find(_ kind: cmujoco_kind, _ name: String) throws(SimulatorError) -> Int {
    let index = Int(cmujoco_find(world, kind, name))
    guard index >= 0 else { throw .invalidModel("it has no \(name)") }
    return index
  }

  var time: Double { cmujoco_time(world) }
  var positions: UnsafeMutablePointer<Double> { cmujoco_positions(world) }
  var velocities: UnsafeMutablePointer<Double> { cmujoco_velocities(world) }
  var controls: UnsafeMutablePointer<Double> { cmujoco_controls(world) }

  func step() throws(WorldError) {
    let failure = EngineFailure.text { cmujoco_step(world, $0, $1) == 0 }
    if let failure { throw .unstable(failure) }
  }

  func forward() throws(WorldError) {
    let failure = EngineFailure.text { cmujoco_forward(world, $0, $1) == 0 }
    if let failure { throw .unstable(failure) }
  }

  func refresh() { cmujoco_refresh(world) }

  func sitePose(_ site: Int) -> Pose {
    Self.pose(cmujoco_site_position(world, Int32(site)), cmujoco_site_rotation(world, Int32(site)))
  }

  func cameraPose(_ camera: Int) -> Pose {
    Self.pose(cmujoco_camera_position(world, Int32(camera)), cmujoco_camera_rotation(world, Int32(camera)))
  }

  private static func pose(_ position: UnsafePointer<Double>, _ matrix: UnsafePointer<Double>) -> Pose {
    Pose(Vec3(position[0], position[1], position[2]), quaternion(matrix))
  }

  /// The quaternion of a row-major rotation matrix (Shepperd 1978: divides by the largest component).
  private static func quaternion(_ m: UnsafePointer<Double>) -> Quat {
    let squares = [m[0] + m[4] + m[8], m[0] - m[4] - m[8], m[4] - m[0] - m[8], m[8] - m[0] - m[4]].map { 1 + $0 }
    let largest = squares.indices.max { squares[$0] < squares[$1] } ?? 0
    let scale = 2 * squares[largest].squareRoot()
    let quat =
      switch largest {
      case 0: Quat(scale / 4, (m[7] - m[5]) / scale, (m[2] - m[6]) / scale, (m[3] - m[1]) / scale)
      case 1: Quat((m[7] - m[5]) / scale, scale / 4, (m[1] + m[3]) / scale, (m[2] + m[6]) / scale)
      case 2: Quat((m[2] - m[6]) / scale, (m[1] + m[3]) / scale, scale / 4, (m[5] + m[7]) / scale)
      default: Quat((m[3] - m[1]) / scale, (m[2] + m[6]) / scale, (m[5] + m[7]) / scale, scale / 4)
      }
    return quat.normalized
  }

  /// A contact of the last step, with the force in newtons that it put on the second body.
  struct Contact {
    let bodies: (Int, Int)
    let distance: Double
    /// From the first body to the second.
    let normal: Vec3
    fileprivate let index: Int32
  }

  var contacts: some Sequence<Contact> {
    (0..<cmujoco_contact_count(world)).lazy.map { [world] index in
      let contact = cmujoco_contact_at(world, index)
      let normal = Vec3(contact.normal.0, contact.normal.1, contact.normal.2)
      return Contact(
        bodies: (Int(contact.body.0), Int(contact.body.1)), distance: contact.distance, normal: normal, index: index)
    }
  }

  /// Newtons, world axes, on the second body of `contact`.
  func force(of contact: Contact) -> Vec3 {
    Self.vector { cmujoco_contact_force(world, contact.index, $0) }
  }

  /// Newtons, world axes, that a weld put on its second body in the last step.
  func weldForce(_ weld: Int) -> Vec3 { Self.vector { cmujoco_weld_force(world, Int32(weld), $0) } }

  private static func vector(_ fill: (UnsafeMutablePointer<Double>) -> Void) -> Vec3 {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { buffer in
      buffer.initialize(repeating: 0)
      if let start = buffer.baseAddress { fill(start) }
      return Vec3(buffer[0], buffer[1], buffer[2])
    }
  }

  /// Welds the second body where it is: at `pose` in the frame of the first.
  func activateWeld(_ weld: Int, at pose: Pose) {
    let data = cmujoco_weld_data(world, Int32(weld))
    let numbers = [0, 0, 0, pose.p.x, pose.p.y, pose.p.z, pose.q.w, pose.q.x, pose.q.y, pose.q.z, 1]
    for (index, number) in numbers.enumerated() { data?[index] = number }
    cmujoco_set_weld_active(world, Int32(weld), true)
  }

  func releaseWeld(_ weld: Int) { cmujoco_set_weld_active(world, Int32(weld), false) }
}
