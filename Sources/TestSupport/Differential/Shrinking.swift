/// Makes a program smaller that still has a property, as far as simple steps lead: statements go, blocks lose their
/// headers, brackets their contents.
///
/// Text in, text out: whether a step leaves a program at all, the property says, which holds of none that has errors.
/// Cost: a few hundred trials of the property.
public func shrunk(_ text: String, while holds: (String) -> Bool) -> String {
  var best = text
  var hasChanged = true
  while hasChanged {
    hasChanged = false
    for candidates in [withoutStatements, withoutHeaders, withoutBrackets] {
      // The places stay in their order while the text gets shorter, so each pass goes on where it found something.
      var position = 0
      while true {
        let list = candidates(best)
        guard position < list.count else { break }
        if list[position].count < best.count, holds(list[position]) {
          best = list[position]
          hasChanged = true
        } else {
          position += 1
        }
      }
    }
  }
  return best
}

private func lines(of text: String) -> [Substring] { text.split(separator: "\n") }

private func joined(_ lines: [Substring]) -> String { lines.map { $0 + "\n" }.joined() }

private func indentation(of line: Substring) -> Int { line.prefix { $0 == " " }.count }

/// The lines from `index` on that belong to its statement: its block, and those of `else` and its like.
private func statement(at index: Int, in lines: [Substring]) -> Range<Int> {
  let depth = indentation(of: lines[index])
  var end = index + 1
  while end < lines.count {
    let deeper = indentation(of: lines[end])
    let word = lines[end].dropFirst(deeper).prefix { $0.isLetter }
    guard deeper > depth || deeper == depth && ["else", "elif", "except", "finally"].contains(word) else { break }
    end += 1
  }
  return index..<end
}

/// Without one statement each, and without one clause.
private func withoutStatements(_ text: String) -> [String] {
  let lines = lines(of: text)
  return lines.indices.flatMap { index -> [String] in
    let whole = statement(at: index, in: lines)
    var rest = lines
    rest.removeSubrange(whole)
    var replaced = lines
    let margin = lines[index].prefix(indentation(of: lines[index]))
    replaced.replaceSubrange(whole, with: [margin + "pass"])
    return [joined(rest), joined(replaced)]
  }
}

/// With one block each in place of the statement that it belongs to.
private func withoutHeaders(_ text: String) -> [String] {
  let lines = lines(of: text)
  return lines.indices.compactMap { index in
    let depth = indentation(of: lines[index])
    guard index + 1 < lines.count, indentation(of: lines[index + 1]) > depth else { return nil }
    let whole = statement(at: index, in: lines)
    let body = whole.dropFirst().prefix { indentation(of: lines[$0]) > depth }
    var rest = lines
    rest.replaceSubrange(whole, with: body.map { lines[$0].dropFirst(4) })
    return joined(rest)
  }
}

/// With something short in place of one pair of brackets each, or with what one of its halves holds.
private func withoutBrackets(_ text: String) -> [String] {
  let characters = Array(text)
  var open: [Int] = []
  var candidates: [String] = []
  for (index, character) in characters.enumerated() {
    if "([{".contains(character) { open.append(index) }
    guard ")]}".contains(character), let start = open.popLast() else { continue }
    // A call goes with its name.
    var first = start
    while first > 0, characters[first - 1].isLetter || "_.".contains(characters[first - 1]) { first -= 1 }
    let inner = String(characters[(start + 1)..<index])
    let parts = inner.split(separator: " ").flatMap { $0.split(separator: ",") }.map(String.init)
    let replacements = [inner] + (parts.count > 1 ? [parts[0], parts[parts.count - 1]] : [])
    for replacement in replacements + ["1", "0.5", "'a'", "True", "[1]"] {
      for begin in Set([first, start]).sorted() {
        candidates.append(String(characters[..<begin]) + replacement + String(characters[(index + 1)...]))
      }
    }
  }
  return candidates
}
