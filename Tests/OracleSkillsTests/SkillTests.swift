import Geometry
import OracleSkills
import RobotInterface
import SkillPrimitives
import Testing

/// Every skill, its ends, its retries and its failures, in a world without physics.
@Suite struct SkillTests {
  let a = ActorID(rawValue: 0)
  let b = ActorID(rawValue: 1)
  let cell: KinematicCell
  let driver: SkillDriver

  init() {
    cell = KinematicCell(
      [.box(0, "red cube"), .box(1, "blue cube"), .box(2, "grey area", isMovable: false)],
      at: [Pose(Vec3(-0.1, 0.15, 0.025)), Pose(Vec3(-0.2, -0.15, 0.025)), Pose(Vec3(0, 0, 0.025))])
    driver = SkillDriver(cell)
  }

  private func reason(_ outcome: SkillOutcome) -> FailureReason? {
    if case .failure(let failure) = outcome { failure.reason } else { nil }
  }

  private func message(_ outcome: SkillOutcome) -> String {
    if case .failure(let failure) = outcome { failure.message } else { "" }
  }

  @Test func pickHoldsTheActorTenCentimetresUp() throws {
    #expect(try driver.run(.pick(a)) == .success)
    #expect(driver.primitives == [.approach, .graspAndLift])
    #expect(cell.observe().held == a)
    #expect(cell.observe()[a].pose.p.z > 0.115)
  }

  @Test func placeSetsTheHeldActorDownAtThePose() throws {
    try driver.run(.pick(a))
    let pose = Pose(Vec3(-0.1, 0, 0.025))
    #expect(try driver.run(.place(a, at: pose, matchOrientation: false)) == .success)
    #expect(driver.primitives == [.approach, .graspAndLift, .transfer, .placeAndRelease, .retreat])
    #expect(cell.observe().held == nil)
    #expect(cell.observe()[a].pose.isNear(pose, distance: 0.003, angle: 0.02))
  }

  @Test(arguments: [30, 60, 90, 120, 150, 180, -30, -90, -150])
  func matchingTheOrientationTurnsTheActor(degrees: Double) throws {
    let pose = cell.observe()[a].pose.rotatedZ(by: degrees * .pi / 180)
    #expect(try driver.run(.pickMovePlace(a, to: .pose(pose), matchOrientation: true)) == .success)
    #expect(cell.observe()[a].pose.isNear(pose, distance: 0.003, angle: 0.03))
  }

  @Test func withoutMatchingTheActorKeepsItsOwnOrientation() throws {
    let pose = Pose(Vec3(-0.1, 0, 0.025)).rotatedZ(by: 1)
    #expect(try driver.run(.pickMovePlace(a, to: .pose(pose), matchOrientation: false)) == .success)
    #expect(cell.observe()[a].pose.q.angle(to: .identity) < 0.02)
  }

  @Test func onAnActorMeansOnItsTopInTheMiddle() throws {
    #expect(try driver.run(.pickMovePlace(a, to: .on(b), matchOrientation: false)) == .success)
    #expect(cell.observe()[a].pose.isNear(Pose(Vec3(-0.2, -0.15, 0.075)), distance: 0.003, angle: 0.02))
  }

  @Test func aRelativePoseIsInTheFrameOfTheActor() throws {
    cell.put(b, at: Pose(Vec3(-0.2, -0.1, 0.025)).rotatedZ(by: .pi / 2))
    let target = SkillCall.Destination.relative(Pose(Vec3(0.13, 0, 0)), to: b)
    #expect(try driver.run(.pickMovePlace(a, to: target, matchOrientation: true)) == .success)
    let wanted = Pose(Vec3(-0.2, 0.03, 0.025)).rotatedZ(by: .pi / 2)
    #expect(cell.observe()[a].pose.isNear(wanted, distance: 0.003, angle: 0.03))
  }

  @Test func moveBringsTheToolThereAndKeepsTheLoad() throws {
    try driver.run(.pick(a))
    let goal = SuctionTool.straightDown(at: Vec3(-0.15, -0.1, 0.3), heading: 0.5)
    #expect(try driver.run(.move(to: goal, matchOrientation: true)) == .success)
    #expect(cell.observe().tool.pose.isNear(goal, distance: 0.005, angle: 0.03))
    #expect(cell.observe().held == a)
  }

  @Test func moveWithoutMatchingKeepsTheToolsRotation() throws {
    let before = cell.observe().tool.pose.q
    #expect(try driver.run(.move(to: Pose(Vec3(-0.2, 0.1, 0.3)), matchOrientation: false)) == .success)
    #expect(cell.observe().tool.pose.q.angle(to: before) < 0.01)
  }

  @Test func waitTakesItsTime() throws {
    #expect(try driver.run(.wait(seconds: 0.5)) == .success)
    #expect((10...12).contains(driver.steps))
  }

  @Test func whatIsHeldAlreadyNeedsNoPicking() throws {
    try driver.run(.pick(a))
    let steps = driver.steps
    #expect(try driver.run(.pick(a)) == .success)
    #expect(driver.steps == steps)
  }

  // MARK: - Failures

  @Test func aFullGripperPicksNothingElse() throws {
    try driver.run(.pick(a))
    let outcome = try driver.run(.pick(b))
    #expect(reason(outcome) == .blocked)
    #expect(message(outcome) == "'blue cube' cannot be picked: the gripper holds 'red cube'")
  }

  @Test func anEmptyGripperPlacesNothing() throws {
    let outcome = try driver.run(.place(a, at: .identity, matchOrientation: false))
    #expect(reason(outcome) == .notGrasped)
    #expect(driver.steps == 0)
  }

  @Test func whatIsFixedIsNotPicked() throws {
    #expect(reason(try driver.run(.pick(ActorID(rawValue: 2)))) == .notGrasped)
  }

  @Test func whatIsOutOfReachIsRefusedBeforeAnythingMoves() throws {
    cell.put(a, at: Pose(Vec3(0.6, 0.6, 0.025)))
    #expect(reason(try driver.run(.pick(a))) == .unreachable)
    #expect(reason(try driver.run(.move(to: Pose(Vec3(0, 0, 2)), matchOrientation: false))) == .unreachable)
    #expect(reason(try driver.run(.move(to: Pose(Vec3(1e12, 0, 0)), matchOrientation: false))) == .unreachable)
    #expect(driver.steps == 0)
  }

  @Test func whatCannotBeBroughtToItsPlaceIsNotPickedUpFirst() throws {
    let far = SkillCall.Destination.pose(Pose(Vec3(0.5, 0, 0.025)))
    let outcome = try driver.run(.pickMovePlace(a, to: far, matchOrientation: false))
    #expect(message(outcome) == "'red cube' cannot be put there: it is out of the arm's reach")
    #expect(driver.steps == 0)
  }

  @Test func whatCarriesAnotherIsNotPicked() throws {
    cell.put(b, at: Pose(Vec3(-0.1, 0.15, 0.075)))
    let outcome = try driver.run(.pick(a))
    #expect(reason(outcome) == .blocked)
    #expect(message(outcome) == "'red cube' cannot be picked: 'blue cube' is in the way")
  }

  @Test func aPlaceHalfTakenIsBlocked() throws {
    let outcome = try driver.run(.pickMovePlace(a, to: .pose(Pose(Vec3(-0.2, -0.09, 0.025))), matchOrientation: false))
    #expect(reason(outcome) == .blocked)
    #expect(message(outcome) == "'red cube' cannot stand there: 'blue cube' is in the way")
    #expect(driver.steps == 0)
  }

  @Test func tippingIsNotWithinReach() throws {
    let lying = Pose(Vec3(-0.1, 0, 0.05), Quat(angle: .pi / 2, axis: Vec3(1, 0, 0)))
    #expect(reason(try driver.run(.pickMovePlace(a, to: .pose(lying), matchOrientation: true))) == .unreachable)
  }

  @Test func cupsWithoutHoldAreTriedThreeTimes() throws {
    cell.suctionWorks = false
    #expect(reason(try driver.run(.pick(a))) == .notGrasped)
    #expect(driver.primitives == [.approach, .graspAndLift, .approach, .graspAndLift, .approach, .graspAndLift])
  }

  @Test func whatIsDroppedOnceIsFetchedAgain() throws {
    var isDropped = false
    driver.afterStep = { driver in
      guard !isDropped, driver.primitives.last == .transfer, cell.observe()[a].pose.p.y < 0.05 else { return }
      isDropped = true
      cell.letGo()
    }
    let pose = Pose(Vec3(-0.1, -0.05, 0.025))
    #expect(try driver.run(.pickMovePlace(a, to: .pose(pose), matchOrientation: false)) == .success)
    #expect(isDropped)
    #expect(driver.primitives.filter { $0 == .graspAndLift }.count == 2)
    #expect(cell.observe()[a].pose.isNear(pose, distance: 0.003, angle: 0.02))
  }

  @Test func whatIsDroppedEveryTimeIsGivenUp() throws {
    driver.afterStep = { driver in
      if driver.primitives.last == .transfer { cell.letGo() }
    }
    let pose = Pose(Vec3(-0.1, 0, 0.025))
    #expect(reason(try driver.run(.pickMovePlace(a, to: .pose(pose), matchOrientation: false))) == .dropped)
    #expect(driver.primitives.filter { $0 == .transfer }.count == 3)
  }

  @Test func anActorThatMovesAwayIsFollowed() throws {
    driver.afterStep = { driver in
      if driver.steps == 5 { cell.put(a, at: Pose(Vec3(-0.15, 0.05, 0.025))) }
    }
    #expect(try driver.run(.pick(a)) == .success)
    #expect(driver.primitives == [.approach, .approach, .graspAndLift])
  }

  @Test func anArmThatPushesAgainstSomethingGivesUp() throws {
    cell.fault = .jammed
    let outcome = try driver.run(.pick(a))
    #expect(reason(outcome) == .blocked)
    #expect(message(outcome) == "the arm pushed against something during approach and gave up")
  }

  @Test func anArmThatDoesNotMoveTakesTooLong() throws {
    cell.fault = .deaf
    let outcome = try driver.run(.pick(a))
    #expect(reason(outcome) == .timeout)
    #expect(message(outcome) == "approach of 'red cube' took longer than it may")
  }

  @Test func whatDoesNotComeToRestIsNotPlaced() throws {
    driver.afterStep = { driver in
      if driver.primitives.last == .placeAndRelease { cell.tremor = 0.005 }
    }
    let outcome = try driver.run(.pickMovePlace(a, to: .on(b), matchOrientation: false))
    #expect(reason(outcome) == .timeout)
    #expect(message(outcome) == "'red cube' was set down and let go, but does not come to rest")
  }

  @Test func whatStillTumblesIsWaitedForBeforeItIsPicked() throws {
    cell.tremor = 0.1
    driver.afterStep = { driver in
      if driver.steps > 20 { cell.tremor = 0 }
    }
    #expect(try driver.run(.pick(a)) == .success)
    #expect(driver.primitives.first == .hold)
    #expect(driver.primitives.suffix(2) == [.approach, .graspAndLift])
  }

  @Test func nonsenseIsRefused() throws {
    let numbers = [Double.nan, .infinity, -.infinity]
    for number in numbers {
      let pose = Pose(Vec3(number, 0, 0))
      #expect(reason(try driver.run(.move(to: pose, matchOrientation: true))) == .unreachable)
      #expect(reason(try driver.run(.pickMovePlace(a, to: .pose(pose), matchOrientation: true))) == .unreachable)
      #expect(reason(try driver.run(.wait(seconds: number))) == .timeout)
    }
    let turnless = Pose(.zero, Quat(0, 0, 0, 0))
    #expect(reason(try driver.run(.move(to: turnless, matchOrientation: true))) == .unreachable)
    #expect(reason(try driver.run(.pick(ActorID(rawValue: 9)))) == .noSuchActor)
    #expect(reason(try driver.run(.wait(seconds: -5))) == .timeout)
    #expect(message(try driver.run(.pickMovePlace(a, to: .on(a), matchOrientation: false))).contains("on itself"))
    #expect(driver.steps == 0)
  }

  @Test func skillsOfOtherFamiliesAreNotClaimed() throws {
    #expect(driver.oracle.skills == [.pick, .place, .pickMovePlace, .move, .wait])
    #expect(try driver.run(.push(a, to: .identity)) != .success)
  }
}
