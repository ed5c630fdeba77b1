import SkillDiagnostics
import SkillSyntax

/// What a prompt prints of an expression that stands as a statement.
extension Checker {
  /// Prints a value's representation, unless it is None.
  mutating func echo(_ value: ExpressionID, _ span: Span) {
    let type = type(value)
    if type == .error { return }
    guard type != Type.none, type != .never else { return emit(.expression(value), span) }
    guard types.unwrapped(type) != nil else { return emit(.expression(printed(value, span)), span) }
    let local = temporary(type)
    emit(.assignLocal(local, value), span)
    let isNone = emit(.isNone(emit(.local(local), type, span)), .bool, span)
    let condition = emit(.not(isNone), .bool, span)
    let mark = pendingStatements.count
    emit(.expression(printed(emit(.local(local), type, span), span)), span)
    let list = BranchList(start: UInt32(branches.count), count: 1)
    branches.append(TypedBranch(condition: condition, block: closeBlock(from: mark), span: span))
    emit(.if(list, else: Self.emptyBlock), span)
  }

  private mutating func printed(_ value: ExpressionID, _ span: Span) -> ExpressionID {
    let pieces = [emit(.representation(value), .str, span), emit(.string(string("\n")), .str, span)]
    return builtin(.print, [emit(.joined(list(pieces)), .str, span)], Type.none, span)
  }
}
