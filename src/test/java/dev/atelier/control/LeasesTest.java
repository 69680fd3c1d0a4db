package dev.atelier.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LeasesTest {
  private static final int TAKERS = 16;

  private final Leases leases = LeasesInMemory.fresh();

  @Test
  void nobodyDrivesAtFirst() {
    assertThat(leases.current("sess_a")).isEmpty();
    assertThatCode(() -> leases.requireMayAct("sess_a", Permit.NONE)).doesNotThrowAnyException();
  }

  @Test
  void aTaskHasControlUntilItGivesItBack() {
    TaskLease lease = leases.takeForTask("sess_a", "task_1");
    assertThat(lease.drives()).isTrue();
    assertThatThrownBy(() -> leases.requireMayAct("sess_a", Permit.NONE))
        .isInstanceOf(ControlHeld.class);
    leases.release(lease);
    assertThat(leases.current("sess_a")).isEmpty();
  }

  @Test
  void nobodyDrivesADesktopThatIsItselfBeingChanged() {
    String done =
        leases.whileNobodyDrives(
            "sess_a",
            "being mended",
            () -> {
              assertThatThrownBy(() -> leases.takeForTask("sess_a", "task_1"))
                  .isInstanceOf(ControlHeld.class)
                  .hasMessage("this desktop is being mended; try again when that is done");
              assertThatThrownBy(() -> leases.requireMayAct("sess_a", Permit.NONE))
                  .isInstanceOf(ControlHeld.class);
              return "done";
            });
    assertThat(done).isEqualTo("done");
    assertThat(leases.current("sess_a")).isEmpty();
  }

  @Test
  void aChangeThatFailsGivesControlBackAndOneUnderATaskDoesNotBegin() {
    assertThatThrownBy(
            () ->
                leases.whileNobodyDrives(
                    "sess_a",
                    "being mended",
                    () -> {
                      throw new IllegalStateException("the engine is gone");
                    }))
        .isInstanceOf(IllegalStateException.class);
    TaskLease task = leases.takeForTask("sess_a", "task_1");
    assertThatThrownBy(() -> leases.whileNobodyDrives("sess_a", "being mended", () -> "done"))
        .isInstanceOf(ControlHeld.class);
    assertThat(task.drives()).isTrue();
  }

  @Test
  void theRefusedLearnWhoDrives() {
    leases.takeForTask("sess_a", "task_1");
    assertThatThrownBy(() -> leases.takeForTask("sess_a", "task_2"))
        .isInstanceOfSatisfying(
            ControlHeld.class,
            held -> assertThat(held.holder()).isEqualTo(new Holder.WorkingTask("task_1")));
  }

  @Test
  void desktopsAreDrivenIndependently() {
    leases.takeForTask("sess_a", "task_1");
    assertThatCode(() -> leases.takeForTask("sess_b", "task_2")).doesNotThrowAnyException();
    assertThatCode(() -> leases.requireMayAct("sess_c", Permit.NONE)).doesNotThrowAnyException();
  }

  @Test
  void onlyTheLeaseWithItsEpochMayAct() throws InterruptedException {
    TaskLease lease = leases.takeForTask("sess_a", "task_1");
    long epoch = lease.awaitTurn();
    assertThatCode(() -> leases.requireMayAct("sess_a", lease.permit(epoch)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> leases.requireMayAct("sess_a", lease.permit(epoch - 1)))
        .isInstanceOf(ControlHeld.class);
    assertThatThrownBy(() -> leases.requireMayAct("sess_a", new Permit("lease_other", epoch)))
        .isInstanceOf(ControlHeld.class);
  }

  @Test
  void theEpochRisesWithEachHolder() throws InterruptedException {
    TaskLease first = leases.takeForTask("sess_a", "task_1");
    long before = first.awaitTurn();
    leases.release(first);
    TaskLease second = leases.takeForTask("sess_a", "task_2");
    assertThat(second.awaitTurn()).isGreaterThan(before);
  }

  @Test
  void givingBackTwiceDoesNotTakeControlFromTheNext() {
    TaskLease first = leases.takeForTask("sess_a", "task_1");
    leases.release(first);
    TaskLease second = leases.takeForTask("sess_a", "task_2");
    leases.release(first);
    assertThat(second.drives()).isTrue();
  }

  @Test
  void ofManyWhoTakeAtOnceOneGetsControl() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(TAKERS);
    try {
      for (int round = 0; round < 50; round++) {
        String session = "sess_" + round;
        assertThat(racing(pool, session)).hasSize(1);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private List<TaskLease> racing(ExecutorService pool, String session) throws Exception {
    CyclicBarrier start = new CyclicBarrier(TAKERS);
    List<Future<TaskLease>> takers = new ArrayList<>();
    for (int n = 0; n < TAKERS; n++) {
      String task = "task_" + n;
      Callable<TaskLease> take =
          () -> {
            start.await();
            return leases.takeForTask(session, task);
          };
      takers.add(pool.submit(take));
    }
    List<TaskLease> winners = new ArrayList<>();
    for (Future<TaskLease> taker : takers) {
      try {
        winners.add(taker.get());
      } catch (ExecutionException refused) {
        assertThat(refused).hasCauseInstanceOf(ControlHeld.class);
      }
    }
    return winners;
  }
}
