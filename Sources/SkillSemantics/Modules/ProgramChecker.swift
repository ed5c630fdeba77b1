import SkillDiagnostics
import SkillSyntax

/// Checks a program and the files that it imports: each once, and before those that import it, so that all grow one
/// typed tree.
struct ProgramChecker: ~Copyable {
  let facts: SceneFacts?
  let options: CheckOptions
  let loader: (any ModuleLoader)?
  /// What the session has defined whose next turn is checked.
  private let names: SessionNames?
  /// Where the files of this program begin, after those of earlier turns.
  private let firstFile: Int
  /// The names of all files so far: equal names have equal symbols in all of them.
  private var symbols = Prelude.shared.symbols
  private var files: [ProgramFile] = []
  private var ignores: [IgnoreComments] = []
  private var modules: [String: ModuleState] = [:]
  /// What the next file's typed tree grows from.
  private var last: CheckedFile?
  private var diagnostics: [Diagnostic] = []
  /// Whether calling a function moves the robot or ends the program, for the functions of `last`.
  private var acts: [Bool] = []

  private enum ModuleState {
    case underway
    /// Index into the import table's modules.
    case checked(Int)
    case failed(ImportResolution)
  }

  /// How deep imports may nest, and how many bytes the imported files may have together.
  private static let maximalDepth = 64
  private static let maximalSize = maximalSourceSize

  init(facts: SceneFacts?, options: CheckOptions, loader: (any ModuleLoader)?, names: SessionNames? = nil) {
    self.facts = facts
    self.options = options
    self.loader = loader
    self.names = names
    firstFile = names?.files.count ?? 0
    guard let names, let last = names.last else { return }
    symbols = last.checker.tree.symbols
    files = names.files
    modules = names.modules.mapValues { .checked($0) }
    acts = names.acts
    self.last = last
  }

  mutating func check(_ source: SourceFile) -> CheckResult {
    check(parse(source, symbols: symbols)).result
  }

  /// Checks a turn of the session; nil for the names that it leaves if it has errors.
  mutating func checkTurn(_ source: SourceFile) -> (result: CheckResult, names: SessionNames?) {
    var checked = check(parse(source, symbols: symbols))
    let result = checked.result
    guard result.program != nil, var names else { return (result, nil) }
    names.acts = acts + Array(repeating: false, count: max(0, checked.checker.functions.count - acts.count))
    checked.checker.finishTurn(&names)
    names.finish(checked.checker)
    names.files = files
    for (name, state) in modules {
      if case .checked(let index) = state { names.modules[name] = index }
    }
    return (result, names)
  }

  private struct Checked: ~Copyable {
    let result: CheckResult
    var checker: Checker
  }

  private mutating func check(_ parsed: ParsedFile) -> Checked {
    var checker = check(parsed, named: nil, within: [])
    if names != nil { checker.shiftSpans() }
    var result = CheckResult(tree: parsed.tree, program: nil, diagnostics: [], files: files.map(\.source))
    let program = checker.program()
    let isSound = !hasErrors
    let flow = ProgramFlow(program, lostCalls: checker.lostCalls, knownActors: names?.actors ?? [:])
    var analyses = Analyses(flow, Prelude.shared, facts: facts, options: options)
    analyses.run(contracts: checker.contracts)
    keep(analyses.diagnostics)
    if isSound, !options.lints.isEmpty {
      var lints = Lints(flow, options)
      keep(lints.find())
      if !hasErrors, options.lints.contains(.unusedIgnore) { diagnostics += unusedIgnores() }
    }
    if !hasErrors { result.program = program }
    result.diagnostics = inOrder(diagnostics)
    return Checked(result: result, checker: checker)
  }

  /// Mistakes that leave no doubt about what a line says.
  private static let layout: Set<DiagnosticCode> = [.tabIndentation, .inconsistentDedent, .backslashJoin]

  private var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  // MARK: One file

  /// Checks a file after those that it imports. `chain` are the imports that lead to it.
  private mutating func check(_ parsed: ParsedFile, named name: String?, within chain: [Link]) -> Checker {
    symbols = parsed.tree.symbols
    let file = files.count
    let start = files.last.map { $0.start + UInt32($0.source.bytes.count) + 1 } ?? 0
    files.append(ProgramFile(source: parsed.tree.source, start: start))
    ignores.append(IgnoreComments(in: parsed.tree))
    let link = Link(module: name, file: parsed.tree.source.name)
    let resolutions = resolveImports(of: parsed.tree, within: chain + [link])
    var checker = self.checker(parsed, name, file, resolutions, [:])
    let syntaxErrors = parsed.diagnostics.filter { $0.severity == .error && !Self.layout.contains($0.code) }
      .map(\.span.start)
    // A top-level variable that a `def` reads has one type; each pass may find that it must be a wider one, or what an
    // empty list holds that is read before anything is put into it.
    for pass in 1...8 {
      checker.run(syntaxErrors: syntaxErrors)
      let isDone = !checker.sharedTypesChanged && checker.lateContainers.isEmpty && !checker.retypedChanged
      guard !isDone, pass < 8 else { break }
      var next = self.checker(parsed, name, file, resolutions, checker.sharedTypes)
      next.retyped = checker.retyped
      next.types = checker.types
      next.knownContainers = checker.knownContainers.merging(checker.lateContainers) { $1 }
      checker = next
    }
    checker.reportLateContainers()
    keep(parsed.diagnostics + checker.diagnostics)
    return checker
  }

  private func checker(
    _ parsed: ParsedFile, _ name: String?, _ file: Int, _ resolutions: [NodeID: ImportResolution],
    _ sharedTypes: [Symbol: Type]
  ) -> Checker {
    var checker = Checker(
      parsed.tree, prelude: Prelude.shared, facts: facts, options: options, sharedTypes: sharedTypes)
    last?.checker.grow(&checker)
    checker.imports.resolutions = resolutions
    checker.imports.files = files
    checker.imports.file = file
    checker.imports.moduleName = name
    checker.imports.isGuarded = names != nil
    if name == nil, let names { checker.adopt(names) }
    return checker
  }

  // MARK: Imports

  /// An import on the way to the file being checked. The program itself has no module name.
  private struct Link {
    var module: String?
    var file: String
  }

  private mutating func resolveImports(of tree: SyntaxTree, within chain: [Link]) -> [NodeID: ImportResolution] {
    var resolutions: [NodeID: ImportResolution] = [:]
    for statement in tree.children(tree.root) {
      switch tree.kind(statement) {
      case .importStatement:
        for alias in tree.children(statement) where tree.kind(alias) == .importAlias {
          resolutions[alias] = resolve(tree.child(alias, 0), in: tree, within: chain)
        }
      case .fromImportStatement:
        if let path = tree.children(statement).first {
          resolutions[statement] = resolve(path, in: tree, within: chain)
        }
      default: break
      }
    }
    return resolutions
  }

  /// Nil for `math`, which is no file, and for a path that could not be read.
  private mutating func resolve(_ node: NodeID, in tree: SyntaxTree, within chain: [Link]) -> ImportResolution? {
    guard tree.kind(node) == .dottedName, tree.children(node).allSatisfy({ tree.kind($0) == .name }) else { return nil }
    let path = tree.children(node).map { tree.name(of: $0) }
    let name = path.joined(separator: ".")
    switch modules[name] {
    case .checked(let index): return .module(index, isFirst: false)
    case .failed(let failure): return failure
    case .underway:
      let first = chain.firstIndex { $0.module == name } ?? 0
      return .failure(.importCycle(chain[first...].compactMap(\.module) + [name]), notes: [], suggestion: nil)
    case nil:
      if name == "math" { return nil }
      let found = load(path, named: name, within: chain)
      if case .failure = found, case .underway? = modules[name] { modules[name] = .failed(found) }
      return found
    }
  }

  private mutating func load(_ path: [String], named name: String, within chain: [Link]) -> ImportResolution {
    modules[name] = .underway
    switch loader?.load(path) ?? .missing(places: []) {
    case .missing(let places): return missing(path, named: name, places)
    case .unreadable(let reason): return .failure(.unreadableModule(name, reason: reason), notes: [], suggestion: nil)
    case .found(let source):
      if let first = chain.firstIndex(where: { $0.file == source.name }) {
        let names = chain[first...].map { $0.module ?? $0.file } + [name]
        return .failure(.importCycle(names), notes: [], suggestion: nil)
      }
      let size = files.dropFirst(firstFile + 1).reduce(source.bytes.count) { $0 + $1.source.bytes.count }
      guard chain.count <= Self.maximalDepth, size <= Self.maximalSize else {
        let limit =
          chain.count > Self.maximalDepth
          ? "nest at most \(Self.maximalDepth) deep" : "have at most \(Self.maximalSize >> 20) MiB together"
        return .failure(.importLimit(name, limit: limit), notes: [], suggestion: nil)
      }
      let index = checkModule(source, named: name, within: chain)
      modules[name] = .checked(index)
      return .module(index, isFirst: true)
    }
  }

  private func missing(_ path: [String], named name: String, _ places: [String]) -> ImportResolution {
    if let advice = path.first.flatMap({ ForeignNames.advice(for: $0) }) {
      return .failure(.foreignName(name, instead: advice), notes: [], suggestion: nil)
    }
    let known = loader?.modules(near: path) ?? []
    var notes = places.isEmpty ? [] : ["There is no file \(places.map { "'\($0)'" }.joined(separator: " or "))."]
    let best = NearMisses.best(name, in: known)
    if best == nil, !known.isEmpty {
      notes.append("There are \(known.prefix(12).map { "`\($0)`" }.joined(separator: ", ")).")
    }
    return .failure(.unknownModule(name), notes: notes, suggestion: best)
  }

  /// Checks a module and adds what it offers; its index.
  private mutating func checkModule(_ source: SourceFile, named name: String, within chain: [Link]) -> Int {
    let errorsBefore = diagnostics.count { $0.severity == .error }
    let parsed = parse(source, symbols: symbols)
    var checker = check(parsed, named: name, within: chain)
    let isSound = errorsBefore == diagnostics.count { $0.severity == .error }
    if isSound {
      var actions = ImportActions(checker.program(), known: acts)
      let found = actions.find(from: checker.imports.firstFunction)
      acts = actions.acts
      keep(
        found.map { Diagnostic(NameFinding.importedAction($0.name), at: Location(source, $0.span)) })
    }
    acts += Array(repeating: false, count: max(0, checker.functions.count - acts.count))
    checker.finishModule(named: name, hasErrors: !isSound)
    acts.append(false)
    let index = checker.imports.modules.count - 1
    last = CheckedFile(checker)
    return index
  }

  // MARK: Diagnostics

  /// Adds diagnostics, without those that the program asks to leave out and those that earlier turns have had.
  private mutating func keep(_ found: [Diagnostic]) {
    for diagnostic in found {
      if let file = files.firstIndex(where: { $0.source.name == diagnostic.location.file.name }) {
        if file < firstFile || ignores[file - firstFile].covers(diagnostic) { continue }
      }
      diagnostics.append(diagnostic)
    }
  }

  private mutating func unusedIgnores() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for index in ignores.indices { found += ignores[index].unused(lints: options.lints, knowsScene: facts != nil) }
    return found
  }

  /// File by file, in the order of their places.
  private func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    if diagnostics.count < 2 { return diagnostics }
    let order = Dictionary(files.enumerated().map { ($1.source.name, $0) }, uniquingKeysWith: { first, _ in first })
    return diagnostics.enumerated()
      .map { (order[$0.element.location.file.name] ?? 0, $0.element.span.start, $0.offset, $0.element) }
      .sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
      .map(\.3)
  }
}
