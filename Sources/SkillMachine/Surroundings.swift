/// What a machine is run with, which never changes: an object, so that running counts no references but its own.
final class Surroundings: Sendable {
  let scene: [ActorFacts]
  let limits: MachineLimits
  let observesMemory: Bool

  /// Of no machine.
  static let none = Surroundings(scene: [], limits: MachineLimits(), observesMemory: false)

  init(scene: [ActorFacts], limits: MachineLimits, observesMemory: Bool) {
    self.scene = scene
    self.limits = limits
    self.observesMemory = observesMemory
  }
}
