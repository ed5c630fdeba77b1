import Geometry
import RobotInterface

/// What contacts did to the actors: impulses of the last physics step, touches by the tool in the last control step.
struct ContactRecord {
  let actorCount: Int
  /// N·s on an actor (column) from another (row; the last row is the ground), of the last physics step.
  private(set) var impulses: [Vec3]
  /// Whether the tool touched each actor at any physics step of the last control step.
  var toolTouched: [Bool]
  /// Whether a cup touches anything.
  var cupTouches = false

  init(actorCount: Int) {
    self.actorCount = actorCount
    impulses = [Vec3](repeating: .zero, count: actorCount * (actorCount + 1))
    toolTouched = [Bool](repeating: false, count: actorCount)
  }

  mutating func beginControlStep() {
    for index in toolTouched.indices { toolTouched[index] = false }
  }

  mutating func beginMeasuring() {
    for index in impulses.indices { impulses[index] = .zero }
    cupTouches = false
  }

  /// `support` nil is the ground.
  mutating func add(_ impulse: Vec3, from support: ActorID?, on actor: ActorID) {
    impulses[index(support, actor)] += impulse
  }

  func impulse(from support: ActorID?, on actor: ActorID) -> Vec3 { impulses[index(support, actor)] }

  private func index(_ support: ActorID?, _ actor: ActorID) -> Int {
    (support?.rawValue ?? actorCount) * actorCount + actor.rawValue
  }

  /// The record as numbers, and back: part of a saved state.
  var numbers: [Double] {
    impulses.flatMap { [$0.x, $0.y, $0.z] } + toolTouched.map { $0 ? 1 : 0 } + [cupTouches ? 1 : 0]
  }

  mutating func restore(_ numbers: ArraySlice<Double>) {
    var rest = numbers
    for index in impulses.indices {
      impulses[index] = Vec3(rest.removeFirst(), rest.removeFirst(), rest.removeFirst())
    }
    for index in toolTouched.indices { toolTouched[index] = rest.removeFirst() != 0 }
    cupTouches = rest.removeFirst() != 0
  }
}
