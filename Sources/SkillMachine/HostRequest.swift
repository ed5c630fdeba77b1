import SkillBytecode

/// What the machine stopped for. `Machine.run` returns one; after `.call` the host answers, then runs on.
///
/// Small, so that a call of the host costs little: what is rare and large is kept apart.
public enum HostRequest: Hashable, Sendable {
  /// A skill, a query or `wait`: the machine goes on when it has an answer. Arguments: `Machine.arguments(of:)`.
  case call(HostCall)
  /// Text to print, its line end included.
  case print(String)
  /// A memory cell, or one key of a dictionary in one, got a new value. Only for a machine that observes its memory.
  indirect case memoryStored(MemoryStore)
  /// A statement begins: `Machine.location`. Only of a module that was compiled for a debugger.
  case statement
  /// The program ended; `isDone` when it said so by `done()`.
  case finished(isDone: Bool)
  indirect case failed(RuntimeFailure)
}

/// A call that the host is to answer.
public struct HostCall: Hashable, Sendable {
  /// The index of the function, and above it where the words of the arguments start. One number: a processor waits when
  /// it is to load at once what was stored in two parts just before.
  private let place: UInt64
  private let objects: Int32
  /// Infinite where there is none.
  private let expiry: Double

  init(function: Int, words: Int, objects: Int, deadline: Double? = nil) {
    place = UInt64(UInt32(truncatingIfNeeded: function)) | UInt64(UInt32(truncatingIfNeeded: words)) << 32
    self.objects = Int32(truncatingIfNeeded: objects)
    expiry = deadline ?? .infinity
  }

  /// Index into `Module.hostFunctions`.
  public var function: Int { Int(UInt32(truncatingIfNeeded: place)) }

  /// Simulated seconds at which the tightest `within` in force expires.
  public var deadline: Double? { expiry < .infinity ? expiry : nil }

  /// Where the arguments start in the register stacks.
  var arguments: Layout { Layout(words: Int(place >> 32), objects: Int(objects)) }
}

/// A store into memory, as it happened.
public struct MemoryStore: Hashable, Sendable {
  public let cell: String
  /// The key, where the store was to one key of a dictionary.
  public let key: Value?
  /// What is there now; of a value with more than 4096 parts the first ones.
  public let value: Value
}

/// How the host answers a call.
public enum HostAnswer: Hashable, Sendable {
  case value(Value)
  indirect case failure(CaughtFailure)
  /// The call's deadline passed.
  case expired
}

/// What the host says to a call that it is asked for while the program runs.
public enum HostReply: Hashable, Sendable {
  /// The answer.
  case value(Value)
  /// None yet: the machine is to stop with `.call`.
  case later
}

/// The host's mistake: an answer that does not fit.
public enum HostError: Error, Hashable, Sendable {
  case notWaiting
  /// The answer is not a value of the type that the function returns.
  case wrongType(function: String, expected: ValueType)
  /// A failure was given for a call without a deadline.
  case noDeadline
}

/// What the machine knows of an actor, by its index.
public struct ActorFacts: Hashable, Sendable {
  public var name: String
  public var shape: String
  public var texture: String
  /// Column and row of its cell in the base camera's image, for an actor that shares its name with another.
  public var cell: Cell?

  public struct Cell: Hashable, Sendable {
    public var column: Int
    public var row: Int

    public init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }
  }

  public init(name: String, shape: String, texture: String, cell: Cell? = nil) {
    self.name = name
    self.shape = shape
    self.texture = texture
    self.cell = cell
  }
}
