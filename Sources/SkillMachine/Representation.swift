import SkillBytecode

/// The text of values, as Python's `str` and `repr` give it; actors, poses and vectors as source that reads back.
///
/// Containers may share their parts, so that a small value has a text beyond any size: once `room` is used up, nothing
/// is added, and what has come so far means nothing.
struct Printer {
  let heap: Heap
  let scene: [ActorFacts]
  /// Bytes that may still come; below zero if they were too few.
  var room = Int.max

  /// What `print` shows.
  mutating func string(_ slot: Slot, _ type: ValueType) -> String {
    switch type {
    case .string: return heap.text(slot.object).string
    case .failure: return heap.failure(slot).message
    case .optional(let wrapped): return slot.word == 0 ? "None" : string(slot.dropFlag, wrapped)
    default: return representation(slot, type)
    }
  }

  /// What containers show of their elements.
  mutating func representation(_ slot: Slot, _ type: ValueType) -> String {
    switch type {
    case .list(let element):
      let list = heap.list(slot.object)
      return "[" + joined(0..<list.count) { $0.representation(list[$1], element) } + "]"
    case .dict(let key, let value):
      let dict = heap.dict(slot.object)
      return "{"
        + joined(dict.entries) {
          $0.representation(dict.key(at: $1), key) + ": " + $0.representation(dict.value(at: $1), value)
        } + "}"
    case .tuple(let types): return tuple(slot, types)
    case .optional(let wrapped) where slot.word != 0: return representation(slot.dropFlag, wrapped)
    default:
      let text = plainRepresentation(slot, type)
      room -= text.utf8.count
      return text
    }
  }

  /// Of a value that holds no others.
  private func plainRepresentation(_ slot: Slot, _ type: ValueType) -> String {
    switch type {
    case .none, .list, .dict, .tuple, .optional: return "None"
    case .bool: return slot.word != 0 ? "True" : "False"
    case .int: return String(slot.int)
    case .float: return pythonRepresentation(slot.double)
    case .length: return pythonRepresentation(slot.double) + "m"
    case .angle: return pythonRepresentation(degrees(ofRadians: slot.double)) + "deg"
    case .duration: return pythonRepresentation(slot.double) + "s"
    case .vec3, .quat: return numbers(slot.words)
    case .pose: return "Pose(\(numbers(slot.words.prefix(3))), \(numbers(slot.words.dropFirst(3))))"
    case .actor: return actor(slot.int)
    case .string: return pythonQuoted(heap.text(slot.object).string)
    case .failure: return "SkillFailure(\(pythonQuoted(heap.failure(slot).message)))"
    }
  }

  private mutating func tuple(_ slot: Slot, _ types: [ValueType]) -> String {
    var offset = Layout.zero
    let parts = joined(types) { printer, type in
      defer { offset += type.layout }
      return printer.representation(slot.part(offset, type.layout), type)
    }
    return types.count == 1 ? "(\(parts),)" : "(\(parts))"
  }

  /// The texts of some parts, as long as there is room.
  private mutating func joined<Parts: Collection>(
    _ parts: Parts, _ text: (inout Printer, Parts.Element) -> String
  ) -> String {
    var result = ""
    room -= 2
    for (index, part) in parts.enumerated() {
      guard room >= 0 else { return "" }
      if index > 0 {
        result += ", "
        room -= 2
      }
      result += text(&self, part)
    }
    return result
  }

  private func numbers(_ words: ArraySlice<UInt64>) -> String {
    "[" + joined(words.map { pythonRepresentation(Double(bitPattern: $0)) }) + "]"
  }

  private func actor(_ index: Int) -> String {
    guard scene.indices.contains(index) else { return "get_actor('?')" }
    let facts = scene[index]
    let cell = facts.cell.map { ", actor_pos=(\($0.column), \($0.row))" } ?? ""
    return "get_actor(\(pythonQuoted(facts.name))\(cell))"
  }

  private func joined(_ parts: [String]) -> String { parts.joined(separator: ", ") }
}

/// The angle in degrees: of the numbers that mean this very angle the one with the fewest digits, so that `90deg` prints
/// as it was written.
func degrees(ofRadians radians: Double) -> Double {
  let degrees = radians * (180 / .pi)
  guard degrees.isFinite else { return degrees }
  let short = Double(formatted("%.*g", 15, degrees)) ?? degrees
  return short * (.pi / 180) == radians ? short : degrees
}

/// As Python's `repr` of a string: single quotes unless only those occur in it, escapes for what does not print.
func pythonQuoted(_ text: String) -> String {
  let quote: Unicode.Scalar = text.unicodeScalars.contains("'") && !text.unicodeScalars.contains("\"") ? "\"" : "'"
  var result = String(quote)
  for scalar in text.unicodeScalars {
    switch scalar {
    case quote, "\\": result += "\\" + String(scalar)
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    default:
      if scalar.isPrintable { result.unicodeScalars.append(scalar) } else { result += escape(scalar) }
    }
  }
  result.unicodeScalars.append(quote)
  return result
}

private func escape(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16)
  let (letter, width) = scalar.value <= 0xff ? ("x", 2) : scalar.value <= 0xffff ? ("u", 4) : ("U", 8)
  return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
}

extension Unicode.Scalar {
  /// Whether Python's `repr` shows it as it is.
  var isPrintable: Bool {
    if value < 0x7f { return value >= 0x20 }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
      return false
    default: return true
    }
  }
}
