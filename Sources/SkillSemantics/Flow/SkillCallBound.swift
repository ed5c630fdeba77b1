import SkillDiagnostics

/// The most skill calls that a program can make.
public enum SkillCallBound: Equatable, Sendable {
  case atMost(Int64)
  case none(Reason)

  /// Why there is no bound.
  public enum Reason: Equatable, Sendable {
    /// A loop that calls skills; how often it goes round is not known.
    case loop(Span)
    /// A `retry` whose number of attempts is not known.
    case attempts(Span)
    /// A `def` that calls itself; where its name is defined.
    case recursion(function: String, Span)

    /// The header of the loop or `retry`, or the name of the `def`.
    public var span: Span {
      switch self {
      case .loop(let span), .attempts(let span), .recursion(_, let span): span
      }
    }
  }

  static func + (a: SkillCallBound, b: SkillCallBound) -> SkillCallBound {
    guard case .atMost(let x) = a else { return a }
    guard case .atMost(let y) = b else { return b }
    let (sum, overflow) = x.addingReportingOverflow(y)
    return .atMost(overflow ? .max : sum)
  }

  /// The calls of `count` rounds; `reason` where that number is not known.
  func repeated(_ count: Int64?, or reason: Reason) -> SkillCallBound {
    guard case .atMost(let calls) = self, calls > 0 else { return self }
    guard let count else { return .none(reason) }
    let (product, overflow) = calls.multipliedReportingOverflow(by: count < 0 ? 0 : count)
    return .atMost(overflow ? .max : product)
  }

  static func max(_ a: SkillCallBound, _ b: SkillCallBound) -> SkillCallBound {
    guard case .atMost(let x) = a else { return a }
    guard case .atMost(let y) = b else { return b }
    return x >= y ? a : b
  }
}

extension TypedProgram {
  /// The most skill calls that the program can make, where the program or the scene tells.
  ///
  /// Loops count as often as their literals say, `retry` as often as it may try, branches as the longer of both.
  public func skillCallBound(facts: SceneFacts? = nil) -> SkillCallBound {
    let flow = ProgramFlow(self, lostCalls: [])
    var counter = SkillCallCounter(flow, facts: facts)
    for index in flow.calleesFirst { counter.addFunction(index) }
    return counter.bound(of: main, flow.main)
  }
}
