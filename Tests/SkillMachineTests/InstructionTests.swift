import SkillBytecode
import SkillMachine
import Testing

@Suite struct InstructionTests {
  @Test(arguments: [
    (Opcode.addInt, 7, -2, 5), (.subtractInt, 7, -2, 9), (.multiplyInt, 7, -2, -14), (.floorDivideInt, 7, -2, -4),
    (.floorDivideInt, -7, 2, -4), (.floorDivideInt, 6, -2, -3), (.moduloInt, 7, -2, -1), (.moduloInt, -7, 2, 1),
    (.moduloInt, -6, 2, 0), (.powerInt, -2, 5, -32), (.powerInt, 9, 0, 1),
  ])
  func integerArithmeticFollowsPython(_ opcode: Opcode, _ a: Int, _ b: Int, _ expected: Int) throws {
    let result = try seen { code, module in
      code.emit(.loadInt, a: 1, wide: a)
      code.emit(.loadInt, a: 2, wide: b)
      code.emit(opcode, a: 0, b: 1, c: 2)
      code.see([.int], &module)
      code.finish()
    }
    #expect(result == [.int(expected)])
  }

  @Test(arguments: [Opcode.addInt, .multiplyInt, .powerInt])
  func integerOverflowIsAFault(_ opcode: Opcode) throws {
    let fault = try fault { code, module in
      code.emit(.loadConstant, a: 1, wide: module.constants([UInt64(Int64.max)]))
      code.emit(.loadInt, a: 2, wide: 2)
      code.emit(opcode, a: 0, b: 1, c: 2)
      code.finish()
    }
    #expect(fault == .integerOverflow)
  }

  @Test func dividingTheSmallestIntegerByMinusOneOverflows() throws {
    let fault = try fault { code, module in
      code.emit(.loadConstant, a: 1, wide: module.constants([1 << 63]))
      code.emit(.loadInt, a: 2, wide: -1)
      code.emit(.moduloInt, a: 0, b: 1, c: 2)
      code.emit(.floorDivideInt, a: 0, b: 1, c: 2)
      code.finish()
    }
    #expect(fault == .integerOverflow)
  }

  @Test(arguments: [
    Opcode.floorDivideInt, .moduloInt, .divideInt, .divideFloat, .floorDivideFloat, .moduloFloat,
  ])
  func divisionByZeroIsAFault(_ opcode: Opcode) throws {
    let fault = try fault { code, module in
      // Constants stand for ints and floats alike.
      code.emit(.loadConstant, a: 1, wide: module.constant(3))
      code.emit(.loadConstant, a: 2, wide: module.constant(0))
      code.emit(opcode, a: 0, b: 1, c: 2)
      code.finish()
    }
    #expect(fault == .divisionByZero)
  }

  /// Quotients of integers that doubles do not hold; expected values are CPython's.
  @Test(arguments: [
    (9_007_199_254_740_993, 3, 3_002_399_751_580_331.0), (Int.max, Int.max - 1, 1.0),
    (-9_223_372_036_854_775_807, 10, -9.223372036854776e+17), (1, 9_223_372_036_854_775_807, 1.0842021724855044e-19),
    (7, 2, 3.5),
  ])
  func trueDivisionOfIntegersRoundsOnce(_ a: Int, _ b: Int, _ expected: Double) throws {
    let result = try seen { code, module in
      code.emit(.loadConstant, a: 1, wide: module.constants([UInt64(bitPattern: Int64(a))]))
      code.emit(.loadConstant, a: 2, wide: module.constants([UInt64(bitPattern: Int64(b))]))
      code.emit(.divideInt, a: 0, b: 1, c: 2)
      code.see([.float], &module)
      code.finish()
    }
    #expect(result == [.float(expected)])
  }

  @Test(arguments: [
    (Opcode.floorDivideFloat, -7.5, 2.0, -4.0), (.moduloFloat, -7.5, 2.0, 0.5), (.moduloFloat, 7.5, -2.0, -0.5),
    (.floorDivideFloat, 1.0, 0.1, 9.0), (.moduloFloat, 1.0, 0.1, 0.09999999999999995),
    (.powerFloat, 2.0, 0.5, 2.0.squareRoot()),
  ])
  func floatArithmeticFollowsPython(_ opcode: Opcode, _ a: Double, _ b: Double, _ expected: Double) throws {
    let result = try seen { code, module in
      code.load(1, a, &module)
      code.load(2, b, &module)
      code.emit(opcode, a: 0, b: 1, c: 2)
      code.see([.float], &module)
      code.finish()
    }
    #expect(result == [.float(expected)])
  }

  @Test func comparisonsWithNaNJumpOnlyWhereTheyAreNegated() throws {
    let result = try seen { code, module in
      code.load(1, .nan, &module)
      code.load(2, 1, &module)
      code.emit(.loadInt, a: 0, wide: 0)
      for (index, opcode) in [Opcode.jumpLessFloat, .jumpLessEqualFloat, .jumpEqualFloat].enumerated() {
        let label = code.makeLabel()
        code.emit(opcode, a: 1, b: 2, to: label)
        code.emit(.addImmediate, a: 0, b: 0, c: 1 << index)
        code.place(label)
      }
      for opcode in [Opcode.jumpNotLessFloat, .jumpNotLessEqualFloat, .jumpNotEqualFloat] {
        let label = code.makeLabel()
        code.emit(opcode, a: 1, b: 2, to: label)
        code.emit(.loadInt, a: 0, wide: -1)
        code.place(label)
      }
      code.see([.int], &module)
      code.finish()
    }
    #expect(result == [.int(7)])
  }

  @Test(arguments: [
    (0, 5, 2, [0, 2, 4]), (5, 0, -2, [5, 3, 1]), (3, 3, 1, []), (Int.max - 1, Int.max, 5, [Int.max - 1]),
  ])
  func aRangeCountsWithoutOverflow(_ start: Int, _ stop: Int, _ step: Int, _ expected: [Int]) throws {
    let result = try seen { code, module in
      for (register, number) in [start, stop, step].enumerated() {
        code.emit(.loadConstant, a: register, wide: module.constants([UInt64(bitPattern: Int64(number))]))
      }
      let body = code.makeLabel()
      let head = code.makeLabel()
      code.emit(.rangeStart, a: 0)
      code.emit(.jump, to: head)
      code.place(body)
      code.see([.int], word: 3, &module)
      code.place(head)
      code.emit(.rangeNext, a: 0, b: 3, to: body)
      code.finish()
    }
    #expect(result == expected.map { .int($0) })
  }

  @Test func overlappingMovesReadBeforeTheyWrite() throws {
    let result = try seen { code, module in
      for register in 0..<4 { code.emit(.loadInt, a: register, wide: register) }
      code.emit(.moveWords, a: 1, b: 0, c: 3)
      code.see([.tuple([.int, .int, .int, .int])], &module)
      code.finish()
    }
    #expect(result == [.tuple([.int(0), .int(0), .int(1), .int(2)])])
  }

  @Test func vectorsAddScaleAndNegate() throws {
    let result = try seen { code, module in
      code.emit(.loadConstants, a: 0, b: 3, wide: module.constants([1.0, 2.0, 3.0].map(\.bitPattern)))
      code.load(3, 2, &module)
      code.emit(.scaleVector, a: 4, b: 0, c: 3)
      code.emit(.addVector, a: 4, b: 4, c: 0)
      code.emit(.negateVector, a: 4, b: 4)
      code.see([.vec3], word: 4, &module)
      code.finish()
    }
    #expect(result == [.vec3(.init(-3, -6, -9))])
  }

  /// The square of 1 + 2⁻²⁷ is rounded to 1 + 2⁻²⁶ before it is added.
  @Test(arguments: [(Opcode.addProduct, -1.0), (.subtractProduct, 1.0)])
  func aProductIsRoundedBeforeItIsAdded(_ opcode: Opcode, _ sign: Double) throws {
    let result = try seen { code, module in
      code.load(1, 1 + 0x1p-27, &module)
      code.load(2, sign * (1 + 0x1p-26), &module)
      code.emit(opcode, a: 0, b: 1, c: 1, d: 2)
      code.see([.float], &module)
      code.finish()
    }
    #expect(result == [.float(0)])
  }
}
