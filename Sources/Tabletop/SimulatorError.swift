/// Why there is no simulator, or no picture of it.
public enum SimulatorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The physics library is at none of the places it is looked for.
  case libraryNotFound(searched: [String])
  /// A file is there but is not the library that this program was built for.
  case libraryUnusable(path: String, reason: String)
  /// The layout asks for what cannot be built, such as a size that is not positive.
  case invalidLayout(String)
  /// The physics engine refused a model that this program wrote: an internal error.
  case invalidModel(String)
  /// Pictures cannot be drawn here, for want of a graphics library.
  case renderingUnavailable(String)
  /// A saved state is not one of this scene.
  case invalidState(String)

  public var description: String {
    switch self {
    case .libraryNotFound(let searched):
      "MuJoCo is not installed: there is no \(searched.joined(separator: ", nor ")). Run 'make deps' to fetch it."
    case .libraryUnusable(let path, let reason):
      "MuJoCo cannot be used: \(path): \(reason). Run 'make deps' to fetch it again."
    case .invalidLayout(let reason): "the scene cannot be built: \(reason)"
    case .invalidModel(let reason): "internal error: the physics engine refused the scene: \(reason)"
    case .renderingUnavailable(let reason):
      "no picture can be drawn: \(reason). Run 'make deps' to install the graphics library."
    case .invalidState(let reason): "the saved state does not fit this scene: \(reason)"
    }
  }
}
