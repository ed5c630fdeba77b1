/// Colours of text, where the stream shows them.
struct Paint {
  private let isOn: Bool

  init(for stream: OutputStream) { isOn = stream.hasColor }

  func success(_ text: String) -> String { paint(text, "1;32") }
  func failure(_ text: String) -> String { paint(text, "1;31") }
  /// For what matters less.
  func dim(_ text: String) -> String { paint(text, "2") }

  private func paint(_ text: String, _ code: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
