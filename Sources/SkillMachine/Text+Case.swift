/// Letters in upper and lower case, as Python's methods of `str` give them.
extension Text {
  var lowercased: String {
    if isASCII { return string.lowercased() }
    let scalars = Array(string.unicodeScalars)
    return scalars.indices.map { Self.lowercase(scalars, at: $0) }.joined()
  }

  /// The first letter in upper case, the others in lower case.
  var capitalized: String {
    let scalars = Array(string.unicodeScalars)
    guard let first = scalars.first else { return "" }
    return first.properties.titlecaseMapping
      + scalars.indices.dropFirst().map { Self.lowercase(scalars, at: $0) }.joined()
  }

  /// Each run of letters with a capital first.
  var titled: String {
    let scalars = Array(string.unicodeScalars)
    var result = ""
    var isInside = false
    for index in scalars.indices {
      result += isInside ? Self.lowercase(scalars, at: index) : scalars[index].properties.titlecaseMapping
      isInside = scalars[index].properties.isCased
    }
    return result
  }

  var swapped: String {
    let scalars = Array(string.unicodeScalars)
    return scalars.indices.map { index in
      let properties = scalars[index].properties
      if properties.isUppercase { return Self.lowercase(scalars, at: index) }
      return properties.isLowercase ? properties.uppercaseMapping : String(scalars[index])
    }.joined()
  }

  /// For comparison without regard to case: Unicode's full case folding.
  var caseFolded: String { string.unicodeScalars.map(\.caseFolding).joined() }

  /// Whether each run of letters has one capital, first, and there is such a run.
  var isTitled: Bool {
    var isInside = false
    var hasRun = false
    for scalar in string.unicodeScalars {
      let isCapital = scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
      if isCapital || scalar.properties.isLowercase {
        if isCapital == isInside { return false }
        isInside = true
        hasRun = true
      } else {
        isInside = false
      }
    }
    return hasRun
  }

  /// The one mapping that depends on its surroundings is that of Σ: at the end of a word it becomes ς.
  private static func lowercase(_ scalars: [Unicode.Scalar], at index: Int) -> String {
    guard scalars[index] == "Σ" else { return scalars[index].properties.lowercaseMapping }
    let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
    let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    let isFinal = before?.properties.isCased ?? false && !(after?.properties.isCased ?? false)
    return isFinal ? "ς" : "σ"
  }
}

extension Unicode.Scalar {
  /// The lower case of the upper case, but for the dotless i, the capital ß and Cherokee, which folds to its capitals.
  fileprivate var caseFolding: String {
    switch value {
    case 0x131: "ı"
    case 0x1e9e: "ss"
    case 0x13a0...0x13fd, 0xab70...0xabbf: properties.uppercaseMapping
    default: properties.uppercaseMapping.unicodeScalars.map(\.properties.lowercaseMapping).joined()
    }
  }
}
