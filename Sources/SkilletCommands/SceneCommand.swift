import ArgumentParser
import Evaluation
import Tabletop

/// `skillet scene`: what is on the table.
struct SceneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scene",
    abstract: "Show what is on the table of a task.",
    discussion: """
      Prints the prompt and every actor: the name that a program calls it by, its cell in the base camera's picture \
      (for actor_pos), where it stands, how far it is turned about the vertical, and its size.

      Examples:
        skillet scene swap --seed 3
        skillet scene swap --seed 3 --image scene.png
      """)

  @Argument(help: "The task; 'skillet tasks' lists them.", transform: TaskName.parse)
  var task: TaskName

  @OptionGroup var scene: SceneOptions

  @Option(help: ArgumentHelp("Also write a picture of the scene as PNG.", valueName: "file"))
  var image: String?

  @Option(help: ArgumentHelp("The camera of the picture.", valueName: "camera"))
  var camera: Camera = .base

  @OptionGroup var format: FormatOption

  mutating func validate() throws { try OutputName.check(image, "--image", as: .picture) }

  func run() throws {
    let table = try Self.build(scene.episode(of: task))
    if let image { try Self.write(camera, of: table, to: image) }
    switch format.format {
    case .text: try OutputStream.standardOutput.write(SceneText(table.summary).text)
    case .json: try OutputStream.standardOutput.writeLine(table.summary.json.text)
    }
  }

  static func build(
    _ id: EpisodeID, options: PhysicsOptions = PhysicsOptions()
  ) throws(CommandFailure) -> Tabletop {
    do throws(TabletopError) { return try Tabletop(id, options: options) } catch {
      throw .environment(error.description)
    }
  }

  static func write(_ camera: Camera, of table: Tabletop, to path: String) throws(CommandFailure) {
    let picture: Image
    do throws(SimulatorError) {
      picture = try table.render(camera, width: pictureSize, height: pictureSize)
    } catch {
      throw .environment(error.description)
    }
    do throws(OutputError) { try PNGFile.write(picture, to: path) } catch { throw .environment(error.description) }
  }

  /// Side of the picture, pixels.
  private static let pictureSize = 512
}

extension Camera: ExpressibleByArgument {}
