import SkillDiagnostics

/// Emits the code of one function: instructions, labels that jumps may name before they are placed, handlers, lines.
public struct CodeBuilder {
  public struct Label: Hashable, Sendable { fileprivate let index: Int }

  /// A limit of the instruction format that the function does not fit.
  public enum Failure: Error, Hashable, Sendable {
    case jumpTooFar
    case tooManyRegisters
  }

  private var code: [Instruction] = []
  private var labels: [Int?] = []
  private var jumps: [(instruction: Int, label: Label)] = []
  private var handlers: [(handler: Handler, target: Label)] = []
  private var lines = LineTable()
  private var statements = LineTable()

  public init() {}

  /// The index of the next instruction.
  public var position: Int { code.count }

  public mutating func emit(_ opcode: Opcode, a: Int = 0, b: Int = 0, c: Int = 0, d: Int = 0) {
    code.append(Instruction(opcode, a: a, b: b, c: c, d: d))
  }

  public mutating func emit(_ opcode: Opcode, a: Int = 0, b: Int = 0, wide: Int) {
    code.append(Instruction(opcode, a: a, b: b, wide: wide))
  }

  /// Emits a jump to `label`, wherever it will be placed.
  public mutating func emit(_ opcode: Opcode, a: Int = 0, b: Int = 0, to label: Label) {
    jumps.append((code.count, label))
    code.append(Instruction(opcode, a: a, b: b, wide: 0))
  }

  public mutating func makeLabel() -> Label {
    labels.append(nil)
    return Label(index: labels.count - 1)
  }

  /// Lets `label` name the next instruction.
  public mutating func place(_ label: Label) { labels[label.index] = code.count }

  /// The source that the next instruction comes from.
  public var currentLine: Span? { lines.entries.last?.span }

  /// The statement that the next instruction belongs to.
  public var currentStatement: Span? { statements.entries.last?.span }

  /// Says that the instructions from here on come from `span`.
  public mutating func mark(_ span: Span) { lines.append(start: code.count, span: span) }

  /// Says that the instructions from here on belong to the statement at `span`.
  public mutating func markStatement(_ span: Span) {
    statements.append(start: code.count, span: span)
    mark(span)
  }

  /// Covers the instructions of `range` by a handler. Inner regions must be added before those that hold them.
  public mutating func handle(
    _ kind: Handler.Kind, _ range: Range<Int>, target: Label, word: Int = 0, object: Int, deadlines: Int
  ) {
    guard !range.isEmpty else { return }
    let handler = Handler(kind: kind, code: range, target: 0, word: word, object: object, deadlines: deadlines)
    handlers.append((handler, target))
  }

  /// Resolves the jumps. `registers` is how many the code uses.
  public consuming func finish(registers: Layout) throws(Failure) -> FunctionBody {
    guard registers.words <= Instruction.narrowUnsigned.upperBound,
      registers.objects <= Instruction.narrowUnsigned.upperBound
    else { throw .tooManyRegisters }
    for jump in jumps {
      let distance = (labels[jump.label.index] ?? code.count) - (jump.instruction + 1)
      guard Instruction.wideSigned.contains(distance) else { throw .jumpTooFar }
      let old = code[jump.instruction]
      code[jump.instruction] = Instruction(
        rawValue: old.rawValue & ~0xffff_ff00 | (UInt64(UInt32(truncatingIfNeeded: distance)) & 0xff_ffff) << 8)
    }
    let placed = handlers.map { entry in
      var handler = entry.handler
      handler.target = labels[entry.target.index] ?? code.count
      return handler
    }
    return FunctionBody(code: code, registers: registers, handlers: placed, lines: lines, statements: statements)
  }
}
