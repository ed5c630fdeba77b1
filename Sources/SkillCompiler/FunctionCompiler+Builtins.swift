import SkillBytecode
import SkillSemantics

extension FunctionCompiler {
  /// A built-in function or a method. Each is one native call, or an instruction, but for those that go through a list
  /// with a function of the program.
  mutating func builtin(_ operation: BuiltinOperation, _ list: ArgumentList, _ result: Type) -> Place {
    let arguments = BuiltinArguments(list, in: program)
    switch operation {
    case .done:
      code.emit(.finish, a: 1)
      return Place(.zero)
    case .fail:
      fail(argument(0, of: arguments))
      return Place(.zero)
    case .print:
      code.emit(.print, a: value(argument(0, of: arguments)).object)
      return Place(.zero)
    case .sortedByKey, .sortInPlaceByKey, .minimumByKey, .maximumByKey:
      return ordered(operation, arguments, result)
    case .anyGenerated, .allGenerated: return quantified(operation == .anyGenerated, argument(0, of: arguments))
    case .append:
      let (list, element) = (argument(0, of: arguments), argument(1, of: arguments))
      let container = value(list)
      append(value(element), type(element), to: container)
      touch(list)
      return Place(.zero)
    case .length:
      if case .list = shape(argument(0, of: arguments)) {
        let target = temporary(.int)
        code.emit(.listLength, a: target.word, b: value(argument(0, of: arguments)).object)
        return target
      }
    default: break
    }
    guard let native = native(of: operation, arguments) else { return Place(.zero) }
    let first = pending.count
    if arguments.isInOrder {
      for index in 0..<arguments.count { pending.append(value(argument(index, of: arguments), of: native, at: index)) }
    } else {
      append(list, to: native)
    }
    // To these two a quantity is a float.
    let isFloat = result.isQuantity && (operation == .absolute || operation == .roundToDigits)
    let place = callPending(from: first, native, isFloat ? .float : result)
    if operation.changesReceiver { touch(argument(0, of: arguments)) }
    return place
  }

  @inline(__always)
  private func argument(_ index: Int, of arguments: BuiltinArguments) -> ExpressionID {
    arguments.sorted?[index] ?? program.argumentLists[Int(arguments.list.start) + index].value
  }

  /// Quantities go as floats where a native takes floats.
  @inline(__always)
  private func value(_ id: ExpressionID, of native: Native, at index: Int) -> NativeArgument {
    type(id).isQuantity && native.takesFloat(at: index) ? .float(id) : .value(id)
  }

  /// Arguments that were not written in the order of their parameters: evaluated as written, given as the native wants.
  private mutating func append(_ written: ArgumentList, to native: Native) {
    var places: [(parameter: UInt32, value: NativeArgument)] = []
    for argument in program.arguments(of: written) {
      let type = type(argument.value)
      let isFloat = type.isQuantity && native.takesFloat(at: Int(argument.parameter))
      places.append((argument.parameter, .place(value(argument.value), isFloat ? .float : type)))
    }
    pending += places.sorted { $0.parameter < $1.parameter }.map(\.value)
  }

  @inline(__always)
  private func native(of operation: BuiltinOperation, _ arguments: BuiltinArguments) -> Native? {
    let first = arguments.count == 0 ? .none : type(argument(0, of: arguments))
    return switch operation {
    case .absolute: first == .int ? .absoluteInt : .absoluteFloat
    case .length: first == .str ? .stringLength : .dictLength
    case .sum: type(argument(1, of: arguments)) == .int ? .listSumInt : .listSumFloat
    default: operation.native
    }
  }

  // MARK: Orders by a function of the program

  /// Calls the key function on each element first, in order; the rest is a native over both lists.
  private mutating func ordered(
    _ operation: BuiltinOperation, _ arguments: BuiltinArguments, _ result: Type
  ) -> Place {
    guard case .list(let element) = shape(argument(0, of: arguments)),
      case .function(let function) = program[argument(1, of: arguments)].kind,
      let native = operation.native
    else { return Place(.zero) }
    let listType = type(argument(0, of: arguments))
    let list = temporary(listType)
    evaluate(argument(0, of: arguments), into: list)
    var rest: [NativeArgument] = []
    for index in 2..<max(2, arguments.count) {
      let id = argument(index, of: arguments)
      rest.append(.place(value(id), type(id)))
    }
    let key = program[function].result
    let keysType = types.list(of: key)
    let keys = temporary(keysType)
    code.emit(.newList, a: keys.object, wide: index(keysType))
    temporarily { compiler in
      let current = compiler.temporary(element)
      compiler.forEachElement(of: list, into: current, element, nil) { _ in
      } body: { compiler in
        compiler.temporarily { compiler in
          let result = compiler.call(function, with: current, element)
          compiler.append(result, key, to: keys)
        }
      }
    }
    let place: Place = self.native(native, [.place(list, listType), .place(keys, keysType)] + rest, result)
    if operation.changesReceiver { touch(argument(0, of: arguments)) }
    return place
  }
}

/// The arguments of a built-in function in the order of its parameters.
private struct BuiltinArguments {
  let list: ArgumentList
  /// Nil where they were written in that order.
  let sorted: [ExpressionID]?

  init(_ list: ArgumentList, in program: TypedProgram) {
    self.list = list
    for index in list.indices.dropFirst()
    where program.argumentLists[index - 1].parameter >= program.argumentLists[index].parameter {
      sorted = program.arguments(of: list).sorted { $0.parameter < $1.parameter }.map(\.value)
      return
    }
    sorted = nil
  }

  var count: Int { Int(list.count) }
  var isInOrder: Bool { sorted == nil }
}

extension BuiltinOperation {
  /// Whether the container that is the first argument has other contents afterwards.
  fileprivate var changesReceiver: Bool {
    switch self {
    case .append, .extend, .insert, .pop, .remove, .clearList, .reverseInPlace, .sortInPlace, .sortInPlaceByKey,
      .popKey, .popKeyOrDefault, .popLast, .setDefault, .update, .clearDictionary:
      true
    default: false
    }
  }

  /// The native of an operation that has the same one for all types.
  fileprivate var native: Native? { Self.natives[Int(rawValue)] }

  private static let natives = allCases.map { commonNatives[$0] }

  private static let commonNatives: [BuiltinOperation: Native] = [
    .roundToInt: .roundToInt, .roundToDigits: .roundFloat, .roundIntToDigits: .roundInt, .truncate: .truncateFloat,
    .parseInt: .parseInt, .parseFloat: .parseFloat, .minimum: .minimum, .maximum: .maximum, .clamp: .clamp,
    .compareNumbers: .compareNumbers, .minimumOfList: .listMinimum, .maximumOfList: .listMaximum,
    .minimumByKey: .listMinimumByKeys,
    .maximumByKey: .listMaximumByKeys,
    .squareRoot: .squareRoot, .sine: .sine, .cosine: .cosine, .tangent: .tangent, .arcSine: .arcSine,
    .arcCosine: .arcCosine, .arcTangent: .arcTangent, .exponential: .exponential, .naturalLogarithm: .logarithm,
    .logarithm2: .logarithm2, .logarithm10: .logarithm10,
    .arcTangent2: .arcTangent2, .hypotenuse: .hypotenuse, .logarithmToBase: .logarithmToBase, .copySign: .copySign,
    .floor: .floorFloat, .ceiling: .ceilFloat, .isNotANumber: .isNaN, .isInfinite: .isInfinite, .isFinite: .isFinite,
    .toDegrees: .toDegrees, .toRadians: .toRadians,
    .rotateZ: .rotateZ, .offset: .offset, .norm: .vectorNorm, .dot: .vectorDot, .cross: .vectorCross,
    .range: .rangeToList, .enumerate: .listEnumerate, .zip: .listZip, .sorted: .listSorted,
    .sortedByKey: .listSortedByKeys, .reversed: .listReversed, .any: .listAny, .all: .listAll, .listCopy: .listCopy,
    .dictionaryKeys: .dictKeys, .characters: .stringCharacters, .dictionaryCopy: .dictCopy,
    .dictionaryFromPairs: .dictFromPairs,
    .upper: .stringUpper, .lower: .stringLower, .capitalize: .stringCapitalize, .title: .stringTitle,
    .swapCase: .stringSwapCase, .caseFold: .stringCaseFold, .expandTabs: .stringExpandTabs, .strip: .stringStrip,
    .stripLeft: .stringStripLeft, .stripRight: .stringStripRight,
    .split: .stringSplit, .splitRight: .stringSplitRight, .splitLines: .stringSplitLines, .join: .stringJoin,
    .startsWith: .stringStartsWith, .endsWith: .stringEndsWith, .replace: .stringReplace, .find: .stringFind,
    .findRight: .stringFindRight, .indexOfText: .stringIndex, .indexOfTextRight: .stringIndexRight,
    .countOfText: .stringCount, .isDigit: .stringIsDigit, .isDecimal: .stringIsDecimal, .isNumeric: .stringIsNumeric,
    .isTitle: .stringIsTitle, .isASCII: .stringIsASCII, .isIdentifier: .stringIsIdentifier,
    .isPrintable: .stringIsPrintable, .isAlphabetic: .stringIsAlphabetic, .isAlphanumeric: .stringIsAlphanumeric,
    .isLower: .stringIsLower,
    .isUpper: .stringIsUpper, .isSpace: .stringIsSpace, .zeroFill: .stringZeroFill, .center: .stringCenter,
    .justifyLeft: .stringJustifyLeft, .justifyRight: .stringJustifyRight, .removePrefix: .stringRemovePrefix,
    .removeSuffix: .stringRemoveSuffix, .partition: .stringPartition, .partitionRight: .stringPartitionRight,
    .extend: .listExtend, .insert: .listInsert, .pop: .listPop, .remove: .listRemove, .clearList: .listClear,
    .indexOfElement: .listIndex, .countOfElement: .listCount, .reverseInPlace: .listReverse, .sortInPlace: .listSort,
    .sortInPlaceByKey: .listSortByKeys,
    .get: .dictFind, .getOrDefault: .dictGetOr, .dictionaryValues: .dictValues, .dictionaryItems: .dictItems,
    .popKey: .dictPop, .popKeyOrDefault: .dictPopOr, .popLast: .dictPopLast, .setDefault: .dictSetDefault,
    .update: .dictUpdate,
    .clearDictionary: .dictClear,
  ]
}
