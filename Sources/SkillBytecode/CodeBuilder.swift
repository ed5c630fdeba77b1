import SkillDiagnostics

/// Emits the code of one function: instructions, labels that jumps may name before they are placed, handlers, lines.
/// `ModuleBuilder.define` takes it.
public struct CodeBuilder {
  public struct Label: Hashable, Sendable { fileprivate let index: Int }

  /// A limit of the instruction format that the function does not fit.
  public enum Failure: Error, Hashable, Sendable {
    case jumpTooFar
    case tooManyRegisters
  }

  private(set) var instructions: [Instruction] = []
  private(set) var lines = LineTable()
  private(set) var statements = LineTable()
  /// Whether there was a mark since the last instruction.
  private var isMarked = false
  /// What the next instruction comes from, and the last entries of the two tables; `nowhere` while there is none.
  private var line = nowhere
  private var statement = nowhere
  private var notedLine = nowhere
  private var notedStatement = nowhere
  /// The instruction that each label names; −1 while it is not placed.
  private var labels: [Int] = []
  /// The last instruction that a label names: others can be changed together with those before them.
  private var lastNamed = -1
  private var jumps: [(instruction: Int, label: Label)] = []
  private var handlers: [(handler: Handler, target: Label)] = []

  public init() {}

  /// Makes room for about as much code as so many statements have.
  public mutating func reserve(statements count: Int) {
    instructions.reserveCapacity(7 * count + 32)
    lines.reserve(5 * count + 16)
    statements.reserve(2 * count + 16)
    labels.reserveCapacity(16)
    jumps.reserveCapacity(16)
  }

  /// The index of the next instruction.
  public var position: Int { instructions.count }

  public mutating func emit(_ opcode: Opcode, a: Int = 0, b: Int = 0, c: Int = 0, d: Int = 0) {
    add(Instruction(opcode, a: a, b: b, c: c, d: d))
  }

  public mutating func emit(_ opcode: Opcode, a: Int = 0, b: Int = 0, wide: Int) {
    add(Instruction(opcode, a: a, b: b, wide: wide))
  }

  /// What the last instruction stores under: the index of its key access. Nil for other instructions, and where a jump may
  /// come from elsewhere to behind it.
  public var lastStoredKey: Int? {
    guard let last = instructions.last, last.opcode == .cellSetKey, lastNamed != instructions.count else { return nil }
    return last.wide
  }

  /// Lets the last instruction, which stores a key, put the value into the registers from `word` on too.
  public mutating func keepStoredKey(in word: Int) {
    guard let last = instructions.popLast() else { return }
    instructions.append(Instruction(.cellKeepKey, a: last.a, b: word, wide: last.wide))
  }

  /// Emits a jump to `label`, wherever it will be placed.
  public mutating func emit(_ opcode: Opcode, a: Int = 0, b: Int = 0, to label: Label) {
    jumps.append((instructions.count, label))
    add(Instruction(opcode, a: a, b: b, wide: 0))
  }

  public mutating func makeLabel() -> Label {
    labels.append(-1)
    return Label(index: labels.count - 1)
  }

  /// Lets `label` name the next instruction.
  public mutating func place(_ label: Label) {
    labels[label.index] = instructions.count
    lastNamed = instructions.count
  }

  /// Whether `label` names an instruction already, so that a jump to it goes back.
  public func isPlaced(_ label: Label) -> Bool { labels[label.index] >= 0 }

  /// No place of a file: those are smaller.
  private static let nowhere = Span(.max, .max)

  /// The source that the next instruction comes from.
  public var currentLine: Span? { line == Self.nowhere ? nil : line }

  /// The statement that the next instruction belongs to.
  public var currentStatement: Span? { statement == Self.nowhere ? nil : statement }

  /// Says that the instructions from here on come from `span`.
  public mutating func mark(_ span: Span) {
    line = span
    isMarked = true
  }

  /// Says that the instructions from here on belong to the statement at `span`.
  public mutating func markStatement(_ span: Span) {
    statement = span
    mark(span)
  }

  private mutating func add(_ instruction: Instruction) {
    if isMarked { noteMarks() }
    instructions.append(instruction)
  }

  /// Adds to the tables what the next instruction comes from: a mark that no instruction follows leaves no trace.
  private mutating func noteMarks() {
    isMarked = false
    if line != notedLine {
      lines.add(start: instructions.count, span: line)
      notedLine = line
    }
    if statement != notedStatement {
      statements.add(start: instructions.count, span: statement)
      notedStatement = statement
    }
  }

  /// Covers the instructions of `range` by a handler. Inner regions must be added before those that hold them.
  public mutating func handle(
    _ kind: Handler.Kind, _ range: Range<Int>, target: Label, word: Int = 0, object: Int, deadlines: Int
  ) {
    guard !range.isEmpty else { return }
    let handler = Handler(kind: kind, code: range, target: 0, word: word, object: object, deadlines: deadlines)
    handlers.append((handler, target))
  }

  /// Fills in the distances of the jumps. `registers` is how many the code uses.
  mutating func resolve(registers: Layout) throws(Failure) {
    guard registers.words <= Instruction.narrowUnsigned.upperBound,
      registers.objects <= Instruction.narrowUnsigned.upperBound
    else { throw .tooManyRegisters }
    for jump in jumps {
      let distance = position(of: jump.label) - (jump.instruction + 1)
      guard Instruction.wideSigned.contains(distance) else { throw .jumpTooFar }
      let old = instructions[jump.instruction]
      instructions[jump.instruction] = Instruction(
        rawValue: old.rawValue & ~0xffff_ff00 | (UInt64(UInt32(truncatingIfNeeded: distance)) & 0xff_ffff) << 8)
    }
  }

  /// The handlers, each with the place it goes to.
  func forEachHandler(_ body: (Handler) -> Void) {
    for (handler, target) in handlers {
      var placed = handler
      placed.target = position(of: target)
      body(placed)
    }
  }

  /// Gives a module that has no code yet all the code and what it comes from: much of it without a copy, of little a
  /// copy, so that the room stays for the next function.
  mutating func move(to module: inout Module) {
    guard instructions.count > 4096 else {
      module.code += instructions
      module.lines.append(lines)
      module.statements.append(statements)
      return
    }
    swap(&module.code, &instructions)
    swap(&module.lines, &lines)
    swap(&module.statements, &statements)
  }

  /// Forgets the code, but keeps the room that it took.
  mutating func removeAll() {
    instructions.removeAll(keepingCapacity: true)
    lines.removeAll()
    statements.removeAll()
    (line, notedLine, statement, notedStatement) = (Self.nowhere, Self.nowhere, Self.nowhere, Self.nowhere)
    isMarked = false
    labels.removeAll(keepingCapacity: true)
    lastNamed = -1
    jumps.removeAll(keepingCapacity: true)
    handlers.removeAll(keepingCapacity: true)
  }

  private func position(of label: Label) -> Int {
    labels[label.index] < 0 ? instructions.count : labels[label.index]
  }
}
