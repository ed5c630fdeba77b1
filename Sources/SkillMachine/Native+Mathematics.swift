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
    frame.give(try within((x > 0 || x.isNaN) && (base > 0 || base.isNaN), log(x) / log(base)))
  case .logarithm2: frame.give(try within(x > 0 || x.isNaN, log2(x)))
  case .logarithm10: frame.give(try within(x > 0 || x.isNaN, log10(x)))
  case .copySign: frame.give(copysign(x, frame.double(1)))
  case .isNaN: frame.give(x.isNaN)
  case .isInfinite: frame.give(x.isInfinite)
  case .isFinite: frame.give(x.isFinite)
  case .toRadians: frame.give(x * (.pi / 180))
  case .toDegrees: frame.give(x * (180 / .pi))
  default: throw .internal("no mathematical native: \(frame.site.native)")
  }
}

private func within(_ isInDomain: Bool, _ value: @autoclosure () -> Double) throws(Fault) -> Double {
  guard isInDomain else { throw .value("the argument lies outside the function's domain") }
  return value()
}
