import Glibc
import SkillBytecode

/// Elementary functions. Outside their domain they fault, as Python's `math` raises.
func callMathematics(_ frame: NativeFrame) throws(Fault) {
  let x = frame.double(0)
  switch frame.site.native {
  case .squareRoot: frame.give(try within(x >= 0 || x.isNaN, x.squareRoot()))
  case .sine: frame.give(try within(!x.isInfinite, sin(x)))
  case .cosine: frame.give(try within(!x.isInfinite, cos(x)))
  case .tangent: frame.give(try within(!x.isInfinite, tan(x)))
  case .arcSine: frame.give(try within(x.isNaN || abs(x) <= 1, asin(x)))
  case .arcCosine: frame.give(try within(x.isNaN || abs(x) <= 1, acos(x)))
  case .arcTangent: frame.give(atan(x))
  case .arcTangent2: frame.give(atan2(x, frame.double(1)))
  case .hypotenuse: frame.give(hypot(x, frame.double(1)))
  case .exponential:
    let result = exp(x)
    guard result.isFinite || !x.isFinite else { throw .value("the power is too large for a float") }
    frame.give(result)
  case .logarithm: frame.give(try within(x > 0 || x.isNaN, log(x)))
  case .logarithmToBase:
    let base = frame.double(1)
    guard base != 1 else { throw .divisionByZero }
    frame.give(try within((x > 0 || x.isNaN) && (base > 0 || base.isNaN), logarithm(x, toBase: base)))
  case .copySign: frame.give(copysign(x, frame.double(1)))
  case .isNaN: frame.give(x.isNaN)
  case .isInfinite: frame.give(x.isInfinite)
  case .isFinite: frame.give(x.isFinite)
  case .toRadians: frame.give(x * (.pi / 180))
  case .toDegrees: frame.give(x * (180 / .pi))
  default: throw .internal("no mathematical native: \(frame.site.native)")
  }
}

/// The C library is exact where the base is 2 or 10.
private func logarithm(_ x: Double, toBase base: Double) -> Double {
  base == 2 ? log2(x) : base == 10 ? log10(x) : log(x) / log(base)
}

private func within(_ isInDomain: Bool, _ value: @autoclosure () -> Double) throws(Fault) -> Double {
  guard isInDomain else { throw .value("the argument lies outside the function's domain") }
  return value()
}
