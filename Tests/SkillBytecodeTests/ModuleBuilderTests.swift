import SkillBytecode
import Testing

@Suite struct ModuleBuilderTests {
  @Test func equalEntriesAreKeptOnce() {
    var builder = ModuleBuilder()
    let call = NativeCall(.listGet, arguments: [.list(.int), .int], result: .int)
    #expect([builder.string("a"), builder.string("b"), builder.string("a")] == [0, 1, 0])
    #expect([builder.constant(7), builder.constants([7, 8]), builder.constants([7])] == [0, 1, 0])
    #expect([builder.type(.list(.int)), builder.type(.list(.bool)), builder.type(.list(.int))] == [0, 1, 0])
    #expect([builder.native(call), builder.native(call)] == [0, 0])
    #expect(builder.module.constants == [7, 7, 8])
  }

  @Test func stringsAreToldApartByTheirBytes() {
    var builder = ModuleBuilder()
    #expect(builder.string("\u{e9}") != builder.string("e\u{301}"))
  }

  @Test func entriesAreFoundAmongMany() {
    var builder = ModuleBuilder()
    for number in 0..<1_000 { #expect(builder.string("\(number)") == number) }
    for number in 0..<1_000 { #expect(builder.string("\(number)") == number) }
  }

  @Test func equalHashesAreToldApartByTheEntries() {
    var table = IndexTable()
    let hash = ContentHash()
    for index in 0..<100 { table.insert(index, hash) }
    var search = table.search(hash)
    var found: Set<Int> = []
    while let index = table.next(&search) { found.insert(index) }
    #expect(found == Set(0..<100))
  }
}
