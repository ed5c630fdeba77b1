extension TypeVerifier {
  /// What an instruction asks of the registers, then what it leaves in them. What it writes only where it jumps is left
  /// to whoever follows the jump.
  @inline(__always)
  mutating func apply(
    _ row: TypeRules, _ instruction: Instruction, at position: Int, in function: Int
  ) throws(VerificationError) {
    if let table = row.entries { entry = types.entry(table, instruction.wide) }
    for index in Int(row.firstRule)..<Int(row.endRule) {
      guard apply(rules[index], instruction, function) else {
        throw mismatch(rules[index], instruction, at: position, in: function)
      }
    }
  }

  /// Whether a rule's demand holds; of a rule that writes, always.
  @inline(__always)
  private mutating func apply(_ rule: TypeRule, _ instruction: Instruction, _ function: Int) -> Bool {
    let first = rule.field.value(in: instruction) + (rule.isObject ? history.words : 0)
    switch rule.kind {
    case .readWord: return history[first].hasAll(rule.type)
    case .write: history.set(first, rule.type)
    case .copyOne:
      history.set(first, history[rule.source.value(in: instruction) + (rule.isObject ? history.words : 0)])
    case .readEntry: return reads(rule.isObject ? entry.reads.objects : entry.reads.words, at: first, rule)
    case .writeEntry:
      if rule.isObject {
        write(objects: entry.writes.objects, at: first)
      } else {
        write(words: entry.writes.words, at: first)
      }
    default: return applyOther(rule, instruction, function, first)
    }
    return true
  }

  /// The rules of few instructions.
  private mutating func applyOther(
    _ rule: TypeRule, _ instruction: Instruction, _ function: Int, _ first: Int
  ) -> Bool {
    switch rule.kind {
    case .readWords:
      return (first..<(first + count(rule, instruction))).allSatisfy { history[$0].hasAll(rule.type) }
    case .readScalars:
      return history[first].joinedAsWord(history[rule.source.value(in: instruction)]).joinedAsWord(rule.type)
        != .unknown
    case .writeWords:
      for register in first..<(first + count(rule, instruction)) { history.set(register, rule.type) }
    case .copy: copy(rule, instruction, to: first)
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
      return reads(rule.isObject ? element.objects : element.words, at: first, rule)
    case .readResult:
      let result = types.results[function]
      return reads(rule.isObject ? result.objects : result.words, at: first, rule)
    case .writeElement:
      guard isElement(element, of: rule, instruction) else { return false }
      if rule.isObject {
        write(objects: element.objects, at: first)
      } else {
        write(words: element.words, at: first)
      }
    case .writeConstants:
      for offset in 0..<count(rule, instruction) {
        history.set(first + offset, RegisterType(constant: module.constants[instruction.wide + offset]))
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
    default: break
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

  /// Whether the registers from `first` on hold what the slots ask for.
  @inline(__always)
  private func reads(_ slots: Range<Int32>, at first: Int, _ rule: TypeRule) -> Bool {
    var register = first
    for slot in slots {
      let wanted = types.index.slots[Int(slot)]
      let type = history[register]
      guard rule.isObject ? type.fits(wanted) : type.hasAll(wanted) else { return false }
      register += 1
    }
    return true
  }

  /// Values come into registers: words from `word` on, objects from `object` on.
  mutating func write(_ run: RegisterRun, word: Int, object: Int) {
    write(words: run.words, at: word)
    write(objects: run.objects, at: history.words + object)
  }

  @inline(__always)
  private mutating func write(words slots: Range<Int32>, at first: Int) {
    var register = first
    for slot in slots {
      history.set(register, types.index.slots[Int(slot)].written)
      register += 1
    }
  }

  @inline(__always)
  private mutating func write(objects slots: Range<Int32>, at first: Int) {
    var register = first
    for slot in slots {
      history.set(register, types.index.slots[Int(slot)])
      register += 1
    }
  }

  /// As if all were read first.
  @inline(__always)
  private mutating func copy(_ rule: TypeRule, _ instruction: Instruction, to first: Int) {
    let source = rule.source.value(in: instruction) + (rule.isObject ? history.words : 0)
    let count = count(rule, instruction)
    if source >= first {
      for offset in 0..<count { history.set(first + offset, history[source + offset]) }
    } else {
      for offset in (0..<count).reversed() { history.set(first + offset, history[source + offset]) }
    }
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
      guard deadlines > 0 else { throw error(module.functions[function], position, "no deadline is left to take off") }
      deadlines -= 1
    case .leave:
      guard function != 0 else { throw error(module.functions[function], position, "the top level returns") }
      guard deadlines == 0 else { throw error(module.functions[function], position, "it returns with a deadline left") }
    }
  }

  private mutating func forget(_ registers: Range<Int>) {
    history.charge(registers.count)
    for register in registers { history.set(register, .unknown) }
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
    return error(module.functions[function], position, "\(place) does not hold \(wanted)")
  }
}
