/// The published pools of shapes. Those built here are upright prisms, and of the published pools each keeps just them;
/// which is what makes the three equal.
public enum ShapePool: Hashable, Sendable {
  /// What can be put down somewhere.
  case top
  /// What something can be put on.
  case base
  case primitives

  public func shapes(in split: Split) -> [Shape] {
    switch split {
    case .train: [.cube, .cylinder, .triangle, .hexagon]
    case .test: [.star]
    }
  }
}

/// The two published pools of textures: T1 for what is put down, T2 for what is under it, unless a task exchanges them.
public enum TexturePool: Hashable, Sendable {
  case first, second

  public func textures(in split: Split) -> [String] {
    switch (self, split) {
    case (.first, .train): Self.firstTrain
    case (.first, .test): Self.firstTest
    case (.second, .train): Self.secondTrain
    case (.second, .test): Self.secondTest
    }
  }

  private static let firstTrain = [
    "cyan", "red", "white", "yellow", "tiled", "wooden", "checkerboard",
    "black paisley", "green paisley", "purple paisley", "yellow paisley",
    "black white polka dot", "green blue polka dot",
    "green blue stripe", "red purple stripe", "red yellow stripe", "yellow green stripe",
    "green swirl", "red swirl", "yellow swirl",
    "dark green blue polka dot",
    "dark red purple stripe", "dark red yellow stripe", "dark green_purple stripe", "dark green_blue stripe",
    "dark green swirl", "dark red swirl", "dark yellow swirl",
  ]

  private static let firstTest = [
    "magma", "swirl", "blue paisley", "red blue polka dot", "yellow blue stripe",
    "dark red_blue polka dot", "dark yellow_blue stripe",
  ]

  private static let secondTrain = [
    "black", "blue", "green", "grey", "purple", "brick", "granite", "plastic", "tiger",
    "blue purple polka dot", "red green polka dot", "red purple polka dot", "red yellow polka dot",
    "yellow blue polka dot", "yellow green polka dot", "yellow purple polka dot",
    "blue purple stripe", "green purple stripe", "red blue stripe", "red green stripe",
    "blue swirl",
    "dark blue purple polka dot", "dark red green polka dot", "dark red purple polka dot",
    "dark red yellow polka dot", "dark yellow blue polka dot", "dark yellow green polka dot",
    "dark yellow purple polka dot",
    "dark blue_purple stripe", "dark red blue stripe", "dark red green stripe", "dark yellow_green stripe",
    "dark blue swirl",
  ]

  private static let secondTest = [
    "rainbow", "red paisley", "purple swirl", "green purple polka dot", "yellow purple stripe",
    "dark green purple polka dot", "dark purple swirl", "dark yellow_purple stripe",
  ]
}
