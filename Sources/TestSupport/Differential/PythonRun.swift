import Foundation

/// Runs programs of the shared dialect under CPython, all in one process.
public enum PythonRun {
  /// What a program printed, and the exception that ended it; the name is empty for one that ran to its end.
  public struct Outcome: Equatable, Sendable {
    public let printed: String
    public let exception: String
  }

  private static let driver = """
    import contextlib, io, json, sys
    outcomes = []
    for text in json.load(open(sys.argv[1], encoding='utf-8')):
        printed, exception = io.StringIO(), ''
        try:
            with contextlib.redirect_stdout(printed):
                exec(compile(text, 'random.py', 'exec'), {'__name__': '__main__'})
        except Exception as e:
            exception = type(e).__name__
        outcomes.append([printed.getvalue(), exception])
    json.dump(outcomes, open(sys.argv[2], 'w', encoding='utf-8'))
    """

  /// The outcomes in the order of the programs. Cost: half a millisecond each, and the start of one process.
  public static func outcomes(of programs: [String], python: String) throws -> [Outcome] {
    let folder = try ScratchFolder()
    try folder.write(driver, to: "driver.py")
    try folder.write(String(decoding: try JSONEncoder().encode(programs), as: UTF8.self), to: "programs.json")
    _ = try CPython.run(python, ["driver.py", "programs.json", "outcomes.json"].map(folder.file))
    let outcomes = try JSONDecoder().decode([[String]].self, from: Data(folder.bytes("outcomes.json")))
    return outcomes.map { Outcome(printed: $0[0], exception: $0[1]) }
  }
}
