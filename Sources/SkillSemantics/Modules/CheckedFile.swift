/// A checker that is done with a file: what a file that comes later grows from. Immutable, and a class because it is
/// large and goes from hand to hand.
final class CheckedFile: Sendable {
  let checker: Checker

  init(_ checker: consuming Checker) { self.checker = checker }
}
