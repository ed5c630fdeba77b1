import Geometry
import Glibc

@inline(__always) func int(_ word: UInt64) -> Int64 { Int64(bitPattern: word) }

@inline(__always) func double(_ word: UInt64) -> Double { Double(bitPattern: word) }

@inline(__always) func vector(_ words: UnsafeMutablePointer<UInt64>) -> Vec3 {
  Vec3(double(words[0]), double(words[1]), double(words[2]))
}

@inline(__always) func setVector(_ words: UnsafeMutablePointer<UInt64>, _ value: Vec3) {
  words[0] = value.x.bitPattern
  words[1] = value.y.bitPattern
  words[2] = value.z.bitPattern
}

// MARK: Integers

/// ⌊a / b⌋ for b ≠ 0 and a result that fits.
@inline(__always) func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
  let quotient = a / b
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
}

/// a − ⌊a / b⌋ · b, which has the sign of b ≠ 0.
@inline(__always) func floorModulo(_ a: Int64, _ b: Int64) -> Int64 {
  if b == -1 { return 0 }
  let remainder = a % b
  return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder
}

func power(_ base: Int64, _ exponent: Int64) throws(Fault) -> Int64 {
  guard exponent >= 0 else { throw .value("an integer to a negative power is no integer: write a float") }
  var result: Int64 = 1
  var square = base
  var rest = exponent
  while rest > 0 {
    if rest & 1 == 1 {
      let (product, overflow) = result.multipliedReportingOverflow(by: square)
      guard !overflow else { throw .integerOverflow }
      result = product
    }
    rest >>= 1
    guard rest > 0 else { break }
    let (next, overflow) = square.multipliedReportingOverflow(by: square)
    guard !overflow else { throw .integerOverflow }
    square = next
  }
  return result
}

/// Whether integers up to this one are doubles, all of them.
@inline(__always) func isExact(_ a: Int64) -> Bool { a.magnitude <= 1 << 53 }

/// The double nearest to a / b (b ≠ 0), ties to even, also where a or b are not doubles themselves.
func trueDivide(_ a: Int64, _ b: Int64) -> Double {
  if isExact(a), isExact(b) { return Double(a) / Double(b) }
  // A quotient of at least 55 significant bits, its last bit set when any remainder is left, rounds once.
  let shift = 55 - (b.magnitude.leadingZeroBitCount - a.magnitude.leadingZeroBitCount)
  let dividend = UInt128(a.magnitude) << UInt128(max(shift, 0))
  let divisor = UInt128(b.magnitude) << UInt128(max(-shift, 0))
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  let sticky = quotient | (remainder == 0 ? 0 : 1)
  let magnitude = Double(sign: .plus, exponent: -shift, significand: Double(sticky))
  return (a < 0) != (b < 0) ? -magnitude : magnitude
}

/// −1, 0 or 1 as `a` is less than, equal to or greater than `b`, exactly; nan if `b` is.
func order(_ a: Int64, _ b: Double) -> Double {
  guard !b.isNaN else { return .nan }
  guard b < 0x1p63 else { return -1 }
  guard b >= -0x1p63 else { return 1 }
  let whole = Int64(b.rounded(.towardZero))
  if a != whole { return a < whole ? -1 : 1 }
  let fraction = b - Double(whole)
  return fraction == 0 ? 0 : fraction > 0 ? -1 : 1
}

// MARK: Floats

/// ⌊a / b⌋ for b ≠ 0, from the remainder, so that a = b · floor + modulo as nearly as doubles allow.
func floorDivide(_ a: Double, _ b: Double) -> Double {
  let remainder = fmod(a, b)
  var quotient = (a - remainder) / b
  if remainder != 0, (remainder < 0) != (b < 0) { quotient -= 1 }
  guard quotient != 0 else { return (a / b).sign == .minus ? -0.0 : 0.0 }
  let floor = quotient.rounded(.down)
  return quotient - floor > 0.5 ? floor + 1 : floor
}

/// The remainder with the sign of b ≠ 0.
func floorModulo(_ a: Double, _ b: Double) -> Double {
  let remainder = fmod(a, b)
  if remainder == 0 { return b < 0 ? -0.0 : 0.0 }
  return (remainder < 0) != (b < 0) ? remainder + b : remainder
}

func power(_ base: Double, _ exponent: Double) throws(Fault) -> Double {
  if base == 0, exponent < 0 { throw .divisionByZero }
  if base < 0, base.isFinite, exponent.isFinite, exponent != exponent.rounded() {
    throw .value("a negative number to a fractional power is not a real number")
  }
  let result = pow(base, exponent)
  if result.isInfinite, base.isFinite, exponent.isFinite { throw .value("the power is too large for a float") }
  return result
}
