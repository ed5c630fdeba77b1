/// Why a text is no grammar; `description` is one line for a person.
public enum GrammarError: Error, Hashable, Sendable, CustomStringConvertible {
  case unexpected(String, line: Int, expected: String)
  case unclosed(String, line: Int)
  case duplicate(String, line: Int)
  /// A production refers to one that there is not.
  case undefined(String, in: String)
  /// A grammar over tokens cannot be written over characters, because a part of it may be empty on both sides.
  case emptyParts(in: String)

  public var description: String {
    switch self {
    case .unexpected(let found, let line, let expected): "line \(line): expected \(expected), found \(found)"
    case .unclosed(let opener, let line): "line \(line): \(opener) is not closed"
    case .duplicate(let name, let line): "line \(line): `\(name)` is defined twice"
    case .undefined(let name, let production): "`\(production)` refers to `\(name)`, which is not defined"
    case .emptyParts(let production): "every part of a sequence in `\(production)` may be empty"
    }
  }
}
