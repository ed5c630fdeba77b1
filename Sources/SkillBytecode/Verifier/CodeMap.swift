/// Which instructions of a module control comes to from elsewhere than the one before.
struct CodeMap {
  /// By instruction: bits of those below; of straight code none.
  var marks: [UInt8]

  /// Jumps ahead go here.
  static let target: UInt8 = 1
  /// Jumps back go here.
  static let head: UInt8 = 2
  /// A handler goes here.
  static let handler: UInt8 = 4
  /// A region that a handler covers begins or has ended here.
  static let boundary: UInt8 = 8

  /// One more than there are instructions, for what ends with the code.
  init(codeCount: Int) { marks = Array(repeating: 0, count: codeCount + 1) }
}
