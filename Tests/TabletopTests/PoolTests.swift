import Tabletop
import Testing

@Suite struct PoolTests {
  static let pools = [TexturePool.first, .second]

  @Test(arguments: pools, Split.allCases) func everyTextureCanBeDrawn(_ pool: TexturePool, _ split: Split) {
    for name in pool.textures(in: split) { #expect(Texture(named: name) != nil, "'\(name)'") }
  }

  @Test func poolsAndSplitsHaveNoTextureInCommon() {
    let all = Self.pools.flatMap { pool in Split.allCases.flatMap { pool.textures(in: $0) } }
    #expect(Set(all).count == all.count)
  }

  @Test func splitsHaveNoShapeInCommon() {
    for pool in [ShapePool.top, .base, .primitives] {
      #expect(Set(pool.shapes(in: .train)).isDisjoint(with: pool.shapes(in: .test)))
    }
  }
}
