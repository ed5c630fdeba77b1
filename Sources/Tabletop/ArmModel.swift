import Geometry
import RobotInterface

/// The arm and its tool as MJCF: the maker's joint origins, limits, masses and inertias; capsules, cylinders and boxes
/// for looks and contacts. The arm does not collide with itself, and its weight is compensated.
enum ArmModel {
  /// Drives of the published benchmark: newton metres per radian, newton metre seconds per radian, newton metres.
  static let stiffness = 1000.0
  static let damping = 100.0
  static let forceLimit = 100.0
  /// Damping and rotor inertia of each joint itself; they steady the integration.
  static let jointDamping = 1.0
  static let rotorInertia = 0.1

  static let cupCount = 5
  /// Centres of the cups on the tool, metres.
  static let cupPlaces: [(x: Double, y: Double)] = [
    (0.018, 0.025), (0.018, -0.025), (-0.018, 0.025), (-0.018, -0.025), (0, 0),
  ]

  /// Links whose contacts count as the tool's.
  static let toolBodies = ["tool"] + (0..<cupCount).map { "cup\($0)" }
  static let armBodies = ["base"] + (1...6).map { "link\($0)" }

  static func jointName(_ index: Int) -> String { "joint\(index + 1)" }

  static let defaults = """
    <default class="arm">
      <joint axis="0 0 1" damping="\(jointDamping)" armature="\(rotorInertia)"/>
      <geom mass="0" contype="2" conaffinity="1" group="1" material="shell" \(SceneModel.contact)/>
      <default class="trim"><geom contype="0" conaffinity="0" material="trim"/></default>
      <default class="tool"><geom material="tool"/></default>
      <default class="cup">
        <joint type="slide" range="-0.0015 0.0015" stiffness="200" damping="5" armature="0"/>
        <geom type="cylinder" size="0.008 0.007" material="rubber"/>
      </default>
    </default>
    """

  static let materials = """
    <material name="shell" rgba="0.93 0.93 0.94 1" specular="0.5" shininess="0.6"/>
    <material name="trim" rgba="0.42 0.45 0.5 1" specular="0.4" shininess="0.5"/>
    <material name="tool" rgba="0.13 0.14 0.16 1" specular="0.5" shininess="0.5"/>
    <material name="rubber" rgba="0.55 0.16 0.1 1" specular="0.1" shininess="0.1"/>
    """

  /// Inertial figures, and what the link looks like: geoms in the link's own frame.
  private struct Link {
    let mass: Double
    let centre: String
    let inertia: String
    let geoms: String
  }

  private static let baseLink = Link(
    mass: 2.7, centre: "0 0 0.09103", inertia: "0.00495 0.00494 0.00222",
    geoms: """
      <geom type="cylinder" class="trim" fromto="0 0 0 0 0 0.022" size="0.085"/>
      <geom type="cylinder" fromto="0 0 0.02 0 0 0.15" size="0.063"/>
      <geom type="cylinder" class="trim" fromto="0 0 0.15 0 0 0.158" size="0.066"/>
      """)

  private static let links: [Link] = [
    Link(
      mass: 2.16, centre: "-0.002 0.02692 -0.01332", inertia: "0.00539 0.00490 0.00312",
      geoms: """
        <geom type="cylinder" fromto="0 0 -0.11 0 0 0" size="0.06"/>
        <geom type="cylinder" fromto="0 -0.062 0 0 0.062 0" size="0.06"/>
        <geom type="cylinder" class="trim" fromto="0 -0.069 0 0 0.069 0" size="0.047"/>
        """),
    Link(
      mass: 1.71, centre: "0.03531 -0.21398 0.03386", inertia: "0.02487 0.00486 0.02388",
      geoms: """
        <geom type="capsule" fromto="0.004 -0.02 0 0.0495 -0.262 0" size="0.05"/>
        <geom type="cylinder" fromto="0.0535 -0.2845 -0.056 0.0535 -0.2845 0.056" size="0.054"/>
        <geom type="cylinder" class="trim" fromto="0.0535 -0.2845 -0.062 0.0535 -0.2845 0.062" size="0.042"/>
        """),
    Link(
      mass: 1.384, centre: "0.06781 0.10749 0.01457", inertia: "0.00537 0.00324 0.00502",
      geoms: """
        <geom type="capsule" fromto="0.01 0.01 0 0.07 0.085 0" size="0.045"/>
        <geom type="capsule" fromto="0.0775 0.1 0 0.0775 0.235 0" size="0.043"/>
        <geom type="cylinder" class="trim" fromto="0.0775 0.245 0 0.0775 0.283 0" size="0.0445"/>
        """),
    Link(
      mass: 1.115, centre: "-0.00021 0.02578 -0.02538", inertia: "0.00439 0.00401 0.00110",
      geoms: """
        <geom type="cylinder" fromto="0 0 -0.062 0 0 0" size="0.042"/>
        <geom type="cylinder" fromto="0 -0.05 0 0 0.05 0" size="0.043"/>
        <geom type="cylinder" class="trim" fromto="0 -0.056 0 0 0.056 0" size="0.033"/>
        """),
    Link(
      mass: 1.275, centre: "0.05428 0.01781 0.00543", inertia: "0.00120 0.00229 0.00269",
      geoms: """
        <geom type="capsule" fromto="0.008 0.004 0 0.068 0.02 0" size="0.037"/>
        <geom type="cylinder" fromto="0.076 0.005 0 0.076 0.086 0" size="0.037"/>
        """),
    Link(
      mass: 0.1096, centre: "0 0.00064 -0.00952", inertia: "0.000045 0.000048 0.000080",
      geoms: """
        <geom type="cylinder" class="trim" fromto="0 0 -0.011 0 0 0" size="0.0375"/>
        """),
  ]

  /// The body tree, its base on `ArmKinematics.base`.
  static var bodies: String {
    var text = body("base", at: ArmKinematics.base, baseLink)
    for (index, link) in links.enumerated() {
      let limits = ArmKinematics.limits[index]
      text += body("link\(index + 1)", at: ArmKinematics.origins[index], link)
      text += """
        <joint name="\(jointName(index))" range="\(limits.lowerBound) \(limits.upperBound)"/>
        """
    }
    return text + tool + String(repeating: "</body>", count: links.count + 1)
  }

  private static func body(_ name: String, at pose: Pose, _ link: Link) -> String {
    """
    <body name="\(name)" childclass="arm" gravcomp="1" \(SceneModel.attributes(pose))>
    <inertial mass="\(link.mass)" pos="\(link.centre)" diaginertia="\(link.inertia)"/>
    \(link.geoms)
    """
  }

  private static var tool: String {
    let cups = cupPlaces.enumerated().map { index, place in
      """
      <body name="cup\(index)" childclass="cup" gravcomp="1" pos="\(place.x) \(place.y) 0.1184">
      <inertial mass="0.002" pos="0 0 0" diaginertia="1e-7 1e-7 1e-7"/>
      <joint name="cup\(index)"/><geom/>
      </body>
      """
    }
    let mount = Camera.wrist.mount
    return """
      <camera name="wrist" \(SceneModel.attributes(mount)) fovy="\(SceneModel.degrees(Camera.wrist.fieldOfView))"/>
      <body name="tool" childclass="tool" gravcomp="1">
      <inertial mass="0.61" pos="0 0 0.055" diaginertia="0.00047 0.00033 0.00026"/>
      <geom type="cylinder" fromto="0 0 0 0 0 0.012" size="0.036" material="trim"/>
      <geom type="cylinder" fromto="0 0 0.012 0 0 0.1" size="0.021"/>
      <geom type="cylinder" fromto="0 0 0.012 0 0 0.022" size="0.03"/>
      <geom type="box" pos="0 0 0.104" size="0.027 0.034 0.006"/>
      <site name="tool" pos="0 0 \(ArmKinematics.toolInFlange.p.z)" size="0.001" group="4"/>
      \(cups.joined())
      </body>
      """
  }

  static var actuators: String {
    (0..<ArmKinematics.jointCount).map { index in
      """
      <position name="\(jointName(index))" joint="\(jointName(index))" kp="\(stiffness)" kv="\(damping)" \
      forcerange="-\(forceLimit) \(forceLimit)"/>
      """
    }.joined()
  }
}
