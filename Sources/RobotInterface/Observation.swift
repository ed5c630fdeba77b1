import Geometry

/// Pose and velocity of a body in the world frame.
public struct BodyState: Hashable, Sendable {
  public var pose: Pose
  /// Of the body's origin, metres per second.
  public var linearVelocity: Vec3
  /// Radians per second.
  public var angularVelocity: Vec3

  public init(pose: Pose, linearVelocity: Vec3 = .zero, angularVelocity: Vec3 = .zero) {
    self.pose = pose
    self.linearVelocity = linearVelocity
    self.angularVelocity = angularVelocity
  }

  /// Below 1 mm/s and 0.01 rad/s: the benchmark's rule for "static".
  public var isStatic: Bool { linearVelocity.norm < 1e-3 && angularVelocity.norm < 1e-2 }
}

/// What a controller sees at one control step.
public struct Observation: Hashable, Sendable {
  /// Simulated seconds since the episode began.
  public var time: Double
  /// The tool centre point: origin at the rim of the cups, z out of the tool.
  public var tool: BodyState
  /// The tool pose that the arm has been told to reach: what the last action asked for, or as much of it as the joints'
  /// reach and speed allow. The next displacement is added to it.
  public var toolTarget: Pose
  /// Radians, base to wrist.
  public var jointPositions: [Double]
  /// Radians per second, base to wrist.
  public var jointVelocities: [Double]
  /// One per actor of the scene, in its order.
  public var actors: [BodyState]
  /// The actor that the gripper holds.
  public var held: ActorID?
  /// Whether any cup touches something.
  public var toolInContact: Bool

  public init(
    time: Double, tool: BodyState, toolTarget: Pose, jointPositions: [Double], jointVelocities: [Double],
    actors: [BodyState], held: ActorID?, toolInContact: Bool
  ) {
    self.time = time
    self.tool = tool
    self.toolTarget = toolTarget
    self.jointPositions = jointPositions
    self.jointVelocities = jointVelocities
    self.actors = actors
    self.held = held
    self.toolInContact = toolInContact
  }

  public subscript(_ id: ActorID) -> BodyState { actors[id.rawValue] }
}

/// What a controller asks of the arm for one control step: seven numbers in −1…1.
///
/// Displacement and rotation are given in the world's axes, about the tool centre point, and are added to
/// `Observation.toolTarget`. (A world may be set up to read them in the tool's axes, or to add them to the tool's
/// pose of the moment, as the published benchmark does.) A translation is cut to −1…1 along each axis, a rotation
/// vector to length 1. What the arm cannot reach leaves it where it is.
public struct Action: Hashable, Sendable {
  /// Displacement of the tool; 1 is 0.1 m along an axis.
  public var translation: Vec3
  /// Rotation vector of the tool; 1 is 0.1 rad about an axis.
  public var rotation: Vec3
  /// Above 0 the vacuum is on.
  public var vacuum: Double

  public init(translation: Vec3, rotation: Vec3, vacuum: Double) {
    self.translation = translation
    self.rotation = rotation
    self.vacuum = vacuum
  }

  /// Metres per unit of `translation`.
  public static let translationScale = 0.1
  /// Radians per unit of `rotation`.
  public static let rotationScale = 0.1
}
