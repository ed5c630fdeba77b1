import SkillDiagnostics

extension ModuleFile {
  /// The file's bytes: the same for equal modules.
  public func encoded() -> [UInt8] {
    var body = ByteWriter()
    body.write(sources) { writer, source in
      writer.write(source.name)
      writer.write(source.bytes)
    }
    module.encode(to: &body)
    return Self.sealed(body.bytes[...])
  }

  /// A file with this body, which may be anything, and the header that belongs to it: how tests and fuzzers get past the
  /// checksum.
  public static func sealed(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var covered = ByteWriter()
    covered.write(fingerprint)
    covered.write(UInt64(body.count))
    covered.append(body)
    var file = ByteWriter()
    file.append(magic[...])
    file.write(version)
    file.write(Checksum.crc32(covered.bytes[...]))
    file.append(covered.bytes[...])
    return file.bytes
  }
}

extension Module {
  fileprivate func encode(to writer: inout ByteWriter) {
    writer.write(types) { $0.write($1) }
    writer.write(code) { $0.write($1.rawValue) }
    writer.write(constants) { $0.write($1) }
    writer.write(strings) { $0.write($1) }
    writer.write(functions) { writer, function in
      writer.write(function.name)
      writer.write(number: function.file)
      writer.write(function.parameters) { $0.write($1) }
      writer.write(function.result)
      writer.write(number: function.code.count)
      writer.write(number: function.registers.words)
      writer.write(number: function.registers.objects)
    }
    writer.write(hostFunctions) { writer, function in
      writer.write(function.name)
      writer.write(function.kind.code)
      writer.write(function.parameters) { writer, parameter in
        writer.write(parameter.name)
        writer.write(parameter.type)
      }
      writer.write(function.result)
    }
    writer.write(nativeCalls) { writer, call in
      writer.write(number: Int(call.native.rawValue))
      writer.write(call.arguments) { $0.write($1) }
      writer.write(call.result)
    }
    writer.write(keyAccesses) { writer, access in
      writer.write(number: access.key)
      writer.write(access.value)
    }
    writer.write(cells) { writer, cell in
      writer.write(cell.name)
      writer.write(cell.type)
      writer.write(cell.isMemory ? 1 : 0 as UInt8)
    }
    writer.write(handlers) { writer, handler in
      writer.write(handler.kind.rawValue)
      writer.write(number: handler.code.lowerBound)
      writer.write(number: handler.code.count)
      writer.write(number: handler.target)
      writer.write(number: handler.word)
      writer.write(number: handler.object)
      writer.write(number: handler.deadlines)
    }
    lines.encode(to: &writer)
    statements.encode(to: &writer)
  }
}

extension LineTable {
  /// Each entry as what it is further than the one before.
  fileprivate func encode(to writer: inout ByteWriter) {
    var last = Entry(start: 0, span: Span(0, 0))
    writer.write(entries) { writer, entry in
      writer.write(number: entry.start - last.start)
      writer.write(signed: Int(entry.span.start) - Int(last.span.start))
      writer.write(signed: Int(entry.span.end) - Int(entry.span.start))
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
