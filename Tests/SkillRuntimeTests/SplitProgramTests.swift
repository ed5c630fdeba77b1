import SkillMachine
import SkillRuntime
import TestSupport
import Testing

/// A program cut into turns does what it does as one turn, wherever it is cut.
@Suite struct SplitProgramTests {
  /// How a program ended, what it printed, and what it left.
  struct Result: Equatable {
    var printed = ""
    var memory: [String: Value] = [:]
    /// Of the last turn, without the place, which counts lines anew in every turn.
    var failure: RuntimeFailure.Cause?
  }

  /// Nil if a turn does not compile: a program may use a `def` before the statement that defines it.
  private func run(_ turns: [String]) throws -> Result? {
    var talk = Conversation()
    var result = Result()
    for text in turns {
      let turn = try talk.turn(text)
      guard let end = turn.end else { return nil }
      result.printed += turn.printed
      if case .failed(let failure) = end { result.failure = failure.cause }
      if end != .finished(isDone: false) { break }
    }
    result.memory = talk.memory
    return result
  }

  @Test(arguments: try ProgramCorpus.files(in: "Tests/Snippets"))
  func aProgramInTurnsDoesWhatItDoesWhole(_ program: ProgramCorpus.Program) throws {
    guard let whole = try run([program.text]) else { return #expect(Bool(false), "\(program) does not compile") }
    let pieces = ProgramTurns(program.text)
    var random = SplitMix(seed: UInt64(program.text.utf8.count))
    // Each statement a turn, then random cuts.
    var ways = [pieces.cuts]
    for _ in 0..<6 { ways.append(pieces.cuts.filter { _ in random.next() % 3 == 0 }) }
    for cuts in ways {
      guard let split = try run(pieces.turns(at: cuts)) else { continue }
      #expect(split == whole, "\(program), cut at \(cuts)")
    }
  }

  @Test func mostProgramsCanBeCutAnywhere() throws {
    let programs = try ProgramCorpus.files(in: "Tests/Snippets")
    let cut = try programs.filter { program in
      let pieces = ProgramTurns(program.text)
      return try run(pieces.turns(at: pieces.cuts)) != nil
    }
    #expect(cut.count * 10 >= programs.count * 8, "\(cut.count) of \(programs.count)")
  }
}

/// Steele, Lea and Flood's generator: for choices that a seed repeats.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
