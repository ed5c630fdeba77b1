/// The paths through one function: nodes of events, and where control may go after each. What it is made of stands in the
/// arrays of a `ProgramFlow`.
struct FlowGraph: Sendable {
  struct Node: Sendable {
    /// Its events, in `ProgramFlow.events`.
    var events: Range<Int> = 0..<0
    var successors = Successors()
    /// Where a failure raised in the node is caught; nil if it leaves the function.
    var failure: Int?
    /// What there is among its events.
    var contents: Contents = []
    /// Whether control can come here.
    var isReached = false
    /// Whether control passes here whenever it gets to any node that stands later in the order.
    var isOnEveryPath = false
  }

  /// Where control may go from a node: to two others at most.
  struct Successors: RandomAccessCollection, Sendable {
    private var nodes: InlineArray<2, Int> = [0, 0]
    private(set) var endIndex = 0
    var startIndex: Int { 0 }

    subscript(index: Int) -> Int { nodes[index] }

    mutating func append(_ node: Int) {
      nodes[endIndex] = node
      endIndex += 1
    }
  }

  /// What there is among the events of a node, or of a function.
  struct Contents: OptionSet, Sendable {
    let rawValue: UInt8

    /// Whatever concerns the gripper, but for calls of `def`s.
    static let gripper = Contents(rawValue: 1)
    /// Whatever concerns memory, but for calls of `def`s.
    static let memory = Contents(rawValue: 2)
    static let keyReads = Contents(rawValue: 4)
    /// Whatever can take keys out of memory.
    static let keyLosses = Contents(rawValue: 8)
    /// Calls of `def`s.
    static let calls = Contents(rawValue: 16)
    /// Calls of `get_actor`.
    static let lookups = Contents(rawValue: 32)
    static let everything = Contents(rawValue: 255)
  }

  /// In `ProgramFlow.nodes`. Control enters at the first.
  let nodes: Range<Int>
  /// In `ProgramFlow.events`.
  let events: Range<Int>
  /// In `ProgramFlow.order`: the nodes that control can reach, each before those it leads to, but for the ways back of
  /// loops.
  let order: Range<Int>
  /// In `ProgramFlow.callees`: the `def`s that are called, each as often as it is.
  let callees: Range<Int>
  /// Where the function ends normally.
  let exit: Int
  /// Whether control can reach `exit`.
  let reachesExit: Bool
  let contents: Contents
  let parameterCount: Int
  let localCount: Int

  var entry: Int { nodes.lowerBound }
}

extension FlowEvent {
  /// What a node holds in which this happens.
  func contents(_ subject: FlowSubject) -> FlowGraph.Contents {
    switch kind {
    case .host(let host, _):
      if host == subject.getActor {
        .lookups
      } else {
        subject.isSkill[Int(host.rawValue)] || host == subject.holding ? .gripper : []
      }
    case .done, .assume: .gripper
    case .lost: [.gripper, .memory, .keyLosses]
    case .loadKey: [.memory, .keyReads]
    case .storeKey, .testKey, .alias: .memory
    case .removeKey, .removeAll, .assign: [.memory, .keyLosses]
    case .call: .calls
    case .assignLocal, .assignGlobal: []
    }
  }
}
