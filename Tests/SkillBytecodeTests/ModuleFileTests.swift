import SkillBytecode
import SkillDiagnostics
import Testing

@Suite struct ModuleFileTests {
  /// A module with something in every table.
  static func full() throws -> ModuleFile {
    var module = try ModuleTests.sample()
    module.types = [.list(.tuple([.int, .optional(.string)])), .dict(key: .string, value: .pose), .failure]
    module.hostFunctions = [
      HostFunction(
        name: "pick", kind: .skill, parameters: [HostFunction.Parameter(name: "actor", type: .actor)], result: .none)
    ]
    module.nativeCalls = [NativeCall(.listGet, arguments: [.list(.int), .int], result: .int)]
    module.keyAccesses = [KeyAccess(key: 0, value: .pose), KeyAccess(key: 0, value: .pose, cell: 0)]
    module.cells = [Cell(name: "pose_dict", type: .dict(key: .string, value: .pose), isMemory: true)]
    return ModuleFile(module, sources: [SourceFile(name: "sample.skill", bytes: [0x78, 0xff, 0x0a])])
  }

  private static func refusal(of bytes: [UInt8]) -> ModuleFileError? {
    do throws(ModuleFileError) {
      _ = try ModuleFile(decoding: bytes)
      return nil
    } catch { return error }
  }

  @Test func whatWasWrittenIsRead() throws {
    let file = try Self.full()
    let again = try ModuleFile(decoding: file.encoded())
    #expect(again.module == file.module)
    #expect(again.sources.map(\.name) == ["sample.skill"])
    #expect(again.sources.map(\.bytes) == [[0x78, 0xff, 0x0a]])
    #expect(again.encoded() == file.encoded())
    try again.module.verify()
  }

  @Test func everyFileThatIsCutShortIsRefused() throws {
    let bytes = try Self.full().encoded()
    for count in bytes.indices {
      let refusal = Self.refusal(of: Array(bytes.prefix(count)))
      #expect(refusal == (count < ModuleFile.magic.count ? .notAModule : .truncated), "\(count) bytes")
    }
  }

  @Test func everyFlippedBitIsFound() throws {
    let bytes = try Self.full().encoded()
    for bit in 0..<(8 * bytes.count) {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(Self.refusal(of: damaged) != nil, "bit \(bit)")
    }
  }

  @Test func whatFollowsTheContentsIsRefused() throws {
    #expect(
      Self.refusal(of: try Self.full().encoded() + [0]) == .malformed("the header: more follows than its contents"))
  }

  @Test(arguments: [
    [], Array("x = 1\n".utf8), Array("\u{7f}ELF".utf8), [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  ])
  func foreignFilesAreNoModules(_ bytes: [UInt8]) { #expect(Self.refusal(of: bytes) == .notAModule) }

  @Test func aNewerVersionIsNamed() throws {
    var bytes = try Self.full().encoded()
    bytes[8] = 7
    #expect(Self.refusal(of: bytes) == .newerVersion(7))
  }

  @Test func aFileForOtherInstructionsIsRefused() throws {
    var bytes = try Self.full().encoded()
    bytes[12] ^= 1
    bytes.replaceSubrange(28..<36, with: ModuleFile.digest(bytes[8..<28], bytes[36...]))
    #expect(Self.refusal(of: bytes) == .otherMachine)
  }

  /// With the digest mended: each byte of the contents in turn becomes something else.
  @Test func contentsThatContradictThemselvesAreRefusedOrRead() throws {
    let body = try Self.full().encoded().dropFirst(ModuleFile.headerSize)
    for index in body.indices {
      for value in [0, 1, 0x7f, 0x80, 0xff] as [UInt8] {
        var damaged = body
        damaged[index] = value
        guard let file = try? ModuleFile(decoding: ModuleFile.sealed(damaged)) else { continue }
        try? file.module.verify()
        #expect(!file.listing().isEmpty)
      }
    }
  }

  @Test func aCountIsBelievedOnlyAsFarAsBytesFollow() {
    // No sources, and types as many as a number can say.
    let body: [UInt8] = [0] + [UInt8](repeating: 0xff, count: 8) + [0x7f]
    #expect(
      Self.refusal(of: ModuleFile.sealed(body[...])) == .malformed("the types: it ends too early"))
    #expect(
      Self.refusal(of: ModuleFile.sealed([0, 1] + [UInt8](repeating: ValueType.listTag, count: 5000)))
        == .malformed("the types: a type nested so deep cannot be as it says"))
  }
}
