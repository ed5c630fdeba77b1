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
      let parameters = function.parameters.map(\.description).joined(separator: ", ")
      lines.append(
        "function \(index) \(function.name)(\(parameters)) -> \(function.result): "
          + "\(function.registers.words) words, \(function.registers.objects) objects")
      for position in function.code { lines.append(line(at: position)) }
      for handler in handlers where function.code.contains(handler.target) {
        lines.append(
          "      \(handler.kind) in \(handler.code.lowerBound)..<\(handler.code.upperBound) → \(handler.target), "
            + "w\(handler.word), o\(handler.object)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One instruction of the listing, without the line's end.
  public func line(at position: Int) -> String {
    let instruction = code[position]
    guard let spec = instruction.opcode?.specification else { return padLeft("\(position)", 5) + "  ?" }
    let operands = spec.operands.map { text(of: $0, in: instruction, spec.opcode, at: position) }
    let body = padRight(spec.mnemonic, 22) + operands.joined(separator: ", ")
    let source = lines.span(at: position).map { "[\($0.start)..<\($0.end)]" } ?? ""
    let line = padLeft("\(position)", 5) + "  " + padRight(body, 58) + source
    return String(line.reversed().drop { $0 == " " }.reversed())
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
    case .cell, .dictionaryCell: return name(value, cells) { $0.name }
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
