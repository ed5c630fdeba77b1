import Glibc
import SkillBytecode

/// Rounding and conversion of numbers.
func callNumber(_ frame: NativeFrame, _ heap: Heap) throws(Fault) {
  switch frame.site.native {
  case .truncateFloat: frame.give(try integer(frame.double(0).rounded(.towardZero)))
  case .roundToInt: frame.give(try integer(frame.double(0).rounded(.toNearestOrEven)))
  case .floorFloat: frame.give(try integer(frame.double(0).rounded(.down)))
  case .ceilFloat: frame.give(try integer(frame.double(0).rounded(.up)))
  case .roundFloat: frame.give(try round(frame.double(0), digits: frame.int(1)))
  case .roundInt: frame.give(try round(frame.int(0), digits: frame.int(1)))
  case .absoluteInt:
    guard frame.int(0) != .min else { throw .integerOverflow }
    frame.give(abs(frame.int(0)))
  case .absoluteFloat: frame.give(frame.double(0).magnitude)
  case .parseInt: frame.give(try parseInt(heap.text(frame.object(0)).string))
  case .parseFloat: frame.give(try parseFloat(heap.text(frame.object(0)).string))
  default: throw .internal("no number native: \(frame.site.native)")
  }
}

private func integer(_ whole: Double) throws(Fault) -> Int {
  if let integer = Int(exactly: whole) { return integer }
  guard whole.isFinite else { throw .value("\(pythonRepresentation(whole)) has no integer") }
  throw .integerOverflow
}

/// To the nearest multiple of 10^−digits of the exact binary value, ties to even, through its decimal digits.
private func round(_ number: Double, digits: Int) throws(Fault) -> Double {
  guard number.isFinite, digits < 324 else { return number }
  if digits >= 0 { return Double(formatted("%.*f", digits, number)) ?? number }
  guard digits > -309 else { return number.sign == .minus ? -0.0 : 0.0 }
  let unit = pow(10, Double(-digits))
  let rounded = (number / unit).rounded(.toNearestOrEven) * unit
  guard rounded.isFinite else { throw .value("the rounded number is too large for a float") }
  return rounded
}

/// To the nearest multiple of 10^−digits, ties to even.
private func round(_ number: Int, digits: Int) throws(Fault) -> Int {
  guard digits < 0 else { return number }
  guard digits >= -18 else {
    // 10^19 is beyond the range, and from half of it up a number would round to it.
    if digits == -19, number.magnitude > 5_000_000_000_000_000_000 { throw .integerOverflow }
    return 0
  }
  let unit = try power(10, Int64(-digits))
  let remainder = floorModulo(Int64(number), unit)
  let quotient = floorDivide(Int64(number), unit)
  let goesUp = remainder > unit - remainder || (remainder == unit - remainder && quotient % 2 != 0)
  let (result, overflow) = (quotient + (goesUp ? 1 : 0)).multipliedReportingOverflow(by: unit)
  guard !overflow else { throw .integerOverflow }
  return Int(result)
}

/// Decimal digits with an optional sign, single underscores between digits, white space around.
private func parseInt(_ text: String) throws(Fault) -> Int {
  guard let digits = plainNumber(text), digits.allSatisfy({ "0123456789+-".contains($0) }) else {
    throw .value("\(pythonQuoted(text)) is not an integer")
  }
  if let number = Int(digits) { return number }
  guard digits.dropFirst().allSatisfy(\.isNumber), digits.contains(where: \.isNumber) else {
    throw .value("\(pythonQuoted(text)) is not an integer")
  }
  throw .integerOverflow
}

/// A decimal number, or `inf`, `infinity`, `nan` in any case.
private func parseFloat(_ text: String) throws(Fault) -> Double {
  guard let number = plainNumber(text), !number.lowercased().contains("x"), let value = Double(number) ?? large(number)
  else { throw .value("\(pythonQuoted(text)) is not a number") }
  return value
}

/// Swift reads no number beyond the largest double; Python gives infinity.
private func large(_ text: String) -> Double? {
  guard text.allSatisfy({ "0123456789+-.eE".contains($0) }), text.contains(where: \.isNumber) else { return nil }
  var rest: UnsafeMutablePointer<CChar>?
  let (value, isWhole) = text.withCString { start in
    let value = strtod(start, &rest)
    return (value, rest.map { $0.pointee == 0 } ?? false)
  }
  return isWhole ? value : nil
}

/// Without white space around and underscores between digits; nil where an underscore stands elsewhere.
private func plainNumber(_ text: String) -> String? {
  let scalars = Array(Text(text).stripped().unicodeScalars)
  var result = ""
  for (index, scalar) in scalars.enumerated() {
    if scalar == "_" {
      guard index > 0, index + 1 < scalars.count, isDigit(scalars[index - 1]), isDigit(scalars[index + 1]) else {
        return nil
      }
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result.isEmpty ? nil : result
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
