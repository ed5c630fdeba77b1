import SkillBytecode
import SkillMachine
import Testing

@Suite struct HeapTests {
  /// Makes `count` lists of 1,000 numbers, of which one at a time is reachable, and sees the length of the last.
  private func churn(_ count: Int) throws -> Module {
    try Assembly.main { code, module in
      code.emit(.loadInt, a: 4, wide: 0)
      let top = code.makeLabel()
      code.place(top)
      code.emit(.loadInt, a: 0, wide: 0)
      code.emit(.loadInt, a: 1, wide: 1000)
      code.emit(.loadInt, a: 2, wide: 1)
      code.native(.rangeToList, [.int, .int, .int], .list(.int), &module)
      code.emit(.addImmediate, a: 4, b: 4, c: 1)
      let end = code.makeLabel()
      code.emit(.jumpGreaterEqualImmediate, a: 4, b: count, to: end)
      code.emit(.loop, to: top)
      code.place(end)
      code.emit(.listLength, a: 0, b: 0)
      code.see([.int], &module)
      code.finish()
    }
  }

  @Test func garbageIsCollectedBeforeItExceedsTheLimit() throws {
    var machine = try Machine(churn(5000), limits: MachineLimits(heapBytes: 1 << 20))
    #expect(try machine.runSeeing().seen == [.int(1000)])
  }

  @Test func liveValuesBeyondTheLimitAreAFault() throws {
    let fault = try fault(limits: MachineLimits(heapBytes: 1 << 16)) { code, module in
      code.emit(.newList, a: 0, wide: module.type(.list(.int)))
      code.emit(.loadInt, a: 0, wide: 7)
      let top = code.makeLabel()
      code.place(top)
      code.emit(.listAppendWords, a: 0, b: 0, d: 1)
      code.emit(.loop, to: top)
    }
    #expect(fault == .heapLimit(1 << 16))
  }

  @Test func oneValueIsLimitedToo() throws {
    let list = try fault(limits: MachineLimits(size: 100)) { code, module in
      code.emit(.newList, a: 0, wide: module.type(.list(.int)))
      code.emit(.loadInt, a: 0, wide: 7)
      let top = code.makeLabel()
      code.place(top)
      code.emit(.listAppendWords, a: 0, b: 0, d: 1)
      code.emit(.loop, to: top)
    }
    #expect(list == .sizeLimit(100))
    let text = try fault(limits: MachineLimits(size: 100)) { code, module in
      code.load(0, "ab", &module)
      code.emit(.loadInt, a: 0, wide: 51)
      code.native(.stringRepeat, [.string, .int], .string, &module)
      code.finish()
    }
    #expect(text == .textLimit(100))
  }

  @Test func whatCellsAndContainersHoldSurvives() throws {
    var assembly = Assembly()
    let type = ValueType.dict(key: .string, value: .list(.string))
    let cell = assembly.module.cell(Cell(name: "kept", type: type, isMemory: true))
    try assembly.define { code, module in
      code.emit(.newDict, a: 1, wide: module.type(type))
      code.load(2, "key", &module)
      code.emit(.newList, a: 3, wide: module.type(.list(.string)))
      code.emit(.loadInt, a: 5, wide: 12)
      code.native(.string, [.int], .string, word: 5, object: 4, &module)
      code.emit(.listAppendObject, a: 4, b: 3)
      code.native(.dictSet, [type, .string, .list(.string)], .none, object: 1, &module)
      code.emit(.storeCell, a: 0, b: 1, wide: cell)
      for register in 1..<5 { code.emit(.loadNull, a: register) }
      code.emit(.loadInt, a: 4, wide: 0)
      let top = code.makeLabel()
      code.place(top)
      code.emit(.loadInt, a: 0, wide: 0)
      code.emit(.loadInt, a: 1, wide: 1000)
      code.emit(.loadInt, a: 2, wide: 1)
      code.native(.rangeToList, [.int, .int, .int], .list(.int), &module)
      code.emit(.addImmediate, a: 4, b: 4, c: 1)
      let end = code.makeLabel()
      code.emit(.jumpGreaterEqualImmediate, a: 4, b: 500, to: end)
      code.emit(.loop, to: top)
      code.place(end)
      code.finish()
    }
    var machine = try Machine(assembly.module.module, limits: MachineLimits(heapBytes: 1 << 18))
    #expect(try machine.runSeeing().end == .finished(isDone: false))
    let expected = Value.dict([.init(key: .string("key"), value: .list([.string("12")]))])
    #expect(machine.memory.map(\.value) == [expected])
  }

  @Test func aConstantKeyFindsWhatADynamicKeyStored() throws {
    let dict = ValueType.dict(key: .string, value: .int)
    let result = try seen { code, module in
      code.emit(.newDict, a: 0, wide: module.type(dict))
      // A key of the same text that is another object.
      code.load(1, "a", &module)
      code.emit(.loadInt, a: 0, wide: 1)
      code.native(.stringRepeat, [.string, .int], .string, object: 1, &module)
      code.emit(.moveObject, a: 2, b: 1)
      code.emit(.moveObject, a: 1, b: 0)
      code.emit(.loadInt, a: 0, wide: 41)
      code.native(.dictSet, [dict, .string, .int], .none, object: 1, &module)
      let access = module.keyAccess(KeyAccess(key: module.string("a"), value: .int))
      code.emit(.dictGetConstant, a: 1, b: 0, wide: access)
      code.emit(.addImmediate, a: 1, b: 1, c: 1)
      code.emit(.dictSetConstant, a: 1, b: 0, wide: access)
      code.emit(.dictGetConstant, a: 2, b: 0, wide: access)
      code.emit(.moveObject, a: 1, b: 0)
      code.native(.dictLength, [dict], .int, word: 3, object: 1, &module)
      code.see([.int, .int], word: 2, &module)
      code.finish()
    }
    #expect(result == [.int(42), .int(1)])
  }

  @Test func aMissingConstantKeyIsAFault() throws {
    let fault = try fault { code, module in
      code.emit(.newDict, a: 0, wide: module.type(.dict(key: .string, value: .int)))
      let access = module.keyAccess(KeyAccess(key: module.string("it's"), value: .int))
      code.emit(.dictGetConstant, a: 1, b: 0, wide: access)
      code.finish()
    }
    #expect(fault == .keyMissing("\"it's\""))
  }

  @Test func aMissingKeyKnownAtRunTimeIsAFault() throws {
    let fault = try fault { code, module in
      code.emit(.newDict, a: 0, wide: module.type(.dict(key: .string, value: .int)))
      code.load(1, "a", &module)
      code.emit(.dictGetWords, a: 1, b: 0, c: 1, d: 1)
      code.finish()
    }
    #expect(fault == .keyMissing("'a'"))
  }

  @Test func aDictionaryIsLimitedInItsEntries() throws {
    let fault = try fault(limits: MachineLimits(size: 1)) { code, module in
      code.emit(.newDict, a: 0, wide: module.type(.dict(key: .string, value: .int)))
      code.emit(.loadInt, a: 0, wide: 1)
      for key in ["a", "a", "b"] {
        code.load(1, key, &module)
        code.emit(.dictSetWords, a: 0, b: 0, c: 1, d: 1)
      }
      code.finish()
    }
    #expect(fault == .sizeLimit(1))
  }

  /// A module that stores 1 under 'a' of a cell, lets the host look, adds 1 to it by a constant key three times, each time
  /// after what `disturb` does to the dictionary in object register 0, and hands the host what is there.
  private func counting(_ disturb: (inout CodeBuilder, inout ModuleBuilder, Int) -> Void) throws -> Module {
    let type = ValueType.dict(key: .string, value: .int)
    var assembly = Assembly()
    let cell = assembly.module.cell(Cell(name: "kept", type: type, isMemory: true))
    let (key, one) = (assembly.module.string("a"), 1)
    try assembly.define { code, module in
      func access() -> Int { module.keyAccess(KeyAccess(key: key, value: .int, cell: cell)) }
      code.emit(.newDict, a: 0, wide: module.type(type))
      code.emit(.storeCell, b: 0, wide: cell)
      code.emit(.loadInt, a: 0, wide: one)
      let (load, store) = (access(), access())
      code.emit(.cellSetKey, a: 0, wide: store)
      code.see([.int], &module)
      code.emit(.loadInt, a: 9, wide: 3)
      let top = code.makeLabel()
      code.place(top)
      code.emit(.cellGetKey, a: 1, wide: load)
      code.emit(.addImmediate, a: 1, b: 1, c: 1)
      code.emit(.cellSetKey, a: 1, wide: store)
      code.emit(.loadCell, b: 0, wide: cell)
      disturb(&code, &module, cell)
      code.emit(.addImmediate, a: 9, b: 9, c: -1)
      let end = code.makeLabel()
      code.emit(.jumpEqualImmediate, a: 9, b: 0, to: end)
      code.emit(.loop, to: top)
      code.place(end)
      code.emit(.cellGetKey, a: 1, wide: load)
      code.see([.int], word: 1, &module)
      code.finish()
    }
    return assembly.module.module
  }

  /// Each moves, shares or replaces what a constant key's place may have been remembered for.
  @Test func aConstantKeyIsFoundWhateverHappensToItsDictionary() throws {
    let type = ValueType.dict(key: .string, value: .int)
    let untouched = try counting { _, _, _ in }
    let grown = try counting { code, module, _ in
      for key in ["b", "c", "d", "e", "f", "g", "h", "i", "j"] {
        code.load(1, key, &module)
        code.emit(.dictSetWords, a: 9, b: 0, c: 1, d: 1)
      }
    }
    let copied = try counting { code, module, cell in
      code.native(.dictCopy, [type], type, &module)
      code.emit(.storeCell, b: 0, wide: cell)
    }
    let replaced = try counting { code, module, cell in
      code.emit(.newDict, a: 0, wide: module.type(type))
      code.load(1, "a", &module)
      code.emit(.dictSetWords, a: 1, b: 0, c: 1, d: 1)
      code.emit(.storeCell, b: 0, wide: cell)
    }
    let stored = try counting { code, module, _ in
      code.load(1, "a", &module)
      code.emit(.dictSetWords, a: 1, b: 0, c: 1, d: 1)
    }
    for module in [untouched, grown, copied, replaced, stored] {
      var machine = try Machine(module)
      #expect(try machine.runSeeing().seen == [.int(1), .int(4)])
    }
  }

  @Test func aRemovedConstantKeyIsMissing() throws {
    let type = ValueType.dict(key: .string, value: .int)
    let module = try counting { code, module, _ in
      code.load(1, "a", &module)
      code.native(.dictDelete, [type, .string], .none, &module)
    }
    var machine = try Machine(module)
    guard case .failed(let failure) = try machine.runSeeing().end else {
      Issue.record("it was found")
      return
    }
    #expect(failure.cause == .fault(.keyMissing("'a'", cell: "kept")))
  }

  @Test func copiesOfAMachineStoreUnderConstantKeysApart() throws {
    var machine = try Machine(counting { _, _, _ in })
    _ = machine.run()
    let snapshot = machine.snapshot
    var copy = machine
    #expect(try copy.runSeeing().seen == [.int(1), .int(4)])
    #expect(machine.snapshot == snapshot)
    #expect(machine.memory.map(\.value) == [.dict([.init(key: .string("a"), value: .int(1))])])
    #expect(try machine.runSeeing().seen == [.int(1), .int(4)])
    #expect(machine.snapshot == copy.snapshot)
    machine.restore(snapshot)
    #expect(machine.snapshot == snapshot)
    #expect(try machine.runSeeing().seen == [.int(1), .int(4)])
    #expect(machine.snapshot == copy.snapshot)
  }
}
