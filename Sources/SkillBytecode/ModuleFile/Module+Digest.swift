import ByteCoding

extension Module {
  /// A digest of all that the module says, but for the names of variables that it keeps for a debugger: equal for equal
  /// modules, in every process. Linear in the module's size.
  public var digest: UInt64 {
    var writer = ByteWriter()
    writer.write(files) { $0.write($1) }
    writer.write(self)
    return ByteDigest(writer.bytes).value
  }
}

extension ModuleFile {
  /// Of the instructions and native functions that there are, in their order: code means something only to a machine that
  /// has the same.
  static let fingerprint: UInt64 = {
    var digest = ByteDigest()
    for spec in Opcode.table {
      digest.add(spec.mnemonic)
      for operand in spec.operands { digest.add("\(operand.slot) \(operand.kind)") }
    }
    for native in Native.table {
      digest.add(native.name)
      for parameter in native.parameters + [native.result] { digest.add("\(parameter)") }
    }
    return digest.value
  }()
}
