/// Every instruction of the machine. What each one's operands are and what it does stands in its row of
/// `Opcode.specification`; the verifier, the disassembler and the machine go by that row.
public enum Opcode: UInt8, CaseIterable, Sendable {
  // Moving values
  case move
  case moveWords
  case moveObject
  case moveObjects
  case loadInt
  case loadFalse
  case loadTrue
  case loadFloat
  case loadConstant
  case loadConstants
  case loadString
  case loadNull
  case requireObject
  case loadCell
  case storeCell
  case requireCell

  // Integers
  case addInt
  case subtractInt
  case multiplyInt
  case floorDivideInt
  case moduloInt
  case powerInt
  case negateInt
  case addImmediate
  case divideInt
  case intToFloat

  // Floats and quantities
  case addFloat
  case subtractFloat
  case multiplyFloat
  case divideFloat
  case floorDivideFloat
  case moduloFloat
  case powerFloat
  case negateFloat
  case addProduct
  case subtractProduct

  // Vectors
  case addVector
  case subtractVector
  case scaleVector
  case divideVector
  case negateVector

  // Comparison and truth
  case equalInt
  case lessInt
  case lessEqualInt
  case equalFloat
  case lessFloat
  case lessEqualFloat
  case not

  // Control
  case jump
  case loop
  case jumpIf
  case jumpIfNot
  case jumpEqualInt
  case jumpNotEqualInt
  case jumpLessInt
  case jumpLessEqualInt
  case jumpEqualImmediate
  case jumpNotEqualImmediate
  case jumpLessImmediate
  case jumpLessEqualImmediate
  case jumpGreaterImmediate
  case jumpGreaterEqualImmediate
  case jumpEqualFloat
  case jumpNotEqualFloat
  case jumpLessFloat
  case jumpLessEqualFloat
  case jumpNotLessFloat
  case jumpNotLessEqualFloat
  case jumpIfCellSet
  case rangeStart
  case rangeNext
  case listNext

  // Calls
  case call
  case `return`
  case returnWord
  case returnValue
  case native
  case host
  case print
  case touchCell
  case touchKey
  case finish

  // Failures
  case raise
  case rethrow
  case trap
  case pushDeadline
  case popDeadline

  // Containers
  case newList
  case newDict
  case listLength
  case listGetWords
  case listGetObject
  case listSetWords
  case listSetObject
  case listAppendWords
  case listAppendObject
  case dictGetConstant
  case dictSetConstant
  case dictGetWords
  case dictSetWords
  case cellGetKey
  case cellSetKey
  case cellKeepKey

  // Debugging
  case pause
}
