import Geometry
import SkillBytecode

/// Vectors, poses, and what never changes about an actor.
func callGeometryOrActor(_ frame: NativeFrame, _ heap: inout Heap) throws(Fault) {
  switch frame.site.native {
  case .vectorNorm: frame.give(frame.vec3(0).norm)
  case .vectorDot: frame.give(frame.vec3(0).dot(frame.vec3(1)))
  case .vectorCross: frame.give(frame.vec3(0).cross(frame.vec3(1)))
  case .vectorFromList: frame.give(try numbers(3, in: heap.list(frame.object(0)), "a vector"))
  case .vectorFromInts: frame.give(asFloats(try numbers(3, in: heap.list(frame.object(0)), "a vector")))
  case .quatFromInts: frame.give(asFloats(try numbers(4, in: heap.list(frame.object(0)), "a rotation")))
  case .quatFromList: frame.give(try numbers(4, in: heap.list(frame.object(0)), "a rotation"))
  case .rotateZ:
    frame.give(frame.pose(0).rotatedZ(by: frame.double(1)))
  case .offset:
    let move = Vec3(frame.double(1), frame.double(2), frame.double(3))
    frame.give(Pose(frame.pose(0).p + move, frame.pose(0).q))
  case .actorName: try frame.give(actor(frame).name, &heap)
  case .actorShape: try frame.give(actor(frame).shape, &heap)
  case .actorTexture: try frame.give(actor(frame).texture, &heap)
  default: throw .internal("no geometry or actor native: \(frame.site.native)")
  }
}

private func numbers(_ count: Int, in list: ListObject, _ what: String) throws(Fault) -> Slot {
  guard list.count == count else { throw .value("\(what) has \(count) numbers, this list \(list.count)") }
  return Slot(words: list.words[...])
}

private func asFloats(_ integers: Slot) -> Slot {
  Slot(words: integers.words.map { Double(Int64(bitPattern: $0)).bitPattern }[...])
}

private func actor(_ frame: NativeFrame) throws(Fault) -> ActorFacts {
  guard frame.scene.indices.contains(frame.int(0)) else { throw .internal("the scene has no actor \(frame.int(0))") }
  return frame.scene[frame.int(0)]
}
