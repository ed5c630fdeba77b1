import CMuJoCo

/// An off-screen graphics context for one simulator.
final class SceneRenderer {
  /// The largest picture in pixels, either way.
  let side: Int

  private let handle: OpaquePointer
  /// The renderer draws this engine's state, so it must not outlive it.
  private let engine: PhysicsEngine

  init(engine: PhysicsEngine, side: Int) throws(SimulatorError) {
    var created: OpaquePointer?
    let failure = EngineFailure.text { error, capacity in
      created = cmujoco_renderer_create(engine.world, Int32(side), error, capacity)
      return created != nil
    }
    guard let created else { throw .renderingUnavailable(failure ?? "no reason given") }
    handle = created
    self.engine = engine
    self.side = side
  }

  deinit { cmujoco_renderer_destroy(handle) }

  func draw(camera: Int, width: Int, height: Int, shadows: Bool) throws(SimulatorError) -> Image {
    var image = Image(width: width, height: height)
    let failure = EngineFailure.text { error, capacity in
      cmujoco_renderer_draw(
        handle, Int32(camera), Int32(width), Int32(height), shadows, &image.rgb, error, capacity) == 0
    }
    if let failure { throw .renderingUnavailable(failure) }
    image.flipRows()
    return image
  }
}
