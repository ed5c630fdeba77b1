import Geometry
import SkillBytecode

/// Executes instructions until something needs the machine or its host.
///
/// The instruction pointer, the register bases and the step count live in locals: state behind a reference would be
/// loaded, stored and checked for exclusive access at each instruction.
func interpret(
  _ program: Program, _ memory: ExecutionMemory, _ cursor: inout Cursor, _ heap: inout Heap, scene: [ActorFacts],
  limits: MachineLimits, observesMemory: Bool
) -> Stop {
  let code = program.code
  let functions = program.functions
  let constants = program.constants
  var ip = code + cursor.position
  var w = memory.words + cursor.wordBase
  var o = memory.objects + cursor.objectBase
  var frame = memory.frames + cursor.frameCount
  var steps = cursor.steps
  let stop: Stop

  execution: while true {
    let i = ip.pointee
    ip += 1
    switch unsafeBitCast(UInt8(truncatingIfNeeded: i.rawValue), to: Opcode.self) {
    // MARK: Moves
    case .move: w[i.a] = w[i.b]
    case .moveWords: (w + i.a).update(from: w + i.b, count: i.c)
    case .moveObject: o[i.a] = o[i.b]
    case .moveObjects: (o + i.a).update(from: o + i.b, count: i.c)
    case .loadInt: w[i.a] = UInt64(bitPattern: Int64(i.signedWide))
    case .loadConstant: w[i.a] = constants[i.wide]
    case .loadConstants: (w + i.a).update(from: constants + i.wide, count: i.b)
    case .loadString: o[i.a] = memory.strings[i.wide]
    case .loadNull: o[i.a] = .null
    case .requireObject:
      guard o[i.a] != .null else {
        stop = .fault(.internal("a value is read that is not there"))
        break execution
      }
    case .loadCell:
      let cell = program.cells + i.wide
      (w + i.a).update(from: memory.cellWords + cell.pointee.word, count: cell.pointee.words)
      (o + i.b).update(from: memory.cellObjects + cell.pointee.object, count: cell.pointee.objects)
    case .storeCell:
      let cell = program.cells + i.wide
      (memory.cellWords + cell.pointee.word).update(from: w + i.a, count: cell.pointee.words)
      (memory.cellObjects + cell.pointee.object).update(from: o + i.b, count: cell.pointee.objects)
      memory.cellIsSet[i.wide] = true
    case .requireCell:
      guard memory.cellIsSet[i.wide] else {
        stop = .fault(.notSet(program.module.cells[i.wide].name))
        break execution
      }

    // MARK: Integers
    case .addInt:
      let (value, overflow) = int(w[i.b]).addingReportingOverflow(int(w[i.c]))
      guard !overflow else {
        stop = .fault(.integerOverflow)
        break execution
      }
      w[i.a] = UInt64(bitPattern: value)
    case .subtractInt:
      let (value, overflow) = int(w[i.b]).subtractingReportingOverflow(int(w[i.c]))
      guard !overflow else {
        stop = .fault(.integerOverflow)
        break execution
      }
      w[i.a] = UInt64(bitPattern: value)
    case .multiplyInt:
      let (value, overflow) = int(w[i.b]).multipliedReportingOverflow(by: int(w[i.c]))
      guard !overflow else {
        stop = .fault(.integerOverflow)
        break execution
      }
      w[i.a] = UInt64(bitPattern: value)
    case .floorDivideInt:
      let (a, b) = (int(w[i.b]), int(w[i.c]))
      guard b != 0 else {
        stop = .fault(.divisionByZero)
        break execution
      }
      guard b != -1 || a != .min else {
        stop = .fault(.integerOverflow)
        break execution
      }
      w[i.a] = UInt64(bitPattern: floorDivide(a, b))
    case .moduloInt:
      let (a, b) = (int(w[i.b]), int(w[i.c]))
      guard b != 0 else {
        stop = .fault(.divisionByZero)
        break execution
      }
      w[i.a] = UInt64(bitPattern: floorModulo(a, b))
    case .powerInt:
      do throws(Fault) { w[i.a] = UInt64(bitPattern: try power(int(w[i.b]), int(w[i.c]))) } catch {
        stop = .fault(error)
        break execution
      }
    case .negateInt:
      let (value, overflow) = Int64(0).subtractingReportingOverflow(int(w[i.b]))
      guard !overflow else {
        stop = .fault(.integerOverflow)
        break execution
      }
      w[i.a] = UInt64(bitPattern: value)
    case .addImmediate:
      let (value, overflow) = int(w[i.b]).addingReportingOverflow(Int64(i.signedC))
      guard !overflow else {
        stop = .fault(.integerOverflow)
        break execution
      }
      w[i.a] = UInt64(bitPattern: value)
    case .divideInt:
      guard w[i.c] != 0 else {
        stop = .fault(.divisionByZero)
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
        stop = .fault(.divisionByZero)
        break execution
      }
      w[i.a] = (double(w[i.b]) / double(w[i.c])).bitPattern
    case .floorDivideFloat:
      guard double(w[i.c]) != 0 else {
        stop = .fault(.divisionByZero)
        break execution
      }
      w[i.a] = floorDivide(double(w[i.b]), double(w[i.c])).bitPattern
    case .moduloFloat:
      guard double(w[i.c]) != 0 else {
        stop = .fault(.divisionByZero)
        break execution
      }
      w[i.a] = floorModulo(double(w[i.b]), double(w[i.c])).bitPattern
    case .powerFloat:
      do throws(Fault) { w[i.a] = try power(double(w[i.b]), double(w[i.c])).bitPattern } catch {
        stop = .fault(error)
        break execution
      }
    case .negateFloat: w[i.a] = (-double(w[i.b])).bitPattern

    // MARK: Vectors
    case .addVector: setVector(w + i.a, vector(w + i.b) + vector(w + i.c))
    case .subtractVector: setVector(w + i.a, vector(w + i.b) - vector(w + i.c))
    case .scaleVector: setVector(w + i.a, double(w[i.c]) * vector(w + i.b))
    case .divideVector:
      guard double(w[i.c]) != 0 else {
        stop = .fault(.divisionByZero)
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
    case .jumpIfCellSet: if memory.cellIsSet[i.a] { ip += i.signedWide }
    case .rangeStart:
      guard w[i.a + 2] != 0 else {
        stop = .fault(.value("the step of a range is zero"))
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
        w[i.a + 1] = left &- 1
        let next = w[i.a]
        w[i.b] = next
        w[i.a] = next &+ w[i.a + 2]
        ip += i.signedWide
      }
    case .listNext:
      if int(w[i.a]) < Int64(heap.lists[o[i.b].slot].count) {
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
      guard frame < memory.framesEnd, callWords + Int(function.pointee.words) <= memory.wordsEnd,
        callObjects + Int(function.pointee.objects) <= memory.objectsEnd
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
        function: Int32(truncatingIfNeeded: i.wide), returnPosition: Int32(truncatingIfNeeded: ip - code),
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
      guard !heap.needsCollection else {
        stop = .heapFull
        break execution
      }
      steps &-= 1
      guard steps >= 0 else {
        stop = .outOfSteps
        break execution
      }
      do throws(Fault) {
        try callNative(
          program.nativeSites[i.wide], words: w + i.a, objects: o + i.b, heap: &heap, scene: scene, limits: limits)
      } catch {
        stop = .fault(error)
        break execution
      }
      steps &-= heap.work
      heap.work = 0
    case .host:
      stop = .host(function: i.wide, words: w - memory.words + i.a, objects: o - memory.objects + i.b)
      break execution
    case .print:
      stop = .print(o[i.a])
      break execution
    case .touchCell, .touchKey, .touchConstantKey:
      guard observesMemory else { continue }
      stop = .touch(i, words: w - memory.words + i.a, objects: o - memory.objects + i.b)
      break execution
    case .finish:
      stop = .finish(isDone: i.a == 1)
      break execution

    // MARK: Failures
    case .raise:
      stop = .raise(objects: o - memory.objects + i.a)
      break execution
    case .rethrow:
      stop = .rethrow(isFault: w[i.a] != 0, objects: o - memory.objects + i.b)
      break execution
    case .trap:
      stop = .trap(TrapKind(rawValue: UInt16(truncatingIfNeeded: i.c)) ?? .value, message: o[i.a])
      break execution
    case .pushDeadline:
      stop = .pushDeadline(seconds: double(w[i.a]))
      break execution
    case .popDeadline:
      stop = .popDeadline
      break execution

    // MARK: Containers
    case .newList, .newDict:
      guard !heap.needsCollection else {
        stop = .heapFull
        break execution
      }
      o[i.a] = heap.makeContainer(program.module.types[i.wide])
    case .listLength: w[i.a] = UInt64(heap.lists[o[i.b].slot].count)
    case .listGetWords:
      guard let index = heap.element(int(w[i.c]), of: o[i.b]) else {
        stop = .fault(heap.indexFault(int(w[i.c]), of: o[i.b]))
        break execution
      }
      heap.copyWords(of: o[i.b], at: index, count: i.d, to: w + i.a)
    case .listGetObject:
      guard let index = heap.element(int(w[i.c]), of: o[i.b]) else {
        stop = .fault(heap.indexFault(int(w[i.c]), of: o[i.b]))
        break execution
      }
      o[i.a] = heap.lists[o[i.b].slot].objects[index]
    case .listSetWords:
      guard let index = heap.element(int(w[i.c]), of: o[i.b]) else {
        stop = .fault(heap.indexFault(int(w[i.c]), of: o[i.b]))
        break execution
      }
      heap.setWords(of: o[i.b], at: index, count: i.d, from: w + i.a)
    case .listSetObject:
      guard let index = heap.element(int(w[i.c]), of: o[i.b]) else {
        stop = .fault(heap.indexFault(int(w[i.c]), of: o[i.b]))
        break execution
      }
      heap.lists[o[i.b].slot].objects[index] = o[i.a]
    case .listAppendWords, .listAppendObject:
      guard !heap.needsCollection else {
        stop = .heapFull
        break execution
      }
      guard heap.lists[o[i.b].slot].count < limits.size else {
        stop = .fault(.sizeLimit(limits.size))
        break execution
      }
      if i.opcode == .listAppendWords {
        heap.appendWords(to: o[i.b], count: i.d, from: w + i.a)
      } else {
        heap.appendObject(o[i.a], to: o[i.b])
      }
    case .dictGetConstant:
      let access = program.keyAccesses + i.wide
      guard
        heap.copyValue(
          of: o[i.b], key: memory.strings[access.pointee.string], hint: memory.keyHints + i.wide,
          count: access.pointee.words, to: w + i.a)
      else {
        stop = .fault(heap.keyFault(memory.strings[access.pointee.string]))
        break execution
      }
    case .dictSetConstant:
      guard !heap.needsCollection else {
        stop = .heapFull
        break execution
      }
      let access = program.keyAccesses + i.wide
      heap.setValue(
        of: o[i.b], key: memory.strings[access.pointee.string], hint: memory.keyHints + i.wide,
        count: access.pointee.words, from: w + i.a)
    }
  }

  cursor.position = ip - code
  cursor.wordBase = w - memory.words
  cursor.objectBase = o - memory.objects
  cursor.frameCount = frame - memory.frames
  cursor.steps = steps
  return stop
}
