/// A string that equals only strings of the same bytes: equal strings of Swift need not have the same scalars.
struct ExactText: Hashable {
  let text: String

  /// Strings of the same bytes are equal to Swift too, so its hash serves.
  func hash(into hasher: inout Hasher) { hasher.combine(text) }

  static func == (a: ExactText, b: ExactText) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
}
