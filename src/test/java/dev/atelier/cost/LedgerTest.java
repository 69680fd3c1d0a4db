package dev.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.BackgroundWork;
import dev.atelier.Caller;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.cost.BookedCall.State;
import dev.atelier.storage.LedgerOnH2;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Task;
import dev.atelier.vision.ModelCall;
import dev.atelier.vision.Spending.Reservation;
import dev.atelier.vision.SpendingCapReached;
import dev.atelier.vision.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LedgerTest {
  private static final Caller ADA = Caller.of("ada", Role.ADMIN);

  /** A million tokens cost a dollar, so a token a millionth. */
  private static final String PRICE = "dear/model=1/1/1/1";

  private static final int TASKS = 50;
  private static final int DEAREST = 40_000;

  private final LedgerOnH2 database = new LedgerOnH2();
  private final LedgerRepository books = database.repository();
  private final HandSetClock clock = new HandSetClock();
  private final FakeEvents<CallBooked> booked = new FakeEvents<>();
  private final FakeEvents<CapChanged> changes = new FakeEvents<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final BackgroundWork background = new HastyWork();

  @AfterEach
  void stop() {
    background.stop();
  }

  private Ledger ledger(String cap, Optional<BigDecimal> sessionCap, String zone) {
    return new Ledger(
        new PriceList(Optional.of(PRICE), Optional.empty()),
        budget(cap, sessionCap, zone),
        new Booking(books, booked) {
          @Override
          void open(BookedCall call, Supplier<List<Cap>> caps) {
            database.within(
                () -> {
                  super.open(call, caps);
                  return null;
                });
          }

          @Override
          void close(BookedCall call, State state, Usage usage, BigDecimal usd) {
            database.within(
                () -> {
                  if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new IllegalStateException("the database is away");
                  }
                  super.close(call, state, usage, usd);
                  return null;
                });
          }
        },
        books,
        background,
        clock);
  }

  private Ledger ledger(String cap) {
    return ledger(cap, Optional.empty(), "UTC");
  }

  private Budget budget(String cap, Optional<BigDecimal> sessionCap, String zone) {
    return new Budget(books, caps(cap, sessionCap), clock, zone);
  }

  private Caps caps(String cap, Optional<BigDecimal> sessionCap) {
    return new Caps(database.caps(), changes, clock, new BigDecimal(cap), sessionCap);
  }

  private BigDecimal spentToday() {
    return budget("1", Optional.empty(), "UTC").spentToday();
  }

  private static Task task(String id) {
    return SampleTasks.asking(id, "none", Optional.empty());
  }

  private static ModelCall call(long tokens) {
    return new ModelCall("dear", "model", Usage.of(tokens, 0));
  }

  @Test
  void aCallIsSetAsideAndThenBookedAsItWas() {
    Ledger ledger = ledger("1.00");
    Reservation reservation = ledger.reserve(task("task_1"), call(300_000));
    assertThat(spentToday()).isEqualByComparingTo("0.3");
    reservation.settle(new Usage(100_000, 0, 20_000, 0));
    assertThat(spentToday()).isEqualByComparingTo("0.12");
    assertThat(ledger.spentOn("task_1")).isEqualByComparingTo("0.12");
    BookedCall row = books.ofTask("task_1").get(0);
    assertThat(row.state()).isEqualTo(State.SETTLED);
    assertThat(row.usage()).isEqualTo(new Usage(100_000, 0, 20_000, 0));
    assertThat(row.usd()).isEqualByComparingTo("0.12");
    assertThat(row.step()).isEqualTo(1);
    assertThat(row.sessionId()).isEqualTo("sess_a");
    assertThat(booked.fired()).hasSize(1);
  }

  @Test
  void theFirstWayToCloseACallCounts() {
    Reservation reservation = ledger("1.00").reserve(task("task_1"), call(300_000));
    reservation.release();
    reservation.chargeInFull();
    reservation.settle(Usage.of(9, 9));
    assertThat(spentToday()).isZero();
    assertThat(books.ofTask("task_1").get(0).state()).isEqualTo(State.RELEASED);
  }

  @Test
  void aCallThatWouldPassTheCapIsNotMade() {
    Ledger ledger = ledger("1.00");
    ledger.reserve(task("task_1"), call(700_000));
    assertThatThrownBy(() -> ledger.reserve(task("task_2"), call(300_001)))
        .isInstanceOfSatisfying(
            SpendingCapReached.class,
            reached -> {
              assertThat(reached.spent()).isEqualByComparingTo("0.7");
              assertThat(reached.cap()).isEqualByComparingTo("1");
              assertThat(reached.resetsAt()).isPresent();
            })
        .hasMessageContaining("MAX_USD_PER_DAY");
    assertThat(spentToday()).isEqualByComparingTo("0.7");
    assertThat(books.ofTask("task_2")).isEmpty();
    assertThat(ledger.spentOn("task_2")).isZero();
    ledger.reserve(task("task_2"), call(300_000));
  }

  @Test
  void aTaskAndADesktopHaveCapsOfTheirOwn() {
    Ledger ledger = ledger("9", Optional.of(new BigDecimal("0.5")), "UTC");
    Task bounded = SampleTasks.asking("task_1", "model", Optional.of(new BigDecimal("0.1")));
    assertThatThrownBy(() -> ledger.reserve(bounded, call(100_001)))
        .hasMessageContaining("max_usd");
    ledger.reserve(task("task_2"), call(450_000));
    assertThatThrownBy(() -> ledger.reserve(task("task_3"), call(100_000)))
        .hasMessageContaining("MAX_USD_PER_SESSION_PER_DAY");
    assertThat(spentToday()).isEqualByComparingTo("0.45");
  }

  @Test
  void aCapThatIsChangedHoldsForTheNextCallAndThatOfTheSettingsOnceItIsReset() {
    Ledger ledger = ledger("1.00", Optional.empty(), "UTC");
    Caps caps = caps("1.00", Optional.empty());
    ledger.reserve(task("task_1"), call(600_000));
    database.within(() -> caps.change(CapScope.DAY, new BigDecimal("0.7"), ADA));
    assertThatThrownBy(() -> ledger.reserve(task("task_1"), call(200_000)))
        .hasMessageContaining("the cap of $0.7 for a day (set on the page Costs)");
    database.within(() -> caps.change(CapScope.DESKTOP, new BigDecimal("0.65"), ADA));
    assertThatThrownBy(() -> ledger.reserve(task("task_1"), call(80_000)))
        .hasMessageContaining("$0.65 for this desktop a day (set on the page Costs)");
    database.within(() -> caps.reset(CapScope.DESKTOP, ADA));
    database.within(() -> caps.reset(CapScope.DAY, ADA));
    ledger.reserve(task("task_1"), call(400_000));
  }

  /** Whoever sets a cap while many spend finds afterwards that nobody set more aside than by it. */
  @Test
  void onceACapIsChangedNothingMoreIsSetAsideByTheOneBefore() throws Exception {
    Ledger ledger = ledger("900");
    Caps caps = caps("900", Optional.empty());
    ExecutorService pool = Executors.newFixedThreadPool(TASKS);
    List<Future<?>> all = new ArrayList<>();
    for (int n = 0; n < TASKS; n++) {
      Task task = task("task_" + n);
      all.add(
          pool.submit(
              () ->
                  assertThatThrownBy(
                          () -> {
                            while (true) {
                              ledger.reserve(task, call(1_000)).chargeInFull();
                            }
                          })
                      .isInstanceOf(SpendingCapReached.class)));
    }
    await().until(() -> spentToday().signum() > 0);
    database.within(() -> caps.change(CapScope.DAY, BigDecimal.ZERO, ADA));
    BigDecimal then = spentToday();
    for (Future<?> one : all) {
      one.get();
    }
    pool.shutdown();
    assertThat(spentToday()).isEqualByComparingTo(then).isLessThan(new BigDecimal("900"));
  }

  @Test
  void anotherDayBeginsAtMidnightOfTheConfiguredZone() {
    clock.pass(Duration.between(clock.instant(), Instant.parse("2026-11-21T22:59:59Z")));
    Ledger ledger = ledger("1.00", Optional.empty(), "Europe/Rome");
    ledger.reserve(task("task_1"), call(1_000_000));
    Budget rome = budget("1.00", Optional.empty(), "Europe/Rome");
    assertThat(rome.resetsAt()).isEqualTo("2026-11-21T23:00:00Z");
    assertThatThrownBy(() -> ledger.reserve(task("task_1"), call(1)))
        .isInstanceOf(SpendingCapReached.class);
    clock.pass(Duration.ofSeconds(1));
    assertThat(rome.spentToday()).isZero();
    ledger.reserve(task("task_1"), call(1_000_000));
  }

  @Test
  void aCallThatSettlesTheDayAfterCountsForItsOwnDay() {
    Ledger ledger = ledger("1.00");
    Reservation reservation = ledger.reserve(task("task_1"), call(900_000));
    clock.pass(Duration.ofDays(1));
    reservation.settle(Usage.of(100_000, 0));
    assertThat(spentToday()).isZero();
    clock.pass(Duration.ofDays(-1));
    assertThat(spentToday()).isEqualByComparingTo("0.1");
  }

  @Test
  void atTheCapNewTasksOfFreeModelsAreTakenAndOthersAreNot() {
    Ledger ledger = ledger("0.10");
    ledger.reserve(task("task_1"), call(100_000));
    ledger.requireRoom(task("task_2"), Usage.of(1, 0));
    Task paid = SampleTasks.asking("task_3", "model", Optional.empty());
    assertThatThrownBy(() -> ledger.requireRoom(paid, Usage.of(0, 0)))
        .isInstanceOf(SpendingCapReached.class);
  }

  @Test
  void aTaskWhoseFirstCallWouldPassTheCapIsNotTaken() {
    Ledger ledger = ledger("0.10");
    ledger.reserve(task("task_1"), call(60_000));
    Task paid = SampleTasks.asking("task_2", "model", Optional.empty());
    ledger.requireRoom(paid, Usage.of(0, 40_000));
    assertThatThrownBy(() -> ledger.requireRoom(paid, Usage.of(0, 40_001)))
        .isInstanceOf(SpendingCapReached.class)
        .hasMessageContaining("$0.06 is spent");
  }

  @Test
  void whatWasOpenWhenTheServerDiedIsCharged() {
    ledger("1.00").reserve(task("task_1"), call(300_000));
    Ledger afterwards = ledger("1.00");
    afterwards.chargeUnsettled();
    afterwards.chargeUnsettled();
    assertThat(booked.fired()).hasSize(1);
    assertThat(afterwards.presentCallChargedInFull(task("task_1"))).isTrue();
    assertThat(spentToday()).isEqualByComparingTo("0.3");
    assertThat(books.ofTask("task_1").get(0).state()).isEqualTo(State.CHARGED_IN_FULL);
  }

  @Test
  void aCallThatWasAnsweredIsNotTakenForOneThatWasChargedInFull() {
    Ledger ledger = ledger("1.00");
    ledger.reserve(task("task_1"), call(300_000)).chargeInFull();
    clock.pass(Duration.ofSeconds(1));
    ledger.reserve(task("task_1"), call(300_000)).settle(Usage.of(9, 0));
    assertThat(ledger.presentCallChargedInFull(task("task_1"))).isFalse();
    assertThat(ledger.presentCallChargedInFull(task("task_2"))).isFalse();
  }

  @Test
  void whatCannotBeBookedAtOnceIsBookedOnceItCan() {
    Reservation reservation = ledger("1.00").reserve(task("task_1"), call(300_000));
    refusals.set(2);
    assertThatThrownBy(() -> reservation.settle(Usage.of(100_000, 0)))
        .hasMessage("the database is away");
    await().until(() -> books.open().isEmpty());
    assertThat(spentToday()).isEqualByComparingTo("0.1");
    assertThat(booked.fired()).hasSize(1);
  }

  @Test
  void aCallAtMidnightIsBookedOnOneDayOnly() {
    Instant midnight = Instant.parse("2026-11-22T00:00:00Z");
    clock.pass(Duration.between(clock.instant(), midnight.minusMillis(1)));
    clock.passAtEachLook(Duration.ofMillis(1));
    ledger("1.00").reserve(task("task_1"), call(300_000)).release();
    LocalDate before = LocalDate.parse("2026-11-21");
    assertThat(books.total(Tally.all(before))).isZero();
    assertThat(books.total(Tally.all(before.plusDays(1)))).isZero();
    assertThat(books.total(Tally.session("sess_a", before.plusDays(1)))).isZero();
  }

  /** Fifty tasks, each asking until the money is gone; some calls cost more than was set aside. */
  @Test
  void manyTasksAtOnceNeverPassTheCapByMoreThanOneCallsError() throws Exception {
    Ledger ledger = ledger("1.00");
    ExecutorService pool = Executors.newFixedThreadPool(TASKS);
    List<Future<?>> all = new ArrayList<>();
    for (int n = 0; n < TASKS; n++) {
      Task task = task("task_" + n);
      Random dice = new Random(n);
      all.add(pool.submit(() -> askUntilTheMoneyIsGone(ledger, task, dice)));
    }
    for (Future<?> one : all) {
      one.get();
    }
    pool.shutdown();
    BigDecimal total = spentToday();
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 0; n < TASKS; n++) {
      for (BookedCall call : books.ofTask("task_" + n)) {
        sum = sum.add(call.usd());
      }
    }
    assertThat(total).isEqualByComparingTo(sum);
    assertThat(total).isLessThanOrEqualTo(new BigDecimal("1.00"));
    assertThat(total).isGreaterThan(new BigDecimal("0.95"));
  }

  private static void askUntilTheMoneyIsGone(Ledger ledger, Task task, Random dice) {
    try {
      while (true) {
        long most = 1L + dice.nextInt(DEAREST);
        Reservation reservation = ledger.reserve(task, call(most));
        switch (dice.nextInt(4)) {
          case 0 -> reservation.release();
          case 1 -> reservation.chargeInFull();
          default -> reservation.settle(Usage.of(dice.nextInt((int) most + 1), 0));
        }
      }
    } catch (SpendingCapReached gone) {
      assertThat(gone.spent()).isLessThanOrEqualTo(new BigDecimal("1.00"));
    }
  }

  /** Does not let a test wait until it is time to try again. */
  private static final class HastyWork extends BackgroundWork {
    HastyWork() {
      super(
          work -> {
            Thread thread = new Thread(work, "background");
            thread.setDaemon(true);
            return thread;
          });
    }

    @Override
    public void later(Duration delay, Runnable work) {
      super.later(Duration.ZERO, work);
    }
  }
}
