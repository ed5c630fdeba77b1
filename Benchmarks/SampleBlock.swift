/// One block of a `SampleProgram`, in each dialect.
struct SampleBlock {
  let skill: String
  let python: String
  let lua: String

  func text(in dialect: SampleProgram.Dialect) -> String {
    switch dialect {
    case .skill: skill
    case .python: python
    case .lua: lua
    }
  }

  /// A `def` with a contract that tries a skill until it has worked.
  static let clearing = SampleBlock(
    skill: """
      # Put one object away, and count what it took.
      memory moves_@: int = 0
      memory homes_@: dict[str, Pose] = {}

      def clear_@(a: Actor, goal: Pose, limit: int = 3) -> int:
          requires holding() is None
          ensures result >= 0
          tries = 0
          while tries < limit:
              if at_pose(a, goal):
                  break
              retry 2:
                  pick_move3d_place(actor=a, target_pose=goal)
              tries += 1
          return tries

      cube_@ = get_actor('red cube')
      pose_dict['red cube @'] = get_pose(actor=cube_@)
      homes_@['start'] = offset(pose_dict['red cube @'], dx=0.05, dz=0.02)
      moves_@ = moves_@ + clear_@(cube_@, homes_@['start'], limit=4)
      for turn in range(3):
          if moves_@ > 2 and turn != 1:
              pick_move3d_place(actor=cube_@, target_pose=free_space(actor=cube_@))
          else:
              target_pose = rotate_z(pose_dict['red cube @'], -90)
              pick_move3d_place(actor=cube_@, target_pose=target_pose, match_ori=True)
      pick_move3d_place(actor=cube_@, target_pose=pose_dict['red cube @'])
      print(f"block @: {moves_@} moves")

      """,
    python: """
      # Put one object away, and count what it took.
      moves_@: int = 0
      homes_@: dict[str, Pose] = {}

      def clear_@(a: Actor, goal: Pose, limit: int = 3) -> int:
          assert holding() is None
          assert limit >= 0
          tries = 0
          while tries < limit:
              if at_pose(a, goal):
                  break
              for attempt in range(2):
                  pick_move3d_place(actor=a, target_pose=goal)
              tries += 1
          return tries

      cube_@ = get_actor('red cube')
      pose_dict['red cube @'] = get_pose(actor=cube_@)
      homes_@['start'] = offset(pose_dict['red cube @'], dx=0.05, dz=0.02)
      moves_@ = moves_@ + clear_@(cube_@, homes_@['start'], limit=4)
      for turn in range(3):
          if moves_@ > 2 and turn != 1:
              pick_move3d_place(actor=cube_@, target_pose=free_space(actor=cube_@))
          else:
              target_pose = rotate_z(pose_dict['red cube @'], -90)
              pick_move3d_place(actor=cube_@, target_pose=target_pose, match_ori=True)
      pick_move3d_place(actor=cube_@, target_pose=pose_dict['red cube @'])
      print(f"block @: {moves_@} moves")

      """,
    lua: """
      -- Put one object away, and count what it took.
      moves_@ = 0
      homes_@ = {}

      function clear_@(a, goal, limit)
          assert(holding() == nil)
          assert(limit >= 0)
          local tries = 0
          while tries < limit do
              if at_pose(a, goal) then
                  break
              end
              for attempt = 1, 2 do
                  pick_move3d_place{actor=a, target_pose=goal}
              end
              tries = tries + 1
          end
          return tries
      end

      cube_@ = get_actor('red cube')
      pose_dict['red cube @'] = get_pose{actor=cube_@}
      homes_@['start'] = offset(pose_dict['red cube @'], {dx=0.05, dz=0.02})
      moves_@ = moves_@ + clear_@(cube_@, homes_@['start'], 4)
      for turn = 0, 2 do
          if moves_@ > 2 and turn ~= 1 then
              pick_move3d_place{actor=cube_@, target_pose=free_space{actor=cube_@}}
          else
              target_pose = rotate_z(pose_dict['red cube @'], -90)
              pick_move3d_place{actor=cube_@, target_pose=target_pose, match_ori=true}
          end
      end
      pick_move3d_place{actor=cube_@, target_pose=pose_dict['red cube @']}
      print("block @: " .. moves_@ .. " moves")

      """)

  /// Numbers: loops over lists, branches, quantities.
  static let measuring = SampleBlock(
    skill: """
      memory worst_@: float = 0.0

      def mean_@(values: list[float], scale: float = 1.0) -> float:
          requires len(values) > 0
          total = 0.0
          for value in values:
              if value > 0.5 and scale > 0.0:
                  total += value * scale
              elif value < -0.5:
                  total -= value / 2.0
              else:
                  total += 0.25 * (value + scale) ** 2
          return total / len(values)

      def gap_@(a: Actor, b: Actor) -> float:
          between = get_pose(a).p - get_pose(b).p
          return sqrt(between.x * between.x + between.y * between.y)

      left_@ = get_actor('blue star')
      right_@ = get_actor('green ring', actor_pos=(4, 7))
      distances_@ = [gap_@(left_@, right_@), 0.1, 2.5]
      worst_@ = max(worst_@, mean_@(distances_@, scale=2.0))
      for index in range(len(distances_@)):
          if distances_@[index] > worst_@ or index % 2 == 0:
              distances_@[index] = distances_@[index] - 0.5 * index
      if distance(left_@, right_@) < 0.1:
          pick_move3d_place(actor=left_@, target_pose=free_space(actor=left_@))
      print("worst", worst_@, distances_@[0], sum(distances_@))

      """,
    python: """
      worst_@: float = 0.0

      def mean_@(values: list[float], scale: float = 1.0) -> float:
          assert len(values) > 0
          total = 0.0
          for value in values:
              if value > 0.5 and scale > 0.0:
                  total += value * scale
              elif value < -0.5:
                  total -= value / 2.0
              else:
                  total += 0.25 * (value + scale) ** 2
          return total / len(values)

      def gap_@(a: Actor, b: Actor) -> float:
          between = get_pose(a).p - get_pose(b).p
          return sqrt(between.x * between.x + between.y * between.y)

      left_@ = get_actor('blue star')
      right_@ = get_actor('green ring', actor_pos=(4, 7))
      distances_@ = [gap_@(left_@, right_@), 0.1, 2.5]
      worst_@ = max(worst_@, mean_@(distances_@, scale=2.0))
      for index in range(len(distances_@)):
          if distances_@[index] > worst_@ or index % 2 == 0:
              distances_@[index] = distances_@[index] - 0.5 * index
      if distance(left_@, right_@) < 0.1:
          pick_move3d_place(actor=left_@, target_pose=free_space(actor=left_@))
      print("worst", worst_@, distances_@[0], sum(distances_@))

      """,
    lua: """
      worst_@ = 0.0

      function mean_@(values, scale)
          assert(#values > 0)
          local total = 0.0
          for _, value in ipairs(values) do
              if value > 0.5 and scale > 0.0 then
                  total = total + value * scale
              elseif value < -0.5 then
                  total = total - value / 2.0
              else
                  total = total + 0.25 * (value + scale) ^ 2
              end
          end
          return total / #values
      end

      function gap_@(a, b)
          local between = get_pose(a).p - get_pose(b).p
          return sqrt(between.x * between.x + between.y * between.y)
      end

      left_@ = get_actor('blue star')
      right_@ = get_actor('green ring', {actor_pos={4, 7}})
      distances_@ = {gap_@(left_@, right_@), 0.1, 2.5}
      worst_@ = max(worst_@, mean_@(distances_@, 2.0))
      for index = 1, #distances_@ do
          if distances_@[index] > worst_@ or index % 2 == 0 then
              distances_@[index] = distances_@[index] - 0.5 * index
          end
      end
      if distance(left_@, right_@) < 0.1 then
          pick_move3d_place{actor=left_@, target_pose=free_space{actor=left_@}}
      end
      print("worst", worst_@, distances_@[1], sum(distances_@))

      """)

  /// Names and containers: comprehensions, dicts, text, a failure caught.
  static let sorting = SampleBlock(
    skill: """
      def names_@(prefix: str, count: int) -> list[str]:
          found = []
          for number in range(count):
              if number % 3 == 2:
                  continue
              found.append(f"{prefix} {number:02d}")
          return found

      labels_@ = names_@("bin @", 6)
      sizes_@ = {label: len(label) for label in labels_@}
      long_@ = [label.upper() for label in labels_@ if sizes_@[label] > 5]
      pose_dict['tower @'] = Pose([0.1, -0.2, 0.025], [1.0, 0.0, 0.0, 0.0])
      pieces_@ = [get_actor('red cube'), get_actor('blue cube'), get_actor('white hexagon')]
      for piece in pieces_@:
          try:
              pick_move3d_place(actor=piece, target_pose=pose_dict['tower @'])
          except SkillFailure as failure:
              print("no", piece.name, failure.reason)
              pick_move3d_place(actor=piece, target_pose=free_space(actor=piece))
      base_@ = pieces_@[0]
      for level in range(1, len(pieces_@)):
          pick_move3d_place(actor=pieces_@[level], target_actor=base_@)
          base_@ = pieces_@[level]
      if len(long_@) > 0 and not is_static(base_@):
          wait(2)
      print(long_@, sizes_@.get("bin", 0))

      """,
    python: """
      def names_@(prefix: str, count: int) -> list[str]:
          found = []
          for number in range(count):
              if number % 3 == 2:
                  continue
              found.append(f"{prefix} {number:02d}")
          return found

      labels_@ = names_@("bin @", 6)
      sizes_@ = {label: len(label) for label in labels_@}
      long_@ = [label.upper() for label in labels_@ if sizes_@[label] > 5]
      pose_dict['tower @'] = Pose([0.1, -0.2, 0.025], [1.0, 0.0, 0.0, 0.0])
      pieces_@ = [get_actor('red cube'), get_actor('blue cube'), get_actor('white hexagon')]
      for piece in pieces_@:
          try:
              pick_move3d_place(actor=piece, target_pose=pose_dict['tower @'])
          except SkillFailure as failure:
              print("no", piece.name, failure.reason)
              pick_move3d_place(actor=piece, target_pose=free_space(actor=piece))
      base_@ = pieces_@[0]
      for level in range(1, len(pieces_@)):
          pick_move3d_place(actor=pieces_@[level], target_actor=base_@)
          base_@ = pieces_@[level]
      if len(long_@) > 0 and not is_static(base_@):
          wait(2)
      print(long_@, sizes_@.get("bin", 0))

      """,
    lua: """
      function names_@(prefix, count)
          local found = {}
          for number = 0, count - 1 do
              if number % 3 ~= 2 then
                  found[#found + 1] = string.format("%s %02d", prefix, number)
              end
          end
          return found
      end

      labels_@ = names_@("bin @", 6)
      sizes_@ = {}
      for _, label in ipairs(labels_@) do sizes_@[label] = #label end
      long_@ = {}
      for _, label in ipairs(labels_@) do
          if sizes_@[label] > 5 then long_@[#long_@ + 1] = string.upper(label) end
      end
      pose_dict['tower @'] = Pose({0.1, -0.2, 0.025}, {1.0, 0.0, 0.0, 0.0})
      pieces_@ = {get_actor('red cube'), get_actor('blue cube'), get_actor('white hexagon')}
      for _, piece in ipairs(pieces_@) do
          local well, failure = pcall(function()
              pick_move3d_place{actor=piece, target_pose=pose_dict['tower @']}
          end)
          if not well then
              print("no", piece.name, failure.reason)
              pick_move3d_place{actor=piece, target_pose=free_space{actor=piece}}
          end
      end
      base_@ = pieces_@[1]
      for level = 2, #pieces_@ do
          pick_move3d_place{actor=pieces_@[level], target_actor=base_@}
          base_@ = pieces_@[level]
      end
      if #long_@ > 0 and not is_static(base_@) then
          wait(2)
      end
      print(long_@, sizes_@["bin"] or 0)

      """)
}
