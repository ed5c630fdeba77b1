/// Names an object of the heap: its kind in the two low bits, its slot in that kind's pool above. Zero names none.
struct Handle: Hashable, Sendable, BitwiseCopyable {
  enum Kind: UInt32 {
    case text = 1
    case list = 2
    case dict = 3
  }

  let rawValue: UInt32

  static let null = Handle(rawValue: 0)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ kind: Kind, _ slot: Int) { rawValue = UInt32(truncatingIfNeeded: slot) << 2 | kind.rawValue }

  var kind: Kind? { Kind(rawValue: rawValue & 3) }
  var slot: Int { Int(rawValue >> 2) }
}
