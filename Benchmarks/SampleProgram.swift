/// A program of any length, written alike in three languages, so that their front ends do the same work.
///
/// It is made of blocks of about thirty lines as robot programs have them: `def`s with contracts, loops, branches, memory,
/// text, containers and skill calls. `@` in a block stands for its number, so that no two share a name.
struct SampleProgram {
  enum Dialect: String, CaseIterable {
    case skill
    case python = "py"
    case lua
  }

  /// The least number of whole blocks that has `lines` lines in Skill.
  let blockCount: Int

  init(lines: Int) {
    var written = 0
    var count = 0
    while written < lines {
      written += Self.blocks[count % Self.blocks.count].text(in: .skill).lineCount
      count += 1
    }
    blockCount = count
  }

  func source(in dialect: Dialect) -> String {
    var text = ""
    for number in 0..<blockCount {
      text += Self.blocks[number % Self.blocks.count].text(in: dialect)
        .replacing("@", with: String(number))
    }
    return text + "done()\n"
  }

  var lineCount: Int { source(in: .skill).lineCount }

  private static let blocks = [SampleBlock.clearing, .measuring, .sorting]
}

extension String {
  fileprivate var lineCount: Int { utf8.count { $0 == UInt8(ascii: "\n") } }

  fileprivate func replacing(_ mark: Character, with text: String) -> String {
    split(separator: mark, omittingEmptySubsequences: false).joined(separator: text)
  }
}
