import ArgumentParser
import Glibc
import SkillDiagnostics
import SkillSemantics

/// Where a program's imports are looked for: options that commands which compile share.
struct ImportOptions: ParsableArguments {
  @Option(
    name: [.customShort("I", allowingJoined: true)],
    help: ArgumentHelp(
      "Look for imported files in this folder, too, after the program's own. Repeatable.", valueName: "folder"))
  var folders: [String] = []

  mutating func validate() throws {
    for folder in folders {
      var status = stat()
      guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw ValidationError("'-I \(folder)': there is no such folder.")
      }
    }
  }

  /// Throws when folders are given for the program at `path`, a module, which imports nothing any more.
  func refuse(for path: String) throws(CommandFailure) {
    guard folders.isEmpty else {
      throw .usage("'\(path)' is a module, which holds what it imports: leave '-I' out.")
    }
  }

  /// The files that the program at `path` can import.
  func modules(besides path: String) -> ModuleFiles { ModuleFiles(program: path, folders: folders) }
}

/// Finds imported files: `import a.b` is `a/b.skill`, beside the program or in one of the folders that the user names.
struct ModuleFiles: ModuleLoader {
  /// In the order in which they are searched; each ends in `/`, and the current folder is empty.
  private let folders: [String]
  private let program: String

  /// `-` stands for a program that is read from standard input, in the current folder.
  init(program: String, folders: [String]) {
    self.program = program
    let own = program.lastIndex(of: "/").map { String(program[...$0]) } ?? ""
    self.folders = [own] + folders.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
  }

  /// The names under which a module may be found, the first that is there being it.
  func candidates(for path: [String]) -> [String] {
    folders.map { $0 + path.joined(separator: "/") + ".skill" }
  }

  func load(_ path: [String]) -> ModuleFile {
    let files = candidates(for: path)
    for file in files {
      var status = stat()
      if stat(file, &status) != 0, errno == ENOENT || errno == ENOTDIR { continue }
      do throws(CommandFailure) { return .found(try SourceReader.read(file)) } catch {
        return .unreadable(error.message)
      }
    }
    return .missing(places: files)
  }

  func modules(near path: [String]) -> [String] {
    let parents = path.dropLast()
    var names: [String] = []
    for folder in folders {
      guard let directory = opendir(folder + parents.map { $0 + "/" }.joined() + ".") else { continue }
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let file = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let isProgram = parents.isEmpty && folder + file == program
        guard file.hasSuffix(".skill"), !isProgram else { continue }
        let name = (parents + [String(file.dropLast(".skill".count))]).joined(separator: ".")
        if !names.contains(name) { names.append(name) }
      }
    }
    return names.sorted()
  }
}
