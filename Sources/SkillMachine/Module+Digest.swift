import ByteCoding
import SkillBytecode

extension Module {
  /// A digest of all that the module says: equal for equal modules, in every process. Linear in the module's size.
  public var digest: UInt64 {
    var digest = ByteDigest()
    digest.add(code) { $0.add($1.rawValue) }
    digest.add(constants) { $0.add($1) }
    digest.add(strings) { $0.add($1) }
    digest.add(files) { $0.add($1) }
    digest.add(types) { $0.add($1) }
    digest.add(functions) { digest, function in
      digest.add(function.name)
      digest.add(function.parameters) { $0.add($1) }
      digest.add(function.result)
      digest.add([function.file, function.registers.words, function.registers.objects])
      digest.add([function.code.lowerBound, function.code.upperBound])
    }
    digest.add(hostFunctions) { digest, function in
      digest.add("\(function.kind.rawValue) \(function.name)")
      digest.add(function.parameters) { $0.add($1.type) }
      digest.add(function.result)
    }
    digest.add(nativeCalls) { digest, call in
      digest.add(UInt64(call.native.rawValue))
      digest.add(call.arguments) { $0.add($1) }
    }
    digest.add(keyAccesses) { digest, access in
      digest.add([access.key])
      digest.add(access.value)
    }
    digest.add(cells) { digest, cell in
      digest.add(cell.name)
      digest.add(cell.type)
      digest.add([cell.isMemory ? 1 : 0])
    }
    digest.add(handlers) { digest, handler in
      digest.add([Int(handler.kind.rawValue), handler.code.lowerBound, handler.code.upperBound, handler.target])
      digest.add([handler.word, handler.object, handler.deadlines])
    }
    for table in [lines, statements] {
      digest.add(table.entries) { $0.add([$1.start, Int($1.span.start), Int($1.span.end)]) }
    }
    return digest.value
  }
}

extension ByteDigest {
  fileprivate mutating func add(_ type: ValueType) { add(type.description) }

  fileprivate mutating func add(_ numbers: [Int]) {
    for number in numbers { add(UInt64(bitPattern: Int64(number))) }
  }

  /// Adds the elements and their count.
  fileprivate mutating func add<Element>(_ elements: [Element], _ body: (inout ByteDigest, Element) -> Void) {
    for element in elements { body(&self, element) }
    add([elements.count])
  }
}
