extension TypeVerifier {
  // MARK: Shapes of instructions

  /// Words of fixed types.
  @inline(__always)
  mutating func proveWords(_ row: TypeRules, _ instruction: Instruction) -> Bool {
    if row.readsWords {
      let (a, b, c) = (row.readsOfA, row.readsOfB, row.readsOfC)
      guard a == .unknown || history[instruction.a].hasAll(a), b == .unknown || history[instruction.b].hasAll(b),
        c == .unknown || history[instruction.c].hasAll(c)
      else { return false }
    }
    return row.type == .unknown || history.set(instruction.a, row.type)
  }

  @inline(__always)
  mutating func copyOne(_ row: TypeRules, _ instruction: Instruction) -> Bool {
    let base = row.isObject ? history.words : 0
    return history.set(base &+ instruction.a, history[base &+ instruction.b])
  }

  /// The values of the entry that the instruction names.
  @inline(__always)
  mutating func proveEntry(_ row: TypeRules, _ instruction: Instruction) -> Bool {
    guard let table = row.entries else { return true }
    entry = types.entry(table, instruction.wide)
    if row.readsEntry {
      guard reads(words: entry.reads.words, at: instruction.a),
        reads(objects: entry.reads.objects, at: history.words &+ instruction.b)
      else { return false }
    }
    if row.writesEntry { write(entry.writes, word: instruction.a, object: instruction.b) }
    return true
  }

  // MARK: Rules

  /// What an instruction asks of the registers, then what it leaves in them. What it writes only where it jumps is left
  /// to whoever follows the jump.
  mutating func applyRules(
    _ instruction: Instruction, at position: Int, in function: Int
  ) throws(VerificationError) {
    let opcode = Int(truncatingIfNeeded: instruction.rawValue & 0xff)
    if let table = rows[opcode].entries { entry = types.entry(table, instruction.wide) }
    for index in starts[opcode]..<starts[opcode + 1] {
      guard apply(index, instruction, function) else {
        throw mismatch(rules[index], instruction, at: position, in: function)
      }
    }
  }

  /// Whether the demand of rule `number` holds; of a rule that writes, always.
  @inline(__always)
  private mutating func apply(_ number: Int, _ instruction: Instruction, _ function: Int) -> Bool {
    let rule = rules[number]
    let first = rule.field.value(in: instruction) + (rule.isObject ? history.words : 0)
    switch rule.kind {
    case .readWord: return history[first].hasAll(rule.type)
    case .write: history.set(first, rule.type)
    case .copyOne:
      history.set(first, history[rule.source.value(in: instruction) + (rule.isObject ? history.words : 0)])
    case .readEntry: return reads(entry.reads, at: first, rule)
    case .writeEntry: write(entry.writes, at: first, rule)
    case .readWords:
      return (first..<(first + count(rule, instruction))).allSatisfy { history[$0].hasAll(rule.type) }
    case .readScalars:
      return history[first].joinedAsWord(history[rule.source.value(in: instruction)]).joinedAsWord(rule.type)
        != .unknown
    case .writeWords:
      history.set(first, count: count(rule, instruction)) { _ in rule.type }
    case .copy:
      let source = rule.source.value(in: instruction) + (rule.isObject ? history.words : 0)
      history.copy(count(rule, instruction), from: source, to: first)
    case .readRangeBounds:
      return (first..<(first + 3)).allSatisfy { history[$0].hasAll(.int) }
    case .readRangeState:
      return history[first].hasAll(.int) && history[first + 1].hasAll(.rounds)
        && history[first + 2].hasAll(.int)
    case .readObjects:
      return (first..<(first + count(rule, instruction))).allSatisfy { history[$0].fits(rule.type) }
    case .readPresent: return history[first] != .unknown
    case .readList:
      guard let list = history[first].container, types.index.containers[list].isList else { return false }
      element = types.index.containers[list].element
    case .readDictionary: return history[first] == types.dictionaries[instruction.wide]
    case .readTextDictionary:
      guard let dictionary = history[first].container, types.index.containers[dictionary].hasTextKeys else {
        return false
      }
      element = types.index.containers[dictionary].element
    case .readElement:
      guard isElement(element, of: rule, instruction) else { return false }
      return reads(element, at: first, rule)
    case .readResult: return reads(types.entry(.call, function).writes, at: first, rule)
    case .writeElement:
      guard isElement(element, of: rule, instruction) else { return false }
      write(element, at: first, rule)
    case .writeConstants:
      history.set(first, count: count(rule, instruction)) {
        RegisterType(constant: constants[instruction.wide &+ $0])
      }
    case .writeRangeState:
      history.set(first, .int)
      history.set(first + 1, .rounds)
      history.set(first + 2, .int)
    case .writePresent: history.set(first, history[first].present)
    case .writeList, .writeDictionary:
      let container = types.containers[instruction.wide]
      guard let number = container.container,
        types.index.containers[number].isList == (rule.kind == .writeList)
      else { return false }
      history.set(first, container)
    }
    return true
  }

  /// Whether the container's elements take as many registers as the operand says, all in this file.
  private func isElement(_ element: RegisterRun, of rule: TypeRule, _ instruction: Instruction) -> Bool {
    let (own, other) = rule.isObject ? (element.objects, element.words) : (element.words, element.objects)
    return own.count == count(rule, instruction) && other.isEmpty
  }

  @inline(__always)
  private func count(_ rule: TypeRule, _ instruction: Instruction) -> Int {
    rule.count >= 0 ? Int(rule.count) : rule.countField.value(in: instruction)
  }

  /// Whether the registers from `first` on hold what the rule's registers of the run ask for.
  private func reads(_ run: RegisterRun, at first: Int, _ rule: TypeRule) -> Bool {
    rule.isObject ? reads(objects: run.objects, at: first) : reads(words: run.words, at: first)
  }

  @inline(__always)
  private func reads(words: Range<Int>, at first: Int) -> Bool {
    var register = first
    for word in words {
      guard history[register].hasAll(types.index.words[word]) else { return false }
      register &+= 1
    }
    return true
  }

  @inline(__always)
  private func reads(objects: Range<Int>, at first: Int) -> Bool {
    var register = first
    for object in objects {
      guard history[register].fits(types.index.objects[object]) else { return false }
      register &+= 1
    }
    return true
  }

  /// Values come into registers: words from `word` on, objects from `object` on.
  mutating func write(_ run: RegisterRun, word: Int, object: Int) {
    write(words: run.words, at: word)
    write(objects: run.objects, at: history.words &+ object)
  }

  /// The rule's registers of the run are written.
  private mutating func write(_ run: RegisterRun, at first: Int, _ rule: TypeRule) {
    if rule.isObject { write(objects: run.objects, at: first) } else { write(words: run.words, at: first) }
  }

  private mutating func write(words: Range<Int>, at first: Int) {
    history.set(first, count: words.count) { types.index.words[words.lowerBound &+ $0].written }
  }

  private mutating func write(objects: Range<Int>, at first: Int) {
    history.set(first, count: objects.count) { types.index.objects[objects.lowerBound &+ $0] }
  }

  // MARK: Calls, deadlines, ends

  mutating func apply(
    _ special: FlowRules.Special, _ instruction: Instruction, at position: Int, in function: Int
  ) throws(VerificationError) {
    switch special {
    case .none: break
    case .require:
      // What is certainly nothing now may be something on the next turn of a loop: no mistake, but the end of this path.
      isDeadEnd = history[history.words + instruction.a] == RegisterType.null.present
    case .call:
      // The callee's registers lie over the caller's from the arguments on: there is anything where it fails, and only the
      // result where it returns.
      forget(instruction.a..<history.words)
      forget((history.words + instruction.b)..<history.count)
      write(entry.writes, word: instruction.a, object: instruction.b)
    case .push: deadlines += 1
    case .pop:
      guard deadlines > 0 else { throw error(functions[function], position, "no deadline is left to take off") }
      deadlines -= 1
    case .leave:
      guard function != 0 else { throw error(functions[function], position, "the top level returns") }
      guard deadlines == 0 else { throw error(functions[function], position, "it returns with a deadline left") }
    }
  }

  private mutating func forget(_ registers: Range<Int>) {
    history.charge(registers.count)
    history.set(registers.lowerBound, count: registers.count) { _ in .unknown }
  }

  // MARK: Words

  private func mismatch(
    _ rule: TypeRule, _ instruction: Instruction, at position: Int, in function: Int
  ) -> VerificationError {
    let file = rule.isObject ? "object" : "word"
    let place = "\(file) \(rule.field.value(in: instruction))"
    let wanted =
      switch rule.kind {
      case .readWord, .readWords: rule.type == .int ? "an int" : rule.type == .bool ? "a bool" : "a float"
      case .readScalars: "what it is compared with"
      case .readRangeBounds: "the bounds of a range"
      case .readRangeState: "the state of a range"
      case .readObjects: "a string"
      case .readPresent: "an object"
      case .readList: "a list"
      case .readDictionary: "the dictionary of its key access"
      case .readTextDictionary: "a dictionary whose keys are strings"
      case .readElement, .writeElement: "an element of its container"
      case .readResult: "the result of its function"
      case .writeList: "a list, by its type"
      case .writeDictionary: "a dictionary, by its type"
      default: "what the table says"
      }
    return error(functions[function], position, "\(place) does not hold \(wanted)")
  }
}
