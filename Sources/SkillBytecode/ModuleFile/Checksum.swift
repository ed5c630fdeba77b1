/// CRC-32 as in ISO 3309 (polynomial 0xEDB88320 reflected, all ones before and after): finds every change of up to three
/// bits and every run of changed bits up to 32 long.
enum Checksum {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { word, _ in word & 1 == 1 ? word >> 1 ^ 0xedb8_8320 : word >> 1 }
  }

  static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    let table = table
    var word = UInt32.max
    for byte in bytes { word = table[Int((word ^ UInt32(byte)) & 0xff)] ^ word >> 8 }
    return ~word
  }
}

extension ModuleFile {
  /// Of the instructions and native functions that there are, in their order: code means something only to a machine that
  /// has the same.
  static let fingerprint: UInt64 = {
    var hash = ContentHash()
    for spec in Opcode.table {
      hash.add(spec.mnemonic)
      for operand in spec.operands { hash.add("\(operand.slot) \(operand.kind)") }
    }
    for native in Native.table {
      hash.add(native.name)
      for parameter in native.parameters + [native.result] { hash.add("\(parameter)") }
    }
    return hash.state
  }()
}
