import SkillBytecode
import SkillSemantics

/// What a debugger wants of the code: a stop before each statement, and which variables have a value.
extension FunctionCompiler {
  /// Gives each named variable a register that says whether it has a value, and tells of them in the module.
  mutating func describeVariables(of function: Int) {
    flags = self.function.locals.map { _ in registers.allocate(Layout(words: 1, objects: 0)).word }
    for (index, local) in self.function.locals.enumerated() where !local.name.isEmpty {
      let place = place(LocalID(rawValue: UInt32(index)))
      module.variable(
        Variable(
          name: local.name, type: types[local.type], function: function, word: place.word, object: place.object,
          flag: flags[index]))
    }
  }

  /// At the beginning only parameters have values.
  mutating func clearFlags() {
    for (index, flag) in flags.enumerated() {
      code.emit(index < function.parameterCount ? .loadTrue : .loadFalse, a: flag)
    }
  }

  /// Notes that a variable has a value now. One of the same name at another type has none any more.
  mutating func noteAssigned(_ local: LocalID) {
    guard isForDebugging else { return }
    let assigned = Int(local.rawValue)
    let name = function.locals[assigned].name
    guard !name.isEmpty else { return }
    for (index, other) in function.locals.enumerated() where other.name == name {
      code.emit(index == assigned ? .loadTrue : .loadFalse, a: flags[index])
    }
  }

  /// Lets a debugger stop before the statement that was marked last.
  mutating func pause() {
    if isForDebugging { code.emit(.pause) }
  }
}
