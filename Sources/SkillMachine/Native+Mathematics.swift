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
  case .logarithm10: frame.give(try within(x > 0 || x.isNaN, log10(x)))
  case .isNaN: frame.give(x.isNaN)
  case .isInfinite: frame.give(x.isInfinite)
  case .sineOfAngle: frame.give(try within(!x.isInfinite, sin(radians(x))))
  case .cosineOfAngle: frame.give(try within(!x.isInfinite, cos(radians(x))))
  case .tangentOfAngle: frame.give(try within(!x.isInfinite, tan(radians(x))))
  case .degreesToRadians: frame.give(radians(x))
  case .radiansToDegrees: frame.give(x * (180 / .pi))
  default: throw .internal("no mathematical native: \(frame.site.native)")
  }
}

private func radians(_ degrees: Double) -> Double { degrees * (.pi / 180) }

private func within(_ isInDomain: Bool, _ value: @autoclosure () -> Double) throws(Fault) -> Double {
  guard isInDomain else { throw .value("the argument lies outside the function's domain") }
  return value()
}
