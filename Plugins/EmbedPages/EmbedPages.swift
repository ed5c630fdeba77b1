import Foundation
import PackagePlugin

/// Turns the pages in `Documentation/Diagnostics` into a Swift file, so that the command carries them.
///
/// As a string literal they compile in no time; `.embedInCode` would make tens of thousands of integer literals of them.
@main
struct EmbedPages: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let folder = root.appending(path: "Documentation/Diagnostics")
    let pages = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "md" }
      .sorted { $0.path < $1.path }
    let script = root.appending(path: "Tools/embed-pages.sh")
    let output = context.pluginWorkDirectoryURL.appending(path: "PageSources.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(pages.count) pages on diagnostics", executable: URL(filePath: "/bin/sh"),
        arguments: [script.path, output.path] + pages.map(\.path), inputFiles: [script] + pages,
        outputFiles: [output])
    ]
  }
}
