import ArgumentParser

/// Where a run leaves checkpoints, and which one it goes on from.
struct CheckpointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep in this file what a killed run needs to go on: '--resume' takes it up.", valueName: "file"))
  var checkpoint: String?

  @Option(
    help: ArgumentHelp("Simulated time between two checkpoints, like 5s or 500ms. (default: 5s)", valueName: "time"),
    transform: CheckpointOptions.seconds)
  var every: Double?

  @Option(
    help: ArgumentHelp("Go on from this checkpoint, which holds program, task and options.", valueName: "file"))
  var resume: String?

  private static let usualSeconds = 5.0

  /// Simulated seconds between two checkpoints.
  var period: Double { every ?? Self.usualSeconds }

  mutating func validate() throws {
    try OutputName.check(checkpoint, "--checkpoint", as: .checkpoint)
    if every != nil, checkpoint == nil {
      throw ValidationError("'--every' says how often '--checkpoint' writes: name the file.")
    }
  }

  /// A time above zero with its unit; seconds without one.
  private static func seconds(_ text: String) throws -> Double {
    let (number, unit): (Substring, Double) =
      text.hasSuffix("ms") ? (text.dropLast(2), 0.001) : text.hasSuffix("s") ? (text.dropLast(), 1) : (text[...], 1)
    guard let value = Double(number), value.isFinite, value > 0 else {
      throw ValidationError("'\(text)' is no time above zero: write 5s or 500ms.")
    }
    return value * unit
  }
}
