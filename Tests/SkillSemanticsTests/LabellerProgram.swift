import SkillSemantics

/// A program as the published converter labels a demonstration: calls with keywords, actors looked up where they are used,
/// poses stored under the actors' names. Which actors, and where they are, follows from a seed.
struct LabellerProgram {
  let task: String
  let text: String
  let facts: SceneFacts

  /// The program of a task for a seed. In a template `{a}` is an actor looked up, `<a>` its name.
  init(task: String, template: String, seed: UInt64) {
    var random = Draws(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(template.utf8.count))
    var text = template
    var names: [String] = []
    for letter in Self.letters where template.contains("{\(letter)}") || template.contains("<\(letter)>") {
      var name = random.name()
      while names.contains(name) { name = random.name() }
      names.append(name)
      while let place = text.range(of: "{\(letter)}") { text.replaceSubrange(place, with: random.lookup(name)) }
      while let place = text.range(of: "<\(letter)>") { text.replaceSubrange(place, with: name) }
    }
    while let place = text.range(of: "#") {
      text.replaceSubrange(place, with: ["-90", "30", "60", "120", "-150"][random.below(5)])
    }
    // Some come as one line, as a turn of a conversation does.
    if seed % 4 == 3 { text = text.split(separator: "\n").joined(separator: "; ") + ";\n" }
    self.task = task
    self.text = text
    facts = SceneFacts(
      actorNames: names, images: (0...4).map { "keystep_\($0)" }, goalCount: 3,
      heldAtStart: ["place", "throw", "throw_topple"].contains(task) ? names.first : nil, endsHolding: task == "pick")
  }

  private static let letters = ["a", "b", "c", "d", "p", "q"]

  /// The tasks of the benchmark and the programs that solve them, one way or another.
  static let templates: [(task: String, texts: [String])] = [
    ("pick", ["pick(actor={a})\ndone()\n", "pick_move3d_place(actor={a})\ndone()\n"]),
    ("place", ["pick_move3d_place(actor={a}, target_actor={p})\ndone()\n"]),
    ("match_pose", ["move3d(target_pose=get_ee_pose(image='keystep_1'))\ndone()\n"]),
    ("move_without_hitting", ["move3d(target_pose=goals()[0])\ndone()\n"]),
    (
      "push",
      [
        "push(actor={a}, target_pose=free_space(actor={a}, pose=Pose([0.1, -0.2, 0.025], [1.0, 0.0, 0.0, 0.0])))\n"
          + "done()\n",
        "push(actor={a}, target_pose=get_pose(actor={b}))\ndone()\n",
      ]
    ),
    ("rotate", ["target_pose = rotate_z(get_pose(actor={a}), #)\n" + place("a", "target_pose") + "done()\n"]),
    ("throw", ["hit({a}, {b}, target_2d=True)\ndone()\n", "hit({a}, {b})\ndone()\n"]),
    ("throw_topple", ["hit({a}, {b}, target_2d=True, topple_target=True)\ndone()\n"]),
    ("touch", ["touch(actor={a})\ntouch(actor={b})\ndone()\n"]),
    ("touch_push", ["touch(actor={a}, push=True)\ndone()\n"]),
    ("touch_topple", ["touch(actor={a}, push=True, topple=True)\ndone()\n"]),
    ("trace", [(0...2).map { "move3d(target_pose=goals()[\($0)])\n" }.joined() + "done()\n"]),
    (
      "follow_order",
      [
        "target_actor = get_supporting_actor(\"keystep_1\", \"<a>\")\n"
          + "pick_move3d_place(actor={a}, target_actor=target_actor)\n"
          + "target_actor = get_supporting_actor(\"keystep_2\", \"<a>\")\n"
          + "pick_move3d_place(actor={a}, target_actor=target_actor)\ndone()\n",
        "pick_move3d_place(actor={a}, target_actor={p})\npick_move3d_place(actor={a}, target_actor={q})\ndone()\n",
      ]
    ),
    (
      "follow_order_restore",
      [
        store("a") + "pick_move3d_place(actor={a}, target_actor={p})\n"
          + "pick_move3d_place(actor={a}, target_pose=pose_dict['<a>'])\ndone()\n"
      ]
    ),
    ("rearrange", [arrange("keystep_2") + "done()\n"]),
    (
      "rearrange_restore",
      [
        store("a") + store("b") + arrange("keystep_2") + restore("b") + restore("a") + "done()\n",
        withoutTarget,
      ]
    ),
    (
      "rotate_restore",
      [
        store("a") + "target_pose = rotate_z(pose_dict['<a>'], #)\n" + place("a", "target_pose")
          + place("a", "pose_dict['<a>']") + "done()\n"
      ]
    ),
    ("simple_manipulation", ["pick_move3d_place(actor={a}, target_actor={p})\ndone()\n"]),
    ("single_stack", [stack(["a", "b", "c", "d"]) + "done()\n", stack(["a", "b"]) + "done()\n"]),
    ("stack_reversed", [stack(["c", "b", "a"]) + "done()\n"]),
    (
      "sort2d",
      [
        "pick_move3d_place(actor={a}, target_actor={p})\npick_move3d_place(actor={b}, target_actor={q})\n"
          + "pick_move3d_place(actor={c}, target_actor={p})\ndone()\n"
      ]
    ),
    ("swap", [swap + "done()\n"]),
    (
      "neighbour",
      [
        "pick_move3d_place(actor={a}, target_actor={p})\n"
          + "target_pose = free_space_next_to(actor={b}, next_to_actor={a}, direction=[-1.0, 0.0, 0.0], "
          + "description=\"behind\")\npick_move3d_place(actor={b}, target_pose=target_pose)\ndone()\n"
      ]
    ),
    (
      "rotate_symmetry",
      [
        "target_pose = rotate_z(get_pose(actor={a}), #)\n" + place("a", "target_pose")
          + "target_pose = rotate_z(get_pose(actor={b}), #)\n" + place("b", "target_pose") + "done()\n"
      ]
    ),
    ("novel_noun", ["pick_move3d_place(actor={a}, target_actor={p})\ndone()\n"]),
    ("novel_adj", ["pick_move3d_place(actor={b}, target_actor={p})\ndone()\n"]),
    ("novel_adj_noun", ["pick_move3d_place(actor={a}, target_actor={q})\ndone()\n"]),
    ("balance", ["balance_scale([({a}), ({b}), ({c})])\ndone()\n", "balance_scale([({a}), ({b})])\ndone()\n"]),
    ("sort_stack", [stack(["a", "b"]) + stack(["c", "d"]) + "done()\n"]),
    ("stack_topple", [stack(["a", "b", "c"]) + "topple_structure([({c}), ({b}), ({a})])\ndone()\n"]),
    (
      "swap_push",
      [
        store("a") + store("b") + "push(actor={a}, target_pose=free_space(actor={a}))\n"
          + "push(actor={b}, target_pose=pose_dict['<a>'])\npush(actor={a}, target_pose=pose_dict['<b>'])\ndone()\n"
      ]
    ),
    (
      "swap_rotate",
      [
        store("a") + store("b") + "pick_move3d_place(actor={a}, target_pose=free_space(actor={a}))\n"
          + "target_pose = rotate_z(Pose(pose_dict['<a>'].p, pose_dict['<b>'].q), #)\n" + place("b", "target_pose")
          + "target_pose = rotate_z(Pose(pose_dict['<b>'].p, pose_dict['<a>'].q), #)\n" + place("a", "target_pose")
          + "done()\n"
      ]
    ),
    ("throw_sort", ["hit({a}, {p}, target_2d=True)\nhit({b}, {q}, target_2d=True)\ndone()\n"]),
  ]

  /// The converter drops the target of what it restores.
  static let withoutTarget =
    store("a") + store("b") + arrange("keystep_2") + "pick_move3d_place(actor={a})\ndone()\n"

  private static func store(_ letter: String) -> String { "pose_dict['<\(letter)>'] = get_pose(actor={\(letter)})\n" }

  private static func restore(_ letter: String) -> String {
    "pick_move3d_place(actor={\(letter)}, target_pose=pose_dict['<\(letter)>'])\n"
  }

  private static func place(_ letter: String, _ pose: String) -> String {
    "pick_move3d_place(actor={\(letter)}, target_pose=\(pose), match_ori=True)\n"
  }

  private static func arrange(_ image: String) -> String {
    ["a", "b"].map { letter in
      "pick_move3d_place(actor={\(letter)}, target_pose=get_actor_pose(image='\(image)', actor={\(letter)}))\n"
    }.joined()
  }

  private static func stack(_ letters: [String]) -> String {
    zip(letters, letters.dropFirst()).map { "pick_move3d_place(actor={\($1)}, target_actor={\($0)})\n" }.joined()
  }

  private static let swap =
    store("a") + store("b") + "pick_move3d_place(actor={a}, target_pose=free_space(actor={a}))\n"
    + "pick_move3d_place(actor={b}, target_pose=pose_dict['<a>'])\n"
    + "pick_move3d_place(actor={a}, target_pose=pose_dict['<b>'])\n"
}

/// Numbers that follow from a seed (SplitMix64).
private struct Draws {
  var state: UInt64

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func name() -> String {
    let textures = ["red", "blue", "wooden", "rainbow", "green and purple polka dot", "brick"]
    let shapes = ["cube", "star", "hexagon", "letter R", "5 pointed star", "heart shape", "wine bottle"]
    return "\(textures[below(textures.count)]) \(shapes[below(shapes.count)])"
  }

  /// An actor looked up, with or without the cell that the converter gives for it.
  mutating func lookup(_ name: String) -> String {
    switch below(4) {
    case 0: "get_actor('\(name)', actor_pos=(\(below(12) - 1), \(below(12) - 1)))"
    case 1: "get_actor('\(name)', (\(below(11)), \(below(11))))"
    case 2: "get_actor(\"\(name)\")"
    default: "get_actor('\(name)')"
    }
  }
}
