import CMuJoCo

/// Draws the pictures of a scene's textures into its model.
enum SceneTextures {
  /// `names` are those of `SceneModel.textures`, in its order.
  static func draw(_ names: [String], into engine: PhysicsEngine) throws(SimulatorError) {
    for (index, name) in names.enumerated() {
      let texture = try engine.find(CMUJOCO_TEXTURE, SceneModel.textureName(index))
      var (width, height): (Int32, Int32) = (0, 0)
      guard let target = cmujoco_texture_pixels(engine.world, Int32(texture), &width, &height), width == height,
        let picture = Texture(named: name)
      else { throw .invalidModel("the texture '\(name)' has no picture") }
      for (offset, byte) in picture.pixels(side: Int(width)).enumerated() { target[offset] = byte }
    }
  }
}
