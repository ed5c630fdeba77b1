import Geometry
import SkillBytecode

/// A call of the host and its arguments, in the machine's registers: what reads one of them makes no `Value`. `index` is the
/// parameter's; nil where the argument is `None` or the parameter of another type.
///
/// Invariant, which makes its reading sound: it is made for a call of a verified program and lent to a closure; the machine
/// that it reads neither runs nor ends before the closure does, and the value cannot be copied out of it.
public struct CallArguments: ~Copyable {
  /// Which function is called: an index into `Module.hostFunctions`.
  @inlinable public var function: Int { Int(entry.pointee.function) }

  @usableFromInline let entry: UnsafePointer<HostEntry>
  @usableFromInline let words: UnsafePointer<UInt64>
  private let objects: UnsafePointer<Handle>
  private let state: UnsafePointer<MachineState>

  /// A call of a function whose arguments' registers start at `words` and `objects`.
  @inline(__always)
  init(
    of entry: UnsafePointer<HostEntry>, words: UnsafePointer<UInt64>, objects: UnsafePointer<Handle>,
    _ state: UnsafePointer<MachineState>
  ) {
    self.entry = entry
    self.words = words
    self.objects = objects
    self.state = state
  }

  /// All of them, in the order of the parameters.
  public var values: [Value] {
    var (words, objects) = (words, objects)
    return entry.pointee.types.map { type in
      let layout = type.layout
      let slot = Slot(
        words: Array(UnsafeBufferPointer(start: words, count: layout.words))[...],
        objects: Array(UnsafeBufferPointer(start: objects, count: layout.objects))[...])
      words += layout.words
      objects += layout.objects
      return state.pointee.heap.decode(slot, as: type)
    }
  }

  /// A truth value.
  @inlinable @inline(__always)
  public func bool(_ index: Int) -> Bool? { place(of: index, .bool).map { $0.pointee != 0 } }

  /// An integer.
  @inlinable @inline(__always)
  public func int(_ index: Int) -> Int? { place(of: index, .int).map { Int(truncatingIfNeeded: $0.pointee) } }

  /// A float, or a quantity in metres, radians or seconds.
  @inlinable @inline(__always)
  public func number(_ index: Int) -> Double? { place(of: index, .number).map { Double(bitPattern: $0.pointee) } }

  /// An actor's index in the scene.
  @inlinable @inline(__always)
  public func actor(_ index: Int) -> Int? { place(of: index, .actor).map { Int(truncatingIfNeeded: $0.pointee) } }

  /// A pose: metres, in the frame of the world.
  @inlinable @inline(__always)
  public func pose(_ index: Int) -> Pose? {
    guard let start = place(of: index, .pose) else { return nil }
    func number(_ offset: Int) -> Double { Double(bitPattern: start[offset]) }
    return Pose(
      Vec3(number(0), number(1), number(2)), Quat(number(3), number(4), number(5), number(6)))
  }

  /// A text, which is copied.
  public func string(_ index: Int) -> String? {
    guard let entry = parameter(index, .string) else { return nil }
    return state.pointee.heap.text(objects[Int(entry.object)]).string
  }

  /// Where the value of an argument starts.
  @inlinable @inline(__always)
  func place(of index: Int, _ kind: ParameterEntry.Kind) -> UnsafePointer<UInt64>? {
    guard let entry = parameter(index, kind) else { return nil }
    return words + (Int(entry.word) &+ (entry.isOptional ? 1 : 0))
  }

  /// The parameter, if it is of this kind and has a value.
  @inlinable @inline(__always)
  func parameter(_ index: Int, _ kind: ParameterEntry.Kind) -> ParameterEntry? {
    guard UInt(bitPattern: index) < UInt(entry.pointee.parameterCount) else { return nil }
    let parameter = entry.pointee.parameters[index]
    guard parameter.kind == kind else { return nil }
    guard parameter.isOptional else { return parameter }
    return words[Int(parameter.word)] != 0 ? parameter : nil
  }
}

extension Machine {
  /// All arguments of a call that the machine waits for, in the order of the parameters.
  public func arguments(of call: HostCall) -> [Value] { withArguments(of: call) { $0.values } }

  /// What `body` makes of the arguments of a call that the machine waits for: the machine, lent to this for as long, stays
  /// as it is meanwhile.
  public func withArguments<Result>(of call: HostCall, _ body: (borrowing CallArguments) -> Result) -> Result {
    let memory = box.address.pointee.workspace.memory
    return body(
      CallArguments(
        of: program.tables.pointee.hostFunctions + call.function,
        words: memory.pointee.words + call.arguments.words,
        objects: memory.pointee.objects + call.arguments.objects, box.address))
  }
}
