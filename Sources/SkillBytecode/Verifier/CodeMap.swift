import SkillDiagnostics

/// Which instructions of a module control comes to from elsewhere than the one before.
struct CodeMap {
  /// By instruction: bits of those below; of straight code none.
  var marks: [UInt8]
  /// The jumps back, in the order of their origins until `sort`; by target from then on.
  private(set) var loops: [Loop] = []
  /// Where regions that handlers cover begin and where they have ended, in order after `sort`, each once.
  private(set) var boundaries: [Boundary] = []

  /// Jumps ahead go here.
  static let target: UInt8 = 1
  /// Jumps back go here.
  static let head: UInt8 = 2
  /// A handler goes here.
  static let handler: UInt8 = 4
  /// A region that a handler covers begins or has ended here.
  static let boundary: UInt8 = 8

  /// Somebody wants to know what the registers hold here.
  static let watch: UInt8 = 16

  /// The code from the head of a loop to the last jump back to it.
  struct Loop: BitwiseCopyable {
    let head: Int
    var end: Int
  }

  /// A place, and how far the handler reaches whose region begins or has ended there.
  struct Boundary: BitwiseCopyable {
    let position: Int
    var end: Int
  }

  /// One more than there are instructions, for what ends with the code.
  init(codeCount: Int) {
    marks = Array(repeating: 0, count: codeCount + 1)
    loops.reserveCapacity(16)
    boundaries.reserveCapacity(16)
  }

  /// Notes a jump.
  mutating func jump(from origin: Int, to target: Int) {
    if target > origin {
      marks[target] |= Self.target
    } else {
      marks[target] |= Self.head
      loops.append(Loop(head: target, end: origin))
    }
  }

  /// Notes a handler.
  mutating func handle(_ handler: Handler) {
    marks[handler.target] |= Self.handler
    bound(handler.code.lowerBound, handler)
    bound(handler.code.upperBound, handler)
  }

  private mutating func bound(_ position: Int, _ handler: Handler) {
    marks[position] |= Self.boundary
    boundaries.append(Boundary(position: position, end: handler.target))
  }

  /// Puts loops and boundaries in order, those at one place together.
  mutating func sort() {
    loops.sort { ($0.head, $0.end) < ($1.head, $1.end) }
    var count = 0
    for loop in loops {
      if count > 0, loops[count - 1].head == loop.head {
        loops[count - 1].end = loop.end
      } else {
        loops[count] = loop
        count += 1
      }
    }
    loops.truncate(to: count)
    boundaries.sort { ($0.position, $0.end) < ($1.position, $1.end) }
    count = 0
    for place in boundaries {
      if count > 0, boundaries[count - 1].position == place.position {
        boundaries[count - 1].end = place.end
      } else {
        boundaries[count] = place
        count += 1
      }
    }
    boundaries.truncate(to: count)
  }

  /// The index in `loops` of the one whose head is here.
  func loop(at position: Int) -> Int { Self.first(loops.count) { loops[$0].head >= position } }

  /// The index in `boundaries` of the one that is here.
  func boundary(at position: Int) -> Int { Self.first(boundaries.count) { boundaries[$0].position >= position } }

  /// The first index from which on `holds` does.
  private static func first(_ count: Int, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
