extension TypeFinding {
  public var headline: String {
    switch self {
    case .wrongArgument(let parameter, let function, _, _): "wrong type for `\(parameter)` of `\(function)`"
    case .textForActor(let parameter, let function): "`\(parameter)` of `\(function)` is an actor, not its name"
    case .optionalArgument(let parameter, let function, _): "`\(parameter)` of `\(function)` may be None here"
    case .missingArguments(let names, let function):
      "the call of `\(function)` lacks \(names.map { "`\($0)`" }.joined(separator: " and "))"
    case .tooManyArguments(let function, let accepted):
      "`\(function)` takes \(accepted == 0 ? "no" : "at most \(accepted)") argument\(accepted == 1 ? "" : "s")"
    case .argumentTwice(let name, let function): "`\(name)` of `\(function)` is given twice"
    case .positionalForKeywordOnly(let name, let function): "`\(name)` of `\(function)` must be given by keyword"
    case .wrongAssignment(let name, _, _): "wrong type for `\(name)`"
    case .wrongResult(let function, _, _): "wrong type for the result of `\(function)`"
    case .wrongValue(let place, _, _): "wrong type for \(place)"
    case .unsupportedOperator(let symbol, let left, let right): "`\(symbol)` does not work on `\(left)` and `\(right)`"
    case .unsupportedUnary(let symbol, let operand): "`\(symbol)` does not work on `\(operand)`"
    case .mixedQuantities(let symbol, let left, let right): "`\(left) \(symbol) \(right)` has no meaning"
    case .notComparable(let left, let right): "`\(left)` and `\(right)` cannot be compared"
    case .alwaysTrue(let type): "\(one(type)) is always true"
    case .neverNone(let type): "\(one(type)) is never None"
    case .notCallable(let type): "\(one(type)) cannot be called"
    case .notSubscriptable(let type): "\(one(type)) has no elements"
    case .notIterable(let type): "\(one(type)) cannot be gone through element by element"
    case .mixedElements: "values of different types"
    case .unknownElementType(let container): "nothing tells what this empty \(container) holds"
    case .containerInItself(let container): "this \(container) would hold itself"
    case .notHashable(let type): "\(one(type)) cannot be a key"
    case .mayBeNone: "this may be None"
    case .typesDisagree(let name, let first, let second): "`\(name)` is \(one(first)) or \(one(second)) here"
    case .wrongCount(let expected, let found): "\(expected) names for \(found) value\(found == 1 ? "" : "s")"
    case .indexOutOfRange(let index, let count): "no element \(index) in a tuple of \(count)"
    case .indexNotConstant: "a tuple's index must be an integer literal"
    case .wrongVector(let type, let expected, let found): "\(one(type)) has \(expected) numbers, not \(found)"
    case .immutable(let type): "\(one(type)) cannot be changed"
    case .sliceAsTarget: "a slice can be read, but neither assigned nor deleted"
    case .deletedName: "`del` removes an element, not a variable"
    case .badFormat(let spec): "`\(spec)` is no format"
    case .formatMismatch(let letter, let type): "the format `\(letter)` does not fit \(one(type))"
    case .integerPrecision(let spec): "the precision in `\(spec)` does not fit an `int`"
    case .untypedParameter(let name): "the parameter `\(name)` has no type"
    case .wrongTypeArguments(let type, let expected):
      "`\(type)` takes \(expected == 0 ? "no" : "\(expected)") type\(expected == 1 ? "" : "s") in brackets"
    case .unsupportedUnion: "only `T | None` can be a union"
    case .defaultNotConstant(let name): "the default of `\(name)` is not a constant"
    case .recursionNeedsResult(let name): "`\(name)` calls itself, so its result type must be written"
    case .sharedVariable(let name, let type, _, let found): "`\(name)` is \(one(type)) and cannot become \(one(found))"
    case .noValue(let name): "`\(name)` gives no value"
    case .isNone(let name): name == "None" ? "None is no value to work with" : "`\(name)` is None here"
    case .onlyNone: "a container of nothing but None"
    case .unusableException(let name): "`\(name)` cannot be caught"
    case .generatorAsValue: "a generator can only be the single argument of a call"
    case .cellType(let type): "a memory cell cannot hold \(one(type))"
    case .changedCell(let name, let type, let found): "`\(name)` holds \(one(type)) and cannot hold \(one(found))"
    }
  }

  public var label: String? {
    switch self {
    case .wrongArgument(_, _, let expected, let found), .wrongAssignment(_, let expected, let found),
      .wrongResult(_, let expected, let found), .wrongValue(_, let expected, let found):
      "expected `\(expected)`, found `\(found)`"
    case .textForActor: "expected `Actor`, found `str`"
    case .optionalArgument(_, _, let found), .mayBeNone(let found): "`\(found)`"
    case .mixedElements(let first, let second): "`\(second)`, after `\(first)`"
    case .noValue: "None"
    case .tooManyArguments: "one too many"
    default: nil
    }
  }

  public var explanation: String? {
    switch self {
    case .textForActor: "`get_actor` turns a name into the actor."
    case .optionalArgument(let parameter, _, _):
      "If it were None, the call would silently mean something else than with a `\(parameter)`. Test it first: "
        + "`if x is not None:`."
    case .mayBeNone: "Test it first: `if x is not None:`."
    case .mixedQuantities:
      "Lengths, angles and durations do not mix. A quantity can be added to and divided by one of its own kind, and "
        + "multiplied or divided by a number."
    case .alwaysTrue: "The test decides nothing. Compare it with something, or test what it depends on."
    case .mixedElements:
      "The elements of a list, the keys or values of a dict and the arms of a conditional have one type."
    case .containerInItself(let container): "No type describes a \(container) that holds itself."
    case .unknownElementType(let container):
      container == "dict"
        ? "Annotate the variable: `d: dict[str, Pose] = {}`." : "Annotate the variable: `xs: list[Actor] = []`."
    case .notHashable: "Keys are int, str, bool, float, Actor and tuples of them."
    case .typesDisagree:
      "Where two paths meet a variable must have one type. Use two names, or assign it on both paths."
    case .immutable("Pose"), .immutable("Vec3"): "Values do not change: `offset(pose, dz=1cm)` gives a pose elsewhere."
    case .immutable: "Values other than lists and dicts do not change. Make a new one and assign it."
    case .integerPrecision: "An integer has no digits after the point; `f` shows it as a number that has."
    case .deletedName(let name):
      "`del \(name)[key]` removes one element. A variable that is not needed any more is left as it is."
    case .untypedParameter(let name): "Parameters of a `def` are annotated: `\(name): Actor`."
    case .defaultNotConstant: "A default is a number, a text, True, False, None or a tuple of these."
    case .sharedVariable(_, _, let function, _):
      (function.map { "`\($0)` reads" } ?? "Programs that import this file can read")
        + " this variable, so it has one type in the whole program. Use another name here."
    case .changedCell:
      "A session's memory keeps its value and its type from turn to turn. Use another name for something else."
    case .noValue: "It is called for what it does; its result cannot be used. A skill that fails raises SkillFailure."
    case .isNone: "Every way to this place leaves it None: there is nothing to test or to compute with."
    case .onlyNone: "Say what else it may hold: `xs: list[int | None] = [None]`."
    case .unusableException:
      "Only SkillFailure can be caught: `except SkillFailure as e:`. Everything else is a fault of the program and ends it."
    case .generatorAsValue: "Write a list comprehension in brackets: `[… for … in …]`."
    case .wrongVector(let type, _, _):
      type == "Quat" ? "A rotation is [w, x, y, z]." : "A position or direction is [x, y, z], in metres."
    default: nil
    }
  }

  /// A type with its article.
  private func one(_ type: String) -> String {
    "\(type.first.map { "aeioAEIO".contains($0) } == true ? "an" : "a") `\(type)`"
  }
}
