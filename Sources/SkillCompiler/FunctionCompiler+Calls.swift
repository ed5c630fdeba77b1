import SkillBytecode
import SkillSemantics

/// One argument of a native call.
enum NativeArgument {
  case value(ExpressionID)
  /// The same registers read as a float: of a quantity.
  case float(ExpressionID)
  /// A value that is already there.
  case place(Place, Type)
  case int(Int)
  case bool(Bool)
  /// A spec as text.
  case format(FormatID)
  /// A bound of a slice, perhaps left out.
  case bound(ExpressionID?)
}

extension FunctionCompiler {
  // MARK: Functions of the program and of the host

  mutating func call(_ function: FunctionID, _ arguments: ArgumentList) -> Place {
    let signature = signatures[function]
    return window(signature.arguments, signature.result) { compiler, start in
      compiler.evaluate(arguments, into: start, signature)
    } emit: { compiler, window in
      compiler.code.emit(.call, a: window.word, b: window.object, wide: compiler.index(function))
    }
  }

  /// Calls a function of one parameter with a value that is there already.
  mutating func call(_ function: FunctionID, with argument: Place, _ type: Type) -> Place {
    let signature = signatures[function]
    return window(signature.arguments, signature.result) { compiler, start in
      compiler.move(compiler.types.layout(of: type), from: argument, to: start)
    } emit: { compiler, window in
      compiler.code.emit(.call, a: window.word, b: window.object, wide: compiler.index(function))
    }
  }

  mutating func hostCall(_ id: HostFunctionID, _ arguments: ArgumentList) -> Place {
    let (entry, signature) = hostEntry(id)
    return window(signature.arguments, signature.result) { compiler, start in
      compiler.evaluate(arguments, into: start, signature)
    } emit: { compiler, window in
      compiler.code.emit(.host, a: window.word, b: window.object, wide: entry)
    }
  }

  /// Gives the module a function of the host where it is first called.
  private mutating func hostEntry(_ id: HostFunctionID) -> (index: Int, signature: Signature) {
    if let known = hostNumbers[Int(id.rawValue)] { return hostEntries[known] }
    let function = program[id]
    let index = module.host(MachineTypes.hostFunctions[Int(id.rawValue)])
    let entry = (index, signatures.add(function.parameters, result: function.result, types))
    hostNumbers.note(hostEntries.count, for: Int(id.rawValue))
    hostEntries.append(entry)
    return entry
  }

  /// In the order in which they were written, each into its parameter's place.
  private mutating func evaluate(_ arguments: ArgumentList, into start: Place, _ signature: Signature) {
    for index in arguments.indices {
      let argument = program.argumentLists[index]
      evaluate(argument.value, into: start + signatures.offset(of: argument.parameter, in: signature))
    }
  }

  /// Room for arguments in a row above all live temporaries, where the result will start; what is left of it after the
  /// call is the result.
  private mutating func window(
    _ arguments: Layout, _ result: Layout, fill: (inout FunctionCompiler, Place) -> Void,
    emit: (inout FunctionCompiler, Place) -> Void
  ) -> Place {
    let bottom = registers.top
    let line = code.currentLine
    fill(&self, registers.allocate(arguments))
    registers.release(to: bottom)
    let window = registers.allocate(result)
    if let line { code.mark(line) }
    emit(&self, window)
    return window
  }

  // MARK: Natives

  /// Calls a native; the result is in temporaries. A fault is blamed on `id`.
  mutating func native(
    _ native: Native, _ arguments: [NativeArgument], _ result: Type, at id: ExpressionID? = nil
  ) -> Place {
    let first = pending.count
    pending += arguments
    return callPending(from: first, native, result, at: id)
  }

  /// Calls a native with the arguments that are pending from `first` on, and takes them off.
  mutating func callPending(from first: Int, _ native: Native, _ result: Type, at id: ExpressionID? = nil) -> Place {
    var needed = Layout.zero
    argumentTypes.removeAll(keepingCapacity: true)
    for index in first..<pending.count {
      let type = type(of: pending[index])
      argumentTypes.append(type)
      needed += types.layout(of: type)
    }
    let call = nativeCalls.find(native, argumentTypes, result) {
      module.native(NativeCall(native, arguments: argumentTypes.map { types[$0] }, result: types[result]))
    }
    if let id { code.mark(program[id].span) }
    let window = window(needed, types.layout(of: result)) { compiler, start in
      var place = start
      for index in first..<compiler.pending.count {
        let argument = compiler.pending[index]
        compiler.evaluate(argument, into: place)
        place = place + compiler.layout(of: argument)
      }
    } emit: { compiler, window in
      compiler.code.emit(.native, a: window.word, b: window.object, wide: call)
    }
    while pending.count > first { pending.removeLast() }
    return window
  }

  /// Calls a native and leaves the result in these registers.
  mutating func native(
    _ native: Native, _ arguments: [NativeArgument], _ result: Type, at id: ExpressionID? = nil, into target: Place
  ) {
    temporarily { compiler in
      compiler.move(
        compiler.types.layout(of: result), from: compiler.native(native, arguments, result, at: id) as Place, to: target
      )
    }
  }

  /// Calls a native for its effect.
  mutating func callNative(_ native: Native, _ arguments: [NativeArgument], _ result: Type) {
    temporarily { _ = $0.native(native, arguments, result) as Place }
  }

  private mutating func type(of argument: NativeArgument) -> Type {
    switch argument {
    case .value(let id): type(id)
    case .float: .float
    case .place(_, let type): type
    case .int: .int
    case .bool: .bool
    case .format: .str
    case .bound: types.optional(.int)
    }
  }

  private func layout(of argument: NativeArgument) -> Layout {
    switch argument {
    case .value(let id), .float(let id): layout(id)
    case .place(_, let type): types.layout(of: type)
    case .int, .bool: Layout(words: 1, objects: 0)
    case .format: Layout(words: 0, objects: 1)
    case .bound: Layout(words: 2, objects: 0)
    }
  }

  private mutating func evaluate(_ argument: NativeArgument, into target: Place) {
    switch argument {
    case .value(let id), .float(let id): evaluate(id, into: target)
    case .place(let place, let type): move(types.layout(of: type), from: place, to: target)
    case .int(let number): loadInt(Int64(number), into: target.word)
    case .bool(let flag): code.emit(flag ? .loadTrue : .loadFalse, a: target.word)
    case .format(let format): loadString(program[format].text, into: target.object)
    case .bound(let id?):
      evaluate(id, into: target + Layout(words: 1, objects: 0))
      code.emit(.loadTrue, a: target.word)
    case .bound(nil): loadWords([0, 0], into: target.word)
    }
  }
}
