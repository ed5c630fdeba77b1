import Geometry
import RobotInterface

/// The benchmark's world: an arm, a table, the scene of one episode, and its task.
///
/// It steps, it answers the queries of the language, and it says how the task stands. One identity and one series of
/// actions give one history, bit for bit, in every process on one kind of machine.
///
/// Use it from one thread at a time.
public final class Tabletop: RestorableWorld {
  public let episode: Episode
  public let options: PhysicsOptions
  public let simulator: Simulator
  /// How the task stands after the last control step; before the first, how the scene begins.
  public private(set) var status: TaskStatus
  /// Control steps since the episode began.
  public private(set) var stepCount = 0

  var random: SeededRandom
  private var memory: GoalMemory

  /// Control steps after which the published benchmark ends an episode.
  public static let stepLimit = 1000
  /// Control steps in which actors come to rest before the episode begins; they are not counted.
  private static let settlingSteps = 25

  /// Draws the scene, builds it and lets it come to rest. Takes some tens of milliseconds.
  public convenience init(_ id: EpisodeID, options: PhysicsOptions = PhysicsOptions()) throws(TabletopError) {
    try self.init(Episode(id), options: options)
  }

  /// Builds a scene that was put together by hand, and lets it come to rest.
  public init(_ episode: Episode, options: PhysicsOptions = PhysicsOptions()) throws(TabletopError) {
    self.episode = episode
    self.options = options
    random = episode.id.random(for: "queries").split("variant \(episode.id.variant)")
    memory = GoalMemory(for: episode.task.goal)
    do throws(SimulatorError) {
      simulator = try Simulator(layout: Self.layout(of: episode, options), options: options)
    } catch {
      throw .simulator(error)
    }
    let wait = Action(translation: .zero, rotation: .zero, vacuum: episode.layout.heldAtStart == nil ? -1 : 1)
    do throws(WorldError) {
      for _ in 0..<Self.settlingSteps { try simulator.step(wait) }
    } catch {
      throw .unstable(error)
    }
    // The scene as it begins is looked at for what it lacks; nothing of that is remembered or counted.
    var discarded = memory
    let verdict = episode.task.goal.evaluate(in: simulator, memory: &discarded)
    status = TaskStatus(
      succeededOnce: false, succeedsNow: verdict.holdsNow, reward: verdict.reward, lacking: verdict.lacking)
  }

  /// The episode's scene, with the noise that the options ask for on the joints of the arm.
  private static func layout(of episode: Episode, _ options: PhysicsOptions) -> SceneLayout {
    guard options.jointNoise > 0 else { return episode.layout }
    var layout = episode.layout
    var random = episode.id.random(for: "joint noise")
    layout.jointOffsets = ArmKinematics.home.map { _ in options.jointNoise * random.normal() }
    return layout
  }

  public var controlPeriod: Double { Simulator.controlPeriod }
  public var scene: SceneDescription { simulator.description }
  /// What the task asks for, with the actors' names in it.
  public var prompt: String { episode.prompt }

  /// Time runs from the end of settling.
  public func observe() -> Observation {
    var observation = simulator.observe()
    observation.time = Double(stepCount) * controlPeriod
    return observation
  }

  public func step(_ action: Action) throws(WorldError) {
    try simulator.step(action)
    stepCount += 1
    let verdict = episode.task.goal.evaluate(in: simulator, memory: &memory)
    status = TaskStatus(
      succeededOnce: status.succeededOnce || verdict.isAchieved, succeedsNow: verdict.holdsNow,
      reward: verdict.reward, lacking: verdict.lacking)
  }

  /// A picture of the world as it is now. Throws when pictures cannot be drawn on this machine.
  public func render(_ camera: Camera, width: Int, height: Int) throws(SimulatorError) -> Image {
    try simulator.render(camera, width: width, height: height)
  }
}

// MARK: - Saving

extension Tabletop {
  /// Everything that changes in a world, as a value.
  public struct State: Hashable, Sendable {
    /// Which episode it is a state of.
    public let episode: EpisodeID
    /// Of `Simulator.saveState`.
    let simulator: [Double]
    let memory: GoalMemory
    let random: SeededRandom
    let status: TaskStatus
    let stepCount: Int
  }

  /// The state now. `restore` in this world, or in another of the same episode, goes on from it bit for bit.
  public func saveState() -> State {
    State(
      episode: episode.id, simulator: simulator.saveState(), memory: memory, random: random, status: status,
      stepCount: stepCount)
  }

  /// Goes back, or on, to a saved state. Throws, and changes nothing, when the state is not one of this episode.
  public func restore(_ state: State) throws(TabletopError) {
    guard state.episode == episode.id else {
      throw .foreignState("it is of task '\(state.episode.task.rawValue)', seed \(state.episode.seed)")
    }
    guard state.memory.fits(episode.task.goal) else { throw .foreignState("its goals are not those of the task") }
    do throws(SimulatorError) {
      try simulator.restore(state.simulator)
    } catch {
      throw .foreignState(error.description)
    }
    memory = state.memory
    random = state.random
    status = state.status
    stepCount = state.stepCount
  }

  /// A digest of everything that changes in this world: equal for equal histories.
  public var digest: UInt64 {
    var hash = Fingerprint()
    hash.add(simulator.stateDigest)
    memory.add(to: &hash)
    random.add(to: &hash)
    hash.add(UInt64(stepCount))
    hash.add(UInt64(status.succeededOnce ? 1 : 0))
    return hash.value
  }
}
