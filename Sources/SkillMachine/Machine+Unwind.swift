import SkillBytecode

/// Something that unwinds the stack.
enum Thrown {
  case failure(Slot)
  case fault(RuntimeFailure)
  /// A deadline (index into the machine's) passed; the slot is the failure that its `within` will raise.
  case expiry(deadline: Int, Slot)
}

/// What waits while `finally` blocks run.
enum Pending: Hashable, Sendable {
  case fault(RuntimeFailure)
  case expiry(deadline: Int)
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
      let frame = state.frames[depth - 1]
      position = Int(frame.returnPosition) - 1
      base.words -= Int(frame.words)
      base.objects -= Int(frame.objects)
      depth -= 1
    }
    state.status = .ended(.failed(ending(of: thrown)))
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
    switch thrown {
    case .failure(let slot):
      caught = slot
      state.words[wordBase + handler.word] = 0
    case .fault(let failure):
      caught = nil
      state.pending = .fault(failure)
      state.words[wordBase + handler.word] = 1
    case .expiry(let deadline, let slot):
      caught = slot
      if handler.kind == .cleanup {
        state.pending = .expiry(deadline: deadline)
        state.words[wordBase + handler.word] = 1
      }
    }
    // Of a fault nothing is caught: no objects, so that the registers hold no more than a failure might.
    for (offset, object) in (caught?.objects ?? [.null, .null, .null]).enumerated() {
      state.objects[objectBase + handler.object + offset] = object
    }
    let kept = state.deadlines(below: state.cursor.frameCount) + handler.deadlines
    if kept < state.deadlines.count { state.deadlines.removeSubrange(kept...) }
    state.cursor.position = handler.target
  }

  /// What a `rethrow` goes on with.
  func rethrown(isPending: Bool, objects: Int) -> Thrown {
    let slot = state.slot(at: Layout(words: 0, objects: objects), ValueType.failure.layout)
    guard isPending, let pending = state.pending else { return .failure(slot) }
    switch pending {
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
