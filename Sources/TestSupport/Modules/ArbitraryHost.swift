import Geometry
import SkillBytecode
import SkillMachine
import Tabletop

/// A host that answers whatever it is asked: values of the right types, failures and expired deadlines, all decided by
/// one seed. So any module that verifies runs to an end.
public struct ArbitraryHost {
  private var random: SeededRandom

  /// Small enough for thousands of runs, large enough to meet each limit.
  public static let limits = MachineLimits(steps: 20_000, depth: 40, heapBytes: 1 << 20, size: 1 << 12)

  public init(seed: UInt64) { random = SeededRandom(seed: seed) }

  static let scene = ["red cube", "blue star", "red cube"].map {
    ActorFacts(name: $0, shape: "cube", texture: "plain", cell: ActorFacts.Cell(column: 3, row: 4))
  }

  /// How the module ended; nil for one that does not verify. Looks at all that a host may look at on the way. Throws what
  /// the machine has against an answer, which it must take.
  public mutating func run(
    _ module: Module, limits: MachineLimits = limits
  ) throws(HostError) -> HostRequest? {
    guard var machine = try? Machine(module, scene: Self.scene, limits: limits, observesMemory: true) else {
      return nil
    }
    while true {
      let request = machine.run { answerAtOnce($0, module) }
      switch request {
      case .call(let call):
        machine.time += Double(random.next() % 3)
        _ = (machine.arguments(of: call), machine.location, machine.memory)
        let result = machine.function(of: call).result
        switch random.next() % 8 {
        case 0: try machine.answer(.failure(CaughtFailure(skill: "skill", reason: "blocked", message: "it is")))
        case 1 where call.deadline != nil: try machine.answer(.expired)
        default: try machine.answer(.value(value(of: result)))
        }
      case .print, .memoryStored, .statement: _ = machine.location
      case .finished, .failed:
        _ = (machine.trace, machine.memory, machine.snapshot)
        return request
      }
    }
  }

  /// What it says to a call while the program runs: now and then an answer, and among those some that do not fit.
  private mutating func answerAtOnce(_ call: borrowing CallArguments, _ module: Module) -> HostReply {
    guard random.next() % 4 == 0 else { return .later }
    _ = (call.values, call.bool(0), call.int(0), call.number(0), call.actor(1), call.pose(1), call.string(2))
    return .value(random.next() % 8 == 0 ? .list([]) : value(of: module.hostFunctions[call.function].result))
  }

  /// Some value of a type. Lists and dictionaries that lie deep are empty, for values grow with each level.
  private mutating func value(of type: ValueType, depth: Int = 0) -> Value {
    let word = random.next()
    let count = depth < 3 ? word % 4 : 0
    let number = Double(Int(word % 21) - 10) / 4
    return switch type {
    case .none: .none
    case .bool: .bool(word & 1 == 1)
    case .int: .int(Int(word % 7) - 2)
    case .float: .float(number)
    case .length: .length(metres: number)
    case .angle: .angle(radians: number)
    case .duration: .duration(seconds: number)
    case .vec3: .vec3(Vec3(number, 0, 1))
    case .quat: .quat(Quat(1, number, 0, 0))
    case .pose: .pose(Pose(Vec3(number, 1, 0)))
    case .actor: .actor(Int(word % 5) - 1)
    case .string: .string(["", "red cube", "å b", "12"][Int(word % 4)])
    case .failure: .failure(CaughtFailure(skill: "a", reason: "b", message: "c"))
    case .list(let element): .list((0..<count).map { _ in value(of: element, depth: depth + 1) })
    case .dict(let key, let content):
      .dict(
        (0..<count).map { _ in
          Value.Entry(key: value(of: key, depth: depth + 1), value: value(of: content, depth: depth + 1))
        })
    case .tuple(let elements): .tuple(elements.map { value(of: $0, depth: depth + 1) })
    case .optional(let wrapped): word & 1 == 1 ? .none : value(of: wrapped, depth: depth + 1)
    }
  }
}
