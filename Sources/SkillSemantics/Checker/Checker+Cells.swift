import SkillDiagnostics
import SkillSyntax

/// Memory cells: what tests tell of those that may hold None, until something may have stored into them.
extension Checker {
  /// Gives each cell that may hold None an entry among the variables of the current context.
  mutating func addCellVariables() {
    context.firstCellVariable = context.variables.count
    for index in optionalCells {
      context.variables.append(
        Variable(symbol: .none, span: cellDeclarations[index].span, firstSlot: (cells[index].type, 0), cell: index))
    }
  }

  /// The entry that stands for a cell, if it may hold None.
  @inline(__always)
  func variable(ofCell cell: Int) -> Int? {
    optionalCells.firstIndex(of: cell).map { context.firstCellVariable + $0 }
  }

  /// Nothing is known of cells at the beginning of a function.
  mutating func forgetCells() {
    for (position, cell) in optionalCells.enumerated() {
      setState(
        context.firstCellVariable + position, cellState(cells[cell].type, at: cellDeclarations[cell].span))
    }
  }

  /// Where a cell is declared, as a second place of a diagnostic.
  func relatedDeclaration(ofCell index: Int, _ label: String) -> [RelatedLocation] {
    cells[index].isDeclared ? [RelatedLocation(cellDeclarations[index], label: label)] : []
  }

  @inline(__always)
  func cellState(_ type: Type, at span: Span) -> VariableState {
    VariableState(presence: .set, slot: 0, type: type, otherType: .error, site: span)
  }

  /// The value of a cell, as far as tests have told of it.
  mutating func read(cell index: Int, at span: Span) -> ExpressionID {
    let type = cells[index].type
    let known = variable(ofCell: index).map { flow.variables[$0].type } ?? type
    if known == Type.none { return emit(.none, Type.none, span) }
    let read = emit(.cell(CellID(rawValue: UInt32(index))), type, span)
    return known == type || type == .error ? read : emit(.convert(.unwrap, read), known, span)
  }

  mutating func assign(cell index: Int, _ value: ExpressionID, _ statement: Span) {
    let cell = cells[index]
    if type(value) == .error { return }
    guard let converted = converted(value, to: cell.type) else {
      report(
        TypeFinding.wrongAssignment(
          name: cell.name, expected: types.name(cell.type), found: types.name(type(value))), at: span(value),
        related: relatedDeclaration(ofCell: index, "declared here"))
      return
    }
    emit(.assignCell(CellID(rawValue: UInt32(index)), converted), statement)
    if let variable = variable(ofCell: index) {
      setState(variable, cellState(narrowed(converted), at: statement))
    }
  }

  /// What a value that was made an optional is known to be.
  @inline(__always)
  func narrowed(_ value: ExpressionID) -> Type {
    switch expressions[Int(value.rawValue)].kind {
    case .convert(.wrap, let inner): type(inner)
    case .convert(.noneToOptional, _): .none
    default: type(value)
    }
  }
}
