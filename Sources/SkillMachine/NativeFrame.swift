import Geometry
import SkillBytecode

/// The registers of one native call: arguments to read, and where the result goes.
///
/// Invariant: the verifier proved that the arguments and the result of the call lie within the caller's registers.
struct NativeFrame {
  let sitePointer: UnsafePointer<NativeSite>
  let words: UnsafeMutablePointer<UInt64>
  let objects: UnsafeMutablePointer<Handle>
  let surroundings: Surroundings

  var site: NativeSite { sitePointer.pointee }
  var scene: [ActorFacts] { surroundings.scene }
  var limits: MachineLimits { surroundings.limits }

  // MARK: Arguments

  func type(_ index: Int) -> ValueType { site.arguments[index] }

  func word(_ index: Int) -> UInt64 { words[site.offsets[index].words] }

  func int(_ index: Int) -> Int { Int(truncatingIfNeeded: word(index)) }

  func double(_ index: Int) -> Double { Double(bitPattern: word(index)) }

  func bool(_ index: Int) -> Bool { word(index) != 0 }

  func object(_ index: Int) -> Handle { objects[site.offsets[index].objects] }

  func vec3(_ index: Int) -> Vec3 { vector(words + site.offsets[index].words) }

  func pose(_ index: Int) -> Pose {
    let start = words + site.offsets[index].words
    return Pose(
      vector(start),
      Quat(
        SkillMachine.double(start[3]), SkillMachine.double(start[4]), SkillMachine.double(start[5]),
        SkillMachine.double(start[6])))
  }

  /// The bound of a slice: nil where it is left out.
  func optionalInt(_ index: Int) -> Int? {
    let flag = words + site.offsets[index].words
    return flag[0] == 0 ? nil : Int(truncatingIfNeeded: flag[1])
  }

  func optionalText(_ index: Int, _ heap: Heap) -> Text? { word(index) == 0 ? nil : heap.text(object(index)) }

  func slot(_ index: Int) -> Slot {
    let (offset, layout) = (site.offsets[index], site.arguments[index].layout)
    return Slot(
      words: Array(UnsafeBufferPointer(start: words + offset.words, count: layout.words))[...],
      objects: Array(UnsafeBufferPointer(start: objects + offset.objects, count: layout.objects))[...])
  }

  /// The element type of a list argument.
  func element(_ index: Int) -> ValueType {
    if case .list(let element) = site.arguments[index] { return element }
    return .none
  }

  // MARK: The result

  func give(_ value: Int) { words[0] = UInt64(bitPattern: Int64(value)) }

  func give(_ value: Double) { words[0] = value.bitPattern }

  func give(_ value: Bool) { words[0] = value ? 1 : 0 }

  func give(_ value: Vec3) { setVector(words, value) }

  func give(_ value: Pose) {
    setVector(words, value.p)
    for (offset, number) in [value.q.w, value.q.x, value.q.y, value.q.z].enumerated() {
      words[3 + offset] = number.bitPattern
    }
  }

  func give(_ handle: Handle) { objects[0] = handle }

  func give(_ slot: Slot) {
    for (offset, word) in slot.words.enumerated() { words[offset] = word }
    for (offset, object) in slot.objects.enumerated() { objects[offset] = object }
  }

  func give(_ text: String, _ heap: inout Heap) throws(Fault) {
    guard text.utf8.count <= limits.size else { throw .textLimit(limits.size) }
    objects[0] = heap.make(text)
  }

  func give(_ list: ListObject, _ heap: inout Heap) throws(Fault) {
    guard list.count <= limits.size else { throw .sizeLimit(limits.size) }
    objects[0] = heap.make(list)
  }
}

/// Executes one native function. One family of functions per file.
func callNative(
  _ site: UnsafePointer<NativeSite>, words: UnsafeMutablePointer<UInt64>, objects: UnsafeMutablePointer<Handle>,
  heap: inout Heap, _ surroundings: Surroundings
) throws(Fault) {
  let frame = NativeFrame(sitePointer: site, words: words, objects: objects, surroundings: surroundings)
  switch site.pointee.native {
  case .equal, .less, .lessEqual, .truth, .string, .representation, .format, .minimum, .maximum, .clamp,
    .compareNumbers:
    try callGeneral(frame, &heap)
  case .truncateFloat, .roundToInt, .roundFloat, .roundInt, .absoluteInt, .absoluteFloat, .floorFloat, .ceilFloat,
    .parseInt, .parseFloat:
    try callNumber(frame, heap)
  case .squareRoot, .sine, .cosine, .tangent, .arcSine, .arcCosine, .arcTangent, .arcTangent2, .hypotenuse,
    .exponential, .logarithm, .logarithmToBase, .logarithm2, .logarithm10, .copySign, .isNaN, .isInfinite, .isFinite,
    .toRadians, .toDegrees:
    try callMathematics(frame)
  case .vectorNorm, .vectorDot, .vectorCross, .vectorFromList, .vectorFromInts, .quatFromList, .quatFromInts,
    .rotateZ, .offset, .actorName,
    .actorShape, .actorTexture:
    try callGeometryOrActor(frame, &heap)
  case .joinStrings, .stringLength, .stringGet, .stringSlice, .stringContains, .stringRepeat, .stringCharacters,
    .stringUpper, .stringLower, .stringCapitalize, .stringTitle, .stringSwapCase, .stringCaseFold,
    .stringExpandTabs, .stringStrip, .stringStripLeft,
    .stringStripRight, .stringZeroFill, .stringCenter, .stringJustifyLeft, .stringJustifyRight, .stringSplit,
    .stringSplitRight, .stringSplitLines, .stringJoin, .stringReplace, .stringRemovePrefix, .stringRemoveSuffix,
    .stringPartition, .stringPartitionRight:
    try callString(frame, &heap)
  case .stringStartsWith, .stringEndsWith, .stringFind, .stringFindRight, .stringIndex, .stringIndexRight,
    .stringCount, .stringIsDigit, .stringIsDecimal, .stringIsNumeric, .stringIsAlphabetic, .stringIsAlphanumeric,
    .stringIsLower, .stringIsUpper, .stringIsTitle, .stringIsSpace, .stringIsASCII, .stringIsIdentifier,
    .stringIsPrintable:
    try callStringTest(frame, &heap)
  case .listGet, .listSet, .listAppend, .listInsert, .listPop, .listRemove, .listIndex, .listCount, .listExtend,
    .listReverse, .listSort, .listSortByKeys, .listClear, .listDelete, .listCheckCount:
    try callListMethod(frame, &heap)
  case .listCopy, .listSlice, .listConcatenate, .listRepeat, .listContains, .listMinimum, .listMaximum,
    .listMinimumByKeys, .listMaximumByKeys, .listSumInt, .listSumFloat, .listAny, .listAll, .listSorted,
    .listSortedByKeys, .listReversed, .listEnumerate, .listZip, .rangeToList:
    try callSequence(frame, &heap)
  case .dictGet, .dictSet, .dictDelete, .dictContains, .dictLength, .dictKeys, .dictValues, .dictItems, .dictFind,
    .dictGetOr, .dictPop, .dictPopOr, .dictPopLast, .dictSetDefault, .dictUpdate, .dictClear, .dictCopy, .dictFromPairs,
    .dictCheckUnchanged:
    try callDict(frame, &heap)
  }
  guard heap.work <= surroundings.limits.steps else {
    heap.work = 0
    throw .stepLimit(surroundings.limits.steps)
  }
}
