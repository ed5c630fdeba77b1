import SkillSemantics

/// Methods of str, on arrays of scalars.
extension ReferenceEvaluator {
  /// Where a text occurs in another, also where occurrences overlap.
  func occurrences(of wanted: [Unicode.Scalar], in text: [Unicode.Scalar]) -> [Int] {
    guard wanted.count <= text.count else { return [] }
    return (0...(text.count - wanted.count)).filter { Array(text[$0..<($0 + wanted.count)]) == wanted }
  }

  func ofText(_ operation: BuiltinOperation, _ arguments: [Datum]) throws -> Datum? {
    guard case .text(let text)? = arguments.first else { return nil }
    try checkSize(text.count)
    switch operation {
    case .strip, .stripLeft, .stripRight: return .text(stripped(text, try? arguments[1].text(), operation))
    case .split, .splitRight: return try split(text, arguments, fromRight: operation == .splitRight)
    case .splitLines: return .list(lines(of: text, keepsEnds: try arguments[1].bool()).map { .text($0) })
    case .join:
      let parts = try arguments[1].list().elements.map { try $0.text() }
      try checkSize(parts.reduce(0) { $0 + $1.count + text.count })
      return .text(Array(parts.joined(separator: text)))
    case .replace:
      let (old, new, most) = (try arguments[1].text(), try arguments[2].text(), try arguments[3].int())
      return .text(try replaced(text, old, new, most: most < 0 ? Int.max : Int(most)))
    case .startsWith, .endsWith, .find, .findRight, .indexOfText, .indexOfTextRight, .countOfText:
      return try search(operation, text, arguments)
    case .zeroFill:
      let missing = try missing(text, arguments)
      let signs = text.first == "-" || text.first == "+" ? 1 : 0
      return .text(text[..<signs] + Array(repeating: "0", count: missing) + text[signs...])
    case .center, .justifyLeft, .justifyRight: return .text(try justified(text, arguments, operation))
    case .removePrefix:
      let prefix = try arguments[1].text()
      return .text(text.starts(with: prefix) ? Array(text.dropFirst(prefix.count)) : text)
    case .removeSuffix:
      let suffix = try arguments[1].text()
      return .text(Array(text.suffix(suffix.count)) == suffix ? Array(text.dropLast(suffix.count)) : text)
    case .partition, .partitionRight: return try parted(text, try arguments[1].text(), operation)
    case .expandTabs: return .text(try expanded(text, try arguments[1].int()))
    default: return try letters(operation, text)
    }
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1c...0x1f).contains(scalar.value)
  }

  private func stripped(
    _ text: [Unicode.Scalar], _ set: [Unicode.Scalar]?, _ operation: BuiltinOperation
  ) -> [Unicode.Scalar] {
    func goes(_ scalar: Unicode.Scalar) -> Bool { set?.contains(scalar) ?? isSpace(scalar) }
    var rest = text
    while operation != .stripRight, let first = rest.first, goes(first) { rest.removeFirst() }
    while operation != .stripLeft, let last = rest.last, goes(last) { rest.removeLast() }
    return rest
  }

  // MARK: Parts

  private func split(_ text: [Unicode.Scalar], _ arguments: [Datum], fromRight: Bool) throws -> Datum {
    let most = try arguments[2].int() < 0 ? Int.max : Int(try arguments[2].int())
    // From the right is from the left, read backwards.
    let read = fromRight ? text.reversed() : text
    var parts: [[Unicode.Scalar]]
    if arguments[1].isNone {
      parts = words(read, most: most)
    } else {
      let separator = try arguments[1].text()
      guard !separator.isEmpty else { throw fault("value") }
      parts = split(read, on: fromRight ? separator.reversed() : separator, most: most)
    }
    if fromRight { parts = parts.reversed().map { $0.reversed() } }
    return .list(parts.map { .text($0) })
  }

  private func words(_ text: [Unicode.Scalar], most: Int) -> [[Unicode.Scalar]] {
    var parts: [[Unicode.Scalar]] = []
    var rest = text[...]
    while true {
      rest = rest.drop(while: isSpace)
      guard !rest.isEmpty else { return parts }
      let word = parts.count == most ? rest : rest.prefix { !isSpace($0) }
      parts.append(Array(word))
      rest = rest.dropFirst(word.count)
    }
  }

  private func split(
    _ text: [Unicode.Scalar], on separator: [Unicode.Scalar], most: Int = .max
  ) -> [[Unicode.Scalar]] {
    var parts: [[Unicode.Scalar]] = [[]]
    var index = 0
    while index < text.count {
      if parts.count - 1 < most, text[index...].starts(with: separator) {
        parts.append([])
        index += separator.count
      } else {
        parts[parts.count - 1].append(text[index])
        index += 1
      }
    }
    return parts
  }

  private func lines(of text: [Unicode.Scalar], keepsEnds: Bool) -> [[Unicode.Scalar]] {
    var lines: [[Unicode.Scalar]] = []
    var line: [Unicode.Scalar] = []
    for scalar in text {
      if scalar != "\n" || keepsEnds { line.append(scalar) }
      if scalar == "\n" {
        lines.append(line)
        line = []
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  private func replaced(
    _ text: [Unicode.Scalar], _ old: [Unicode.Scalar], _ new: [Unicode.Scalar], most: Int
  ) throws -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var (index, count) = (0, 0)
    while index <= text.count {
      try checkSize(result.count)
      if count < most, text[index...].starts(with: old) {
        result += new
        count += 1
        index += old.count
        guard old.isEmpty else { continue }
      }
      if index < text.count { result.append(text[index]) }
      index += 1
    }
    return result
  }

  private func parted(
    _ text: [Unicode.Scalar], _ separator: [Unicode.Scalar], _ operation: BuiltinOperation
  ) throws -> Datum {
    guard !separator.isEmpty else { throw fault("value") }
    let found = occurrences(of: separator, in: text)
    guard let start = operation == .partition ? found.first : found.last else {
      return .tuple(
        operation == .partition ? [.text(text), .text([]), .text([])] : [.text([]), .text([]), .text(text)])
    }
    return .tuple([
      .text(Array(text[..<start])), .text(separator), .text(Array(text[(start + separator.count)...])),
    ])
  }

  private func search(_ operation: BuiltinOperation, _ text: [Unicode.Scalar], _ arguments: [Datum]) throws -> Datum {
    let wanted = try arguments[1].text()
    let window = try window(arguments, count: text.count)
    let part = window.map { Array(text[$0]) } ?? []
    let found = window.map { window in occurrences(of: wanted, in: part).map { $0 + window.lowerBound } } ?? []
    switch operation {
    case .startsWith: return .bool(window != nil && part.starts(with: wanted))
    case .endsWith: return .bool(window != nil && part.reversed().starts(with: wanted.reversed()))
    case .countOfText:
      if window == nil { return .int(0) }
      return .int(Int64(wanted.isEmpty ? part.count + 1 : split(part, on: wanted).count - 1))
    case .find: return .int(Int64(found.first ?? -1))
    case .findRight: return .int(Int64(found.last ?? -1))
    default:
      guard let position = operation == .indexOfText ? found.first : found.last else { throw fault("value") }
      return .int(Int64(position))
    }
  }

  // MARK: Width

  private func missing(_ text: [Unicode.Scalar], _ arguments: [Datum]) throws -> Int {
    let width = try arguments[1].int()
    if width > 20_000 { throw Thrown.exhausted }
    return max(0, Int(width) - text.count)
  }

  private func justified(
    _ text: [Unicode.Scalar], _ arguments: [Datum], _ operation: BuiltinOperation
  ) throws -> [Unicode.Scalar] {
    let missing = try missing(text, arguments)
    let fill = try arguments[2].text()
    guard fill.count == 1 else { throw fault("value") }
    func filling(_ count: Int) -> [Unicode.Scalar] { Array(repeating: fill[0], count: count) }
    switch operation {
    case .justifyLeft: return text + filling(missing)
    case .justifyRight: return filling(missing) + text
    default:
      // The odd one goes to the left where the width is odd.
      let left = missing % 2 == 1 && (text.count + missing) % 2 == 1 ? missing / 2 + 1 : missing / 2
      return filling(left) + text + filling(missing - left)
    }
  }

  private func expanded(_ text: [Unicode.Scalar], _ size: Int64) throws -> [Unicode.Scalar] {
    if size > 1000 { throw Thrown.exhausted }
    var result: [Unicode.Scalar] = []
    var column = 0
    for scalar in text {
      if scalar == "\t" {
        guard size > 0 else { continue }
        repeat {
          result.append(" ")
          column += 1
        } while column % Int(size) != 0
      } else {
        result.append(scalar)
        column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
      }
    }
    return result
  }

  // MARK: Letters, of which the programs use those that come in one scalar per case

  private func letters(_ operation: BuiltinOperation, _ text: [Unicode.Scalar]) throws -> Datum? {
    func upper(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
      Array(scalar.properties.uppercaseMapping.unicodeScalars)
    }
    func lower(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
      Array(scalar.properties.lowercaseMapping.unicodeScalars)
    }
    func title(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
      Array(scalar.properties.titlecaseMapping.unicodeScalars)
    }
    func isUpper(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isUppercase }
    func isLower(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isLowercase }
    func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }
    func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    func all(_ test: (Unicode.Scalar) -> Bool) -> Datum { .bool(!text.isEmpty && text.allSatisfy(test)) }
    switch operation {
    case .upper: return .text(text.flatMap(upper))
    case .lower: return .text(text.flatMap(lower))
    case .caseFold: return .text(text.flatMap(upper).flatMap(lower))
    case .swapCase: return .text(text.flatMap { isUpper($0) ? lower($0) : isLower($0) ? upper($0) : [$0] })
    case .capitalize: return .text((text.first.map(title) ?? []) + text.dropFirst().flatMap(lower))
    case .title: return .text(text.indices.flatMap { startsWord(text, $0) ? title(text[$0]) : lower(text[$0]) })
    case .isDigit, .isDecimal, .isNumeric: return all(isDigit)
    case .isAlphabetic: return all(isLetter)
    case .isAlphanumeric: return all { isLetter($0) || isDigit($0) }
    case .isLower: return .bool(text.contains(where: isLower) && !text.contains(where: isUpper))
    case .isUpper: return .bool(text.contains(where: isUpper) && !text.contains(where: isLower))
    case .isTitle:
      return .bool(
        text.contains(where: isUpper)
          && text.indices.allSatisfy { startsWord(text, $0) ? !isLower(text[$0]) : !isUpper(text[$0]) })
    case .isSpace: return all(isSpace)
    case .isASCII: return .bool(text.allSatisfy(\.isASCII))
    case .isIdentifier:
      return .bool(
        !text.isEmpty && !isDigit(text[0]) && text.allSatisfy { isLetter($0) || isDigit($0) || $0 == "_" })
    case .isPrintable: return .bool(text.allSatisfy { $0.value >= 0x20 })
    default: return nil
    }
  }

  private func startsWord(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    index == 0 || !text[index - 1].properties.isCased
  }
}
