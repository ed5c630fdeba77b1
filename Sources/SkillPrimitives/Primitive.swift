import Geometry
import RobotInterface

/// The smallest unit of work: a motion with an end that can be checked. Every controller, scripted or learned, acts
/// within one primitive at a time; what plans between them is shared.
public enum Primitive: Hashable, Sendable {
  /// The empty tool comes to stand over an actor.
  case approach(Approach)
  /// Down onto the actor, vacuum on, and up with it.
  case graspAndLift(GraspAndLift)
  /// The load is carried to stand over its place.
  case transfer(Transfer)
  /// Down with the load until it stands, and let go.
  case placeAndRelease(PlaceAndRelease)
  /// Straight up, away from what was let go.
  case retreat(Retreat)
  /// The tool goes to a pose, with what it holds.
  case moveTo(MoveTo)
  /// Stand still, keeping hold.
  case hold(Hold)

  public struct Approach: Hashable, Sendable {
    public let grasp: Grasp
    /// Where the actor was when the way was planned.
    public let actorPose: Pose
    /// Ends `SuctionTool.hover` above contact.
    public let path: ToolPath
  }

  public struct GraspAndLift: Hashable, Sendable {
    public let actor: ActorID
    /// The tool's pose when the cups lie on the face.
    public let contact: Pose
    /// Straight up from contact.
    public let lift: ToolPath
  }

  public struct Transfer: Hashable, Sendable {
    public let placement: Placement
    /// Where the actor is to be at the end: above its place.
    public let above: Pose
    public let path: ToolPath
  }

  public struct PlaceAndRelease: Hashable, Sendable {
    public let placement: Placement
  }

  public struct Retreat: Hashable, Sendable {
    public let path: ToolPath
  }

  public struct MoveTo: Hashable, Sendable {
    /// What the tool holds on the way.
    public let load: ActorID?
    public let path: ToolPath
  }

  public struct Hold: Hashable, Sendable {
    public let load: ActorID?
    /// Of simulated time.
    public let seconds: Double
  }

  /// Names a primitive without its parameters, in records and tables.
  public enum Name: String, CaseIterable, Hashable, Sendable {
    case approach
    case graspAndLift = "grasp_and_lift"
    case transfer
    case placeAndRelease = "place_and_release"
    case retreat
    case moveTo = "move_to"
    case hold
  }

  public var name: Name {
    switch self {
    case .approach: .approach
    case .graspAndLift: .graspAndLift
    case .transfer: .transfer
    case .placeAndRelease: .placeAndRelease
    case .retreat: .retreat
    case .moveTo: .moveTo
    case .hold: .hold
    }
  }

  /// The actor that the primitive is about, where there is one.
  public var actor: ActorID? {
    switch self {
    case .approach(let approach): approach.grasp.actor
    case .graspAndLift(let grasp): grasp.actor
    case .transfer(let transfer): transfer.placement.actor
    case .placeAndRelease(let place): place.placement.actor
    case .retreat: nil
    case .moveTo(let move): move.load
    case .hold(let hold): hold.load
    }
  }

  /// The way that was planned for it, where there is one.
  public var path: ToolPath? {
    switch self {
    case .approach(let approach): approach.path
    case .graspAndLift(let grasp): grasp.lift
    case .transfer(let transfer): transfer.path
    case .placeAndRelease, .hold: nil
    case .retreat(let retreat): retreat.path
    case .moveTo(let move): move.path
    }
  }

  /// Seconds after which it is given up: thrice what an unhurried motion takes, and time to settle.
  public var timeLimit: Double {
    switch self {
    case .hold(let hold): hold.seconds + 1
    case .placeAndRelease: 8
    default: 5 + 3 * TimedPath(path ?? ToolPath(from: .identity, to: .identity), limits: .transfer).duration
    }
  }
}

/// Why a primitive ended without reaching its end.
public enum Setback: Hashable, Sendable {
  /// The cups were on the face and held nothing.
  case notGrasped
  /// What was held is not held any more.
  case dropped
  /// The actor is not where it was when the motion was planned.
  case moved
  /// The arm pushes against something and does not get on.
  case stuck
  /// What was let go does not come to rest.
  case restless
  case timeout
}
