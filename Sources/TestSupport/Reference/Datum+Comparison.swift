/// `==`, as in Python, of two values of one type.
func areEqual(_ a: Datum, _ b: Datum) -> Bool {
  switch (a, b) {
  case (.none, .none): true
  case (.bool(let a), .bool(let b)): a == b
  case (.int(let a), .int(let b)): a == b
  case (.number(let a), .number(let b)): a == b
  case (.numbers(let a), .numbers(let b)): zip(a, b).allSatisfy { $0 == $1 }
  case (.text(let a), .text(let b)): a == b
  case (.actor(let a), .actor(let b)): a == b
  case (.failure(let a), .failure(let b)): a == b
  case (.list(let a), .list(let b)):
    a === b || a.elements.count == b.elements.count && zip(a.elements, b.elements).allSatisfy(areEqual)
  case (.tuple(let a), .tuple(let b)): zip(a, b).allSatisfy(areEqual)
  case (.dictionary(let a), .dictionary(let b)):
    a === b
      || a.entries.count == b.entries.count
        && a.entries.allSatisfy { entry in
          b.index(of: entry.key).map { areEqual(entry.value, b.entries[$0].value) } ?? false
        }
  default: false
  }
}

/// `<`, as in Python: sequences by their first difference.
func isLess(_ a: Datum, _ b: Datum) -> Bool {
  switch (a, b) {
  case (.bool(let a), .bool(let b)): !a && b
  case (.int(let a), .int(let b)): a < b
  case (.number(let a), .number(let b)): a < b
  case (.text(let a), .text(let b)): a.lexicographicallyPrecedes(b) { $0.value < $1.value }
  case (.list(let a), .list(let b)): isLess(a.elements, b.elements)
  case (.tuple(let a), .tuple(let b)): isLess(a, b)
  default: false
  }
}

private func isLess(_ a: [Datum], _ b: [Datum]) -> Bool {
  for (x, y) in zip(a, b) where !areEqual(x, y) { return isLess(x, y) }
  return a.count < b.count
}

/// Whether a value counts as true.
func isTrue(_ value: Datum) -> Bool {
  switch value {
  case .none: false
  case .bool(let value): value
  case .int(let value): value != 0
  case .number(let value): value != 0
  case .text(let value): !value.isEmpty
  case .list(let list): !list.elements.isEmpty
  case .dictionary(let dictionary): !dictionary.entries.isEmpty
  default: true
  }
}

/// In ascending or descending order by their keys, equals as they were: by insertion.
func stablySorted(_ elements: [Datum], by keys: [Datum], descending: Bool) -> [Datum] {
  var sorted: [(key: Datum, element: Datum)] = []
  for (key, element) in zip(keys, elements) {
    var position = sorted.count
    while position > 0 {
      let before = sorted[position - 1].key
      guard descending ? isLess(before, key) : isLess(key, before) else { break }
      position -= 1
    }
    sorted.insert((key, element), at: position)
  }
  return sorted.map(\.element)
}
