package dev.atelier.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People take control of a desktop, from nobody, from a task, from each other. */
@Timeout(30)
class TakeoverTest {
  private static final String ADA = "sess_a";
  private static final Holder.Person GRACE = new Holder.Person("grace", false);
  private static final Holder.Person VERA = new Holder.Person("vera", false);
  private static final Holder.Person PASSING = new Holder.Person("vera", true);

  private final LeasesInMemory room = new LeasesInMemory();
  private final Leases leases = room.leases();

  private Lease take(Holder.Person person) {
    return leases.take(ADA, person, Optional.empty());
  }

  private List<String> record() {
    return room.changes().fired().stream().map(ControlChanged::type).toList();
  }

  private void pass(Duration time) {
    room.clock().pass(time);
    leases.expireAll();
  }

  private static Permit of(Lease lease) {
    return new Permit(lease.id(), lease.epoch());
  }

  @Test
  void aPersonTakesControlFromATaskWhichGoesOnWhenTheyHandBack() throws InterruptedException {
    TaskLease task = leases.takeForTask(ADA, "task_1");
    long before = task.awaitTurn();
    Lease grace = take(GRACE);
    assertThat(grace.epoch()).isGreaterThan(before);
    assertThat(task.has(before)).isFalse();
    assertThat(leases.waits(ADA, "task_1")).isTrue();
    assertThat(leases.taskOn(ADA)).contains("task_1");
    room.clock().pass(Duration.ofSeconds(20));
    leases.handBack(ADA, grace.id(), "logged in");
    assertThat(task.awaitTurn()).isGreaterThan(grace.epoch());
    assertThat(task.handOvers())
        .containsExactly(new HandOver("grace", Duration.ofSeconds(20), true, "logged in"));
    assertThat(task.handOvers()).isEmpty();
    assertThat(record()).containsExactly("control.taken", "control.handed_back");
    assertThat(room.changes().fired())
        .allSatisfy(change -> assertThat(change.taskId()).contains("task_1"));
    assertThat(room.changes().fired().get(1).detail()).containsEntry("note", "logged in");
  }

  @Test
  void whatTheTaskSendsWithItsOldEpochIsRefused() throws InterruptedException {
    TaskLease task = leases.takeForTask(ADA, "task_1");
    long before = task.awaitTurn();
    Lease grace = take(GRACE);
    assertThatThrownBy(() -> leases.act(ADA, task.permit(before), () -> "acted"))
        .isInstanceOf(ControlHeld.class)
        .hasMessageContaining("grace has control");
    leases.handBack(ADA, grace.id(), "");
    assertThatThrownBy(() -> leases.act(ADA, task.permit(before), () -> "acted"))
        .isInstanceOf(ControlHeld.class);
    assertThat(leases.act(ADA, task.permit(task.awaitTurn()), () -> "acted")).isEqualTo("acted");
  }

  @Test
  void whatIsUnderWayHasEndedBeforeControlIsTaken() throws Exception {
    TaskLease task = leases.takeForTask(ADA, "task_1");
    long turn = task.awaitTurn();
    CountDownLatch typing = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    FutureTask<String> act =
        new FutureTask<>(
            () ->
                leases.act(
                    ADA,
                    task.permit(turn),
                    () -> {
                      try {
                        typing.countDown();
                        new CountDownLatch(1).await();
                        return "typed it all";
                      } finally {
                        released.countDown();
                      }
                    }));
    new Thread(act, "task").start();
    typing.await();
    take(GRACE);
    assertThat(released.getCount()).isZero();
    assertThatThrownBy(act::get)
        .hasCauseInstanceOf(ControlLost.class)
        .hasMessageContaining("stopped where it was: grace took control");
  }

  @Test
  void anInterruptThatCameTooLateDoesNotStayWithTheThread() throws Exception {
    TaskLease task = leases.takeForTask(ADA, "task_1");
    long turn = task.awaitTurn();
    CountDownLatch acting = new CountDownLatch(1);
    FutureTask<Boolean> act =
        new FutureTask<>(
            () -> {
              String done =
                  leases.act(
                      ADA,
                      task.permit(turn),
                      () -> {
                        acting.countDown();
                        await().until(() -> leases.state(ADA).person().isPresent());
                        return "done";
                      });
              return done.equals("done") && Thread.currentThread().isInterrupted();
            });
    new Thread(act, "task").start();
    acting.await();
    take(GRACE);
    assertThat(act)
        .satisfiesAnyOf(
            one -> assertThat(one.get()).isFalse(),
            one -> assertThatThrownBy(one::get).hasCauseInstanceOf(ControlLost.class));
  }

  @Test
  void anotherPersonIsToldWhoHasControl() {
    take(GRACE);
    assertThatThrownBy(() -> take(VERA))
        .isInstanceOf(ControlHeld.class)
        .hasMessageContaining("grace has control of this desktop");
    assertThatThrownBy(() -> leases.requireMayAct(ADA, Permit.NONE))
        .isInstanceOf(ControlHeld.class);
    assertThatThrownBy(() -> leases.takeForTask(ADA, "task_1")).isInstanceOf(ControlHeld.class);
  }

  @Test
  void whoNamesTheirLeaseKeepsIt() {
    Lease first = take(GRACE);
    assertThat(leases.take(ADA, GRACE, Optional.of(first.id()))).isEqualTo(first);
    assertThatThrownBy(() -> leases.take(ADA, VERA, Optional.of(first.id())))
        .isInstanceOf(ControlHeld.class);
  }

  @Test
  void controlEndsWhenNoSignOfThePersonComes() {
    Lease grace = take(GRACE);
    pass(Duration.ofSeconds(20));
    leases.beat(ADA, grace.id());
    pass(Duration.ofSeconds(20));
    assertThat(leases.current(ADA)).contains(grace);
    pass(Duration.ofSeconds(10));
    assertThat(leases.current(ADA)).isEmpty();
    assertThat(record()).containsExactly("control.taken", "control.expired");
    assertThatThrownBy(() -> leases.beat(ADA, grace.id())).isInstanceOf(LeaseEnded.class);
    assertThatThrownBy(() -> leases.handBack(ADA, grace.id(), "")).isInstanceOf(LeaseEnded.class);
    assertThatThrownBy(() -> leases.act(ADA, of(grace), () -> "acted"))
        .isInstanceOf(LeaseEnded.class);
  }

  @Test
  void aPersonWhoDoesNothingForLongLosesControlThoughTheirPageIsOpen() throws Exception {
    Lease grace = take(GRACE);
    for (int n = 0; n < 44; n++) {
      pass(Duration.ofSeconds(20));
      leases.beat(ADA, grace.id());
    }
    leases.act(ADA, of(grace), () -> "a click");
    for (int n = 0; n < 44; n++) {
      pass(Duration.ofSeconds(20));
      leases.beat(ADA, grace.id());
    }
    pass(Duration.ofSeconds(20));
    assertThat(leases.current(ADA)).isEmpty();
  }

  @Test
  void aTaskLearnsThatThePersonLeftWithoutHandingBack() throws InterruptedException {
    TaskLease task = leases.takeForTask(ADA, "task_1");
    Lease grace = take(GRACE);
    leases.left(ADA, grace.id());
    pass(Duration.ofSeconds(9));
    assertThat(leases.current(ADA)).contains(grace);
    pass(Duration.ofSeconds(1));
    task.awaitTurn();
    assertThat(task.handOvers()).singleElement().matches(handOver -> !handOver.handedBack());
  }

  @Test
  void anAdministratorEndsControl() {
    take(GRACE);
    assertThat(leases.forceRelease(ADA, "root")).isTrue();
    assertThat(leases.current(ADA)).isEmpty();
    assertThat(leases.forceRelease(ADA, "root")).isFalse();
    assertThat(room.changes().fired().get(1))
        .satisfies(
            change -> {
              assertThat(change.type()).isEqualTo("control.force_released");
              assertThat(change.actor()).isEqualTo("root");
              assertThat(change.detail()).containsEntry("person", "grace");
            });
  }

  @Test
  void whoOnlyTouchesADesktopMakesRoomForEverybodyWhoAsks() {
    take(PASSING);
    assertThatThrownBy(() -> leases.requireMayAct(ADA, Permit.NONE))
        .isInstanceOf(ControlHeld.class);
    TaskLease task = leases.takeForTask(ADA, "task_1");
    assertThat(task.drives()).isTrue();
    assertThatThrownBy(() -> take(PASSING)).isInstanceOf(ControlHeld.class);
    leases.release(task);
    take(PASSING);
    Lease grace = take(GRACE);
    assertThat(leases.current(ADA)).contains(grace);
    assertThatThrownBy(() -> take(PASSING)).isInstanceOf(ControlHeld.class);
    assertThat(task.handOvers()).isEmpty();
  }

  @Test
  void controlByTouchEndsSoonAfterTheLastTouch() throws Exception {
    Lease vera = take(PASSING);
    pass(Duration.ofSeconds(14));
    leases.act(ADA, of(vera), () -> "a key");
    pass(Duration.ofSeconds(14));
    leases.beat(ADA, vera.id());
    assertThat(leases.current(ADA)).contains(vera);
    pass(Duration.ofSeconds(1));
    assertThat(leases.current(ADA)).isEmpty();
    assertThat(record()).containsExactly("control.taken", "control.lapsed");
  }

  @Test
  void aPausedTaskKeepsItsPlaceAndDoesNotDrive() throws InterruptedException {
    TaskLease task = leases.takeForTask(ADA, "task_1");
    leases.pauseTask(ADA, "task_1");
    assertThat(task.drives()).isFalse();
    assertThat(leases.isPaused(ADA, "task_1")).isTrue();
    leases.requireMayAct(ADA, Permit.NONE);
    assertThatThrownBy(() -> leases.takeForTask(ADA, "task_2"))
        .isInstanceOfSatisfying(
            ControlHeld.class,
            held -> assertThat(held.holder()).isEqualTo(new Holder.WorkingTask("task_1")));
    Lease grace = take(GRACE);
    leases.resumeTask(ADA, "task_1");
    assertThat(task.drives()).isFalse();
    leases.handBack(ADA, grace.id(), "");
    assertThat(task.drives()).isTrue();
    assertThat(task.handOvers()).hasSize(1);
  }

  @Test
  void handingBackAPausedTaskLeavesItPaused() {
    TaskLease task = leases.takeForTask(ADA, "task_1");
    leases.pauseTask(ADA, "task_1");
    Lease grace = take(GRACE);
    leases.handBack(ADA, grace.id(), "");
    assertThat(leases.current(ADA)).isEmpty();
    leases.resumeTask(ADA, "task_1");
    assertThat(task.drives()).isTrue();
  }

  @Test
  void aTaskThatEndsWhileAPersonDrivesLeavesThemAtTheWheel() {
    TaskLease task = leases.takeForTask(ADA, "task_1");
    Lease grace = take(GRACE);
    leases.release(task);
    assertThat(leases.current(ADA)).contains(grace);
    leases.handBack(ADA, grace.id(), "");
    assertThat(leases.current(ADA)).isEmpty();
    assertThat(leases.taskOn(ADA)).isEmpty();
  }

  @Test
  void whatCannotBePutOnRecordDoesNotHappen() {
    TaskLease task = leases.takeForTask(ADA, "task_1");
    room.changes()
        .observedBy(
            change -> {
              throw new IllegalStateException("the record is full");
            });
    assertThatThrownBy(() -> take(GRACE)).hasMessage("the record is full");
    assertThat(task.drives()).isTrue();
  }

  @Test
  void everyChangeIsTold() {
    Lease grace = take(GRACE);
    leases.handBack(ADA, grace.id(), "");
    TaskLease task = leases.takeForTask(ADA, "task_1");
    leases.release(task);
    assertThat(room.drivers().fired()).hasSize(4);
  }
}
