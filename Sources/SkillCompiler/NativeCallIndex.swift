import SkillBytecode
import SkillSemantics

/// Finds the module's entry of a native call by the types of the program, which are numbers.
struct NativeCallIndex {
  private struct Entry {
    let native: Native
    let result: Type
    /// In `arguments`.
    let types: Range<Int>
    let call: Int
  }

  /// The types of all entries' arguments, one after the other.
  private var arguments: [Type] = []
  private var entries: [Entry] = []
  private var table = IndexTable()

  /// The entry of a call; where there is none, that which `make` makes of it.
  mutating func find(_ native: Native, _ types: [Type], _ result: Type, make: () -> Int) -> Int {
    var hash = ContentHash()
    hash.add(UInt64(native.rawValue) << 32 | UInt64(result.rawValue))
    for type in types { hash.add(UInt64(type.rawValue)) }
    var search = table.search(hash)
    while let known = table.next(&search) {
      if isCall(entries[known], native, types, result) { return entries[known].call }
    }
    table.insert(entries.count, hash)
    let call = make()
    entries.append(
      Entry(native: native, result: result, types: arguments.count..<arguments.count + types.count, call: call))
    arguments += types
    return call
  }

  private func isCall(_ entry: Entry, _ native: Native, _ types: [Type], _ result: Type) -> Bool {
    guard entry.native == native, entry.result == result, entry.types.count == types.count else { return false }
    for index in types.indices where arguments[entry.types.lowerBound + index] != types[index] { return false }
    return true
  }
}
