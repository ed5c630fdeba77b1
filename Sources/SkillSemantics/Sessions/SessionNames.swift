import SkillDiagnostics
import SkillSyntax

/// What the turns of a session so far have defined: `def`s, memory cells, imports and top-level variables, with all that
/// is known of them. A plain value; empty before the first turn.
///
/// A turn is checked against it (`check(_:after:)`), which gives the names for the turn that follows. Once that turn has
/// run, `settle` tells which of its variables are set, and at which type.
public struct SessionNames: Sendable {
  /// The last turn: its typed tree is what the next one grows from. Nil before the first turn.
  private(set) var last: CheckedFile?
  /// The top-level variables, in the order in which they were first set.
  var variables: [SessionVariable] = []
  /// The imported files, by the name that `import` uses: index into the import table's modules.
  var modules: [String: Int] = [:]
  var files: [ProgramFile] = []
  /// Whether calling a function moves the robot or ends the program, by function.
  var acts: [Bool] = []
  /// The `def`s of the turns, and the memory cells that they declare; not those of imported files.
  var functions: [Int] = []
  var cells: [Int] = []
  /// Globals that no turn can read any more.
  private var deadGlobals: Set<GlobalID> = []

  public init() {}

  mutating func finish(_ checker: consuming Checker) { last = CheckedFile(checker) }

  /// The sources of all turns and of what they import, in order.
  public var sources: [SourceFile] { files.map(\.source) }

  /// The globals that hold the top-level variables that are set, in the order in which those were first set.
  public var setVariables: [GlobalID] {
    variables.filter(\.isSet).map { GlobalID(rawValue: $0.slot.slot) }
  }

  /// The names of the actors that variables hold, by global.
  var actors: [GlobalID: String] {
    Dictionary(
      uniqueKeysWithValues: variables.compactMap { variable in
        variable.actor.map { (GlobalID(rawValue: variable.slot.slot), $0) }
      })
  }

  /// Whether a later turn may read what a global holds now.
  public func keeps(_ global: GlobalID) -> Bool { !deadGlobals.contains(global) }

  /// Takes note of what the last turn has left in its variables. `contents` says what a global holds; nil if nothing has
  /// set it.
  public mutating func settle(_ contents: (GlobalID) -> GlobalContents?) {
    guard let last else { return }
    let readers = Set(functions.flatMap { last.checker.functions[$0].readSymbols })
    variables = last.checker.context.variables.indices.compactMap { index in
      let variable = last.checker.context.variables[index]
      guard variable.cell == nil, let slot = last.checker.currentSlot(of: index, readers, contents) else { return nil }
      for other in variable.slots where other.slot != slot.slot { deadGlobals.insert(GlobalID(rawValue: other.slot)) }
      let held = contents(GlobalID(rawValue: slot.slot))
      guard held != nil || readers.contains(variable.symbol) else {
        deadGlobals.insert(GlobalID(rawValue: slot.slot))
        return nil
      }
      return last.checker.kept(index, in: slot, held)
    }
  }
}

/// A top-level variable of a session, between two turns.
struct SessionVariable: Sendable {
  var symbol: Symbol
  /// Where a turn first set it.
  var place: Location
  /// The annotated type, if any.
  var declared: Type?
  /// The global that holds it, and its type.
  var slot: Variable.Slot
  /// What reading it yields: less than its type where it is an optional.
  var type: Type
  var isSet: Bool
  /// The name of the actor that it holds.
  var actor: String?
}

/// What a global variable holds between two turns.
public struct GlobalContents: Sendable {
  /// Whether it is of an optional type and holds None.
  public var isNone: Bool
  /// Its value, if it is an int.
  public var number: Int
  /// The name of its value, if that is an actor.
  public var actor: String?

  public init(isNone: Bool, number: Int, actor: String? = nil) {
    self.isNone = isNone
    self.number = number
    self.actor = actor
  }
}

extension Checker {
  /// The global that holds a variable after the turn. A variable that was set at several types has a tag that tells; one
  /// that a `def` reads is where that looks for it.
  fileprivate func currentSlot(
    of index: Int, _ readers: Set<Symbol>, _ contents: (GlobalID) -> GlobalContents?
  ) -> Variable.Slot? {
    let variable = context.variables[index]
    let slots = variable.slots
    if !readers.contains(variable.symbol), let tag = earlier?.tags[index] {
      if let number = contents(tag)?.number, slots.indices.contains(number) { return slots[number] }
      if let inherited = earlier?.variable(index) { return inherited.slot }
    }
    return slots.first
  }

  /// What the next turn is told of a variable.
  fileprivate func kept(_ index: Int, in slot: Variable.Slot, _ held: GlobalContents?) -> SessionVariable {
    let variable = context.variables[index]
    let inherited = earlier?.variable(index)
    let type = globals[Int(slot.slot)].type
    var declared = variable.declared
    // The statement with the annotation may not have run.
    if let annotated = declared, annotated != type { declared = inherited?.declared }
    let known = held?.isNone == true ? Type.none : types.unwrapped(type) ?? type
    return SessionVariable(
      symbol: variable.symbol, place: inherited?.place ?? Location(tree.source, variable.span), declared: declared,
      slot: (type, slot.slot), type: known, isSet: held != nil, actor: held?.actor)
  }
}
