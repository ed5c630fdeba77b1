/// Tests of what is held: `holding() is None`, `holding() == actor`, `if holding():`, and `not`, `and`, `or` of them.
extension TypedProgram {
  /// Whether a condition asks for `holding` in forms that tell what is held, and in no other.
  func isGripperTest(_ condition: ExpressionID, _ holding: HostFunctionID?) -> Bool {
    switch self[condition].kind {
    case .not(let inner): isGripperTest(inner, holding)
    case .and(let left, let right), .or(let left, let right):
      isGripperTest(left, holding) && isGripperTest(right, holding)
    default: gripperTest(condition, holding) != nil || !mentions(condition, holding)
    }
  }

  enum GripperTest {
    case isEmpty, holdsSomething
    case holds(ExpressionID)
    case holdsNot(ExpressionID)
  }

  /// What a condition without `not`, `and`, `or` says of the gripper when it holds.
  func gripperTest(_ condition: ExpressionID, _ holding: HostFunctionID?) -> GripperTest? {
    switch self[condition].kind {
    case .isNone(let value) where isCall(value, of: holding): return .isEmpty
    case .convert(.truth, let value) where isCall(value, of: holding): return .holdsSomething
    case .compare(let order, let left, let right) where order == .equal || order == .notEqual:
      let actor: ExpressionID
      if isCall(left, of: holding), !mentions(right, holding) {
        actor = right
      } else if isCall(right, of: holding), !mentions(left, holding) {
        actor = left
      } else {
        return nil
      }
      return order == .equal ? .holds(actor) : .holdsNot(actor)
    default: return nil
    }
  }

  private func isCall(_ id: ExpressionID, of function: HostFunctionID?) -> Bool {
    switch self[id].kind {
    case .hostCall(let host, _): host == function
    case .convert(.wrap, let inner): isCall(inner, of: function)
    default: false
    }
  }

  private func mentions(_ id: ExpressionID, _ function: HostFunctionID?) -> Bool {
    if isCall(id, of: function) { return true }
    var result = false
    forEachOperand(of: id) { if mentions($0, function) { result = true } }
    return result
  }
}
