import ByteCoding
import SkillBytecode

/// All that decides how a machine goes on: equal snapshots go on alike.
public struct MachineSnapshot: Hashable, Sendable {
  let box: StateBox

  public static func == (a: MachineSnapshot, b: MachineSnapshot) -> Bool {
    a.box === b.box || a.box.address.pointee == b.box.address.pointee
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(box.address.pointee) }
}

extension Machine {
  /// The state as it stands. Shares storage with the machine until that runs on.
  public var snapshot: MachineSnapshot { MachineSnapshot(box: box) }

  /// Goes back to a snapshot of a machine with the same module.
  public mutating func restore(_ snapshot: MachineSnapshot) { box = StateBox(copying: snapshot.box) }

  /// The state as bytes that `restore` of a machine with an equal module, scene and limits understands, in any process.
  public func savedState() -> [UInt8] {
    var writer = ByteWriter()
    writer.write(identity)
    writer.write(state, of: program)
    return writer.bytes
  }

  /// Goes on from what `savedState` gave, bit for bit. Throws, and changes nothing, for bytes that are not a state of this
  /// machine; whatever they are, what is accepted cannot bring the machine down. Cost: linear in the size of the state and
  /// of the module, which is verified again.
  public mutating func restore(_ bytes: [UInt8]) throws(MachineStateError) {
    do throws(ByteError) {
      var reader = ByteReader(bytes)
      guard try reader.uint64() == identity else { throw .invalid("the module, the scene or the limits") }
      let restored = try reader.state(of: program, limits: limits)
      try reader.finish()
      state = restored
    } catch {
      throw MachineStateError(error: error)
    }
  }

  /// About how many bytes of memory the state takes.
  public var stateSize: Int { state.workspace.byteCount + state.heap.allocatedBytes }

  /// A digest of the state: equal for machines that go on alike.
  public var stateDigest: UInt64 { ByteDigest(savedState()).value }

  /// What a state must have been saved with.
  private var identity: UInt64 {
    var digest = ByteDigest()
    digest.add(module.digest)
    for number in [limits.steps, limits.depth, limits.heapBytes, limits.size, limits.output, scene.count] {
      digest.add(UInt64(bitPattern: Int64(number)))
    }
    return digest.value
  }
}

/// Bytes that are not a state of the machine they are given to.
public struct MachineStateError: Error, Hashable, Sendable, CustomStringConvertible {
  let error: ByteError

  public var description: String { error.description }
}
