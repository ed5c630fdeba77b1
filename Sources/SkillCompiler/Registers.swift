import SkillBytecode

/// The registers at which a value starts, one in each file.
struct Place: Hashable {
  var word: Int
  var object: Int

  init(_ layout: Layout) {
    word = layout.words
    object = layout.objects
  }

  static func + (place: Place, offset: Layout) -> Place {
    Place(Layout(words: place.word + offset.words, objects: place.object + offset.objects))
  }
}

/// Hands out a function's registers: variables first, above them temporaries as a stack.
struct Registers {
  /// The first free register of each file.
  private(set) var top = Layout.zero
  /// How many the function needs in all.
  private(set) var most = Layout.zero

  mutating func allocate(_ layout: Layout) -> Place {
    let place = Place(top)
    top += layout
    most = Layout(words: max(most.words, top.words), objects: max(most.objects, top.objects))
    return place
  }

  /// Frees what was allocated since `top` was this.
  mutating func release(to mark: Layout) { top = mark }
}
