extension Native {
  /// One row for each native function, in the order of their raw values.
  public static let table: [NativeSpec] =
    general + numbers + geometry + strings + textTests + lists + sequences + dictionaries

  private static let t = TypePattern.variable(.first)
  private static let k = TypePattern.variable(.first)
  private static let v = TypePattern.variable(.second)
  private static let none = TypePattern.exactly(.none)
  private static let bool = TypePattern.exactly(.bool)
  private static let int = TypePattern.exactly(.int)
  private static let float = TypePattern.exactly(.float)
  private static let length = TypePattern.exactly(.length)
  private static let pose = TypePattern.exactly(.pose)
  private static let text = TypePattern.exactly(.string)
  private static let vector = TypePattern.exactly(.vec3)
  private static let actor = TypePattern.exactly(.actor)
  private static let three = TypePattern.exactly(.tuple([.string, .string, .string]))
  private static let list = TypePattern.list(t)
  private static let dict = TypePattern.dict(key: k, value: v)
  /// A bound of a slice.
  private static let bound = TypePattern.optional(int)

  private static let general: [NativeSpec] = [
    .init(.equal, "equal", [t, t], bool),
    .init(.less, "less", [t, t], bool),
    .init(.lessEqual, "less_equal", [t, t], bool),
    .init(.truth, "truth", [t], bool),
    .init(.string, "str", [t], text),
    .init(.representation, "repr", [t], text),
    .init(.format, "format", [t, text], text),
    .init(.minimum, "min", [t], variadic: true, t),
    .init(.maximum, "max", [t], variadic: true, t),
    .init(.clamp, "clamp", [t, t, t], t),
    .init(.compareNumbers, "compare_numbers", [t, v], float, where: .numbersDiffer),
  ]

  /// Quantities are passed as floats.
  private static let numbers: [NativeSpec] = [
    .init(.truncateFloat, "truncate", [float], int),
    .init(.roundToInt, "round", [float], int),
    .init(.roundFloat, "round_digits", [float, int], float),
    .init(.roundInt, "round_int", [int, int], int),
    .init(.absoluteInt, "abs_int", [int], int),
    .init(.absoluteFloat, "abs", [float], float),
    .init(.floorFloat, "floor", [float], int),
    .init(.ceilFloat, "ceil", [float], int),
    .init(.parseInt, "parse_int", [text], int),
    .init(.parseFloat, "parse_float", [text], float),
    .init(.squareRoot, "sqrt", [float], float),
    .init(.sine, "sin", [float], float),
    .init(.cosine, "cos", [float], float),
    .init(.tangent, "tan", [float], float),
    .init(.arcSine, "asin", [float], float),
    .init(.arcCosine, "acos", [float], float),
    .init(.arcTangent, "atan", [float], float),
    .init(.arcTangent2, "atan2", [float, float], float),
    .init(.hypotenuse, "hypot", [float, float], float),
    .init(.exponential, "exp", [float], float),
    .init(.logarithm, "log", [float], float),
    .init(.logarithmToBase, "log_base", [float, float], float),
    .init(.logarithm2, "log2", [float], float),
    .init(.logarithm10, "log10", [float], float),
    .init(.copySign, "copysign", [float, float], float),
    .init(.isNaN, "isnan", [float], bool),
    .init(.isInfinite, "isinf", [float], bool),
    .init(.isFinite, "isfinite", [float], bool),
    .init(.toRadians, "radians", [float], float),
    .init(.toDegrees, "degrees", [float], float),
  ]

  private static let geometry: [NativeSpec] = [
    .init(.vectorNorm, "norm", [vector], float),
    .init(.vectorDot, "dot", [vector, vector], float),
    .init(.vectorCross, "cross", [vector, vector], vector),
    .init(.vectorFromList, "vec3_of_list", [.list(float)], vector),
    .init(.vectorFromInts, "vec3_of_ints", [.list(int)], vector),
    .init(.quatFromList, "quat_of_list", [.list(float)], .exactly(.quat)),
    .init(.quatFromInts, "quat_of_ints", [.list(int)], .exactly(.quat)),
    .init(.rotateZ, "rotate_z", [pose, .exactly(.angle)], pose),
    .init(.offset, "offset", [pose, length, length, length], pose),
    .init(.actorName, "actor.name", [actor], text),
    .init(.actorShape, "actor.shape", [actor], text),
    .init(.actorTexture, "actor.texture", [actor], text),
  ]

  private static let strings: [NativeSpec] = [
    .init(.joinStrings, "join_strings", [text], variadic: true, text),
    .init(.stringLength, "str.len", [text], int),
    .init(.stringGet, "str.get", [text, int], text),
    .init(.stringSlice, "str.slice", [text, bound, bound, bound], text),
    .init(.stringContains, "str.contains", [text, text], bool),
    .init(.stringRepeat, "str.repeat", [text, int], text),
    .init(.stringCharacters, "str.characters", [text], .list(text)),
    .init(.stringUpper, "str.upper", [text], text),
    .init(.stringLower, "str.lower", [text], text),
    .init(.stringCapitalize, "str.capitalize", [text], text),
    .init(.stringTitle, "str.title", [text], text),
    .init(.stringSwapCase, "str.swapcase", [text], text),
    .init(.stringCaseFold, "str.casefold", [text], text),
    .init(.stringExpandTabs, "str.expandtabs", [text, int], text),
    .init(.stringStrip, "str.strip", [text, .optional(text)], text),
    .init(.stringStripLeft, "str.lstrip", [text, .optional(text)], text),
    .init(.stringStripRight, "str.rstrip", [text, .optional(text)], text),
    .init(.stringZeroFill, "str.zfill", [text, int], text),
    .init(.stringCenter, "str.center", [text, int, text], text),
    .init(.stringJustifyLeft, "str.ljust", [text, int, text], text),
    .init(.stringJustifyRight, "str.rjust", [text, int, text], text),
    .init(.stringSplit, "str.split", [text, .optional(text), int], .list(text)),
    .init(.stringSplitRight, "str.rsplit", [text, .optional(text), int], .list(text)),
    .init(.stringSplitLines, "str.splitlines", [text, bool], .list(text)),
    .init(.stringJoin, "str.join", [text, .list(text)], text),
    .init(.stringReplace, "str.replace", [text, text, text, int], text),
    .init(.stringRemovePrefix, "str.removeprefix", [text, text], text),
    .init(.stringRemoveSuffix, "str.removesuffix", [text, text], text),
    .init(.stringPartition, "str.partition", [text, text], three),
    .init(.stringPartitionRight, "str.rpartition", [text, text], three),
  ]

  private static let textTests: [NativeSpec] = [
    .init(.stringStartsWith, "str.startswith", [text, text, bound, bound], bool),
    .init(.stringEndsWith, "str.endswith", [text, text, bound, bound], bool),
    .init(.stringFind, "str.find", [text, text, bound, bound], int),
    .init(.stringFindRight, "str.rfind", [text, text, bound, bound], int),
    .init(.stringIndex, "str.index", [text, text, bound, bound], int),
    .init(.stringIndexRight, "str.rindex", [text, text, bound, bound], int),
    .init(.stringCount, "str.count", [text, text, bound, bound], int),
    .init(.stringIsDigit, "str.isdigit", [text], bool),
    .init(.stringIsDecimal, "str.isdecimal", [text], bool),
    .init(.stringIsNumeric, "str.isnumeric", [text], bool),
    .init(.stringIsAlphabetic, "str.isalpha", [text], bool),
    .init(.stringIsAlphanumeric, "str.isalnum", [text], bool),
    .init(.stringIsLower, "str.islower", [text], bool),
    .init(.stringIsUpper, "str.isupper", [text], bool),
    .init(.stringIsTitle, "str.istitle", [text], bool),
    .init(.stringIsSpace, "str.isspace", [text], bool),
    .init(.stringIsASCII, "str.isascii", [text], bool),
    .init(.stringIsIdentifier, "str.isidentifier", [text], bool),
    .init(.stringIsPrintable, "str.isprintable", [text], bool),
  ]

  private static let lists: [NativeSpec] = [
    .init(.listGet, "list.get", [list, int], t),
    .init(.listSet, "list.set", [list, int, t], none),
    .init(.listAppend, "list.append", [list, t], none),
    .init(.listInsert, "list.insert", [list, int, t], none),
    .init(.listPop, "list.pop", [list, int], t),
    .init(.listRemove, "list.remove", [list, t], none),
    .init(.listIndex, "list.index", [list, t, bound, bound], int),
    .init(.listCount, "list.count", [list, t], int),
    .init(.listExtend, "list.extend", [list, list], none),
    .init(.listReverse, "list.reverse", [list], none),
    .init(.listSort, "list.sort", [list, bool], none),
    .init(.listSortByKeys, "list.sort_by", [list, .list(v), bool], none),
    .init(.listClear, "list.clear", [list], none),
    .init(.listDelete, "list.delete", [list, int], none),
    .init(.listCheckCount, "list.check_count", [list, int], none),
  ]

  private static let sequences: [NativeSpec] = [
    .init(.listCopy, "list.copy", [list], list),
    .init(.listSlice, "list.slice", [list, bound, bound, bound], list),
    .init(.listConcatenate, "list.concatenate", [list, list], list),
    .init(.listRepeat, "list.repeat", [list, int], list),
    .init(.listContains, "list.contains", [list, t], bool),
    .init(.listMinimum, "list.min", [list], t),
    .init(.listMaximum, "list.max", [list], t),
    .init(.listMinimumByKeys, "list.min_by", [list, .list(v)], t),
    .init(.listMaximumByKeys, "list.max_by", [list, .list(v)], t),
    .init(.listSumInt, "list.sum_int", [list, int], int, where: .firstIsInteger),
    .init(.listSumFloat, "list.sum", [list, v], v, where: .secondIsFloat),
    .init(.listAny, "list.any", [list], bool),
    .init(.listAll, "list.all", [list], bool),
    .init(.listSorted, "list.sorted", [list, bool], list),
    .init(.listSortedByKeys, "list.sorted_by", [list, .list(v), bool], list),
    .init(.listReversed, "list.reversed", [list], list),
    .init(.listEnumerate, "list.enumerate", [list, int], .list(.tuple([int, t]))),
    .init(.listZip, "list.zip", [.zipped], variadic: true, .zipped),
    .init(.rangeToList, "range", [int, int, int], .list(int)),
  ]

  private static let dictionaries: [NativeSpec] = [
    .init(.dictGet, "dict.get", [dict, k], v),
    .init(.dictSet, "dict.set", [dict, k, v], none),
    .init(.dictDelete, "dict.delete", [dict, k], none),
    .init(.dictContains, "dict.contains", [dict, k], bool),
    .init(.dictLength, "dict.len", [dict], int),
    .init(.dictKeys, "dict.keys", [dict], .list(k)),
    .init(.dictValues, "dict.values", [dict], .list(v)),
    .init(.dictItems, "dict.items", [dict], .list(.tuple([k, v]))),
    .init(.dictFind, "dict.find", [dict, k], .optional(v)),
    .init(.dictGetOr, "dict.get_or", [dict, k, v], v),
    .init(.dictPop, "dict.pop", [dict, k], v),
    .init(.dictPopOr, "dict.pop_or", [dict, k, v], v),
    .init(.dictPopLast, "dict.popitem", [dict], .tuple([k, v])),
    .init(.dictSetDefault, "dict.setdefault", [dict, k, v], v),
    .init(.dictUpdate, "dict.update", [dict, dict], none),
    .init(.dictClear, "dict.clear", [dict], none),
    .init(.dictCopy, "dict.copy", [dict], dict),
    .init(.dictFromPairs, "dict.from_pairs", [.list(.tuple([k, v]))], dict),
    .init(.dictCheckUnchanged, "dict.check_unchanged", [dict, int], none),
  ]
}
