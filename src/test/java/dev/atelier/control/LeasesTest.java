package dev.atelier.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private final Leases leases = new Leases();

  @Test
  void nobodyDrivesAtFirst() {
    assertThat(leases.current("sess_a")).isEmpty();
    assertThatCode(() -> leases.requireMayAct("sess_a", Optional.empty(), 0))
        .doesNotThrowAnyException();
  }

  @Test
  void aTaskHasControlUntilItGivesItBack() {
    Lease lease = leases.takeForTask("sess_a", "task_1");
    assertThat(leases.current("sess_a")).contains(lease);
    assertThatThrownBy(() -> leases.requireMayAct("sess_a", Optional.empty(), 0))
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
              assertThatThrownBy(() -> leases.requireMayAct("sess_a", Optional.empty(), 0))
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
    Lease task = leases.takeForTask("sess_a", "task_1");
    assertThatThrownBy(() -> leases.whileNobodyDrives("sess_a", "being mended", () -> "done"))
        .isInstanceOf(ControlHeld.class);
    assertThat(leases.current("sess_a")).contains(task);
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
    assertThatCode(() -> leases.requireMayAct("sess_c", Optional.empty(), 0))
        .doesNotThrowAnyException();
  }

  @Test
  void onlyTheLeaseWithItsEpochMayAct() {
    Lease lease = leases.takeForTask("sess_a", "task_1");
    assertThatCode(() -> leases.requireMayAct("sess_a", Optional.of(lease.id()), lease.epoch()))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> leases.requireMayAct("sess_a", Optional.of(lease.id()), lease.epoch() - 1))
        .isInstanceOf(ControlHeld.class);
    assertThatThrownBy(
            () -> leases.requireMayAct("sess_a", Optional.of("lease_other"), lease.epoch()))
        .isInstanceOf(ControlHeld.class);
  }

  @Test
  void theEpochRisesWithEachHolder() {
    Lease first = leases.takeForTask("sess_a", "task_1");
    leases.release(first);
    Lease second = leases.takeForTask("sess_a", "task_2");
    assertThat(second.epoch()).isGreaterThan(first.epoch());
  }

  @Test
  void givingBackTwiceDoesNotTakeControlFromTheNext() {
    Lease first = leases.takeForTask("sess_a", "task_1");
    leases.release(first);
    Lease second = leases.takeForTask("sess_a", "task_2");
    leases.release(first);
    assertThat(leases.current("sess_a")).contains(second);
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

  private List<Lease> racing(ExecutorService pool, String session) throws Exception {
    CyclicBarrier start = new CyclicBarrier(TAKERS);
    List<Future<Lease>> takers = new ArrayList<>();
    for (int n = 0; n < TAKERS; n++) {
      String task = "task_" + n;
      Callable<Lease> take =
          () -> {
            start.await();
            return leases.takeForTask(session, task);
          };
      takers.add(pool.submit(take));
    }
    List<Lease> winners = new ArrayList<>();
    for (Future<Lease> taker : takers) {
      try {
        winners.add(taker.get());
      } catch (ExecutionException refused) {
        assertThat(refused).hasCauseInstanceOf(ControlHeld.class);
      }
    }
    return winners;
  }
}
