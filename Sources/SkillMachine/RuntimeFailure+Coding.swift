import ByteCoding
import SkillDiagnostics

extension ByteWriter {
  mutating func write(_ failure: RuntimeFailure) {
    switch failure.cause {
    case .failure(let caught):
      write(true)
      for text in [caught.skill, caught.reason, caught.message] { write(text) }
    case .fault(let fault):
      write(false)
      write(fault)
    }
    write(failure.trace) { $0.write($1) }
  }

  mutating func write(_ location: SourceLocation) {
    write(optional: location.function) { $0.write($1) }
    write(location.file)
    write(optional: location.span) { writer, span in
      writer.write(span.start)
      writer.write(span.end)
    }
  }

  private mutating func write(_ fault: Fault) {
    switch fault {
    case .integerOverflow: write(UInt8(0))
    case .divisionByZero: write(UInt8(1))
    case .indexOutOfRange(let index, let count):
      write(UInt8(2))
      write(index)
      write(count)
    case .keyMissing(let key, let cell):
      write(UInt8(3))
      write(key)
      write(optional: cell) { $0.write($1) }
    case .changedDuringIteration: write(UInt8(4))
    case .value(let text): write(5, text)
    case .notSet(let text): write(6, text)
    case .assertion(let text): write(7, text)
    case .precondition(let text): write(8, text)
    case .postcondition(let text): write(9, text)
    case .internal(let text): write(10, text)
    case .stepLimit(let limit): write(11, limit)
    case .depthLimit(let limit): write(12, limit)
    case .heapLimit(let limit): write(13, limit)
    case .sizeLimit(let limit): write(14, limit)
    case .textLimit(let limit): write(15, limit)
    case .outputLimit(let limit): write(16, limit)
    }
  }

  private mutating func write(_ kind: UInt8, _ text: String) {
    write(kind)
    write(text)
  }

  private mutating func write(_ kind: UInt8, _ number: Int) {
    write(kind)
    write(number)
  }
}

extension ByteReader {
  mutating func failure() throws(ByteError) -> RuntimeFailure {
    let cause: RuntimeFailure.Cause =
      try bool()
      ? .failure(CaughtFailure(skill: try string(), reason: try string(), message: try string())) : .fault(try fault())
    return RuntimeFailure(cause: cause, trace: try locations())
  }

  mutating func locations() throws(ByteError) -> [SourceLocation] {
    try array { reader throws(ByteError) in
      SourceLocation(
        function: try reader.optional { reader throws(ByteError) in try reader.string() }, file: try reader.string(),
        span: try reader.optional { reader throws(ByteError) in Span(try reader.uint32(), try reader.uint32()) })
    }
  }

  private mutating func fault() throws(ByteError) -> Fault {
    switch try byte() {
    case 0: return .integerOverflow
    case 1: return .divisionByZero
    case 2: return .indexOutOfRange(index: try int(), count: try int())
    case 3:
      return .keyMissing(try string(), cell: try optional { reader throws(ByteError) in try reader.string() })
    case 4: return .changedDuringIteration
    case 5: return .value(try string())
    case 6: return .notSet(try string())
    case 7: return .assertion(try string())
    case 8: return .precondition(try string())
    case 9: return .postcondition(try string())
    case 10: return .internal(try string())
    case 11: return .stepLimit(try int())
    case 12: return .depthLimit(try int())
    case 13: return .heapLimit(try int())
    case 14: return .sizeLimit(try int())
    case 15: return .textLimit(try int())
    case 16: return .outputLimit(try int())
    default: throw .invalid("a fault")
    }
  }
}
