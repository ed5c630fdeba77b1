import Evaluation
import RobotInterface

/// Keeps the state of a run in a file: at its beginning, then at even distances of simulated time.
struct CheckpointWriter {
  let path: String
  /// Simulated seconds between two checkpoints.
  private let period: Double
  /// With the state as of the last writing.
  private var checkpoint: Checkpoint
  /// Simulated seconds at which the next one is due.
  private var due = 0.0

  init(_ path: String, period: Double, of checkpoint: Checkpoint) {
    self.path = path
    self.period = period
    self.checkpoint = checkpoint
  }

  /// Writes a checkpoint if one is due.
  mutating func follow(_ rollout: Rollout, time: Double) throws(CommandFailure) {
    // Control steps add up to a multiple of the period only nearly.
    guard time >= due - 1e-6 else { return }
    try write(rollout)
    due = ((time + 1e-6) / period).rounded(.down) * period + period
  }

  /// Writes a checkpoint now.
  mutating func write(_ rollout: Rollout) throws(CommandFailure) {
    do throws(StateError) { checkpoint.state = try rollout.execution.savedState() } catch {
      throw .environment("the run cannot be kept: \(error.reason)")
    }
    do throws(OutputError) { try checkpoint.write(to: path) } catch { throw .environment(error.description) }
  }
}
