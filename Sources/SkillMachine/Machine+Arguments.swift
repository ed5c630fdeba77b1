import Geometry
import SkillBytecode

/// The arguments of a call that the machine waits for. Those that are read one by one are read where they lie; no `Value`
/// is made. `index` is the parameter's; nil where the argument is `None` or the parameter of another type.
extension Machine {
  /// All arguments, in the order of the parameters.
  public func arguments(of call: HostCall) -> [Value] {
    var offset = call.arguments
    return program.hostFunctions[call.function].parameters.map { parameter in
      let layout = parameter.type.layout
      defer { offset += layout }
      return state.heap.decode(state.workspace.slot(at: offset, layout), as: parameter.type)
    }
  }

  public func bool(_ index: Int, of call: HostCall) -> Bool? {
    word(of: .bool, index, call).map { state.workspace.word(at: $0) != 0 }
  }

  public func int(_ index: Int, of call: HostCall) -> Int? {
    word(of: .int, index, call).map { Int(truncatingIfNeeded: state.workspace.word(at: $0)) }
  }

  /// A float, or a quantity in metres, radians or seconds.
  public func number(_ index: Int, of call: HostCall) -> Double? {
    word(of: .number, index, call).map { Double(bitPattern: state.workspace.word(at: $0)) }
  }

  /// An actor's index in the scene.
  public func actor(_ index: Int, of call: HostCall) -> Int? {
    word(of: .actor, index, call).map { Int(truncatingIfNeeded: state.workspace.word(at: $0)) }
  }

  public func pose(_ index: Int, of call: HostCall) -> Pose? {
    guard let start = word(of: .pose, index, call) else { return nil }
    func number(_ offset: Int) -> Double { Double(bitPattern: state.workspace.word(at: start + offset)) }
    return Pose(
      Vec3(number(0), number(1), number(2)), Quat(number(3), number(4), number(5), number(6)))
  }

  public func string(_ index: Int, of call: HostCall) -> String? {
    guard let entry = parameter(index, of: call, .string) else { return nil }
    return state.heap.text(state.workspace.object(at: call.arguments.objects + Int(entry.object))).string
  }

  /// Where the value of an argument starts.
  @inline(__always)
  private func word(of kind: ParameterEntry.Kind, _ index: Int, _ call: HostCall) -> Int? {
    guard let entry = parameter(index, of: call, kind) else { return nil }
    return call.arguments.words &+ Int(entry.word) &+ (entry.isOptional ? 1 : 0)
  }

  /// The parameter, if it is of this kind and has a value.
  @inline(__always)
  private func parameter(_ index: Int, of call: HostCall, _ kind: ParameterEntry.Kind) -> ParameterEntry? {
    let function = program.tables.pointee.hostFunctions[call.function]
    guard UInt(bitPattern: index) < UInt(function.parameterCount) else { return nil }
    let entry = function.parameters[index]
    guard entry.kind == kind else { return nil }
    guard entry.isOptional else { return entry }
    return state.workspace.word(at: call.arguments.words &+ Int(entry.word)) != 0 ? entry : nil
  }
}
