/// Names that programs for other systems use, and what they mean here.
enum ForeignNames {
  /// A function of the robot's interface that goes by another name elsewhere.
  static func counterpart(of name: String) -> String? {
    switch name {
    case "pick_up", "pickup", "grasp", "grab", "pick_object", "lift", "grip": "pick"
    case "put", "put_down", "place_object", "place_at": "place"
    case "pick_and_place", "pick_place", "pick_move_place", "move_object", "pick_move3d": "pick_move3d_place"
    case "move", "move_to", "move_to_pose", "goto", "go_to", "move_ee", "move_arm": "move3d"
    case "throw", "throw_at", "toss": "hit"
    case "push_object", "slide": "push"
    case "topple", "knock_over": "topple_structure"
    case "sleep": "wait"
    case "get_object", "find_object", "find_actor", "get_obj", "find", "locate": "get_actor"
    case "get_position", "get_object_pose", "get_obj_pose", "get_object_position", "get_actor_position": "get_pose"
    case "get_actors", "get_objects", "list_objects", "get_all_actors": "actors"
    case "get_goals", "goal_poses": "goals"
    case "is_holding", "held_actor", "get_held_actor", "holding_actor": "holding"
    case "is_on_top", "on_top_of", "is_on": "on_top"
    case "is_at", "is_at_pose": "at_pose"
    case "rotate", "rotate_pose", "rotz": "rotate_z"
    case "translate", "shift", "move_pose": "offset"
    case "finish", "finished", "task_done", "complete", "end": "done"
    case "get_free_space", "find_free_space": "free_space"
    case "get_distance", "dist": "distance"
    default: nil
    }
  }

  /// What to write instead of a name that Python has and this language has not.
  static func advice(for name: String) -> String? {
    switch name {
    case "np", "numpy":
      "There is no numpy: write a list for a vector, and use `sqrt`, `sin`, `norm`, `dot`, `cross` and their like."
    case "time", "datetime": "`wait(2s)` stands still for so long; `within 20s:` limits how long a block may take."
    case "os", "sys", "subprocess", "pathlib", "shutil": "A program cannot reach the machine it runs on."
    case "random": "A program decides nothing by chance: every run of it is repeatable."
    case "open", "input", "eval", "exec", "compile", "__import__", "globals", "locals":
      "A program cannot reach the machine it runs on; it reads the scene and moves the robot."
    case "isinstance", "type", "issubclass", "hasattr", "getattr", "setattr", "vars", "dir", "callable":
      "Every expression has a type before the program runs, so there is nothing to ask."
    case "map": "Write a list comprehension: `[f(x) for x in xs]`."
    case "filter": "Write a list comprehension: `[x for x in xs if test(x)]`."
    case "set", "frozenset": "There are no sets: use a list, or a dict with the elements as keys."
    case "iter", "next": "Go through the elements with `for`, or take one by its index."
    case "self", "robot", "gripper", "arm", "env", "api", "sim", "world", "scene", "agent":
      "Skills and queries are plain functions: write `pick(actor)`."
    case "Exception", "ValueError", "RuntimeError", "TypeError", "KeyError", "IndexError":
      "Only SkillFailure can be caught or raised."
    case "SkillFailure": "It is raised with `raise SkillFailure(\"why\")` and caught with `except SkillFailure as e:`."
    case "Actor": "`get_actor('name')` looks an actor up."
    case "exit", "quit": "`done()` ends a program whose task is finished, `fail(\"why\")` one that cannot go on."
    case "release", "drop", "open_gripper": "`place(actor, target_pose)` puts down what is held."
    case "close_gripper": "`pick(actor)` grasps."
    case "typing": "Types need no import: `list[int]`, `dict[str, Pose]`, `tuple[int, str]`, `int | None`."
    case "__name__": "A program runs from its first line to its last: call the `def` at the left edge of the file."
    case "requires", "ensures":
      "A contract stands without parentheses, in the first lines of a `def`: `requires x > 0`."
    case "divmod": "Write `(a // b, a % b)`."
    case "pow": "Write `a ** b`."
    case "format", "hex", "oct", "bin": "An f-string formats: f\"{x:.2f}\", f\"{n:x}\" in hexadecimal digits."
    case "ord", "chr", "bytes", "bytearray": "Text consists of characters, not of numbers."
    case "complex", "slice", "hash", "id": "Nothing here takes its place."
    default: nil
    }
  }

  /// A replacement for a whole name, where one word does.
  static func word(for name: String) -> String? {
    switch name {
    case "true": "True"
    case "false": "False"
    case "null", "nil", "undefined": "None"
    default: nil
    }
  }
}
