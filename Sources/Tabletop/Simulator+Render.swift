extension Simulator {
  /// A picture from `camera` as it is now. Cameras for people draw shadows; what a policy sees is drawn plainly. Edges
  /// are hard: draw at twice the size and take `Image.halved` for a smooth picture.
  ///
  /// Cost: about 3 ms at 256 × 256, with shadows 25 ms at 512 × 512; 50 ms more the first time. Throws
  /// `renderingUnavailable`, also for a size that is not 1…2048.
  public func render(_ camera: Camera, width: Int, height: Int) throws(SimulatorError) -> Image {
    guard (1...2048).contains(width), (1...2048).contains(height), let index = cameras[camera] else {
      throw .renderingUnavailable("a picture of \(width) × \(height) pixels is out of range")
    }
    let renderer = try openRenderer(side: max(width, height))
    return try renderer.draw(camera: index, width: width, height: height, shadows: camera.isForPeople)
  }

  /// The graphics context, made when first needed, and made anew when a larger picture is asked for.
  private func openRenderer(side: Int) throws(SimulatorError) -> SceneRenderer {
    if let renderer, renderer.side >= side { return renderer }
    renderer = nil
    let opened = try SceneRenderer(engine: engine, side: max(side, 512))
    renderer = opened
    return opened
  }
}
