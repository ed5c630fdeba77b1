import SkillDiagnostics

/// What somebody asks of the debugger.
enum DebugOrder: Hashable {
  enum Way: Hashable { case step, next, skill, finish, resume, back, backSkill, reverse }

  case go(Way, times: Int)
  /// Simulated seconds.
  case goTo(time: Double)
  case stop(String)
  case delete(Int?)
  case variables
  case memory
  case scene
  case source
  case calls
  case value(of: String)
  case picture(file: String)
  case help
  case quit

  /// What a line cannot be read as; a sentence.
  struct Mistake: Error { let message: String }

  private enum Word: String, CaseIterable {
    case step, next, skill, finish, back, delete, locals, memory, scene, list, print, image, help, quit
    case resume = "continue"
    case reverse = "reverse-continue"
    case goTo = "goto"
    case stop = "break"
    case calls = "where"

    /// The short form.
    var letter: String {
      switch self {
      case .skill: "k"
      case .back: "bs"
      case .reverse: "rc"
      case .scene: "sc"
      case .list: "ls"
      default: String(rawValue.prefix(1))
      }
    }
  }

  /// Reads one line that is not empty.
  init(_ line: String) throws(Mistake) {
    let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
    guard let first = words.first else { throw Mistake(message: "say what to do") }
    let (word, rest) = (try Self.word(first), Array(words.dropFirst()))
    switch word {
    case .step: self = .go(.step, times: try Self.count(rest))
    case .next: self = .go(.next, times: try Self.count(rest))
    case .skill: self = .go(.skill, times: try Self.count(rest))
    case .finish: self = .go(.finish, times: try Self.count(rest))
    case .resume: self = .go(.resume, times: try Self.count(rest))
    case .reverse: self = .go(.reverse, times: try Self.count(rest))
    case .back where rest.first == "skill" || rest.first == "k":
      self = .go(.backSkill, times: try Self.count(Array(rest.dropFirst())))
    case .back: self = .go(.back, times: try Self.count(rest))
    case .goTo: self = .goTo(time: try Self.time(rest))
    case .stop: self = .stop(line.drop { $0 != " " && $0 != "\t" }.trimmed)
    case .delete: self = .delete(rest.isEmpty ? nil : try Self.count(rest))
    case .locals: self = .variables
    case .memory: self = .memory
    case .scene: self = .scene
    case .list: self = .source
    case .calls: self = .calls
    case .print:
      guard !rest.isEmpty else {
        throw Mistake(message: "print what? A variable, or something in memory: print a, print pose_dict['a']")
      }
      self = .value(of: rest.joined(separator: " "))
    case .image:
      guard rest.count == 1 else { throw Mistake(message: "name the file for the picture: image now.png") }
      self = .picture(file: rest[0])
    case .help: self = .help
    case .quit: self = .quit
    }
  }

  /// Whether an empty line after it asks for the same again.
  var isRepeatable: Bool { if case .go = self { true } else { false } }

  private static func word(_ text: String) throws(Mistake) -> Word {
    if let word = Word.allCases.first(where: { $0.rawValue == text || $0.letter == text }) { return word }
    if text == "?" { return .help }
    let starts = Word.allCases.filter { $0.rawValue.hasPrefix(text) }
    if starts.count == 1 { return starts[0] }
    let meant =
      starts.isEmpty
      ? NearMisses.best(text, in: Word.allCases.map(\.rawValue)).map { "; did you mean '\($0)'?" }
        ?? "; 'help' lists them"
      : ": " + starts.map(\.rawValue).joined(separator: ", ") + "?"
    throw Mistake(message: "there is no command '\(text)'\(meant)")
  }

  private static func count(_ words: [String]) throws(Mistake) -> Int {
    guard let word = words.first else { return 1 }
    guard words.count == 1, let count = Int(word), (1...1_000_000).contains(count) else {
      throw Mistake(message: "'\(words.joined(separator: " "))' is no number above zero")
    }
    return count
  }

  /// `12.4`, `12.4s`, `t=12.4s` or `start`.
  private static func time(_ words: [String]) throws(Mistake) -> Double {
    let text = words.joined()
    if text == "start" { return 0 }
    let number = (text.hasPrefix("t=") ? text.dropFirst(2) : text[...])
    guard let time = Double(number.hasSuffix("s") ? number.dropLast() : number), time.isFinite, time >= 0 else {
      throw Mistake(message: "go to which moment of simulated time? goto t=12.4s, or goto start")
    }
    return time
  }
}

extension StringProtocol {
  /// Without spaces at both ends.
  var trimmed: String {
    let rest = drop { $0 == " " || $0 == "\t" }
    return String(rest.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
