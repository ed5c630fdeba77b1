/// Says which actor plays which role. Drawn apart from the scene's look, so that another variant moves nothing.
///
/// The variant is read as a number of mixed radix: each choice takes one digit and shifts what was drawn by it. The
/// variants 0, 1, 2, … thus run through all assignments of a task before they repeat.
struct RoleDraw {
  private var random: SeededRandom
  private var variant: Int

  init(random: SeededRandom, variant: Int) {
    self.random = random
    self.variant = variant
  }

  /// One of `count` candidates, uniform over seeds.
  mutating func choose(among count: Int) -> Int { shifted(random.index(below: count), among: count) }

  /// One of `count` candidates where the published task takes the first: variant 0 does so too.
  mutating func chooseFirst(among count: Int) -> Int { shifted(0, among: count) }

  /// An order of 0 ..< `count` where the published task keeps the order of the scene: variant 0 does so too.
  mutating func order(of count: Int) -> [Int] {
    var left = Array(0..<count)
    var order: [Int] = []
    while !left.isEmpty { order.append(left.remove(at: chooseFirst(among: left.count))) }
    return order
  }

  private mutating func shifted(_ index: Int, among count: Int) -> Int {
    guard count > 1 else { return 0 }
    // Rounded down, so that negative variants count backwards.
    let digit = ((variant % count) + count) % count
    variant = (variant - digit) / count
    return (index + digit) % count
  }
}
