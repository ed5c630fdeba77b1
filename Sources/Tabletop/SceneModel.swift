import Geometry

/// Writes a layout as an MJCF document. Every element that the simulator looks up has a name; actors are known by
/// their index, since their names need not be unique.
struct SceneModel {
  let layout: SceneLayout
  /// The side in pixels of a texture's picture.
  static let textureSide = 128
  /// Friction 1, and contacts stiff enough that boxes sink 3 µm. Measured with towers of six of each shape: they stand
  /// and creep less than 10 µm in 5 s. The engine's defaults creep and fall; torsional friction (`condim` 4) changes
  /// nothing on faces and costs a quarter more time.
  static let contact = """
    condim="3" friction="1 0.005 0.0001" solref="0.005 1" solimp="0.95 0.99 0.001"
    """

  static func actorName(_ index: Int) -> String { "actor\(index)" }
  static func weldName(_ index: Int) -> String { "grip\(index)" }
  static func textureName(_ index: Int) -> String { "texture\(index)" }

  static func attributes(_ pose: Pose) -> String {
    """
    pos="\(pose.p.x) \(pose.p.y) \(pose.p.z)" quat="\(pose.q.w) \(pose.q.x) \(pose.q.y) \(pose.q.z)"
    """
  }

  static func degrees(_ radians: Double) -> Double { radians * 180 / .pi }

  /// The names of the textures in the order of their pictures in the model: the table's, then the actors'.
  var textures: [String] {
    var names = [Self.tableTexture]
    for actor in layout.actors where !names.contains(actor.texture) { names.append(actor.texture) }
    return names
  }

  static let tableTexture = "table"

  /// Distinct shapes with their sizes; actors that share one share its mesh.
  private var forms: [Form] {
    var found: [Form] = []
    for actor in layout.actors {
      let form = Form(actor)
      if !found.contains(form) { found.append(form) }
    }
    return found
  }

  private struct Form: Hashable {
    let shape: Shape
    let size: Vec3

    init(_ actor: SceneActor) {
      shape = actor.shape
      size = actor.size
    }

    /// What contacts of a piece of it are computed on; a box has its own geom type.
    func hullAsset(named name: String, _ outline: [Vec3]) -> String {
      let corners = Shape.prism(outline, height: size.z).map { "\($0.x) \($0.y) \($0.z)" }
      return "<mesh name=\"\(name)\" vertex=\"\(corners.joined(separator: " "))\"/>"
    }
  }

  var document: String {
    """
    <mujoco model="tabletop">
    <compiler angle="radian" autolimits="true" balanceinertia="false"/>
    <option timestep="0.002" cone="elliptic" impratio="10" integrator="implicitfast" solver="Newton"/>
    <statistic center="-0.2 0 0.2" extent="1"/>
    <visual>
      <headlight ambient="0.34 0.34 0.36" diffuse="0.12 0.12 0.12" specular="0 0 0"/>
      <map znear="0.01" zfar="10"/>
      <quality shadowsize="2048"/>
    </visual>
    <default>\(ArmModel.defaults)</default>
    <asset>\(assets)</asset>
    <worldbody>\(surroundings)\(ArmModel.bodies)\(layout.actors.indices.map(body).joined())</worldbody>
    <equality>\(layout.actors.indices.map(weld).joined())</equality>
    <actuator>\(ArmModel.actuators)</actuator>
    </mujoco>
    """
  }

  private var assets: String {
    var text = ArmModel.materials
    for index in textures.indices {
      text += """
        <texture name="\(Self.textureName(index))" type="2d" builtin="flat" \
        width="\(Self.textureSide)" height="\(Self.textureSide)"/>
        <material name="\(Self.textureName(index))" texture="\(Self.textureName(index))" \
        \(index == 0 ? "texrepeat=\"2 2\" specular=\"0.15\" shininess=\"0.2\"" : "specular=\"0.2\" shininess=\"0.3\"")/>
        """
    }
    text += """
      <texture type="skybox" builtin="gradient" rgb1="0.86 0.9 0.94" rgb2="0.5 0.58 0.65" width="64" height="384"/>
      """
    for (index, form) in forms.enumerated() {
      text += PrismMesh(shape: form.shape, size: form.size).asset(named: "look\(index)")
      guard form.shape != .cube else { continue }
      for (piece, outline) in form.shape.convexFootprints(size: form.size).enumerated() {
        text += form.hullAsset(named: "hull\(index)_\(piece)", outline)
      }
    }
    return text
  }

  /// Light, cameras, the ground that things rest on, and a table under it that is only looked at.
  private var surroundings: String {
    let cameras = Camera.allCases.filter { $0 != .wrist }.map { camera in
      """
      <camera name="\(camera.rawValue)" \(Self.attributes(camera.mount)) fovy="\(Self.degrees(camera.fieldOfView))"/>
      """
    }
    let legs = [(-1.19, -0.69), (-1.19, 0.69), (0.19, -0.69), (0.19, 0.69)].map { x, y in
      """
      <geom type="box" pos="\(x) \(y) -0.39" size="0.035 0.035 0.36" rgba="0.33 0.23 0.15 1" contype="0" conaffinity="0"/>
      """
    }
    return """
      <light directional="true" pos="0.5 0.9 1.6" dir="-0.42 -0.5 -0.85" diffuse="0.62 0.62 0.6" specular="0.3 0.3 0.3"/>
      <light directional="true" pos="0.3 -1.2 1.2" dir="-0.4 0.7 -0.6" diffuse="0.2 0.2 0.22" castshadow="false"/>
      \(cameras.joined())
      <geom name="ground" type="plane" size="0 0 1" group="3" \(Self.contact)/>
      <geom type="plane" pos="-0.5 0 0" size="0.75 0.75 1" material="\(Self.textureName(0))" contype="0" conaffinity="0"/>
      <geom type="box" pos="-0.5 0 -0.0155" size="0.75 0.75 0.015" rgba="0.45 0.32 0.2 1" contype="0" conaffinity="0"/>
      \(legs.joined())
      <geom type="plane" pos="0 0 -0.75" size="6 6 1" rgba="0.15 0.25 0.25 1" contype="0" conaffinity="0"/>
      """
  }

  private func body(_ index: Int) -> String {
    let actor = layout.actors[index]
    let joint = actor.isMovable ? "<freejoint name=\"\(Self.actorName(index))\"/>\(inertia(actor))" : ""
    return """
      <body name="\(Self.actorName(index))" \(Self.attributes(actor.pose))>\(joint)
      \(geoms(actor))
      </body>
      """
  }

  private func geoms(_ actor: SceneActor) -> String {
    let form = Form(actor)
    let mesh = forms.firstIndex(of: form) ?? 0
    let material = Self.textureName(textures.firstIndex(of: actor.texture) ?? 0)
    let look = """
      <geom type="mesh" mesh="look\(mesh)" material="\(material)" contype="0" conaffinity="0" mass="0" group="1"/>
      """
    let half = 0.5 * actor.size
    if actor.shape == .cube {
      return look + "<geom type=\"box\" size=\"\(half.x) \(half.y) \(half.z)\" mass=\"0\" group=\"3\" \(Self.contact)/>"
    }
    return look
      + actor.shape.convexFootprints(size: actor.size).indices.map { piece in
        "<geom type=\"mesh\" mesh=\"hull\(mesh)_\(piece)\" mass=\"0\" group=\"3\" \(Self.contact)/>"
      }.joined()
  }

  private func inertia(_ actor: SceneActor) -> String {
    let moments = actor.shape.moments(size: actor.size)
    let mass = actor.density * moments.area * actor.size.z
    let scale = actor.density * actor.size.z
    let vertical = mass * actor.size.z * actor.size.z / 12
    let (xx, yy) = (scale * moments.yy + vertical, scale * moments.xx + vertical)
    let zz = scale * (moments.xx + moments.yy)
    return """
      <inertial pos="0 0 0" mass="\(mass)" fullinertia="\(xx) \(yy) \(zz) \(-scale * moments.xy) 0 0"/>
      """
  }

  private func weld(_ index: Int) -> String {
    guard layout.actors[index].isMovable else { return "" }
    return """
      <weld name="\(Self.weldName(index))" body1="tool" body2="\(Self.actorName(index))" active="false" \
      solref="0.004 1" solimp="0.95 0.99 0.001"/>
      """
  }
}
