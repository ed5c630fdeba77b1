import SkillBytecode
import SkillSemantics

/// Finds the module's entry of a native call by the types of the program, which are numbers.
struct NativeCallIndex {
  private struct Entry {
    let key: Range<Int>
    let call: Int
  }

  /// Native, result and arguments of each entry, one after the other.
  private var keys: [UInt32] = []
  private var entries: [Entry] = []
  private var table = IndexTable()

  /// The entry of a call; where there is none, that which `make` makes of it.
  mutating func find(_ native: Native, _ arguments: [Type], _ result: Type, make: () -> Int) -> Int {
    let start = keys.count
    keys.append(UInt32(native.rawValue))
    keys.append(result.rawValue)
    for type in arguments { keys.append(type.rawValue) }
    var hash = ContentHash()
    for part in keys[start...] { hash.add(UInt64(part)) }
    if let known = table.find(hash, { keys[entries[$0].key].elementsEqual(keys[start...]) }) {
      keys.removeSubrange(start...)
      return entries[known].call
    }
    table.insert(entries.count, hash)
    let call = make()
    entries.append(Entry(key: start..<keys.count, call: call))
    return call
  }
}
