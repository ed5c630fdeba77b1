import SkillBytecode
import SkillSemantics

/// How the arguments of a function, and in their place its result, lie in the registers of a call.
struct Signature {
  /// Where each argument starts, counted from the first.
  let offsets: [Layout]
  let arguments: Layout
  let result: Layout

  init(_ parameters: some Collection<LocalVariable>, result: Type, _ types: MachineTypes) {
    var end = Layout.zero
    var offsets: [Layout] = []
    offsets.reserveCapacity(parameters.count)
    for parameter in parameters {
      offsets.append(end)
      end += types.layout(of: parameter.type)
    }
    self.offsets = offsets
    arguments = end
    self.result = types.layout(of: result)
  }
}
