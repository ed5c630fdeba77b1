import SkillBytecode

/// Something that unwinds the stack.
enum Thrown {
  case failure(Slot)
  case fault(RuntimeFailure)
  /// A deadline (index into the machine's) passed; the slot is the failure that its `within` will raise.
  case expiry(deadline: Int, Slot)
}

/// What waits while one `finally` block runs. Several wait at a time: the block may run others, which may end well.
struct Pending: Hashable, Sendable {
  enum Cause: Hashable, Sendable {
    case failure
    case fault(RuntimeFailure)
    case expiry(deadline: Int)
  }

  /// The calls in force where the block runs, and the register of its flag: no two blocks that wait share both.
  let depth: Int
  let word: Int
  let cause: Cause
  /// Where it came from.
  let trace: [SourceLocation]
}

extension Machine {
  /// Gives control to the innermost handler that takes `thrown`, or ends the program.
  mutating func unwind(_ thrown: Thrown) {
    var position = state.cursor.position - 1
    var base = Layout(words: state.cursor.wordBase, objects: state.cursor.objectBase)
    var depth = state.cursor.frameCount
    while depth > 0 {
      if let handler = handler(at: position, depth: depth, for: thrown) {
        state.cursor.wordBase = base.words
        state.cursor.objectBase = base.objects
        state.cursor.frameCount = depth
        enter(handler, with: thrown)
        return
      }
      let frame = state.workspace.frame(at: depth)
      position = Int(frame.returnPosition) - 1
      base.words -= Int(frame.words)
      base.objects -= Int(frame.objects)
      depth -= 1
    }
    state.ending = .failed(ending(of: thrown))
  }

  private func handler(at position: Int, depth: Int, for thrown: Thrown) -> Handler? {
    module.handlers.first { handler in
      guard handler.code.contains(position) else { return false }
      switch (handler.kind, thrown) {
      case (.cleanup, _), (.failure, .failure): return true
      case (.deadline, .expiry(let deadline, _)): return state.deadlines(below: depth) + handler.deadlines == deadline
      default: return false
      }
    }
  }

  private mutating func enter(_ handler: Handler, with thrown: Thrown) {
    let (wordBase, objectBase) = (state.cursor.wordBase, state.cursor.objectBase)
    let caught: Slot?
    let cause: Pending.Cause
    switch thrown {
    case .failure(let slot): (caught, cause) = (state.heap.whole(slot), .failure)
    case .fault(let failure): (caught, cause) = (nil, .fault(failure))
    case .expiry(let deadline, let slot):
      (caught, cause) = (state.heap.whole(slot), .expiry(deadline: deadline))
    }
    let depth = state.cursor.frameCount
    // Blocks that were left by `return`, `break` or a failure of their own wait no more.
    state.pending.removeAll { $0.depth > depth || $0.depth == depth && $0.word == handler.word }
    if handler.kind == .cleanup {
      state.pending.append(Pending(depth: depth, word: handler.word, cause: cause, trace: state.failureTrace))
    }
    state.workspace.setWord(cause == .failure ? 0 : 1, at: wordBase + handler.word)
    // Of a fault nothing is caught: no objects, so that the registers hold no more than a failure might.
    let slot = caught ?? Slot(objects: [.null, .null, .null])
    state.workspace.set(slot, at: Layout(words: wordBase, objects: objectBase + handler.object))
    let kept = state.deadlines(below: state.cursor.frameCount) + handler.deadlines
    if kept < state.deadlines.count { state.deadlines.removeSubrange(kept...) }
    state.cursor.position = handler.target
  }

  /// What the `rethrow` goes on with that stopped the interpreter; `word` and `slot` are what it names.
  mutating func rethrown(word: Int, _ slot: Slot) -> Thrown {
    let depth = state.cursor.frameCount
    guard let index = state.pending.lastIndex(where: { $0.depth == depth && $0.word == word }) else {
      return .failure(slot)
    }
    let pending = state.pending.remove(at: index)
    state.failureTrace = pending.trace
    switch pending.cause {
    case .failure: return .failure(slot)
    case .fault(let failure): return .fault(failure)
    case .expiry(let deadline): return .expiry(deadline: deadline, slot)
    }
  }

  private func ending(of thrown: Thrown) -> RuntimeFailure {
    switch thrown {
    case .fault(let failure): failure
    case .failure(let slot), .expiry(_, let slot):
      RuntimeFailure(cause: .failure(state.heap.failure(slot)), trace: state.failureTrace)
    }
  }
}

extension Heap {
  /// The objects of a failure, all there: code may rethrow what a fault has left, which is nothing.
  fileprivate mutating func whole(_ failure: Slot) -> Slot {
    failure.objects.contains(.null) ? encode(self.failure(failure)) : failure
  }
}
