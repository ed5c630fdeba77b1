import SkillDiagnostics

/// The edition of the language that this release reads.
public let languageEdition = 1

/// A first line `# skill 2`, empty ones aside, asks for an edition that is not known. Any other comment is just one.
func unknownEdition(in source: SourceFile) -> Diagnostic? {
  let text = source.bytes.drop { [UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C, newline, carriageReturn].contains($0) }
  let line = text.prefix { $0 != newline && $0 != carriageReturn }
  guard line.first == UInt8(ascii: "#"),
    line.dropFirst().first(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) == UInt8(ascii: "s")
  else { return nil }
  let words = line.dropFirst().split(whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
  guard words.count == 2, words[0].elementsEqual("skill".utf8), let first = words[1].first, digits.contains(first),
    words[1].allSatisfy({ digits.contains($0) || $0 == UInt8(ascii: ".") })
  else { return nil }
  let number = String(decoding: words[1], as: UTF8.self)
  if number == String(languageEdition) { return nil }
  let span = Span(UInt32(words[1].startIndex), UInt32(words[1].endIndex))
  return Diagnostic(
    LexicalFinding.unknownEdition(number, known: languageEdition), at: Location(source, span),
    fixIts: [FixIt("write `\(languageEdition)`", replace: span, with: String(languageEdition))])
}

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
