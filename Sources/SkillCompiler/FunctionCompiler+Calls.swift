import SkillBytecode
import SkillSemantics

/// One argument of a native call.
enum NativeArgument {
  case value(ExpressionID)
  /// The same registers read as a float: of a quantity.
  case float(ExpressionID)
  /// A value that is already there.
  case place(Place, ValueType)
  case int(Int)
  case bool(Bool)
  case string(String)
  /// A bound of a slice, perhaps left out.
  case bound(ExpressionID?)
}

extension FunctionCompiler {
  // MARK: Functions of the program and of the host

  mutating func call(_ function: FunctionID, _ arguments: ArgumentList) -> Place {
    let callee = program[function]
    let parameters = callee.locals.prefix(callee.parameterCount).map { lowered($0.type) }
    return window(parameters, lowered(callee.result)) { compiler, places in
      compiler.evaluate(arguments, into: places)
    } emit: { code, window in
      code.emit(.call, a: window.word, b: window.object, wide: Int(function.rawValue) + 1)
    }
  }

  /// Calls a function of one parameter with a value that is there already.
  mutating func call(_ function: FunctionID, with argument: Place, _ type: ValueType) -> Place {
    window([type], lowered(program[function].result)) { compiler, places in
      compiler.move(type.layout, from: argument, to: places[0])
    } emit: { code, window in
      code.emit(.call, a: window.word, b: window.object, wide: Int(function.rawValue) + 1)
    }
  }

  mutating func hostCall(_ id: HostFunctionID, _ arguments: ArgumentList) -> Place {
    let function = program[id]
    let parameters = function.parameters.map {
      SkillBytecode.HostFunction.Parameter(name: $0.name, type: lowered($0.type))
    }
    let entry = module.host(
      SkillBytecode.HostFunction(
        name: function.name, kind: function.kind == .skill ? .skill : .query, parameters: parameters,
        result: lowered(function.result)))
    return window(parameters.map(\.type), lowered(function.result)) { compiler, places in
      compiler.evaluate(arguments, into: places)
    } emit: { code, window in
      code.emit(.host, a: window.word, b: window.object, wide: entry)
    }
  }

  /// In the order in which they were written, each into its parameter's place.
  private mutating func evaluate(_ arguments: ArgumentList, into places: [Place]) {
    for argument in program.arguments(of: arguments) { evaluate(argument.value, into: places[Int(argument.parameter)]) }
  }

  /// Room for arguments in a row above all live temporaries, where the result will start; what is left of it after the
  /// call is the result.
  private mutating func window(
    _ arguments: [ValueType], _ result: ValueType, fill: (inout FunctionCompiler, [Place]) -> Void,
    emit: (inout CodeBuilder, Place) -> Void
  ) -> Place {
    let bottom = registers.top
    let line = code.currentLine
    var places: [Place] = []
    for type in arguments { places.append(registers.allocate(type.layout)) }
    fill(&self, places)
    registers.release(to: bottom)
    let window = registers.allocate(result.layout)
    if let line { code.mark(line) }
    emit(&code, window)
    return window
  }

  // MARK: Natives

  /// Calls a native; the result is in temporaries. A fault is blamed on `id`.
  mutating func native(
    _ native: Native, _ arguments: [NativeArgument], _ result: ValueType, at id: ExpressionID? = nil
  ) -> Place {
    let types = arguments.map { type(of: $0) }
    let call = module.native(NativeCall(native, arguments: types, result: result))
    if let id { code.mark(program[id].span) }
    return window(types, result) { compiler, places in
      for (argument, place) in zip(arguments, places) { compiler.evaluate(argument, into: place) }
    } emit: { code, window in
      code.emit(.native, a: window.word, b: window.object, wide: call)
    }
  }

  /// Calls a native and leaves the result in these registers.
  mutating func native(
    _ native: Native, _ arguments: [NativeArgument], _ result: ValueType, at id: ExpressionID? = nil, into target: Place
  ) {
    temporarily { compiler in
      compiler.move(
        result.layout, from: compiler.native(native, arguments, result, at: id) as Place, to: target)
    }
  }

  /// Calls a native for its effect.
  mutating func callNative(_ native: Native, _ arguments: [NativeArgument], _ result: ValueType) {
    temporarily { _ = $0.native(native, arguments, result) as Place }
  }

  private func type(of argument: NativeArgument) -> ValueType {
    switch argument {
    case .value(let id): type(id)
    case .float: .float
    case .place(_, let type): type
    case .int: .int
    case .bool: .bool
    case .string: .string
    case .bound: .optional(.int)
    }
  }

  private mutating func evaluate(_ argument: NativeArgument, into target: Place) {
    switch argument {
    case .value(let id), .float(let id): evaluate(id, into: target)
    case .place(let place, let type): move(type.layout, from: place, to: target)
    case .int(let number): loadInt(Int64(number), into: target.word)
    case .bool(let flag): code.emit(.loadInt, a: target.word, wide: flag ? 1 : 0)
    case .string(let text): loadString(text, into: target.object)
    case .bound(let id):
      if let id { evaluate(id, into: target + Layout(words: 1, objects: 0)) }
      code.emit(.loadInt, a: target.word, wide: id == nil ? 0 : 1)
    }
  }
}
