import SkillBytecode
import SkillDiagnostics
import SkillMachine

/// Runs a program of one file on the virtual machine.
public func runOnMachine(_ module: Module, source: SourceFile, host: ScriptedHost) -> RunResult {
  // Below these a program is small enough for both implementations.
  let limits = MachineLimits(steps: 2_000_000, heapBytes: 32 << 20, size: 1 << 20)
  guard var machine = try? Machine(module, scene: ScriptedHost.scene, limits: limits) else {
    return .broken("the verifier refuses the module")
  }
  let lines = LineIndex(source)
  var host = host
  var record = RunRecord()
  while true {
    switch machine.run() {
    case .print(let text): record.printed += text
    case .memoryStored, .statement: break
    case .call(let call):
      let function = machine.function(of: call)
      let arguments = machine.arguments(of: call)
      let answer = host.answer(function.name, isSkill: function.kind == .skill, arguments, deadline: call.deadline)
      record.calls.append(RunRecord.call(function.name, arguments, answer, at: host.time))
      machine.time = host.time
      guard (try? machine.answer(answer)) != nil else { return .broken("the machine refuses the answer \(answer)") }
    case .finished(let isDone):
      record.end = isDone ? "done" : "finished"
      record.memory = machine.memory.map(\.text)
      return .ended(record)
    case .failed(let failure):
      let trace = failure.trace.map { place in
        Place(function: place.function ?? "", line: place.span.map { lines.line(of: $0.start) } ?? 0)
      }
      switch failure.cause {
      case .failure(let caught): record.end = RunRecord.end(of: caught, trace)
      case .fault(.stepLimit), .fault(.depthLimit), .fault(.heapLimit), .fault(.sizeLimit), .fault(.textLimit),
        .fault(.outputLimit):
        return .exhausted
      case .fault(.internal(let reason)): return .broken(reason)
      case .fault(let fault): record.end = "fault: \(fault.kind) at \(trace)"
      }
      record.memory = machine.memory.map(\.text)
      return .ended(record)
    }
  }
}

extension MemoryCell {
  fileprivate var text: String { "\(name) = \(value.map { "\($0)" } ?? "unset")" }
}

extension Fault {
  /// What it is, in the reference evaluator's words.
  fileprivate var kind: String {
    switch self {
    case .integerOverflow: "overflow"
    case .divisionByZero: "division by zero"
    case .indexOutOfRange(let index, _): "index \(index)"
    case .keyMissing(let key, _): "key \(key)"
    case .value: "value"
    case .notSet(let name): "not set \(name)"
    case .changedDuringIteration: "changed during iteration"
    case .assertion(let message): "assertion \(message)"
    case .precondition(let text): "requires \(text)"
    case .postcondition(let text): "ensures \(text)"
    default: "\(self)"
    }
  }
}
