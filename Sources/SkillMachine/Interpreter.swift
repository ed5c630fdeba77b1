import Geometry
import SkillBytecode

/// Executes instructions until something needs the machine or its host. `memory` is the workspace's of `state`.
///
/// The instruction pointer, the register bases and the step count live in locals, for which the processor has registers
/// as long as this function has few others and calls nothing: what takes a call is left to `executeSlow`, called in one
/// place. Why it stops is told by a byte: what more there is to say stands in the instruction before the cursor, or in the
/// state's `fault`. No instruction stops it by a constant alone: that would be set before the jump to any.
func interpret(_ memory: UnsafeMutablePointer<ExecutionMemory>) -> Stop {
  let cursor = memory.pointee.state.pointee.cursor
  var ip = memory.pointee.code + cursor.position
  var w = memory.pointee.words + cursor.wordBase
  var o = memory.pointee.objects + cursor.objectBase
  var frame = memory.pointee.frames + cursor.frameCount
  var steps = cursor.steps
  let stop: Stop

  execution: while true {
    let i = ip.pointee
    ip += 1
    slow: do {
      switch unsafeBitCast(UInt8(truncatingIfNeeded: i.rawValue), to: Opcode.self) {
      // MARK: Moves
      case .move: w[i.a] = w[i.b]
      case .moveWords:
        if _fastPath(i.c == 7) {
          copySeven(0, 4, 2, from: w + i.b, to: w + i.a)
        } else {
          guard copyFew(i.c, from: w + i.b, to: w + i.a) else { break slow }
        }
      case .moveObject: o[i.a] = o[i.b]
      case .loadInt: w[i.a] = UInt64(bitPattern: Int64(i.signedWide))
      case .loadFalse: w[i.a] = 0
      case .loadTrue: w[i.a] = 1
      case .loadConstant, .loadFloat: w[i.a] = memory.pointee.constants[i.wide]
      case .loadConstants:
        guard copyFew(i.b, from: memory.pointee.constants + i.wide, to: w + i.a) else { break slow }
      case .loadString: o[i.a] = memory.pointee.strings[i.wide]
      case .loadNull: o[i.a] = .null
      case .requireObject:
        guard o[i.a] != .null else {
          stop = .noObject
          break execution
        }
      case .loadCell:
        let cell = memory.pointee.cells + i.wide
        if cell.pointee.objects == 0 {
          let words = memory.pointee.cellWords + cell.pointee.word
          guard copyFew(cell.pointee.words, from: words, to: w + i.a) else { break slow }
        } else {
          guard cell.pointee.words == 0, cell.pointee.objects == 1 else { break slow }
          o[i.b] = memory.pointee.cellObjects[cell.pointee.object]
        }
      case .storeCell:
        let cell = memory.pointee.cells + i.wide
        guard cell.pointee.objects == 0 else { break slow }
        let words = memory.pointee.cellWords + cell.pointee.word
        guard copyFew(cell.pointee.words, from: w + i.a, to: words) else { break slow }
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
        let (a, b) = (int(w[i.b]), int(w[i.c]))
        guard isExact(a), isExact(b) else { break slow }
        w[i.a] = (Double(a) / Double(b)).bitPattern
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
        if int(w[i.a]) < Int64(memory.pointee.state.pointee.heap.lists[o[i.b].slot].count) {
          steps &-= 1
          guard steps >= 0 else {
            stop = .outOfSteps
            break execution
          }
          ip += i.signedWide
        }

      // MARK: Calls
      case .call:
        let function = memory.pointee.functions + i.wide
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
          returnPosition: Int32(truncatingIfNeeded: offset(of: ip, from: memory.pointee.code)),
          words: Int32(truncatingIfNeeded: i.a), objects: Int32(truncatingIfNeeded: i.b))
        frame += 1
        w = callWords
        o = callObjects
        var object = function.pointee.parameterObjects
        while object < function.pointee.objects {
          o[Int(object)] = .null
          object &+= 1
        }
        ip = memory.pointee.code + Int(function.pointee.start)
      case .return:
        frame -= 1
        ip = memory.pointee.code + Int(frame.pointee.returnPosition)
        w -= Int(frame.pointee.words)
        o -= Int(frame.pointee.objects)
      case .returnWord:
        w[0] = w[i.a]
        frame -= 1
        ip = memory.pointee.code + Int(frame.pointee.returnPosition)
        w -= Int(frame.pointee.words)
        o -= Int(frame.pointee.objects)
      case .returnValue:
        frame -= 1
        let function = memory.pointee.functions + Int(frame.pointee.function)
        copyDown(function.pointee.resultWords, from: w + i.a, to: w)
        copyDown(function.pointee.resultObjects, from: o + i.b, to: o)
        ip = memory.pointee.code + Int(frame.pointee.returnPosition)
        w -= Int(frame.pointee.words)
        o -= Int(frame.pointee.objects)
      case .native:
        guard !memory.pointee.state.pointee.heap.needsCollection else {
          stop = .heapFull
          break execution
        }
        steps &-= 1
        guard steps >= 0 else {
          stop = .outOfSteps
          break execution
        }
        break slow
      case .touchCell, .touchKey:
        if memory.pointee.surroundings._withUnsafeGuaranteedRef({ $0.observesMemory }) { break slow }
      case .host:
        if memory.pointee.host != nil { break slow }
        memory.pointee.call = HostCall(
          function: i.wide, words: offset(of: w, from: memory.pointee.words) + i.a,
          objects: offset(of: o, from: memory.pointee.objects) + i.b)
        stop = .host
        break execution

      // MARK: Containers
      case .listLength: w[i.a] = UInt64(memory.pointee.state.pointee.heap.lists[o[i.b].slot].count)
      case .listGetWords:
        guard let index = memory.pointee.state.pointee.heap.element(int(w[i.c]), of: o[i.b]) else {
          stop = .indexOutOfRange
          break execution
        }
        guard memory.pointee.state.pointee.heap.copyWords(of: o[i.b], at: index, count: i.d, to: w + i.a) else {
          break slow
        }
      case .listGetObject:
        guard let index = memory.pointee.state.pointee.heap.element(int(w[i.c]), of: o[i.b]) else {
          stop = .indexOutOfRange
          break execution
        }
        o[i.a] = memory.pointee.state.pointee.heap.lists[o[i.b].slot].objects[index]
      case .cellGetKey:
        guard let pose = memory.keyPlace(i.wide).pointee.pose else { break slow }
        copySeven(4, 2, 0, from: pose, to: w + i.a)
      case .cellSetKey:
        guard let pose = memory.keyPlace(i.wide).pointee.pose else { break slow }
        copySeven(0, 2, 4, from: w + i.a, to: pose)
      case .cellKeepKey:
        guard let pose = memory.keyPlace(i.wide).pointee.pose else { break slow }
        copySeven(0, 4, 2, from: w + i.a, to: pose, and: w + i.b)

      // MARK: What takes a call
      case .moveObjects, .powerInt, .floorDivideFloat, .moduloFloat, .powerFloat, .rangeStart, .newList,
        .newDict, .listSetWords, .listSetObject, .listAppendWords, .listAppendObject, .dictGetConstant,
        .dictSetConstant, .dictGetWords, .dictSetWords, .print, .pause, .finish, .raise, .rethrow, .trap,
        .pushDeadline, .popDeadline:
        break slow
      }
      continue
    }

    if let reason = executeSlow(i, words: w, objects: o, memory) {
      stop = reason
      break
    }
    steps &-= memory.pointee.cost
    memory.pointee.cost = 0
  }

  memory.pointee.state.pointee.cursor = Cursor(
    position: offset(of: ip, from: memory.pointee.code), wordBase: offset(of: w, from: memory.pointee.words),
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
