import Evaluation
import Glibc
import SkillMachine
import SkillRuntime
import Tabletop

/// Somebody at the debugger: reads commands, carries them out, shows where the program stands.
struct DebugSession {
  private var debugger: Debugger
  private let world: Tabletop?
  private let view: DebugView
  private let file: String
  private let output = OutputStream.standardOutput
  /// What an empty line does again.
  private var last: DebugOrder?

  init(_ debugger: Debugger, world: Tabletop?, program: ProgramText, file: String) {
    self.debugger = debugger
    self.world = world
    self.file = file
    view = DebugView(program: program, paint: Paint(for: .standardOutput))
  }

  /// Takes commands until `quit` or the end of standard input.
  mutating func run() throws(CommandFailure) {
    var lines = InputLines()
    let isTerminal = InputLines.isTerminal
    Interrupt.watch(isPrompt: isTerminal)
    if isTerminal { try output.writeLine(view.paint.dim("'help' lists the commands, 'quit' ends.")) }
    try output.writeLine(view.place(debugger))
    while true {
      if isTerminal { try output.write("(skillet) ") }
      switch lines.next() {
      case .line(let line): guard try obey(line.trimmed) else { return }
      // Ctrl-C at the prompt gives a new one; another signal ends.
      case .interrupted where isTerminal && Interrupt.signal == SIGINT:
        Interrupt.clear()
        try output.writeLine("")
      case .interrupted, .end:
        if isTerminal { try output.writeLine("") }
        return
      }
    }
  }

  /// False when there is nothing more to do.
  private mutating func obey(_ line: String) throws(CommandFailure) -> Bool {
    let text: String
    do throws(DebugOrder.Mistake) {
      guard let order = line.isEmpty ? last : try DebugOrder(line) else { return true }
      last = order.isRepeatable ? order : nil
      if order == .quit { return false }
      text = try carryOut(order)
    } catch {
      text = error.message
    }
    try output.writeLine(text)
    return true
  }

  private mutating func carryOut(_ order: DebugOrder) throws(DebugOrder.Mistake) -> String {
    let machine = debugger.execution.machine
    switch order {
    case .go(let way, let times): return try go(way, times)
    case .goTo(let time): return try moved { debugger throws(ExecutionError) in try debugger.go(toTime: time) }
    case .stop(let text): return try stop(text)
    case .delete(let number): return try delete(number)
    case .variables: return view.values(machine.variables(), none: "no variable has a value yet")
    case .memory: return view.memory(machine.memoryVariables)
    case .scene: return try scene()
    case .source: return view.source(machine, stops: debugger.breakpoints)
    case .calls: return view.calls(machine)
    case .value(let name): return try value(of: name)
    case .picture(let file): return try picture(file)
    case .help: return DebugHelp.text
    case .quit: return ""
    }
  }

  // MARK: Motions

  private mutating func go(_ way: DebugOrder.Way, _ times: Int) throws(DebugOrder.Mistake) -> String {
    let (view, output) = (view, output)
    let watch: Debugger.Watch = { event in
      let isWritten = view.passing(event).map { (try? output.write($0)) != nil } ?? true
      return isWritten && Interrupt.signal == nil
    }
    return try moved { debugger throws(ExecutionError) in
      var stop = Debugger.Stop.arrived
      for _ in 0..<times where stop == .arrived {
        switch way {
        case .step: stop = try debugger.step(watch)
        case .next: stop = try debugger.next(watch)
        case .skill: stop = try debugger.skill(watch)
        case .finish: stop = try debugger.finish(watch)
        case .resume: stop = try debugger.resume(watch)
        case .back: stop = try debugger.back()
        case .backSkill: stop = try debugger.backSkill()
        case .reverse: stop = try debugger.reverse()
        }
      }
      return stop
    }
  }

  /// Moves, then says why it stands where it stands.
  private mutating func moved(
    _ motion: (inout Debugger) throws(ExecutionError) -> Debugger.Stop
  ) throws(DebugOrder.Mistake) -> String {
    let stop: Debugger.Stop
    do throws(ExecutionError) { stop = try motion(&debugger) } catch {
      throw DebugOrder.Mistake(message: error.message)
    }
    var lines: [String] = []
    switch stop {
    case .arrived: break
    case .breakpoint(let index):
      lines.append("stopped at breakpoint \(index + 1): \(view.name(of: debugger.breakpoints[index]))")
    case .beginning: lines.append("this is the beginning")
    case .end: lines.append("this is the end" + (try verdict().map { ": \($0)" } ?? ""))
    case .interrupted:
      lines.append("interrupted")
      Interrupt.clear()
    }
    return (lines + [view.place(debugger)]).joined(separator: "\n")
  }

  /// How the task stands.
  private func verdict() throws(DebugOrder.Mistake) -> String? {
    guard let world else { return nil }
    do throws(ExecutionError) {
      let status = try Rollout.verdict(on: world)
      guard !status.succeededOnce else { return view.paint.success("the task is solved") }
      return view.paint.failure("the task is not solved") + (status.lacking.map { " (\($0))" } ?? "")
    } catch {
      throw DebugOrder.Mistake(message: error.message)
    }
  }

  // MARK: Breakpoints

  private mutating func stop(_ text: String) throws(DebugOrder.Mistake) -> String {
    guard !text.isEmpty else {
      let names = debugger.breakpoints.enumerated().map { "\($0 + 1)  \(view.name(of: $1))" }
      return names.isEmpty ? "there are no breakpoints" : names.joined(separator: "\n")
    }
    let reader = BreakpointText(program: view.program, file: file, module: debugger.execution.machine.module)
    let stop = try reader.breakpoint(text)
    if let known = debugger.breakpoints.firstIndex(of: stop) { return "that is breakpoint \(known + 1) already" }
    debugger.breakpoints.append(stop)
    return "breakpoint \(debugger.breakpoints.count) is set: \(view.name(of: stop))"
  }

  private mutating func delete(_ number: Int?) throws(DebugOrder.Mistake) -> String {
    guard let number else {
      debugger.breakpoints = []
      return "there are no breakpoints any more"
    }
    guard debugger.breakpoints.indices.contains(number - 1) else {
      throw DebugOrder.Mistake(message: "there is no breakpoint \(number)")
    }
    return "deleted \(view.name(of: debugger.breakpoints.remove(at: number - 1)))"
  }

  // MARK: What is there

  /// The value of a variable or a memory cell, or what a dictionary has under a key.
  private func value(of text: String) throws(DebugOrder.Mistake) -> String {
    let machine = debugger.execution.machine
    let name = String(text.prefix { $0 != "[" })
    let known =
      machine.variables() + machine.memoryVariables
      + (machine.depth > 1 ? machine.variables(outer: machine.depth - 1) : [])
    guard let value = known.first(where: { $0.name == name }) else {
      let names = known.map(\.name).joined(separator: ", ")
      throw DebugOrder.Mistake(message: "'\(name)' has no value here" + (names.isEmpty ? "" : "; there are \(names)"))
    }
    guard name != text else { return value.text }
    let key = text.dropFirst(name.count).filter { !"[]'\"".contains($0) }
    guard case .dict(let entries) = value.value, let entry = entries.first(where: { $0.key.keyText == key }) else {
      throw DebugOrder.Mistake(message: "'\(name)' has no key '\(key)'")
    }
    return view.short(entry.value)
  }

  private func scene() throws(DebugOrder.Mistake) -> String {
    guard let world else { throw DebugOrder.Mistake(message: "there is no scene: the program runs without a task") }
    let text = SceneText(world.summary, held: world.heldActor()?.rawValue)
    return world.prompt + "\n" + text.table + text.gripper
  }

  private func picture(_ file: String) throws(DebugOrder.Mistake) -> String {
    guard let world else {
      throw DebugOrder.Mistake(message: "there is nothing to see: the program runs without a task")
    }
    do throws(CommandFailure) { try SceneCommand.write(.base, of: world, to: file) } catch {
      throw DebugOrder.Mistake(message: error.message)
    }
    return "\(file) shows this moment"
  }
}
