import SkillSyntax

/// The methods of str, list and dict: one row each.
struct Method {
  /// A type in terms of the receiver's.
  enum Part {
    case fixed(Type)
    /// The receiver's own type.
    case receiver
    /// T of list[T]; K and V of dict[K, V].
    case element, key, value
    case listOfText, listOfValues, listOfEntries
    case entry
    case optionalValue
    case optionalText, optionalNumber
    case textTriple
  }

  struct Slot {
    var name: String
    var part: Part
    /// Nil if the argument must be given.
    var defaultValue: Constant.Value?

    init(_ name: String, _ part: Part, default value: Constant.Value? = nil) {
      self.name = name
      self.part = part
      defaultValue = value
    }

    /// An argument that may be None, which it is when it is not given.
    init(optional name: String, _ part: Part) {
      self.init(name, part, default: .converted(.noneToOptional, Constant(value: .none, type: .none)))
    }
  }

  var name: String
  var operation: BuiltinOperation
  var slots: [Slot]
  var result: Part

  init(_ name: String, _ operation: BuiltinOperation, _ slots: [Slot], _ result: Part) {
    self.name = name
    self.operation = operation
    self.slots = slots
    self.result = result
  }

  private static let text = Part.fixed(.str)
  private static let number = Part.fixed(.int)
  private static let flag = Part.fixed(.bool)
  private static let nothing = Part.fixed(.none)
  private static let bounds = [Slot(optional: "start", .optionalNumber), Slot(optional: "end", .optionalNumber)]
  private static let separator = Slot(optional: "sep", .optionalText)
  private static let most = Slot("maxsplit", number, default: .int(-1))
  private static let characters = Slot(optional: "chars", .optionalText)

  /// A method that looks for a text, in the whole or between two bounds.
  private static func search(_ name: String, _ operation: BuiltinOperation, _ wanted: String, _ result: Part) -> Method
  {
    Method(name, operation, [Slot(wanted, text)] + bounds, result)
  }

  static let ofText: [Method] = [
    Method("upper", .upper, [], text), Method("lower", .lower, [], text),
    Method("capitalize", .capitalize, [], text), Method("title", .title, [], text),
    Method("swapcase", .swapCase, [], text),
    Method("casefold", .caseFold, [], text),
    Method("expandtabs", .expandTabs, [Slot("tabsize", number, default: .int(8))], text),
    Method("strip", .strip, [characters], text), Method("lstrip", .stripLeft, [characters], text),
    Method("rstrip", .stripRight, [characters], text),
    Method("split", .split, [separator, most], .listOfText),
    Method("rsplit", .splitRight, [separator, most], .listOfText),
    Method("splitlines", .splitLines, [Slot("keepends", flag, default: .bool(false))], .listOfText),
    Method("join", .join, [Slot("iterable", .listOfText)], text),
    search("startswith", .startsWith, "prefix", flag), search("endswith", .endsWith, "suffix", flag),
    Method(
      "replace", .replace, [Slot("old", text), Slot("new", text), Slot("count", number, default: .int(-1))], text),
    search("find", .find, "sub", number), search("rfind", .findRight, "sub", number),
    search("index", .indexOfText, "sub", number), search("rindex", .indexOfTextRight, "sub", number),
    search("count", .countOfText, "sub", number),
    Method("isdigit", .isDigit, [], flag), Method("isdecimal", .isDecimal, [], flag),
    Method("isnumeric", .isNumeric, [], flag), Method("isalpha", .isAlphabetic, [], flag),
    Method("isalnum", .isAlphanumeric, [], flag), Method("islower", .isLower, [], flag),
    Method("isupper", .isUpper, [], flag), Method("istitle", .isTitle, [], flag),
    Method("isspace", .isSpace, [], flag), Method("isascii", .isASCII, [], flag),
    Method("isidentifier", .isIdentifier, [], flag), Method("isprintable", .isPrintable, [], flag),
    Method("zfill", .zeroFill, [Slot("width", number)], text),
    Method("center", .center, [Slot("width", number), Slot("fillchar", text, default: .string(" "))], text),
    Method("ljust", .justifyLeft, [Slot("width", number), Slot("fillchar", text, default: .string(" "))], text),
    Method("rjust", .justifyRight, [Slot("width", number), Slot("fillchar", text, default: .string(" "))], text),
    Method("removeprefix", .removePrefix, [Slot("prefix", text)], text),
    Method("removesuffix", .removeSuffix, [Slot("suffix", text)], text),
    Method("partition", .partition, [Slot("sep", text)], .textTriple),
    Method("rpartition", .partitionRight, [Slot("sep", text)], .textTriple),
  ]

  /// `sort` is apart: it takes the name of a `def`.
  static let ofList: [Method] = [
    Method("append", .append, [Slot("value", .element)], nothing),
    Method("extend", .extend, [Slot("values", .receiver)], nothing),
    Method("insert", .insert, [Slot("index", number), Slot("value", .element)], nothing),
    Method("pop", .pop, [Slot("index", number, default: .int(-1))], .element),
    Method("remove", .remove, [Slot("value", .element)], nothing),
    Method("clear", .clearList, [], nothing), Method("copy", .listCopy, [], .receiver),
    Method("index", .indexOfElement, [Slot("value", .element)] + bounds, number),
    Method("count", .countOfElement, [Slot("value", .element)], number),
    Method("reverse", .reverseInPlace, [], nothing),
  ]

  /// `get` and `pop` with a default are apart: they have another result.
  static let ofDictionary: [Method] = [
    Method("get", .get, [Slot("key", .key)], .optionalValue),
    Method("pop", .popKey, [Slot("key", .key)], .value),
    Method("popitem", .popLast, [], .entry),
    Method("setdefault", .setDefault, [Slot("key", .key), Slot("default", .value)], .value),
    Method("keys", .dictionaryKeys, [], .receiver), Method("values", .dictionaryValues, [], .listOfValues),
    Method("items", .dictionaryItems, [], .listOfEntries),
    Method("update", .update, [Slot("other", .receiver)], nothing),
    Method("clear", .clearDictionary, [], nothing), Method("copy", .dictionaryCopy, [], .receiver),
  ]

  static let ofDictionaryWithDefault: [Method] = [
    Method("get", .getOrDefault, [Slot("key", .key), Slot("default", .value)], .value),
    Method("pop", .popKeyOrDefault, [Slot("key", .key), Slot("default", .value)], .value),
  ]
}

/// A method as calls name it: what it takes depends on nothing else.
struct MethodUse: Hashable {
  var name: Symbol
  var receiver: Type
  /// Whether two arguments or more are given: `get` and `pop` of a dict with a default are methods of their own.
  var takesDefault: Bool
}
