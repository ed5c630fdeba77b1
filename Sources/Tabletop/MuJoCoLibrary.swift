import CMuJoCo

#if canImport(Glibc)
  import Glibc
#endif

/// The physics library on this machine: found and opened on first use, once for the process.
package enum MuJoCoLibrary {
  /// The file that the release this package is built for installs.
  static let fileName = "libmujoco.so.4.0.0"

  private static let outcome: Result<Void, SimulatorError> = Result { () throws(SimulatorError) in
    if let named = getenv("SKILLET_MUJOCO") {
      try open(candidates: [String(cString: named)])
    } else {
      try open(candidates: installedFiles() + [fileName], describedAs: places())
    }
  }

  /// Opens the library unless that was done. Throws `libraryNotFound` or `libraryUnusable`, each time the same.
  ///
  /// Where it is looked for: the file that `SKILLET_MUJOCO` names and nowhere else; without that variable beside the
  /// package that the running program was built in, then from the working directory upward, then by the loader.
  static func load() throws(SimulatorError) { try outcome.get() }

  private static let installedPath = ".deps/mujoco/lib/" + fileName

  private static func installedFiles() -> [String] {
    [directoryOfExecutable(), workingDirectory()].compactMap(\.self).flatMap(ancestors)
      .map { $0 + "/" + installedPath }.filter { access($0, F_OK) == 0 }
  }

  private static func places() -> [String] {
    [directoryOfExecutable(), workingDirectory()].compactMap(\.self).map { "\(installedPath) in \($0) or above it" }
      + ["\(fileName) on the loader's path"]
  }

  /// Opens the first of `candidates` that exists; a name without a slash is left to the loader's search.
  /// `places` says in an error where that was; without it the candidates themselves do.
  package static func open(candidates: [String], describedAs places: [String]? = nil) throws(SimulatorError) {
    for path in candidates {
      let isSearched = !path.contains("/")
      guard isSearched || access(path, F_OK) == 0 else { continue }
      let failure = EngineFailure.text { cmujoco_open(path, $0, $1) == 0 }
      guard let failure else { return }
      if isSearched { break }
      throw .libraryUnusable(path: path, reason: failure)
    }
    throw .libraryNotFound(searched: places ?? candidates)
  }

  private static func ancestors(of directory: String) -> [String] {
    var found: [String] = []
    var current = directory[...]
    while let slash = current.lastIndex(of: "/") {
      found.append(String(current))
      current = current[..<slash]
    }
    return found
  }

  private static func directoryOfExecutable() -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    guard readlink("/proc/self/exe", &buffer, Int(PATH_MAX)) > 0 else { return nil }
    let path = text(buffer)
    return path.lastIndex(of: "/").map { String(path[..<$0]) }
  }

  private static func workingDirectory() -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    return getcwd(&buffer, Int(PATH_MAX)) == nil ? nil : text(buffer)
  }

  private static func text(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// The line that a function of the C shim leaves when it fails.
enum EngineFailure {
  /// Calls `body` with a buffer for the line and its capacity; nil when `body` says that it succeeded.
  static func text(_ body: (UnsafeMutablePointer<CChar>, Int32) -> Bool) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
      guard let start = buffer.baseAddress else { return "out of memory" }
      start.initialize(repeating: 0, count: buffer.count)
      return body(start, Int32(buffer.count)) ? nil : String(cString: start)
    }
  }
}
