import SkillDiagnostics

/// A compiled program: code and the tables that instructions point into. A plain value; whoever wants to run one
/// passes it to the machine, which verifies it first.
public struct Module: Hashable, Sendable {
  /// What diagnostics call the source files.
  public var files: [String] = []
  public var types: [ValueType] = []
  /// The code of all functions, each in one piece.
  public var code: [Instruction] = []
  public var constants: [UInt64] = []
  public var strings: [String] = []
  /// The first is the program's top level: no parameters, no result.
  public var functions: [Function] = []
  public var hostFunctions: [HostFunction] = []
  public var nativeCalls: [NativeCall] = []
  public var keyAccesses: [KeyAccess] = []
  /// Memory cells and the top-level variables that functions read.
  public var cells: [Cell] = []
  /// Regions of code whose failures are handled; of two that both hold an instruction, the inner one comes first.
  public var handlers: [Handler] = []
  /// The source of each instruction: what a fault there is blamed on.
  public var lines = LineTable()
  /// The statement each instruction belongs to.
  public var statements = LineTable()
  /// The variables of functions, for a debugger: only in a module that was compiled for one. Means nothing to what runs.
  public var variables: [Variable] = []

  public init() {}
}

/// A function of a module.
public struct Function: Hashable, Sendable {
  public var name: String
  /// Index into `Module.files`.
  public var file: Int
  public var parameters: [ValueType]
  public var result: ValueType
  /// Its instructions in `Module.code`.
  public var code: Range<Int>
  /// How many registers it has. Arguments come first, in order.
  public var registers: Layout

  public init(
    name: String, file: Int, parameters: [ValueType], result: ValueType, code: Range<Int>, registers: Layout
  ) {
    self.name = name
    self.file = file
    self.parameters = parameters
    self.result = result
    self.code = code
    self.registers = registers
  }
}

/// A function that the machine asks its host for, found there by name.
public struct HostFunction: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// Moves the robot.
    case skill
    /// Moves nothing and answers.
    case query
    /// Concerns the run itself, such as `wait`.
    case control
  }

  public var name: String
  public var kind: Kind
  public var parameters: [Parameter]
  public var result: ValueType

  public struct Parameter: Hashable, Sendable {
    public var name: String
    public var type: ValueType

    public init(name: String, type: ValueType) {
      self.name = name
      self.type = type
    }
  }

  public init(name: String, kind: Kind, parameters: [Parameter], result: ValueType) {
    self.name = name
    self.kind = kind
    self.parameters = parameters
    self.result = result
  }
}

/// A native function bound to the types of its arguments.
public struct NativeCall: Hashable, Sendable {
  public var native: Native
  public var arguments: [ValueType]
  public var result: ValueType

  public init(_ native: Native, arguments: [ValueType], result: ValueType) {
    self.native = native
    self.arguments = arguments
    self.result = result
  }
}

/// A place in the code that reads or writes a dictionary under a key known when it was compiled. The machine remembers
/// for each where it found the key last, so that `pose_dict['red cube']` is an access by index.
public struct KeyAccess: Hashable, Sendable {
  /// Index into `Module.strings`.
  public var key: Int
  /// The dictionary's values: words only.
  public var value: ValueType
  /// The cell that the dictionary is in, an index into `Module.cells`; nil where it is in a register.
  public var cell: Int?

  public init(key: Int, value: ValueType, cell: Int? = nil) {
    self.key = key
    self.value = value
    self.cell = cell
  }
}

/// A variable outside all functions: a memory cell, or a top-level variable that a function reads.
public struct Cell: Hashable, Sendable {
  public var name: String
  public var type: ValueType
  /// Memory outlives the program: the next turn of a session finds it, and a policy may see it.
  public var isMemory: Bool

  public init(name: String, type: ValueType, isMemory: Bool) {
    self.name = name
    self.type = type
    self.isMemory = isMemory
  }
}

/// A named variable of a function.
public struct Variable: Hashable, Sendable {
  public var name: String
  public var type: ValueType
  /// Index into `Module.functions`.
  public var function: Int
  /// Its first word and its first object register.
  public var word: Int
  public var object: Int
  /// A word register that is 1 while the variable has a value, and else 0.
  public var flag: Int

  public init(name: String, type: ValueType, function: Int, word: Int, object: Int, flag: Int) {
    self.name = name
    self.type = type
    self.function = function
    self.word = word
    self.object = object
    self.flag = flag
  }
}

/// A region of code and where control goes when something in it fails.
public struct Handler: Hashable, Sendable {
  public enum Kind: UInt8, Hashable, Sendable {
    /// Takes skill failures: `except SkillFailure`, `retry`. An outer deadline's expiry passes it by.
    case failure
    /// Takes whatever comes, faults too, and ends in `rethrow`: `finally`.
    case cleanup
    /// Takes the expiry of the deadline that the region starts with, as a failure it raises.
    case deadline
  }

  public var kind: Kind
  /// The instructions it covers, in `Module.code`.
  public var code: Range<Int>
  /// The instruction to go on with.
  public var target: Int
  /// A word register: for `cleanup`, 1 when a fault is pending and 0 when a failure was caught.
  public var word: Int
  /// The first of three object registers for the failure.
  public var object: Int
  /// How many deadlines were pushed in the function where the region starts.
  public var deadlines: Int

  public init(kind: Kind, code: Range<Int>, target: Int, word: Int, object: Int, deadlines: Int) {
    self.kind = kind
    self.code = code
    self.target = target
    self.word = word
    self.object = object
    self.deadlines = deadlines
  }
}

/// Which bytes of a function's source file each instruction comes from: runs of instructions, in order.
public struct LineTable: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// The first instruction of the run.
    public var start: Int
    public var span: Span
  }

  public private(set) var entries: [Entry] = []

  public init() {}

  /// Entries as they stood in another table: starts must not decrease.
  init(entries: [Entry]) { self.entries = entries }

  /// Says that the instructions from `start` on come from `span`. Starts must not decrease; a second span for the same
  /// start replaces the first.
  public mutating func append(start: Int, span: Span) {
    let last = entries.count - 1
    if last >= 0, entries[last].start == start {
      if last > 0, entries[last - 1].span == span { entries.removeLast() } else { entries[last].span = span }
    } else if last < 0 || entries[last].span != span {
      entries.append(Entry(start: start, span: span))
    }
  }

  mutating func reserve(_ count: Int) { entries.reserveCapacity(count) }

  /// Adds a run: one that starts later than the last, and has another span.
  mutating func add(start: Int, span: Span) { entries.append(Entry(start: start, span: span)) }

  /// Adds the runs of another table to an empty one.
  mutating func append(_ other: LineTable) { entries += other.entries }

  /// Adds the runs of code that starts at `start`, where `other` counts from 0, and its spans from `spanOrigin`.
  mutating func append(_ other: LineTable, from start: Int, spanOrigin: UInt32) {
    guard let first = other.entries.first else { return }
    append(start: start + first.start, span: first.span.moved(back: spanOrigin))
    for index in 1..<other.entries.count {
      let entry = other.entries[index]
      entries.append(Entry(start: start + entry.start, span: entry.span.moved(back: spanOrigin)))
    }
  }

  /// Forgets the runs, but keeps the room that they took.
  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  /// The span of the instruction at `index`. Logarithmic in the number of runs.
  public func span(at index: Int) -> Span? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].start <= index { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? entries[low - 1].span : nil
  }
}

extension Span {
  fileprivate func moved(back distance: UInt32) -> Span {
    Span(start - min(start, distance), end - min(end, distance))
  }
}
