import ArgumentParser
import Tabletop

/// How actions are read and how exactly an episode begins: the same options for every command that moves the arm.
struct PhysicsOptionGroup: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Standard deviation of the noise on the start joints.", valueName: "rad"))
  var jointNoise = 0.0

  @Option(help: ArgumentHelp("What an action is added to: target or current.", valueName: "base"))
  var actionBase: PhysicsOptions.ActionBase = .target

  @Option(help: ArgumentHelp("The axes of an action: world or tool.", valueName: "frame"))
  var actionFrame: PhysicsOptions.ActionFrame = .world

  /// Radians; beyond it the arm would begin anywhere, also in the table.
  private static let largestNoise = 0.2

  mutating func validate() throws {
    guard (0...Self.largestNoise).contains(jointNoise) else {
      throw ValidationError("'--joint-noise' is from 0 to \(Self.largestNoise) rad, not \(jointNoise).")
    }
  }

  /// The first of these options that asks for anything but the usual.
  var given: String? {
    let usual = PhysicsOptions()
    if jointNoise != usual.jointNoise { return "--joint-noise" }
    if actionBase != usual.actionBase { return "--action-base" }
    return actionFrame != usual.actionFrame ? "--action-frame" : nil
  }

  var options: PhysicsOptions {
    PhysicsOptions(jointNoise: jointNoise, actionBase: actionBase, actionFrame: actionFrame)
  }
}

extension PhysicsOptions.ActionBase: ExpressibleByArgument {}
extension PhysicsOptions.ActionFrame: ExpressibleByArgument {}
