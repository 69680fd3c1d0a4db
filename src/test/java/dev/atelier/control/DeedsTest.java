package dev.atelier.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is under way ends, however it does, and what is no more holds nobody up. */
@Timeout(30)
class DeedsTest {
  private static final String ADA = "sess_a";
  private static final Holder.Person GRACE = new Holder.Person("grace", false);
  private static final Holder.Person VERA = new Holder.Person("vera", true);
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private final LeasesInMemory room = new LeasesInMemory();
  private final Leases leases = room.leases();

  private Lease take(Holder.Person person) {
    return leases.take(ADA, person, Optional.empty());
  }

  private static Permit of(Lease lease) {
    return new Permit(lease.id(), lease.epoch());
  }

  private Lease takenAtOnce(Holder.Person person) {
    long begin = System.nanoTime();
    Lease taken = take(person);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);
    return taken;
  }

  @Test
  void workThatBreaksLeavesNothingUnderWay() throws InterruptedException {
    TaskLease task = leases.takeForTask(ADA, "task_1");
    Permit permit = task.permit(task.awaitTurn());
    assertThatThrownBy(
            () ->
                leases.act(
                    ADA,
                    permit,
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThatThrownBy(
            () ->
                leases.act(
                    ADA,
                    permit,
                    () -> {
                      throw new AssertionError("worse");
                    }))
        .hasMessage("worse");
    assertThatThrownBy(
            () ->
                leases.passOn(
                    ADA,
                    permit,
                    () -> {
                      throw new IllegalStateException("broken too");
                    }))
        .hasMessage("broken too");
    Lease grace = takenAtOnce(GRACE);
    assertThat(Thread.interrupted()).as("somebody cut what had ended").isFalse();
    assertThat(leases.act(ADA, of(grace), () -> "acted")).isEqualTo("acted");
  }

  @Test
  void aTaskWhoseThreadIsKilledInTheMiddleHoldsNobodyUp() throws Exception {
    TaskLease task = leases.takeForTask(ADA, "task_1");
    Permit permit = task.permit(task.awaitTurn());
    CountDownLatch acting = new CountDownLatch(1);
    FutureTask<String> act =
        new FutureTask<>(
            () ->
                leases.act(
                    ADA,
                    permit,
                    () -> {
                      acting.countDown();
                      new CountDownLatch(1).await();
                      return "nobody counts down";
                    }));
    Thread thread = new Thread(act, "task");
    thread.start();
    acting.await();
    thread.interrupt();
    assertThatThrownBy(act::get).hasCauseInstanceOf(InterruptedException.class);
    takenAtOnce(GRACE);
  }

  /** The interrupt was meant for the thread, and not for what it did. */
  @Test
  void whatIsShortAndCutLeavesAnInterruptToItsThread() throws Exception {
    Lease vera = take(VERA);
    CountDownLatch writing = new CountDownLatch(1);
    FutureTask<Boolean> pass =
        new FutureTask<>(
            () -> {
              leases.passOn(
                  ADA,
                  of(vera),
                  () -> {
                    writing.countDown();
                    await().until(() -> !leases.current(ADA).equals(Optional.of(vera)));
                    Thread.currentThread().interrupt();
                    return null;
                  });
              return Thread.currentThread().isInterrupted();
            });
    new Thread(pass, "viewer").start();
    writing.await();
    take(GRACE);
    assertThat(pass.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoOnlyTouchedAndLeftHasControlNoMore() {
    Lease vera = take(VERA);
    leases.left(ADA, vera.id());
    leases.expireAll();
    assertThat(leases.current(ADA)).isEmpty();
  }

  @Test
  void whoLeavesWithALeaseThatIsOverEndsNobodysControl() {
    Lease vera = take(VERA);
    Lease grace = take(GRACE);
    leases.left(ADA, vera.id());
    room.clock().pass(Seat.GRACE);
    leases.expireAll();
    assertThat(leases.current(ADA)).contains(grace);
  }

  @Test
  void aSignWithTheLeaseOfAnotherIsRefusedAndKeepsNobodyThere() throws InterruptedException {
    Lease grace = take(GRACE);
    room.clock().pass(Seat.LIFE.minusSeconds(1));
    assertThatThrownBy(() -> leases.beat(ADA, "lease_other"))
        .isInstanceOfSatisfying(
            ControlHeld.class, held -> assertThat(held.holder()).isEqualTo(GRACE));
    assertThatThrownBy(() -> leases.handBack(ADA, "lease_other", ""))
        .isInstanceOf(ControlHeld.class);
    assertThat(leases.current(ADA)).contains(grace);
    room.clock().pass(Duration.ofSeconds(1));
    leases.expireAll();
    assertThat(leases.current(ADA)).isEmpty();
    TaskLease task = leases.takeForTask(ADA, "task_1");
    task.awaitTurn();
    assertThatThrownBy(() -> leases.beat(ADA, task.id())).isInstanceOf(ControlHeld.class);
  }

  @Test
  void whatIsSentWithALeaseToADesktopThatNobodyDroveIsRefused() {
    Permit made = new Permit("lease_other", 1);
    assertThatThrownBy(() -> leases.requireMayAct("sess_b", made)).isInstanceOf(LeaseEnded.class);
    assertThatThrownBy(() -> leases.act("sess_b", made, () -> "acted"))
        .isInstanceOf(LeaseEnded.class);
  }

  @Test
  void whoCannotHearWhoDrivesTakesNothingBack() {
    TaskLease task = leases.takeForTask(ADA, "task_1");
    room.drivers()
        .observedBy(
            change -> {
              throw new IllegalStateException("deaf");
            });
    Lease grace = take(GRACE);
    assertThat(leases.current(ADA)).contains(grace);
    leases.handBack(ADA, grace.id(), "");
    assertThat(task.drives()).isTrue();
    assertThat(leases.<String>whileNobodyDrives("sess_b", "being mended", () -> "done"))
        .isEqualTo("done");
    assertThat(leases.current("sess_b")).isEmpty();
  }

  @Test
  void aTaskKnowsThatItsDriverLeftUntilItHasAsked() {
    TaskLease task = leases.takeForTask(ADA, "task_1");
    leases.handBack(ADA, take(GRACE).id(), "");
    assertThat(task.wasAbandoned()).isFalse();
    take(GRACE);
    leases.forceRelease(ADA, "root");
    leases.handBack(ADA, take(GRACE).id(), "");
    assertThat(task.wasAbandoned()).isTrue();
    assertThat(task.handOvers()).hasSize(3);
    assertThat(task.wasAbandoned()).isFalse();
  }
}
