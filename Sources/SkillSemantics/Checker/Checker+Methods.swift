import SkillDiagnostics
import SkillSyntax

/// Method calls and attributes.
extension Checker {
  // MARK: Attributes

  mutating func checkAttribute(_ node: NodeID) -> ExpressionID {
    let span = tree.span(node)
    let nameNode = tree.child(node, 1)
    let name = tree.name(of: nameNode)
    if let value = checkModuleAttribute(node, name) { return value }
    let base = check(tree.child(node, 0))
    let type = type(base)
    if type == .error || tree.kind(nameNode) != .name { return broken(span) }
    if let (field, result) = Self.field(name, of: type) { return emit(.field(field, base), result, span) }
    if methodNames(of: type).contains(name) {
      report(
        NameFinding.functionAsValue(name), at: tree.span(nameNode),
        fixIts: [FixIt("write `\(name)()`", insert: "()", at: tree.span(nameNode).end)])
      return broken(span)
    }
    reportUnknownAttribute(name, of: base, at: tree.span(nameNode), node)
    return broken(span)
  }

  static func field(_ name: String, of type: Type) -> (Field, Type)? {
    switch (type, name) {
    case (.pose, "p"): (.position, .vec3)
    case (.pose, "q"): (.rotation, .quat)
    case (.vec3, "x"), (.quat, "x"): (.x, .float)
    case (.vec3, "y"), (.quat, "y"): (.y, .float)
    case (.vec3, "z"), (.quat, "z"): (.z, .float)
    case (.quat, "w"): (.w, .float)
    case (.actor, "name"): (.actorName, .str)
    case (.actor, "shape"): (.actorShape, .str)
    case (.actor, "texture"): (.actorTexture, .str)
    case (.skillFailure, "skill"): (.failureSkill, .str)
    case (.skillFailure, "reason"): (.failureReason, .str)
    case (.skillFailure, "message"): (.failureMessage, .str)
    default: nil
    }
  }

  func fieldNames(of type: Type) -> [String] {
    switch type {
    case .pose: ["p", "q"]
    case .vec3: ["x", "y", "z"]
    case .quat: ["w", "x", "y", "z"]
    case .actor: ["name", "shape", "texture"]
    case .skillFailure: ["skill", "reason", "message"]
    default: []
    }
  }

  func methodNames(of type: Type) -> [String] {
    if type == .str { return Method.ofText.map(\.name) }
    if isList(type) { return Method.ofList.map(\.name) + ["sort"] }
    if case .dictionary = types[type] { return Method.ofDictionary.map(\.name) }
    return isPending(type, .dictionary) ? Method.ofDictionary.map(\.name) : []
  }

  private mutating func reportUnknownAttribute(_ name: String, of base: ExpressionID, at span: Span, _ node: NodeID) {
    let type = type(base)
    if types.unwrapped(type) != nil {
      reportMayBeNone(base)
      return
    }
    let known = fieldNames(of: type) + methodNames(of: type)
    var fixIts: [FixIt] = NearMisses.best(name, in: known).map { [.rewriting(span, as: $0)] } ?? []
    var notes = known.isEmpty ? [] : ["It has \(known.prefix(12).map { "`\($0)`" }.joined(separator: ", "))."]
    let baseText = tree.source.text(in: self.span(base))
    let whole = tree.span(node)
    switch (type, name) {
    case (.actor, "pose"):
      fixIts = [.rewriting(whole, as: "get_pose(\(baseText))")]
    case (.actor, "p"), (.actor, "position"), (.actor, "pos"), (.actor, "xyz"):
      fixIts = [.rewriting(whole, as: "get_pose(\(baseText)).p")]
    case (.actor, "q"), (.actor, "rotation"), (.actor, "orientation"):
      fixIts = [.rewriting(whole, as: "get_pose(\(baseText)).q")]
    case (.pose, "position"), (.pose, "pos"), (.pose, "translation"):
      fixIts = [.rewriting(span, as: "p")]
    case (.pose, "rotation"), (.pose, "orientation"), (.pose, "quaternion"), (.pose, "quat"):
      fixIts = [.rewriting(span, as: "q")]
    case (.pose, "x"), (.pose, "y"), (.pose, "z"):
      fixIts = [.rewriting(span, as: "p.\(name)")]
    case (.actor, _) where takesActor(name):
      notes = ["Skills and queries are plain functions."]
      fixIts = callFix(name, baseText, node)
    case (_, "push") where isList(type), (_, "add") where isList(type):
      fixIts = [.rewriting(span, as: "append")]
    case (_, "length"), (_, "size"), (_, "len"):
      if type == .str || isList(type) { notes = ["`len(x)` counts the elements."] }
    case (.str, "contains"): notes = ["`part in text` tells whether a text holds another."]
    case (_, "has_key"): notes = ["`key in d` tells whether a dict has a key."]
    case (_, "iteritems"): fixIts = [.rewriting(span, as: "items")]
    case (.str, "encode"): notes = ["Text stays text: there are no bytes."]
    case (.str, "format"):
      notes = ["An f-string puts values into text: f\"{x}\"."]
    default: break
    }
    report(NameFinding.unknownAttribute(name, type: types.name(type)), at: span, notes: notes, fixIts: fixIts)
  }

  /// Whether a function of the robot's interface of this name is given an actor first.
  private func takesActor(_ name: String) -> Bool {
    preludeFunctions.first { $0.signature.name == name }?.signature.parameters.first?.type == .actor
  }

  /// `a.pick()` → `pick(a)`, where the attribute is called.
  private func callFix(_ name: String, _ base: String, _ attribute: NodeID) -> [FixIt] {
    let opener = Int(tree[attribute].lastToken) + 1
    guard tree.tokens[opener].kind == .leftParenthesis else { return [] }
    let hasArguments = tree.tokens[opener + 1].kind != .rightParenthesis
    let place = Span(tree.span(attribute).start, tree.tokens[opener].end)
    let text = "\(name)(\(base)\(hasArguments ? ", " : "")"
    return [FixIt("write `\(name)(\(base)\(hasArguments ? ", …" : ""))`", replace: place, with: text)]
  }

  // MARK: Methods

  mutating func checkMethodCall(_ node: NodeID, expecting: Type?) -> ExpressionID {
    let span = tree.span(node)
    let callee = tree.child(node, 0)
    let nameNode = tree.child(callee, 1)
    let name = tree.name(of: nameNode)
    let base = check(tree.child(callee, 0))
    var type = type(base)
    if type == .error || tree.kind(nameNode) != .name {
      checkArgumentsOnly(node)
      return broken(span)
    }
    if type.isPending {
      if let result = checkPendingMethod(base, name, node) { return result }
      type = self.type(base)
      if type.isPending, methodNames(of: type).contains(name) {
        checkArgumentsOnly(node)
        if askElement(of: base) != .error {
          report(TypeFinding.unknownElementType(container: isList(type) ? "list" : "dict"), at: self.span(base))
        }
        return broken(span)
      }
    }
    if isList(type), name == "sort" { return checkSort(base, node) }
    let use = MethodUse(
      name: tree.symbol(nameNode), receiver: type, takesDefault: tree.children(node).count > 2)
    guard let (operation, signature) = signature(of: use, name) else {
      checkArgumentsOnly(node)
      reportUnknownAttribute(name, of: base, at: tree.span(nameNode), callee)
      return broken(span)
    }
    guard let arguments = checkArguments(node, signature) else { return brokenValue(span, signature.result) }
    let start = UInt32(argumentLists.count)
    argumentLists.append(TypedArgument(parameter: 0, value: base))
    for index in arguments.start..<arguments.start + arguments.count {
      let bound = argumentLists[Int(index)]
      argumentLists.append(TypedArgument(parameter: bound.parameter + 1, value: bound.value))
    }
    let list = ArgumentList(start: start, count: arguments.count + 1)
    return emit(.builtin(operation, list), signature.result, span)
  }

  /// What a method is and takes; nil if the receiver has none of that name.
  private mutating func signature(of use: MethodUse, _ name: String) -> (BuiltinOperation, Signature)? {
    if let known = methodSignatures[use] { return known }
    guard let method = method(name, of: use.receiver, takesDefault: use.takesDefault) else { return nil }
    let made = (method.operation, signature(of: method, receiver: use.receiver))
    methodSignatures[use] = made
    return made
  }

  private func method(_ name: String, of type: Type, takesDefault: Bool) -> Method? {
    if type == .str { return Method.ofText.first { $0.name == name } }
    switch types[type] {
    case .list: return Method.ofList.first { $0.name == name }
    case .dictionary:
      let rows = takesDefault ? Method.ofDictionaryWithDefault + Method.ofDictionary : Method.ofDictionary
      return rows.first { $0.name == name }
    default: return nil
    }
  }

  private mutating func signature(of method: Method, receiver: Type) -> Signature {
    let parameters = method.slots.map { slot in
      let type = resolve(slot.part, receiver)
      return Parameter(
        name: slot.name, symbol: tree.symbols.symbol(for: slot.name) ?? .none, type: type,
        acceptsIterable: method.operation == .join || method.operation == .extend,
        defaultValue: slot.defaultValue.map { Constant(value: $0, type: type) }, span: Span(0, 0))
    }
    // `keys` is the one method whose result is another container than the receiver.
    let result = method.name == "keys" ? types.list(resolve(.key, receiver)) : resolve(method.result, receiver)
    return Signature(
      name: method.name, parameters: parameters, result: result, declaration: nil)
  }

  private mutating func resolve(_ part: Method.Part, _ receiver: Type) -> Type {
    var parts = (element: Type.error, key: Type.error, value: Type.error)
    switch types[receiver] {
    case .list(let element): parts.element = element
    case .dictionary(let key, let value): (parts.key, parts.value) = (key, value)
    default: break
    }
    switch part {
    case .fixed(let type): return type
    case .receiver: return receiver
    case .element: return parts.element
    case .key: return parts.key
    case .value: return parts.value
    case .listOfText: return types.list(.str)
    case .listOfValues: return types.list(parts.value)
    case .listOfEntries: return types.list(types.tuple([parts.key, parts.value]))
    case .entry: return types.tuple([parts.key, parts.value])
    case .optionalValue: return types.optional(parts.value)
    case .optionalText: return types.optional(.str)
    case .optionalNumber: return types.optional(.int)
    case .textTriple: return types.tuple([.str, .str, .str])
    }
  }

  private mutating func checkSort(_ base: ExpressionID, _ node: NodeID) -> ExpressionID {
    let span = tree.span(node)
    guard case .list(let element) = types[type(base)] else { return broken(span) }
    var arguments = LooseArguments()
    for argument in tree.children(node).dropFirst() {
      guard tree.kind(argument) == .keywordArgument,
        ["key", "reverse"].contains(tree.name(of: tree.child(argument, 0)))
      else {
        report(
          TypeFinding.tooManyArguments(function: "sort", accepted: 0), at: tree.span(argument),
          notes: ["`sort` takes `key=` and `reverse=`."])
        return broken(span)
      }
      arguments.keywords.append((tree.name(of: tree.child(argument, 0)), argument, tree.child(argument, 1)))
    }
    return checkSorted(base, element, arguments, .sortInPlace, .sortInPlaceByKey, Type.none, span)
  }

  /// The first store into an empty container tells what it holds. Nil if this call stores nothing.
  private mutating func checkPendingMethod(_ base: ExpressionID, _ name: String, _ node: NodeID) -> ExpressionID? {
    let pending = type(base)
    let arguments = Array(tree.children(node).dropFirst())
    let span = tree.span(node)
    guard isPending(pending, .list), name == "append" || name == "insert" || name == "extend",
      let last = arguments.last, tree.kind(last) != .keywordArgument
    else { return nil }
    let mark = (expressions.count, diagnostics.count)
    let value = check(last)
    let found = type(value)
    if found == .error || found == Type.none { return broken(span) }
    let element = name != "extend" ? found : found.isPending ? nil : asIterable(value)?.1
    expressions.truncate(to: mark.0)
    diagnostics.truncate(to: mark.1)
    guard let element else { return nil }
    settle(pending, as: types.list(element))
    return resolved(pending) == .error ? broken(span) : nil
  }
}
