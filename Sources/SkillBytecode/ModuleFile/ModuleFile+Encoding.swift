import ByteCoding
import SkillDiagnostics

extension ModuleFile {
  /// The file's bytes: the same for equal modules.
  public func encoded() -> [UInt8] {
    var body = ByteWriter()
    body.write(sources) { writer, source in
      writer.write(source.name)
      writer.write(source.bytes)
    }
    body.write(module)
    return Self.sealed(body.bytes[...])
  }

  /// A file with this body, which may be anything, and the header that belongs to it: how tests and fuzzers get past the
  /// digest.
  public static func sealed(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var header = ByteWriter()
    header.write(version)
    header.write(fingerprint)
    header.write(UInt64(body.count))
    return magic + header.bytes + digest(header.bytes[...], body) + body
  }

  /// Of the header's contents and the body, as bytes.
  package static func digest(_ header: ArraySlice<UInt8>, _ body: ArraySlice<UInt8>) -> [UInt8] {
    var digest = ByteDigest(header)
    digest.add(body)
    var writer = ByteWriter()
    writer.write(digest.value)
    return writer.bytes
  }
}

extension ByteWriter {
  /// All tables but those for a debugger: what variables a function has.
  mutating func write(_ module: Module) {
    write(module.types) { $0.write($1) }
    write(module.code) { $0.write($1.rawValue) }
    write(module.constants) { $0.write($1) }
    write(module.strings) { $0.write($1) }
    write(module.functions) { writer, function in
      writer.write(function.name)
      writer.write(compact: function.file)
      writer.write(function.parameters) { $0.write($1) }
      writer.write(function.result)
      writer.write(compact: function.code.count)
      writer.write(compact: function.registers.words)
      writer.write(compact: function.registers.objects)
    }
    write(module.hostFunctions) { writer, function in
      writer.write(function.name)
      writer.write(function.kind.code)
      writer.write(function.parameters) { writer, parameter in
        writer.write(parameter.name)
        writer.write(parameter.type)
      }
      writer.write(function.result)
    }
    write(module.nativeCalls) { writer, call in
      writer.write(compact: Int(call.native.rawValue))
      writer.write(call.arguments) { $0.write($1) }
      writer.write(call.result)
    }
    write(module.keyAccesses) { writer, access in
      writer.write(compact: access.key)
      writer.write(access.value)
      writer.write(optional: access.cell) { $0.write(compact: $1) }
    }
    write(module.cells) { writer, cell in
      writer.write(cell.name)
      writer.write(cell.type)
      writer.write(cell.isMemory)
    }
    write(module.handlers) { writer, handler in
      writer.write(handler.kind.rawValue)
      writer.write(compact: handler.code.lowerBound)
      writer.write(compact: handler.code.count)
      writer.write(compact: handler.target)
      writer.write(compact: handler.word)
      writer.write(compact: handler.object)
      writer.write(compact: handler.deadlines)
    }
    write(module.lines)
    write(module.statements)
  }

  /// Each entry as what it is further than the one before.
  private mutating func write(_ table: LineTable) {
    var last = LineTable.Entry(start: 0, span: Span(0, 0))
    write(table.entries) { writer, entry in
      writer.write(compact: entry.start - last.start)
      writer.write(compactSigned: Int(entry.span.start) - Int(last.span.start))
      writer.write(compactSigned: Int(entry.span.end) - Int(entry.span.start))
      last = entry
    }
  }
}

extension HostFunction.Kind {
  static let codes: [HostFunction.Kind] = [.skill, .query, .control]

  fileprivate var code: UInt8 {
    switch self {
    case .skill: 0
    case .query: 1
    case .control: 2
    }
  }
}
