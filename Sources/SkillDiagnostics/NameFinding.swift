/// Names that stand for nothing (SK20##).
public enum NameFinding: Finding {
  case unknownName(String)
  /// A name that programs for other systems know, Python above all; `instead` says what to write here.
  case foreignName(String, instead: String)
  case unknownAttribute(String, type: String)
  case unknownKeyword(String, function: String)
  case unknownType(String)
  case duplicateDefinition(String)
  case duplicateParameter(String)
  /// A local with the name of a memory cell.
  case shadowedCell(String)
  case unknownModule(String)
  /// `name` is not in `module`.
  case unknownMember(String, module: String)
  /// The name of a function where a value is wanted.
  case functionAsValue(String)
  case reservedName(String)
  case moduleAsValue(String)
  /// Files that import each other, from the first round to it again.
  case importCycle([String])
  case unreadableModule(String, reason: String)
  /// `limit` goes on from "imports".
  case importLimit(String, limit: String)
  /// A call that moves the robot or ends the program, at the top level of an imported file.
  case importedAction(String)
  case importedAssignment(String)
  /// A `def` of an earlier turn of the session, defined anew with other parameters or another result.
  case changedSignature(String)

  public var code: DiagnosticCode {
    switch self {
    case .unknownName: .unknownName
    case .foreignName: .foreignName
    case .unknownAttribute: .unknownAttribute
    case .unknownKeyword: .unknownKeyword
    case .unknownType: .unknownType
    case .duplicateDefinition: .duplicateDefinition
    case .duplicateParameter: .duplicateParameter
    case .shadowedCell: .shadowedCell
    case .unknownModule: .unknownModule
    case .unknownMember: .unknownMember
    case .functionAsValue: .functionAsValue
    case .reservedName: .reservedName
    case .moduleAsValue: .moduleAsValue
    case .importCycle: .importCycle
    case .unreadableModule: .unreadableModule
    case .importLimit: .importLimit
    case .importedAction: .importedAction
    case .importedAssignment: .importedAssignment
    case .changedSignature: .changedSignature
    }
  }

  public var headline: String {
    switch self {
    case .unknownName(let name): "nothing is called `\(name)`"
    case .foreignName(let name, _): "`\(name)` is not part of the language"
    case .unknownAttribute(let name, let type): "`\(type)` has no attribute `\(name)`"
    case .unknownKeyword(let name, let function): "`\(function)` has no parameter `\(name)`"
    case .unknownType(let name): "no type is called `\(name)`"
    case .duplicateDefinition(let name): "`\(name)` is defined twice"
    case .duplicateParameter(let name): "two parameters are called `\(name)`"
    case .shadowedCell(let name): "a variable may not take the name of the memory cell `\(name)`"
    case .unknownModule(let name): "no module is called `\(name)`"
    case .unknownMember(let name, let module): "`\(module)` has no `\(name)`"
    case .functionAsValue(let name): "`\(name)` is a function and has to be called"
    case .reservedName(let name): "`\(name)` belongs to the robot's interface and cannot be redefined"
    case .moduleAsValue(let name): "`\(name)` is a module, not a value"
    case .importCycle(let names): "the imports go in a circle: \(names.joined(separator: " → "))"
    case .unreadableModule(let name, _): "the file of `\(name)` cannot be read"
    case .importLimit(let name, _): "`\(name)` is one import too many"
    case .importedAction(let name): "`\(name)` may not be called while the file is imported"
    case .importedAssignment(let name): "`\(name)` cannot be set from another file"
    case .changedSignature(let name): "`\(name)` is defined anew with another signature"
    }
  }

  public var label: String? {
    switch self {
    case .unknownName, .unknownAttribute, .unknownKeyword, .unknownType, .unknownModule, .unknownMember: "unknown"
    case .foreignName: nil
    case .duplicateDefinition, .duplicateParameter: "second"
    case .shadowedCell: "the cell's name"
    case .functionAsValue: "a function"
    case .reservedName, .moduleAsValue, .importCycle, .unreadableModule, .importLimit, .importedAction,
      .importedAssignment, .changedSignature:
      nil
    }
  }

  public var explanation: String? {
    switch self {
    case .foreignName(_, let instead): instead
    case .functionAsValue(let name): "Write `\(name)(…)` to call it."
    case .shadowedCell: "A `def` may assign the cell itself, but a parameter or local of its own needs another name."
    case .moduleAsValue(let name): "Name what it defines: `\(name).f(…)`."
    case .importCycle: "Move what both need into a file that imports neither."
    case .unreadableModule(_, let reason): reason
    case .importLimit(_, let limit): "Imports \(limit)."
    case .importedAction:
      "The top level of an imported file runs at the import and may not move the robot or end the program. Write it in "
        + "a `def`, and let the program call that."
    case .importedAssignment: "Only memory cells of another file can be set; its variables are constants here."
    case .changedSignature:
      "What earlier turns have defined may call it, so its parameters and its result stay. Write the result if it is "
        + "inferred otherwise, or use another name."
    case .duplicateDefinition: "Every `def` and every memory cell of a file needs its own name."
    default: nil
    }
  }
}
