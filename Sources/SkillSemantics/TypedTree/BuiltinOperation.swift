/// Operations that the machine has itself: built-in functions, methods of str, list and dict, pure geometry.
///
/// The arguments' types are in the comments, `T` being any type; the receiver of a method comes first. All arguments are
/// there: the checker fills in defaults.
public enum BuiltinOperation: UInt8, CaseIterable, BitwiseCopyable, Sendable {
  // MARK: Control

  /// Never returns: the program has reached its end, with success.
  case done
  /// str: raises SkillFailure(rejected_by_program); never returns.
  case fail
  /// str: writes the text as it is (separators and the final newline are in it).
  case print

  // MARK: Numbers

  /// int, float or quantity → the same.
  case absolute
  /// float → int, half to even. Fault: not finite.
  case roundToInt
  /// float or quantity, int → the same: to so many digits after the point, half to even as Python does.
  case roundToDigits
  /// int, int → int: the second is negative where it changes anything.
  case roundIntToDigits
  /// float → int, towards zero. Fault: not finite or out of range.
  case truncate
  /// str → int; str → float. Fault: the text is no number.
  case parseInt, parseFloat
  /// int, float, quantity or str; two or more → the least or greatest, the first of equals.
  case minimum, maximum
  /// list[T] → T, T as above, or tuples and bools. Fault: empty.
  case minimumOfList, maximumOfList
  /// list[T], function → T: by the function's result. Fault: empty.
  case minimumByKey, maximumByKey
  /// int and float, in either order → float: −1, 0 or 1 as the first is less, equal or greater; nan beside nan.
  case compareNumbers
  /// x, low, high; int, float or quantity.
  case clamp
  /// float → float, radians. Fault: a domain error, as in Python.
  case squareRoot, sine, cosine, tangent, arcSine, arcCosine, arcTangent, exponential, naturalLogarithm, logarithm2,
    logarithm10
  /// float, float → float.
  case arcTangent2, hypotenuse, logarithmToBase, copySign
  /// float → int. Fault: not finite or out of range.
  case floor, ceiling
  /// float → bool.
  case isNotANumber, isInfinite, isFinite
  /// float → float, the number of degrees in so many radians, and back.
  case toDegrees, toRadians

  // MARK: Geometry

  /// Pose, Angle → Pose: turned about the vertical axis through its own position.
  case rotateZ
  /// Pose, Length, Length, Length → Pose: moved along the base frame's axes.
  case offset
  /// Vec3 → float; Vec3, Vec3 → float; Vec3, Vec3 → Vec3.
  case norm, dot, cross

  // MARK: Sequences

  /// str, list or dict → int.
  case length
  /// int, int, int (start, stop, step) → list[int]. Fault: step 0.
  case range
  /// list[T], int (the first index) → list[tuple[int, T]].
  case enumerate
  /// list[A], list[B], … → list[tuple[A, B, …]]: as long as the shortest.
  case zip
  /// list[T], bool (descending) → list[T]: a new one, stable.
  case sorted
  /// list[T], function, bool → list[T]: by the function's result, stable.
  case sortedByKey
  /// list[T] → list[T]: a new one.
  case reversed
  /// list of bool, int, float or quantity, and a start → the start's type, to which the elements convert.
  case sum
  /// list[T] → bool, T being of a type that has a truth value.
  case any, all
  /// list[bool] → bool; the list is a comprehension that a generator wrote: it stops at the first element that decides.
  case anyGenerated, allGenerated
  /// list[T] → list[T], dict → list of keys, str → list of characters: a new one.
  case listCopy, dictionaryKeys, characters
  /// dict → dict: a new one; list[tuple[K, V]] → dict[K, V].
  case dictionaryCopy, dictionaryFromPairs

  // MARK: Methods of str

  case upper, lower, capitalize, title, swapCase, caseFold
  /// str, int (the distance of tab stops) → str.
  case expandTabs
  /// str, str | None (None: white space) → str.
  case strip, stripLeft, stripRight
  /// str, str | None (None: white space), int (most splits, −1 for all) → list[str]. Fault: an empty separator.
  case split, splitRight
  /// str, bool (with their ends) → list[str].
  case splitLines
  /// str (separator), list[str] → str.
  case join
  /// str, str, int | None, int | None (the part that is looked at) → bool.
  case startsWith, endsWith
  /// str, old, new, int (most, −1 for all) → str.
  case replace
  /// str, str, int | None, int | None (the part that is looked at) → int (−1 if absent). `index` and `rindex` fault
  /// instead.
  case find, findRight, indexOfText, indexOfTextRight
  case countOfText
  /// str → bool.
  case isDigit, isDecimal, isNumeric, isAlphabetic, isAlphanumeric, isLower, isUpper, isTitle, isSpace, isASCII,
    isIdentifier, isPrintable
  /// str, int → str.
  case zeroFill
  /// str, int, str (fill) → str.
  case center, justifyLeft, justifyRight
  /// str, str → str.
  case removePrefix, removeSuffix
  /// str, str → tuple[str, str, str].
  case partition, partitionRight

  // MARK: Methods of list

  /// list[T], T → None.
  case append
  /// list[T], list[T] → None.
  case extend
  /// list[T], int, T → None.
  case insert
  /// list[T], int → T. Fault: empty, index.
  case pop
  /// list[T], T → None. Fault: absent.
  case remove
  case clearList
  /// list[T], T, int | None, int | None (the part that is looked at) → int. Fault: absent.
  case indexOfElement
  case countOfElement
  case reverseInPlace
  /// list[T], bool (descending) → None.
  case sortInPlace
  /// list[T], function, bool → None.
  case sortInPlaceByKey

  // MARK: Methods of dict

  /// dict[K, V], K → V | None.
  case get
  /// dict[K, V], K, V → V.
  case getOrDefault
  /// dict[K, V] → list[V]; → list[tuple[K, V]].
  case dictionaryValues, dictionaryItems
  /// dict[K, V], K → V. Fault: key.
  case popKey
  /// dict[K, V], K, V → V.
  case popKeyOrDefault
  /// dict[K, V] → tuple[K, V]. Fault: empty.
  case popLast
  /// dict[K, V], K, V → V.
  case setDefault
  /// dict[K, V], dict[K, V] → None.
  case update
  case clearDictionary
}
