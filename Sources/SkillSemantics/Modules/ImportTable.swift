import SkillDiagnostics
import SkillSyntax

/// What the files that a file imports offer, and what its import statements stand for.
struct ImportTable {
  /// The modules that are checked, in the order in which that was done.
  var modules: [ImportedModule] = []
  /// The top-level variables of modules.
  var variables: [ImportedVariable] = []
  /// What the file's imports lead to, by the node: an alias of `import`, a whole `from` statement.
  var resolutions: [NodeID: ImportResolution] = [:]
  /// What the names that `import` sets stand for.
  var namespaces: [Namespace] = []
  /// The names that imports set, and where; and those whose statement the walk has passed.
  var places: [Symbol: Span] = [:]
  var reached: Set<Symbol> = []
  /// The files of the program; the one being checked is `files[file]`.
  var files: [ProgramFile] = []
  var file = 0
  /// The name of the module being checked; nil for the program itself.
  var moduleName: String?
  /// Where the file's own part of the typed tree begins.
  var firstFunction = 0
  var firstCell = 0
  var firstExpression = 0
  var firstStatement = 0
  var firstBranch = 0

  /// Whether an import looks at run time whether its module has run, because a turn of a session may end before.
  var isGuarded = false

  var isImported: Bool { moduleName != nil }
}

/// A module that has been checked.
struct ImportedModule {
  enum Member {
    case function(Int)
    case cell(Int)
    case variable(Int)
  }

  /// As `import` names it: `a.b`.
  var name: String
  var members: [String: Member]
  /// The function that its top level has become.
  var initializer: Int
  /// In a session the global that says whether it has run.
  var hasRun: GlobalID?
  /// Then what it lacks may only have been lost.
  var hasErrors: Bool
  /// Whether a function of it may call a skill.
  var callsSkill: Bool
}

/// A top-level variable of a module. Nothing sets it after the import.
struct ImportedVariable {
  /// Of `error` if a report stands behind it.
  var type: Type
  /// The global that holds it.
  var slot: UInt32
  var mayBeUnset: Bool
}

/// `a` of `import a.b`: a module, or what leads to some.
struct Namespace {
  var name: String
  var module: Int?
  var children: [String: Int] = [:]
}

/// What an import leads to.
enum ImportResolution {
  /// `isFirst`: this statement is where the module's top level runs.
  case module(Int, isFirst: Bool)
  case failure(NameFinding, notes: [String], suggestion: String?)
}
