import ArgumentParser

/// Checks the names of files that a command is to write, before it begins.
enum OutputName {
  enum Kind {
    case picture, video, lines, checkpoint, module

    /// The endings that fit, if any matter.
    fileprivate var endings: [String] {
      switch self {
      case .picture: ["png"]
      case .video: ["mp4", "m4v"]
      case .lines, .checkpoint, .module: []
      }
    }
  }

  /// Throws when `name`, the value of `option`, promises what the command does not write.
  static func check(_ name: String?, _ option: String, as kind: Kind) throws {
    guard let name else { return }
    guard name != "-" else {
      throw ValidationError("'\(option) -' names no file: to write to standard output, say /dev/stdout.")
    }
    let base = name.split(separator: "/").last ?? ""
    guard let wanted = kind.endings.first, let dot = base.lastIndex(of: "."), dot != base.startIndex else { return }
    let ending = base[base.index(after: dot)...].lowercased()
    guard !kind.endings.contains(ending) else { return }
    let better = "\(name.dropLast(ending.count))\(wanted)"
    throw ValidationError("'\(option)' writes \(wanted.uppercased()): name the file '\(better)', not '\(name)'.")
  }
}
