import SkillDiagnostics

extension RegisterHistory {
  // MARK: Jumps ahead

  /// Notes that control may go from here to `target`.
  mutating func addSource(of target: Int, deadlines: Int) {
    sources.append(
      Source(
        moment: Int32(truncatingIfNeeded: log.count), deadlines: Int32(truncatingIfNeeded: deadlines),
        target: Int32(truncatingIfNeeded: target), next: lastSources[target]))
    lastSources[target] = Int32(truncatingIfNeeded: sources.count - 1)
  }

  func hasSource(of target: Int) -> Bool { lastSources[target] >= 0 }

  /// How many deadlines are open where control comes to `target`; nil if the paths do not agree, or not with
  /// `deadlines`, those of the path that runs on to there.
  func deadlines(at target: Int, and deadlines: Int?) -> Int? {
    var known = deadlines
    var source = lastSources[target]
    while source >= 0 {
      let count = Int(sources[Int(source)].deadlines)
      if let known, known != count { return nil }
      known = count
      source = sources[Int(source)].next
    }
    return known
  }

  /// Joins the paths that jump to `target`, and the one that runs on to there if one does.
  mutating func meet(at target: Int, runsOn: Bool) {
    var source = lastSources[target]
    let first = sources[Int(source)]
    if first.next < 0 { return join(Int(first.moment), runsOn: runsOn) }
    beginJoin()
    let end = log.count
    var position = end
    var isKnown = runsOn
    while source >= 0 {
      let (moment, crossed) = (Int(sources[Int(source)].moment), position)
      if position > moment {
        undo(moment..<position, joining: isKnown)
        position = moment
      }
      joinCurrent(moment..<crossed)
      isKnown = true
      source = sources[Int(source)].next
    }
    finishJoin(position..<end)
  }

  /// Joins what holds now with what held at `moment`, or goes by that alone: the most frequent meeting, which takes the
  /// changes as they come. The first of a register says what it held.
  private mutating func join(_ moment: Int, runsOn: Bool) {
    beginJoin()
    let changes = moment..<log.count
    work += changes.count
    let (stamp, words) = (stamp, words)
    Self.update(&slots, &log) { slots, log in
      for position in changes {
        let change = log[position]
        let register = Int(change.register)
        let slot = slots[register]
        guard slot.stamp != stamp else { continue }
        slots[register].stamp = stamp
        let type = runsOn ? Self.join(isWord: register < words, change.before, slot.type) : change.before
        guard type != slot.type else { continue }
        log.append(Change(register: change.register, before: slot.type))
        slots[register].type = type
      }
    }
  }

  // MARK: Handlers

  /// Takes what holds at every moment of `interval`: control comes from any of them.
  mutating func gather(_ interval: Range<Int>) {
    beginJoin()
    let end = log.count
    var position = end
    undo(interval.upperBound..<end, joining: false)
    joinCurrent(interval.upperBound..<end)
    position = interval.upperBound
    while position > interval.lowerBound {
      undo(position - 1..<position, joining: true)
      position -= 1
      joinCurrent(position..<(position + 1))
    }
    finishJoin(interval.lowerBound..<end)
  }

  // MARK: Jumps back

  /// Whether coming back to where `moment` was makes less hold there than was taken for granted. If so, goes back to that
  /// moment and leaves in `weakened` of which registers less holds; else nothing changes.
  mutating func goBack(to moment: Int, sources count: Int) -> Bool {
    beginJoin()
    let changes = moment..<log.count
    work += changes.count
    var weakened: [(register: Int, type: RegisterType)] = []
    swap(&weakened, &self.weakened)
    weakened.removeAll(keepingCapacity: true)
    let (stamp, words) = (stamp, words)
    Self.update(&slots, &log) { slots, log in
      for position in changes {
        let change = log[position]
        let register = Int(change.register)
        let slot = slots[register]
        guard slot.stamp != stamp else { continue }
        slots[register].stamp = stamp
        let type = Self.join(isWord: register < words, change.before, slot.type)
        if type != change.before { weakened.append((register, type)) }
      }
      if weakened.isEmpty { return }
      for position in changes.reversed() { slots[Int(log[position].register)].type = log[position].before }
      log.truncate(to: moment)
    }
    swap(&weakened, &self.weakened)
    if self.weakened.isEmpty { return false }
    while sources.count > count, let source = sources.popLast() { lastSources[Int(source.target)] = source.next }
    return true
  }

  // MARK: Steps of a join

  private mutating func beginJoin() {
    stamp &+= 1
    if stamp == 0 { stamp = 1 }
  }

  /// Takes back these changes, the last of those that were not taken back.
  @inline(__always)
  private mutating func undo(_ changes: Range<Int>, joining: Bool) {
    let stamp = stamp
    Self.update(&slots, &log) { slots, log in
      for position in changes.reversed() {
        let change = log[position]
        let register = Int(change.register)
        var slot = slots[register]
        if slot.stamp != stamp {
          slot.stamp = stamp
          slot.latest = slot.type
          slot.joined = joining ? slot.type : .unreached
        }
        slot.type = change.before
        slots[register] = slot
      }
    }
  }

  /// Joins what holds now, of the registers that these changes are of.
  @inline(__always)
  private mutating func joinCurrent(_ changes: Range<Int>) {
    let words = words
    Self.update(&slots, &log) { slots, log in
      for change in changes {
        let register = Int(log[change].register)
        let slot = slots[register]
        slots[register].joined = Self.join(isWord: register < words, slot.joined, slot.type)
      }
    }
  }

  /// Makes what was joined hold from here on, the log being what it was.
  private mutating func finishJoin(_ changes: Range<Int>) {
    work += changes.count
    let stamp = stamp
    Self.update(&slots, &log) { slots, log in
      for position in changes {
        let register = Int(log[position].register)
        let slot = slots[register]
        guard slot.stamp == stamp else { continue }
        slots[register].stamp = 0
        slots[register].type = slot.joined
        guard slot.joined != slot.latest else { continue }
        log.append(Change(register: UInt32(truncatingIfNeeded: register), before: slot.latest))
      }
    }
  }
}
