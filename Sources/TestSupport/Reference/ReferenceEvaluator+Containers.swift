import SkillSemantics

/// Built-in functions over sequences, methods of list and dict.
extension ReferenceEvaluator {
  func ofSequence(_ operation: BuiltinOperation, _ arguments: [Datum], _ types: [Type]) throws -> Datum? {
    switch operation {
    case .length:
      switch arguments[0] {
      case .text(let text): return .int(Int64(text.count))
      case .dictionary(let dictionary): return .int(Int64(dictionary.entries.count))
      default: return .int(Int64(try arguments[0].list().elements.count))
      }
    case .range:
      let numbers = try range(try arguments[0].int(), try arguments[1].int(), try arguments[2].int())
      return .list(numbers.map { .int($0) })
    case .enumerate:
      let first = try arguments[1].int()
      return .list(
        try arguments[0].list().elements.enumerated().map { .tuple([.int(first &+ Int64($0.offset)), $0.element]) })
    case .zip:
      let lists = try arguments.map { try $0.list().elements }
      return .list((0..<(lists.map(\.count).min() ?? 0)).map { index in .tuple(lists.map { $0[index] }) })
    case .sorted:
      let elements = try arguments[0].list().elements
      return .list(stablySorted(elements, by: elements, descending: try arguments[1].bool()))
    case .sortedByKey:
      let elements = try arguments[0].list().elements
      return .list(stablySorted(elements, by: try keys(arguments), descending: try arguments[2].bool()))
    case .minimumOfList: return try first(arguments[0], by: nil, isLess)
    case .maximumOfList: return try first(arguments[0], by: nil) { isLess($1, $0) }
    case .minimumByKey: return try first(arguments[0], by: arguments, isLess)
    case .maximumByKey: return try first(arguments[0], by: arguments) { isLess($1, $0) }
    case .reversed: return .list(Array(try arguments[0].list().elements.reversed()))
    case .sum:
      return try arguments[0].list().elements.reduce(arguments[1]) { sum, element in
        try combined(.add, sum, try addend(element, to: sum))
      }
    case .any: return .bool(try arguments[0].list().elements.contains(where: isTrue))
    case .all: return .bool(try arguments[0].list().elements.allSatisfy(isTrue))
    case .listCopy: return .list(try arguments[0].list().elements)
    case .characters: return .list(try arguments[0].text().map { .text([$0]) })
    default: return nil
    }
  }

  private func addend(_ element: Datum, to sum: Datum) throws -> Datum {
    let whole: Datum = if case .bool(let flag) = element { .int(flag ? 1 : 0) } else { element }
    if case .number = sum, case .int(let number) = whole { return .number(Double(number)) }
    return whole
  }

  /// What the function that is the second argument gives for each element of the first.
  private func keys(_ arguments: [Datum]) throws -> [Datum] {
    guard case .function(let function) = arguments[1] else { throw Thrown.broken("the key is no function") }
    let list = try arguments[0].list()
    var keys: [Datum] = []
    while keys.count < list.elements.count { keys.append(try call(function, [list.elements[keys.count]])) }
    return keys
  }

  /// The first element whose key no other precedes; its own key where there is no function.
  private func first(
    _ container: Datum, by arguments: [Datum]?, _ precedes: (Datum, Datum) -> Bool
  ) throws -> Datum {
    let elements = try container.list().elements
    let keys = try arguments.map { try self.keys($0) } ?? elements
    guard var best = keys.indices.first else { throw fault("value") }
    for index in keys.indices where precedes(keys[index], keys[best]) { best = index }
    return elements[best]
  }

  // MARK: list

  func ofList(_ operation: BuiltinOperation, _ arguments: [Datum]) throws -> Datum? {
    guard case .list(let list)? = arguments.first else { return nil }
    switch operation {
    case .append:
      list.elements.append(arguments[1])
      try checkSize(list.elements.count)
    case .extend:
      list.elements += try arguments[1].list().elements
      try checkSize(list.elements.count)
    case .insert:
      let wanted = try arguments[1].int()
      let count = Int64(list.elements.count)
      let position = max(0, min(count, wanted < 0 ? wanted &+ count : wanted))
      list.elements.insert(arguments[2], at: Int(position))
    case .pop:
      guard !list.elements.isEmpty else { throw fault("value") }
      return list.elements.remove(at: try position(try arguments[1].int(), count: list.elements.count))
    case .remove: list.elements.remove(at: try find(arguments[1], in: list, 0..<list.elements.count))
    case .clearList: list.elements = []
    case .indexOfElement:
      let window = try window(arguments, count: list.elements.count)
      return .int(Int64(try find(arguments[1], in: list, window ?? 0..<0)))
    case .countOfElement: return .int(Int64(list.elements.count { areEqual($0, arguments[1]) }))
    case .reverseInPlace: list.elements.reverse()
    case .sortInPlace:
      list.elements = stablySorted(list.elements, by: list.elements, descending: try arguments[1].bool())
    case .sortInPlaceByKey:
      let keys = try keys(arguments)
      list.elements = stablySorted(list.elements, by: keys, descending: try arguments[2].bool())
    default: return nil
    }
    return Datum.none
  }

  private func find(_ wanted: Datum, in list: Datum.List, _ range: Range<Int>) throws -> Int {
    guard let index = range.first(where: { areEqual(list.elements[$0], wanted) }) else { throw fault("value") }
    return index
  }

  /// The positions between two optional bounds, the third and fourth argument; nil where the first lies behind the second.
  func window(_ arguments: [Datum], count: Int) throws -> Range<Int>? {
    func place(_ bound: Datum, orElse end: Int) throws -> Int {
      guard case .int(let bound) = bound else { return end }
      return Int(max(0, bound < 0 ? bound &+ Int64(count) : bound))
    }
    let start = try place(arguments[2], orElse: 0)
    let end = min(count, try place(arguments[3], orElse: count))
    return start <= end ? start..<end : nil
  }

  // MARK: dict

  func ofDictionary(_ operation: BuiltinOperation, _ arguments: [Datum], _ types: [Type]) throws -> Datum? {
    if operation == .dictionaryFromPairs {
      let dictionary = Datum.Dictionary()
      for pair in try arguments[0].list().elements { dictionary.set(try pair.tuple()[0], try pair.tuple()[1]) }
      return .dictionary(dictionary)
    }
    guard case .dictionary(let dictionary)? = arguments.first else { return nil }
    switch operation {
    case .dictionaryKeys: return .list(dictionary.entries.map(\.key))
    case .dictionaryValues: return .list(dictionary.entries.map(\.value))
    case .dictionaryItems: return .list(dictionary.entries.map { .tuple([$0.key, $0.value]) })
    case .dictionaryCopy:
      let copy = Datum.Dictionary()
      copy.entries = dictionary.entries
      return .dictionary(copy)
    case .get: return dictionary.index(of: arguments[1]).map { dictionary.entries[$0].value } ?? Datum.none
    case .getOrDefault: return dictionary.index(of: arguments[1]).map { dictionary.entries[$0].value } ?? arguments[2]
    case .popKey: return dictionary.entries.remove(at: try find(arguments[1], types[1], in: dictionary)).value
    case .popKeyOrDefault:
      return dictionary.index(of: arguments[1]).map { dictionary.entries.remove(at: $0).value } ?? arguments[2]
    case .popLast:
      guard let last = dictionary.entries.popLast() else { throw fault("value") }
      return .tuple([last.key, last.value])
    case .setDefault:
      if let index = dictionary.index(of: arguments[1]) { return dictionary.entries[index].value }
      dictionary.set(arguments[1], arguments[2])
      return arguments[2]
    case .update:
      for entry in try arguments[1].dictionary().entries { dictionary.set(entry.key, entry.value) }
    case .clearDictionary: dictionary.entries = []
    default: return nil
    }
    return Datum.none
  }
}
