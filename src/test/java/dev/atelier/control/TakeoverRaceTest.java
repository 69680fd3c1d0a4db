package dev.atelier.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/** Many people who want one desktop at once, a task that works there, and random delays. */
@Timeout(60)
class TakeoverRaceTest {
  private static final String ADA = "sess_a";
  private static final int TAKERS = 8;
  private static final int TURNS = 60;

  private final LeasesInMemory room = new LeasesInMemory();
  private final Leases leases = room.leases();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger acting = new AtomicInteger();
  private final AtomicInteger byTask = new AtomicInteger();
  private final AtomicInteger byPeople = new AtomicInteger();

  private static void linger(Random random) {
    LockSupport.parkNanos(random.nextInt(400_000));
  }

  /** Nobody else may act in the meantime. */
  private void alone(Random random) {
    if (acting.incrementAndGet() != 1) {
      faults.add("two acted at once");
    }
    try {
      linger(random);
    } finally {
      acting.decrementAndGet();
    }
  }

  @RepeatedTest(3)
  void oneDrivesAtATimeAndNobodyIsStuck(RepetitionInfo repetition) throws Exception {
    long seed = repetition.getCurrentRepetition();
    AtomicBoolean over = new AtomicBoolean();
    TaskLease task = leases.takeForTask(ADA, "task_1");
    Thread worker = new Thread(() -> work(task, new Random(seed), over), "task");
    worker.start();
    List<Thread> takers = new ArrayList<>();
    for (int n = 0; n < TAKERS; n++) {
      Holder.Person person = new Holder.Person("person " + n, n % 4 == 3);
      Random random = new Random(seed * 100 + n);
      Thread taker = new Thread(() -> takeTurns(person, random), person.name());
      takers.add(taker);
      taker.start();
    }
    for (Thread taker : takers) {
      taker.join();
    }
    room.clock().pass(Duration.ofMinutes(1));
    leases.expireAll();
    int before = byTask.get();
    await().atMost(Duration.ofSeconds(10)).until(() -> byTask.get() > before);
    over.set(true);
    worker.interrupt();
    worker.join();
    leases.release(task);
    assertThat(faults).isEmpty();
    assertThat(byPeople).hasPositiveValue();
    assertThat(leases.current(ADA)).isEmpty();
    List<Long> epochs = room.changes().fired().stream().map(ControlChanged::epoch).toList();
    assertThat(epochs).isSorted().doesNotHaveDuplicates();
  }

  private void work(TaskLease task, Random random, AtomicBoolean over) {
    while (!over.get()) {
      try {
        long turn = task.awaitTurn();
        linger(random);
        leases.act(
            ADA,
            task.permit(turn),
            () -> {
              alone(random);
              byTask.incrementAndGet();
              return "acted";
            });
      } catch (ControlHeld | ControlLost | LeaseEnded taken) {
        linger(random);
      } catch (InterruptedException ending) {
        if (!over.get()) {
          faults.add("an interrupt got loose");
        }
      }
    }
  }

  private void takeTurns(Holder.Person person, Random random) {
    for (int n = 0; n < TURNS; n++) {
      try {
        Lease lease = leases.take(ADA, person, Optional.empty());
        Permit permit = new Permit(lease.id(), lease.epoch());
        if (acting.get() > 0 && leases.current(ADA).filter(lease::equals).isPresent()) {
          faults.add("somebody still acted when control had been taken");
        }
        leases.act(
            ADA,
            permit,
            () -> {
              alone(random);
              byPeople.incrementAndGet();
              return "acted";
            });
        switch (random.nextInt(4)) {
          case 0 -> leases.forceRelease(ADA, "root");
          case 1 -> leases.left(ADA, lease.id());
          default -> leases.handBack(ADA, lease.id(), "");
        }
      } catch (ControlHeld | LeaseEnded | ControlLost another) {
        linger(random);
      } catch (InterruptedException loose) {
        faults.add("an interrupt got loose");
      }
      if (random.nextInt(5) == 0) {
        room.clock().pass(Duration.ofSeconds(11));
        leases.expireAll();
      }
    }
  }
}
