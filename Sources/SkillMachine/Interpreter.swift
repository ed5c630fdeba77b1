import Geometry
import SkillBytecode

/// Executes instructions until something needs the machine or its host. `memory` is the workspace's of `state`.
///
/// The instruction pointer, the register bases and the step count live in locals: state behind a reference would be
/// loaded, stored and checked for exclusive access at each instruction. Why it stops is told by a byte, for the same
/// reason: what more there is to say stands in the instruction before the cursor, or in the state's `fault`. Few
/// arguments and few locals keep a call of the host cheap, which leaves this function and enters it again.
func interpret(
  _ program: UnsafePointer<CodeTables>, _ memory: UnsafeMutablePointer<ExecutionMemory>,
  _ state: UnsafeMutablePointer<MachineState>, _ surroundings: Unmanaged<Surroundings>
) -> Stop {
  let code = program.pointee.code
  let functions = program.pointee.functions
  let keyPlaces = memory.pointee.keyPlaces
  var ip = code + state.pointee.cursor.position
  var w = memory.pointee.words + state.pointee.cursor.wordBase
  var o = memory.pointee.objects + state.pointee.cursor.objectBase
  var frame = memory.pointee.frames + state.pointee.cursor.frameCount
  var steps = state.pointee.cursor.steps
  let stop: Stop

  execution: while true {
    let i = ip.pointee
    ip += 1
    switch unsafeBitCast(UInt8(truncatingIfNeeded: i.rawValue), to: Opcode.self) {
    // MARK: Moves
    case .move: w[i.a] = w[i.b]
    case .moveWords:
      if _fastPath(i.c == 7) {
        copySeven(0, 4, 2, from: w + i.b, to: w + i.a)
      } else {
        copyRegisters(i.c, from: w + i.b, to: w + i.a)
      }
    case .moveObject: o[i.a] = o[i.b]
    case .moveObjects: (o + i.a).update(from: o + i.b, count: i.c)
    case .loadInt: w[i.a] = UInt64(bitPattern: Int64(i.signedWide))
    case .loadFalse: w[i.a] = 0
    case .loadTrue: w[i.a] = 1
    case .loadConstant, .loadFloat: w[i.a] = program.pointee.constants[i.wide]
    case .loadConstants: copyRegisters(i.b, from: program.pointee.constants + i.wide, to: w + i.a)
    case .loadString: o[i.a] = memory.pointee.strings[i.wide]
    case .loadNull: o[i.a] = .null
    case .requireObject:
      guard o[i.a] != .null else {
        stop = .noObject
        break execution
      }
    case .loadCell:
      let cell = program.pointee.cells + i.wide
      copyRegisters(cell.pointee.words, from: memory.pointee.cellWords + cell.pointee.word, to: w + i.a)
      (o + i.b).update(from: memory.pointee.cellObjects + cell.pointee.object, count: cell.pointee.objects)
    case .storeCell:
      let cell = program.pointee.cells + i.wide
      copyRegisters(cell.pointee.words, from: w + i.a, to: memory.pointee.cellWords + cell.pointee.word)
      if cell.pointee.objects > 0 {
        (memory.pointee.cellObjects + cell.pointee.object).update(from: o + i.b, count: cell.pointee.objects)
        memory.pointee.forgetKeys()
      }
      memory.pointee.cellIsSet[i.wide] = true
    case .requireCell:
      guard memory.pointee.cellIsSet[i.wide] else {
        stop = .notSet
        break execution
      }

    // MARK: Integers
    case .addInt:
      let (value, overflow) = int(w[i.b]).addingReportingOverflow(int(w[i.c]))
      guard !overflow else {
        stop = .integerOverflow
        break execution
      }
      w[i.a] = UInt64(bitPattern: value)
    case .subtractInt:
      let (value, overflow) = int(w[i.b]).subtractingReportingOverflow(int(w[i.c]))
      guard !overflow else {
        stop = .integerOverflow
        break execution
      }
      w[i.a] = UInt64(bitPattern: value)
    case .multiplyInt:
      let (value, overflow) = int(w[i.b]).multipliedReportingOverflow(by: int(w[i.c]))
      guard !overflow else {
        stop = .integerOverflow
        break execution
      }
      w[i.a] = UInt64(bitPattern: value)
    case .floorDivideInt:
      let (a, b) = (int(w[i.b]), int(w[i.c]))
      guard b != 0 else {
        stop = .divisionByZero
        break execution
      }
      guard b != -1 || a != .min else {
        stop = .integerOverflow
        break execution
      }
      w[i.a] = UInt64(bitPattern: floorDivide(a, b))
    case .moduloInt:
      let (a, b) = (int(w[i.b]), int(w[i.c]))
      guard b != 0 else {
        stop = .divisionByZero
        break execution
      }
      w[i.a] = UInt64(bitPattern: floorModulo(a, b))
    case .powerInt:
      do throws(Fault) { w[i.a] = UInt64(bitPattern: try power(int(w[i.b]), int(w[i.c]))) } catch {
        state.pointee.fault = error
        stop = .fault
        break execution
      }
    case .negateInt:
      let (value, overflow) = Int64(0).subtractingReportingOverflow(int(w[i.b]))
      guard !overflow else {
        stop = .integerOverflow
        break execution
      }
      w[i.a] = UInt64(bitPattern: value)
    case .addImmediate:
      let (value, overflow) = int(w[i.b]).addingReportingOverflow(Int64(i.signedC))
      guard !overflow else {
        stop = .integerOverflow
        break execution
      }
      w[i.a] = UInt64(bitPattern: value)
    case .divideInt:
      guard w[i.c] != 0 else {
        stop = .divisionByZero
        break execution
      }
      w[i.a] = trueDivide(int(w[i.b]), int(w[i.c])).bitPattern
    case .intToFloat: w[i.a] = Double(int(w[i.b])).bitPattern

    // MARK: Floats
    case .addFloat: w[i.a] = (double(w[i.b]) + double(w[i.c])).bitPattern
    case .subtractFloat: w[i.a] = (double(w[i.b]) - double(w[i.c])).bitPattern
    case .multiplyFloat: w[i.a] = (double(w[i.b]) * double(w[i.c])).bitPattern
    case .divideFloat:
      guard double(w[i.c]) != 0 else {
        stop = .divisionByZero
        break execution
      }
      w[i.a] = (double(w[i.b]) / double(w[i.c])).bitPattern
    case .floorDivideFloat:
      guard double(w[i.c]) != 0 else {
        stop = .divisionByZero
        break execution
      }
      w[i.a] = floorDivide(double(w[i.b]), double(w[i.c])).bitPattern
    case .moduloFloat:
      guard double(w[i.c]) != 0 else {
        stop = .divisionByZero
        break execution
      }
      w[i.a] = floorModulo(double(w[i.b]), double(w[i.c])).bitPattern
    case .powerFloat:
      do throws(Fault) { w[i.a] = try power(double(w[i.b]), double(w[i.c])).bitPattern } catch {
        state.pointee.fault = error
        stop = .fault
        break execution
      }
    case .negateFloat: w[i.a] = (-double(w[i.b])).bitPattern
    case .addProduct: w[i.a] = (double(w[i.d]) + double(w[i.b]) * double(w[i.c])).bitPattern
    case .subtractProduct: w[i.a] = (double(w[i.d]) - double(w[i.b]) * double(w[i.c])).bitPattern

    // MARK: Vectors
    case .addVector: setVector(w + i.a, vector(w + i.b) + vector(w + i.c))
    case .subtractVector: setVector(w + i.a, vector(w + i.b) - vector(w + i.c))
    case .scaleVector: setVector(w + i.a, double(w[i.c]) * vector(w + i.b))
    case .divideVector:
      guard double(w[i.c]) != 0 else {
        stop = .divisionByZero
        break execution
      }
      setVector(w + i.a, vector(w + i.b) / double(w[i.c]))
    case .negateVector: setVector(w + i.a, -vector(w + i.b))

    // MARK: Comparison
    case .equalInt: w[i.a] = w[i.b] == w[i.c] ? 1 : 0
    case .lessInt: w[i.a] = int(w[i.b]) < int(w[i.c]) ? 1 : 0
    case .lessEqualInt: w[i.a] = int(w[i.b]) <= int(w[i.c]) ? 1 : 0
    case .equalFloat: w[i.a] = double(w[i.b]) == double(w[i.c]) ? 1 : 0
    case .lessFloat: w[i.a] = double(w[i.b]) < double(w[i.c]) ? 1 : 0
    case .lessEqualFloat: w[i.a] = double(w[i.b]) <= double(w[i.c]) ? 1 : 0
    case .not: w[i.a] = w[i.b] ^ 1

    // MARK: Branches
    case .jump: ip += i.signedWide
    case .loop:
      steps &-= 1
      guard steps >= 0 else {
        stop = .outOfSteps
        break execution
      }
      ip += i.signedWide
    case .jumpIf: if w[i.a] != 0 { ip += i.signedWide }
    case .jumpIfNot: if w[i.a] == 0 { ip += i.signedWide }
    case .jumpEqualInt: if w[i.a] == w[i.b] { ip += i.signedWide }
    case .jumpNotEqualInt: if w[i.a] != w[i.b] { ip += i.signedWide }
    case .jumpLessInt: if int(w[i.a]) < int(w[i.b]) { ip += i.signedWide }
    case .jumpLessEqualInt: if int(w[i.a]) <= int(w[i.b]) { ip += i.signedWide }
    case .jumpEqualImmediate: if int(w[i.a]) == Int64(i.signedB) { ip += i.signedWide }
    case .jumpNotEqualImmediate: if int(w[i.a]) != Int64(i.signedB) { ip += i.signedWide }
    case .jumpLessImmediate: if int(w[i.a]) < Int64(i.signedB) { ip += i.signedWide }
    case .jumpLessEqualImmediate: if int(w[i.a]) <= Int64(i.signedB) { ip += i.signedWide }
    case .jumpGreaterImmediate: if int(w[i.a]) > Int64(i.signedB) { ip += i.signedWide }
    case .jumpGreaterEqualImmediate: if int(w[i.a]) >= Int64(i.signedB) { ip += i.signedWide }
    case .jumpEqualFloat: if double(w[i.a]) == double(w[i.b]) { ip += i.signedWide }
    case .jumpNotEqualFloat: if double(w[i.a]) != double(w[i.b]) { ip += i.signedWide }
    case .jumpLessFloat: if double(w[i.a]) < double(w[i.b]) { ip += i.signedWide }
    case .jumpLessEqualFloat: if double(w[i.a]) <= double(w[i.b]) { ip += i.signedWide }
    case .jumpNotLessFloat: if !(double(w[i.a]) < double(w[i.b])) { ip += i.signedWide }
    case .jumpNotLessEqualFloat: if !(double(w[i.a]) <= double(w[i.b])) { ip += i.signedWide }
    case .jumpIfCellSet: if memory.pointee.cellIsSet[i.a] { ip += i.signedWide }
    case .rangeStart:
      guard w[i.a + 2] != 0 else {
        stop = .zeroStep
        break execution
      }
      let range = Progression(
        start: Int(int(w[i.a])), stop: Int(int(w[i.a + 1])), step: Int(int(w[i.a + 2])))
      w[i.a + 1] = UInt64(range.count)
    case .rangeNext:
      let left = w[i.a + 1]
      if left != 0 {
        steps &-= 1
        guard steps >= 0 else {
          stop = .outOfSteps
          break execution
        }
        ip += i.signedWide
        w[i.a + 1] = left &- 1
        let next = w[i.a]
        w[i.b] = next
        w[i.a] = next &+ w[i.a + 2]
      }
    case .listNext:
      if int(w[i.a]) < Int64(state.pointee.heap.lists[o[i.b].slot].count) {
        steps &-= 1
        guard steps >= 0 else {
          stop = .outOfSteps
          break execution
        }
        ip += i.signedWide
      }

    // MARK: Calls
    case .call:
      let function = functions + i.wide
      let (callWords, callObjects) = (w + i.a, o + i.b)
      guard frame < memory.pointee.framesEnd, callWords + Int(function.pointee.words) <= memory.pointee.wordsEnd,
        callObjects + Int(function.pointee.objects) <= memory.pointee.objectsEnd
      else {
        stop = .stackFull
        break execution
      }
      steps &-= 1
      guard steps >= 0 else {
        stop = .outOfSteps
        break execution
      }
      frame.pointee = Frame(
        function: Int32(truncatingIfNeeded: i.wide),
        returnPosition: Int32(truncatingIfNeeded: offset(of: ip, from: code)),
        words: Int32(truncatingIfNeeded: i.a), objects: Int32(truncatingIfNeeded: i.b))
      frame += 1
      w = callWords
      o = callObjects
      var object = function.pointee.parameterObjects
      while object < function.pointee.objects {
        o[Int(object)] = .null
        object &+= 1
      }
      ip = code + Int(function.pointee.start)
    case .return:
      frame -= 1
      ip = code + Int(frame.pointee.returnPosition)
      w -= Int(frame.pointee.words)
      o -= Int(frame.pointee.objects)
    case .returnWord:
      w[0] = w[i.a]
      frame -= 1
      ip = code + Int(frame.pointee.returnPosition)
      w -= Int(frame.pointee.words)
      o -= Int(frame.pointee.objects)
    case .returnValue:
      frame -= 1
      let function = functions + Int(frame.pointee.function)
      w.update(from: w + i.a, count: Int(function.pointee.resultWords))
      o.update(from: o + i.b, count: Int(function.pointee.resultObjects))
      ip = code + Int(frame.pointee.returnPosition)
      w -= Int(frame.pointee.words)
      o -= Int(frame.pointee.objects)
    case .native:
      guard !state.pointee.heap.needsCollection else {
        stop = .heapFull
        break execution
      }
      steps &-= 1
      guard steps >= 0 else {
        stop = .outOfSteps
        break execution
      }
      memory.pointee.forgetKeys()
      do throws(Fault) {
        try callNative(
          program.pointee.nativeSites + i.wide, words: w + i.a, objects: o + i.b, heap: &state.pointee.heap,
          surroundings.takeUnretainedValue())
      } catch {
        state.pointee.fault = error
        stop = .fault
        break execution
      }
      steps &-= state.pointee.heap.work
      state.pointee.heap.work = 0
    case .host:
      stop = .host
      break execution
    case .print:
      stop = .print
      break execution
    case .touchCell, .touchKey:
      guard surroundings._withUnsafeGuaranteedRef({ $0.observesMemory }) else { continue }
      stop = .touch
      break execution
    case .pause:
      stop = .pause
      break execution
    case .finish:
      stop = .finish
      break execution

    // MARK: Failures
    case .raise:
      stop = .raise
      break execution
    case .rethrow:
      stop = .rethrow
      break execution
    case .trap:
      stop = .trap
      break execution
    case .pushDeadline:
      stop = .pushDeadline
      break execution
    case .popDeadline:
      stop = .popDeadline
      break execution

    // MARK: Containers
    case .newList, .newDict:
      guard !state.pointee.heap.needsCollection else {
        stop = .heapFull
        break execution
      }
      o[i.a] = state.pointee.heap.makeContainer(program.pointee.containers[i.wide])
    case .listLength: w[i.a] = UInt64(state.pointee.heap.lists[o[i.b].slot].count)
    case .listGetWords:
      guard let index = state.pointee.heap.element(int(w[i.c]), of: o[i.b]) else {
        stop = .indexOutOfRange
        break execution
      }
      state.pointee.heap.copyWords(of: o[i.b], at: index, count: i.d, to: w + i.a)
    case .listGetObject:
      guard let index = state.pointee.heap.element(int(w[i.c]), of: o[i.b]) else {
        stop = .indexOutOfRange
        break execution
      }
      o[i.a] = state.pointee.heap.lists[o[i.b].slot].objects[index]
    case .listSetWords:
      guard let index = state.pointee.heap.element(int(w[i.c]), of: o[i.b]) else {
        stop = .indexOutOfRange
        break execution
      }
      state.pointee.heap.setWords(of: o[i.b], at: index, count: i.d, from: w + i.a)
    case .listSetObject:
      guard let index = state.pointee.heap.element(int(w[i.c]), of: o[i.b]) else {
        stop = .indexOutOfRange
        break execution
      }
      state.pointee.heap.lists[o[i.b].slot].objects[index] = o[i.a]
    case .listAppendWords:
      if let reason = state.pointee.heap.refusal(toAppendTo: o[i.b], surroundings) {
        stop = reason
        break execution
      }
      state.pointee.heap.appendWords(to: o[i.b], count: i.d, from: w + i.a)
    case .listAppendObject:
      if let reason = state.pointee.heap.refusal(toAppendTo: o[i.b], surroundings) {
        stop = reason
        break execution
      }
      state.pointee.heap.appendObject(o[i.a], to: o[i.b])
    case .dictGetConstant:
      let place = keyPlaces + i.wide
      guard state.pointee.heap.lookUp(program.pointee.keyAccesses + i.wide, in: o[i.b], memory, place) else {
        stop = .keyMissing
        break execution
      }
      copyRegisters(Int(place.pointee.count), from: place.pointee.words, to: w + i.a)
    case .dictSetConstant:
      let (key, place) = (program.pointee.keyAccesses + i.wide, keyPlaces + i.wide)
      guard state.pointee.heap.store(w + i.a, under: key, in: o[i.b], memory, place) else {
        stop = .heapFull
        break execution
      }
    case .dictGetWords:
      guard state.pointee.heap.copyValue(of: o[i.b], under: o[i.c], count: i.d, to: w + i.a) else {
        stop = .keyMissing
        break execution
      }
      if state.pointee.heap.work > Heap.workBetweenCharges {
        stop = .work
        break execution
      }
    case .dictSetWords:
      if state.pointee.heap.setValue(of: o[i.b], under: o[i.c], count: i.d, from: w + i.a) {
        guard state.pointee.heap.work > Heap.workBetweenCharges else { continue }
        stop = .work
        break execution
      }
      guard !state.pointee.heap.needsCollection else {
        stop = .heapFull
        break execution
      }
      let limit = surroundings._withUnsafeGuaranteedRef { $0.limits.size }
      guard state.pointee.heap.dicts[o[i.b].slot].count < limit else {
        stop = .sizeLimit
        break execution
      }
      state.pointee.heap.insert(o[i.c], in: o[i.b], count: i.d, from: w + i.a)
      memory.pointee.forgetKeys()
    case .cellGetKey:
      let place = keyPlaces + i.wide
      if _fastPath(place.pointee.poseEpoch == memory.pointee.epoch) {
        copySeven(4, 2, 0, from: place.pointee.words, to: w + i.a)
        continue
      }
      if place.pointee.epoch != memory.pointee.epoch {
        let key = program.pointee.keyAccesses + i.wide
        guard state.pointee.heap.lookUp(key, in: memory.pointee.cellObjects[key.pointee.object], memory, place) else {
          stop = .keyMissing
          break execution
        }
        place.pointee.hold(in: memory.pointee.epoch)
      }
      copyRegisters(Int(place.pointee.count), from: place.pointee.words, to: w + i.a)
    case .cellSetKey:
      // An observed store is always looked up, so that the usual one need not ask.
      let place = keyPlaces + i.wide
      if _fastPath(place.pointee.poseEpoch == memory.pointee.epoch) {
        copySeven(0, 2, 4, from: w + i.a, to: place.pointee.words)
        continue
      }
      if place.pointee.epoch == memory.pointee.epoch {
        copyRegisters(Int(place.pointee.count), from: w + i.a, to: place.pointee.words)
        continue
      }
      let key = program.pointee.keyAccesses + i.wide
      let dict = memory.pointee.cellObjects[key.pointee.object]
      guard state.pointee.heap.store(w + i.a, under: key, in: dict, memory, place) else {
        stop = .heapFull
        break execution
      }
      if surroundings._withUnsafeGuaranteedRef({ $0.observesMemory }) {
        stop = .touch
        break execution
      }
      place.pointee.hold(in: memory.pointee.epoch)
    }
  }

  state.pointee.cursor = Cursor(
    position: offset(of: ip, from: code), wordBase: offset(of: w, from: memory.pointee.words),
    objectBase: offset(of: o, from: memory.pointee.objects), frameCount: offset(of: frame, from: memory.pointee.frames),
    steps: steps)
  return stop
}

/// How many elements lie between two addresses, the first of which is not the lower: without the rounding that a
/// negative distance takes.
@inline(__always)
private func offset<T>(of address: UnsafePointer<T>, from start: UnsafePointer<T>) -> Int {
  let bytes = UInt(bitPattern: address) &- UInt(bitPattern: start)
  return Int(bitPattern: bytes / UInt(MemoryLayout<T>.stride))
}
