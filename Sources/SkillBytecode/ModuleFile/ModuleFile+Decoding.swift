import ByteCoding
import SkillDiagnostics

extension ModuleFile {
  /// Reads a file's bytes, whatever they are. The module is what was written, or made up by somebody who knows the format:
  /// it is not verified; a machine does that before it runs one. Linear in time and memory.
  public init(decoding bytes: [UInt8]) throws(ModuleFileError) {
    guard Self.isModule(bytes) else { throw .notAModule }
    guard bytes.count >= Self.headerSize else { throw .truncated }
    let header = bytes[Self.magic.count..<(Self.headerSize - 8)]
    var fields = ByteReader(bytes[Self.magic.count..<Self.headerSize])
    let (version, fingerprint, length, digest) = try fields.part("the header") { reader throws(ByteError) in
      (try reader.uint32(), try reader.uint64(), try reader.uint64(), try reader.take(8))
    }
    guard version <= Self.version else { throw .newerVersion(version) }
    guard version == Self.version else { throw .malformed("the header: there is no version \(version)") }
    let body = bytes[Self.headerSize...]
    guard UInt64(body.count) >= length else { throw .truncated }
    guard UInt64(body.count) == length else { throw .malformed("the header: more follows than its contents") }
    guard digest.elementsEqual(Self.digest(header, body)) else { throw .checksum }
    guard fingerprint == Self.fingerprint else { throw .otherMachine }

    var reader = ByteReader(body)
    sources = try reader.part("the sources") { reader throws(ByteError) in
      try reader.array(ofSize: 2) { reader throws(ByteError) in
        SourceFile(name: try reader.string(), bytes: try reader.data())
      }
    }
    module = try reader.module()
    module.files = sources.map(\.name)
    guard reader.remaining == 0 else { throw .malformed("the statements: more follows than its contents") }
  }
}

extension ByteReader {
  /// What `body` reads; its errors name the part.
  fileprivate mutating func part<Part>(
    _ name: String, _ body: (inout ByteReader) throws(ByteError) -> Part
  ) throws(ModuleFileError) -> Part {
    do throws(ByteError) { return try body(&self) } catch { throw .malformed("\(name): \(error)") }
  }

  fileprivate mutating func module() throws(ModuleFileError) -> Module {
    var module = Module()
    module.types = try part("the types") { reader throws(ByteError) in
      try reader.array { reader throws(ByteError) in try reader.type() }
    }
    module.code = try part("the code") { reader throws(ByteError) in
      try reader.array(ofSize: 8) { reader throws(ByteError) in Instruction(rawValue: try reader.uint64()) }
    }
    module.constants = try part("the constants") { reader throws(ByteError) in
      try reader.array(ofSize: 8) { reader throws(ByteError) in try reader.uint64() }
    }
    module.strings = try part("the strings") { reader throws(ByteError) in
      try reader.array { reader throws(ByteError) in try reader.string() }
    }
    let codeCount = module.code.count
    module.functions = try part("the functions") { reader throws(ByteError) in
      try reader.functions(codeCount: codeCount)
    }
    module.hostFunctions = try part("the host functions") { reader throws(ByteError) in
      try reader.array(ofSize: 4) { reader throws(ByteError) in try reader.hostFunction() }
    }
    module.nativeCalls = try part("the native calls") { reader throws(ByteError) in
      try reader.array(ofSize: 3) { reader throws(ByteError) in try reader.nativeCall() }
    }
    module.keyAccesses = try part("the key accesses") { reader throws(ByteError) in
      try reader.array(ofSize: 3) { reader throws(ByteError) in
        KeyAccess(
          key: try reader.compact(), value: try reader.type(),
          cell: try reader.optional { reader throws(ByteError) in try reader.compact() })
      }
    }
    module.cells = try part("the cells") { reader throws(ByteError) in
      try reader.array(ofSize: 3) { reader throws(ByteError) in
        Cell(name: try reader.string(), type: try reader.type(), isMemory: try reader.bool())
      }
    }
    module.handlers = try part("the handlers") { reader throws(ByteError) in
      try reader.array(ofSize: 7) { reader throws(ByteError) in try reader.handler(codeCount: codeCount) }
    }
    module.lines = try part("the lines") { reader throws(ByteError) in try reader.lineTable(codeCount: codeCount) }
    module.statements = try part("the statements") { reader throws(ByteError) in
      try reader.lineTable(codeCount: codeCount)
    }
    return module
  }

  /// The functions, whose code lies one after the other and is all that there is.
  private mutating func functions(codeCount: Int) throws(ByteError) -> [Function] {
    var start = 0
    let functions = try array(ofSize: 7) { reader throws(ByteError) in
      let name = try reader.string()
      let file = try reader.compact()
      let parameters = try reader.array(ofSize: 1) { reader throws(ByteError) in try reader.type() }
      let result = try reader.type()
      let end = start + (try reader.place(upTo: codeCount - start))
      defer { start = end }
      return Function(
        name: name, file: file, parameters: parameters, result: result, code: start..<end,
        registers: Layout(words: try reader.register(), objects: try reader.register()))
    }
    guard start == codeCount else { throw .invalid("code that belongs to none") }
    return functions
  }

  /// A register, or how many there are.
  private mutating func register() throws(ByteError) -> Int {
    try compact(upTo: Instruction.narrowUnsigned.upperBound, "a register")
  }

  /// An instruction, counted from the first or another.
  private mutating func place(upTo end: Int) throws(ByteError) -> Int { try compact(upTo: end, "a place in the code") }

  private mutating func hostFunction() throws(ByteError) -> HostFunction {
    let name = try string()
    let kind = Int(try byte())
    guard kind < HostFunction.Kind.codes.count else { throw .invalid("a kind") }
    let parameters = try array(ofSize: 2) { reader throws(ByteError) in
      HostFunction.Parameter(name: try reader.string(), type: try reader.type())
    }
    return HostFunction(name: name, kind: HostFunction.Kind.codes[kind], parameters: parameters, result: try type())
  }

  private mutating func nativeCall() throws(ByteError) -> NativeCall {
    guard let native = Native(rawValue: UInt16(clamping: try compact())) else {
      throw .invalid("a native function")
    }
    let arguments = try array(ofSize: 1) { reader throws(ByteError) in try reader.type() }
    return NativeCall(native, arguments: arguments, result: try type())
  }

  private mutating func handler(codeCount: Int) throws(ByteError) -> Handler {
    guard let kind = Handler.Kind(rawValue: try byte()) else { throw .invalid("a kind") }
    let start = try place(upTo: codeCount)
    let end = start + (try place(upTo: codeCount - start))
    return Handler(
      kind: kind, code: start..<end, target: try place(upTo: codeCount), word: try register(), object: try register(),
      deadlines: try place(upTo: codeCount))
  }

  private mutating func lineTable(codeCount: Int) throws(ByteError) -> LineTable {
    var last = LineTable.Entry(start: 0, span: Span(0, 0))
    let entries = try array(ofSize: 3) { reader throws(ByteError) in
      let start = last.start + (try reader.place(upTo: codeCount - last.start))
      let spanStart = try reader.offset(from: last.span.start)
      last = LineTable.Entry(start: start, span: Span(spanStart, try reader.offset(from: spanStart)))
      return last
    }
    return LineTable(entries: entries)
  }

  /// A byte of a source file, counted from another.
  private mutating func offset(from other: UInt32) throws(ByteError) -> UInt32 {
    let (sum, overflow) = Int(other).addingReportingOverflow(try compactSigned())
    guard !overflow, let offset = UInt32(exactly: sum) else { throw .invalid("a place in a file") }
    return offset
  }
}
