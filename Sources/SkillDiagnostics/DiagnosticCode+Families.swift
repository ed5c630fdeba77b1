extension DiagnosticCode {
  /// Whether it is looked for only when asked for: SK5###.
  public var isLint: Bool { rawValue.hasPrefix("SK5") }

  /// All lints.
  public static let lints: Set<DiagnosticCode> = Set(allCases.filter(\.isLint))

  /// Whether it says how the program fits a scene: SK4###.
  public var isOfScene: Bool { rawValue.hasPrefix("SK4") }

  /// Whether `# skill: ignore[…]` may leave out an error of this code. Such an error foretells what happens in a run; the
  /// compiler can do without it. Warnings can always be left out.
  public var canBeIgnored: Bool {
    switch self {
    case .missingReturn, .endlessLoop, .unboundedRecursion, .gripperNotEmpty, .notHeld, .unsetKey, .unknownActor,
      .unknownImage, .goalOutOfRange:
      true
    default: isLint
    }
  }
}
