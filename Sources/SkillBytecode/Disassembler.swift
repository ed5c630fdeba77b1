import SkillDiagnostics

extension ModuleFile {
  /// The module as text, beside its sources: each line of source, then the instructions that it became.
  ///
  /// ```
  /// function 1 fib(int) -> int: 4 words, 0 objects, fib.skill
  ///    2 |     if n < 2:
  ///          12  jump_greater_equal_immediate w0, 2, → 15
  /// ```
  public func listing() -> String {
    let indices = sources.map { LineIndex($0) }
    var lines: [String] = []
    for (number, function) in module.functions.enumerated() {
      let hasSource = indices.indices.contains(function.file) && !sources[function.file].bytes.isEmpty
      lines.append(module.header(number) + (hasSource ? ", \(sources[function.file].name)" : ""))
      var last: Int?
      for position in function.code {
        if hasSource, let span = module.lines.span(at: position) {
          let index = indices[function.file]
          let line = index.line(of: span.start)
          if line != last { lines.append(Self.source(index, line)) }
          last = line
        }
        lines.append("     " + module.instruction(at: position))
      }
      lines += module.handlerLines(number).map { "     " + $0 }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func source(_ index: LineIndex, _ line: Int) -> String {
    let number = "\(line)"
    let margin = String(repeating: " ", count: max(0, 5 - number.count))
    let text = index.file.text(in: index.span(ofLine: line))
    return (margin + number + " | " + text).trimmedAtEnd
  }
}

extension Module {
  /// The module as text: one line per instruction, under the function it belongs to.
  ///
  /// ```
  /// function 1 fib(int) -> int: 4 words, 0 objects
  ///    12  jump_less_immediate   w0, 2, → 15                   [34..<51]
  /// ```
  public func disassembly() -> String {
    var lines: [String] = []
    for (index, function) in functions.enumerated() {
      lines.append(header(index))
      for position in function.code { lines.append(line(at: position)) }
      lines += handlerLines(index)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  fileprivate func header(_ index: Int) -> String {
    let function = functions[index]
    let parameters = function.parameters.map(\.description).joined(separator: ", ")
    return "function \(index) \(function.name)(\(parameters)) -> \(function.result): "
      + "\(function.registers.words) words, \(function.registers.objects) objects"
  }

  /// The handlers within a function, below its code.
  fileprivate func handlerLines(_ index: Int) -> [String] {
    handlers.filter { functions[index].code.contains($0.target) }.map { handler in
      "      \(handler.kind) in \(handler.code.lowerBound)..<\(handler.code.upperBound) → \(handler.target), "
        + "w\(handler.word), o\(handler.object)"
    }
  }

  /// One instruction of the listing with its source's place, without the line's end.
  public func line(at position: Int) -> String {
    let source = lines.span(at: position).map { "[\($0.start)..<\($0.end)]" } ?? ""
    return (padRight(instruction(at: position), 65) + source).trimmedAtEnd
  }

  /// One instruction of the listing.
  fileprivate func instruction(at position: Int) -> String {
    let instruction = code[position]
    guard let spec = instruction.opcode?.specification else { return padLeft("\(position)", 5) + "  ?" }
    let operands = spec.operands.map { text(of: $0, in: instruction, spec.opcode, at: position) }
    return (padLeft("\(position)", 5) + "  " + padRight(spec.mnemonic, 22) + operands.joined(separator: ", "))
      .trimmedAtEnd
  }

  private func text(
    of operand: Operand, in instruction: Instruction, _ opcode: Opcode, at position: Int
  ) -> String {
    let value = instruction.value(of: operand)
    switch operand.kind {
    case .word(_, let extent, _): return "w\(value)" + (extent == .one ? "" : "…")
    case .object(_, let extent, _): return "o\(value)" + (extent == .one ? "" : "…")
    case .count: return "×\(value)"
    case .number: return "\(value)"
    case .jump: return "→ \(position + 1 + value)"
    case .constant: return constantText(at: value, count: opcode == .loadConstants ? instruction.b : 1)
    case .string: return name(value, strings) { quoted($0) }
    case .type: return name(value, types) { $0.description }
    case .cell: return name(value, cells) { $0.name }
    case .function: return name(value, functions) { $0.name }
    case .nativeCall: return name(value, nativeCalls) { $0.native.specification.name }
    case .hostFunction: return name(value, hostFunctions) { $0.name }
    case .keyAccess:
      return name(value, keyAccesses) { strings.indices.contains($0.key) ? quoted(strings[$0.key]) : "?" }
    case .trapKind: return TrapKind(rawValue: UInt16(truncatingIfNeeded: value)).map { "\($0)" } ?? "?"
    }
  }

  private func name<T>(_ index: Int, _ table: [T], _ text: (T) -> String) -> String {
    table.indices.contains(index) ? text(table[index]) : "?\(index)"
  }

  /// Words carry no type: each is shown as the number it would be, a double unless it is a small integer.
  private func constantText(at index: Int, count: Int) -> String {
    guard index + count <= constants.count else { return "?\(index)" }
    let words = constants[index..<(index + count)].map { word -> String in
      let number = Int(truncatingIfNeeded: word)
      return abs(Double(number)) < 0x1p53 ? "\(number)" : "\(Double(bitPattern: word))"
    }
    return words.joined(separator: " ")
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.unicodeScalars.map { $0.escaped(asASCII: false) }.joined() + "\""
  }

  private func padLeft(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private func padRight(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

extension String {
  fileprivate var trimmedAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
