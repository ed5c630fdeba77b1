import SkillDiagnostics

extension ModuleFile {
  /// Reads a file's bytes, whatever they are. The module is what was written, or made up by somebody who knows the format:
  /// it is not verified; a machine does that before it runs one. Linear in time and memory.
  public init(decoding bytes: [UInt8]) throws(ModuleFileError) {
    guard Self.isModule(bytes) else { throw .notAModule }
    guard bytes.count >= Self.headerSize else { throw .truncated }
    var header = ByteReader(bytes[Self.magic.count..<Self.headerSize], "the header")
    let version = try header.word32()
    guard version <= Self.version else { throw .newerVersion(version) }
    guard version == Self.version else { throw header.malformed("there is no version \(version)") }
    let checksum = try header.word32()
    let fingerprint = try header.word64()
    let length = try header.word64()
    let body = bytes[Self.headerSize...]
    guard UInt64(body.count) >= length else { throw .truncated }
    guard UInt64(body.count) == length else { throw header.malformed("more follows than its contents") }
    guard Checksum.crc32(bytes[(Self.magic.count + 8)...]) == checksum else { throw .checksum }
    guard fingerprint == Self.fingerprint else { throw .otherMachine }

    var reader = ByteReader(body, "the sources")
    sources = try reader.elements(ofAtLeast: 2) { reader throws(ModuleFileError) in
      SourceFile(name: try reader.text(), bytes: Array(try reader.contents()))
    }
    module = try Module(decoding: &reader)
    module.files = sources.map(\.name)
    guard reader.remaining == 0 else { throw reader.malformed("more follows than its contents") }
  }
}

extension Module {
  fileprivate init(decoding reader: inout ByteReader) throws(ModuleFileError) {
    reader.part = "the types"
    types = try reader.elements(ofAtLeast: 1) { reader throws(ModuleFileError) in try reader.type() }
    reader.part = "the code"
    code = try reader.elements(ofAtLeast: 8) { reader throws(ModuleFileError) in
      Instruction(rawValue: try reader.word64())
    }
    reader.part = "the constants"
    constants = try reader.elements(ofAtLeast: 8) { reader throws(ModuleFileError) in try reader.word64() }
    reader.part = "the strings"
    strings = try reader.elements(ofAtLeast: 1) { reader throws(ModuleFileError) in try reader.text() }
    reader.part = "the functions"
    functions = try reader.functions(codeCount: code.count)
    reader.part = "the host functions"
    hostFunctions = try reader.elements(ofAtLeast: 4) { reader throws(ModuleFileError) in try reader.hostFunction() }
    reader.part = "the native calls"
    nativeCalls = try reader.elements(ofAtLeast: 3) { reader throws(ModuleFileError) in try reader.nativeCall() }
    reader.part = "the key accesses"
    keyAccesses = try reader.elements(ofAtLeast: 2) { reader throws(ModuleFileError) in
      KeyAccess(key: try reader.number(), value: try reader.type())
    }
    reader.part = "the cells"
    cells = try reader.elements(ofAtLeast: 3) { reader throws(ModuleFileError) in
      Cell(name: try reader.text(), type: try reader.type(), isMemory: try reader.flag())
    }
    reader.part = "the handlers"
    handlers = try reader.elements(ofAtLeast: 7) { [codeCount = code.count] reader throws(ModuleFileError) in
      try reader.handler(codeCount: codeCount)
    }
    reader.part = "the lines"
    lines = try reader.lineTable(codeCount: code.count)
    reader.part = "the statements"
    statements = try reader.lineTable(codeCount: code.count)
  }
}

extension ByteReader {
  /// The functions, whose code lies one after the other and is all that there is.
  fileprivate mutating func functions(codeCount: Int) throws(ModuleFileError) -> [Function] {
    var start = 0
    let functions = try elements(ofAtLeast: 7) { reader throws(ModuleFileError) in
      let name = try reader.text()
      let file = try reader.number()
      let parameters = try reader.elements(ofAtLeast: 1) { reader throws(ModuleFileError) in try reader.type() }
      let result = try reader.type()
      let end = start + (try reader.number(upTo: codeCount - start))
      defer { start = end }
      let limit = Instruction.narrowUnsigned.upperBound
      return Function(
        name: name, file: file, parameters: parameters, result: result, code: start..<end,
        registers: Layout(words: try reader.number(upTo: limit), objects: try reader.number(upTo: limit)))
    }
    guard start == codeCount else { throw malformed("code belongs to none") }
    return functions
  }

  fileprivate mutating func hostFunction() throws(ModuleFileError) -> HostFunction {
    let name = try text()
    let kind = Int(try byte())
    guard kind < HostFunction.Kind.codes.count else { throw malformed("there is no such kind") }
    let parameters = try elements(ofAtLeast: 2) { reader throws(ModuleFileError) in
      HostFunction.Parameter(name: try reader.text(), type: try reader.type())
    }
    return HostFunction(name: name, kind: HostFunction.Kind.codes[kind], parameters: parameters, result: try type())
  }

  fileprivate mutating func nativeCall() throws(ModuleFileError) -> NativeCall {
    guard let native = Native(rawValue: UInt16(clamping: try number())) else {
      throw malformed("there is no such function")
    }
    let arguments = try elements(ofAtLeast: 1) { reader throws(ModuleFileError) in try reader.type() }
    return NativeCall(native, arguments: arguments, result: try type())
  }

  fileprivate mutating func handler(codeCount: Int) throws(ModuleFileError) -> Handler {
    guard let kind = Handler.Kind(rawValue: try byte()) else { throw malformed("there is no such kind") }
    let start = try number(upTo: codeCount)
    let end = start + (try number(upTo: codeCount - start))
    let limit = Instruction.narrowUnsigned.upperBound
    return Handler(
      kind: kind, code: start..<end, target: try number(upTo: codeCount), word: try number(upTo: limit),
      object: try number(upTo: limit), deadlines: try number(upTo: codeCount))
  }

  fileprivate mutating func lineTable(codeCount: Int) throws(ModuleFileError) -> LineTable {
    var last = LineTable.Entry(start: 0, span: Span(0, 0))
    let entries = try elements(ofAtLeast: 3) { reader throws(ModuleFileError) in
      let start = last.start + (try reader.number(upTo: codeCount - last.start))
      let spanStart = try reader.offset(from: last.span.start)
      last = LineTable.Entry(start: start, span: Span(spanStart, try reader.offset(from: spanStart)))
      return last
    }
    return LineTable(entries: entries)
  }

  /// A byte of a source file, counted from another.
  private mutating func offset(from other: UInt32) throws(ModuleFileError) -> UInt32 {
    let (sum, overflow) = Int(other).addingReportingOverflow(try signed())
    guard !overflow, let offset = UInt32(exactly: sum) else { throw malformed("a place lies outside all files") }
    return offset
  }

  fileprivate mutating func flag() throws(ModuleFileError) -> Bool {
    let byte = try byte()
    guard byte <= 1 else { throw malformed("a truth value is neither 0 nor 1") }
    return byte == 1
  }
}
