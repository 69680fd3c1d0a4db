package dev.atelier.cost;

import dev.atelier.BackgroundWork;
import dev.atelier.Ids;
import dev.atelier.cost.BookedCall.State;
import dev.atelier.task.Task;
import dev.atelier.task.TaskAccounts;
import dev.atelier.vision.ModelCall;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The books of model calls: what a call can cost at most is set aside before it is made, what it
 * did cost is booked after. Thread-safe, and safe across processes on one database.
 */
@ApplicationScoped
public class Ledger implements TaskAccounts {
  private static final Logger LOG = Logger.getLogger(Ledger.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Usage NOTHING = Usage.of(0, 0);

  private final PriceList prices;
  private final Budget budget;
  private final Booking booking;
  private final LedgerRepository repository;
  private final BackgroundWork background;
  private final Clock clock;

  @Inject
  Ledger(
      PriceList prices,
      Budget budget,
      Booking booking,
      LedgerRepository repository,
      BackgroundWork background,
      Clock clock) {
    this.prices = prices;
    this.budget = budget;
    this.booking = booking;
    this.repository = repository;
    this.background = background;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Ledger() {
    this(null, null, null, null, null, null);
  }

  @Override
  public void requireRoom(Task task, Usage firstCall) {
    if (isFree(task)) {
      return;
    }
    BigDecimal next = prices.usd(task.backend(), task.model(), firstCall);
    for (Cap cap : budget.capsOf(task, budget.today())) {
      BigDecimal total = repository.total(cap.tally());
      if (cap.usd().filter(most -> leavesNoRoom(most, total, next)).isPresent()) {
        throw cap.reached(total);
      }
    }
  }

  private static boolean leavesNoRoom(BigDecimal most, BigDecimal total, BigDecimal next) {
    return total.compareTo(most) >= 0 || total.add(next).compareTo(most) > 0;
  }

  private boolean isFree(Task task) {
    return task.model().equals("none")
        || prices.usd(task.backend(), task.model(), Usage.of(1_000_000, 1_000_000)).signum() == 0;
  }

  @Override
  public Spending.Reservation reserve(Task task, ModelCall call) {
    BigDecimal most = prices.usd(call.backend(), call.model(), call.atMost());
    // Read once: at midnight a second look may belong to another day.
    Instant now = clock.instant();
    LocalDate day = budget.dayOf(now);
    BookedCall row =
        new BookedCall(
            Ids.next("call_"),
            now,
            day,
            task.sessionId(),
            task.id(),
            task.stepCount() + 1,
            call.backend(),
            call.model(),
            NOTHING,
            most,
            State.OPEN);
    budget.capsOf(task, day).forEach(cap -> repository.prepare(cap.tally()));
    booking.open(row, () -> budget.capsHeld(task, day));
    return new Open(row);
  }

  @Override
  public BigDecimal spentOn(String taskId) {
    return repository.total(Tally.task(taskId));
  }

  @Override
  public BigDecimal spentTodayIn(String sessionId) {
    return budget.spentToday(sessionId);
  }

  @Override
  public void chargeUnsettled() {
    repository
        .open()
        .forEach(call -> booking.close(call, State.CHARGED_IN_FULL, NOTHING, call.usd()));
  }

  @Override
  public boolean presentCallChargedInFull(Task task) {
    return repository.ofTask(task.id()).stream()
        .reduce((earlier, later) -> later)
        .filter(last -> last.step() == task.stepCount() + 1)
        .filter(last -> last.state() == State.CHARGED_IN_FULL)
        .isPresent();
  }

  /** Closes a call; where the books cannot be written now, again and again until they can. */
  private void close(BookedCall row, State state, Usage used, BigDecimal usd) {
    try {
      booking.close(row, state, used, usd);
    } catch (RuntimeException unwritten) {
      LOG.log(Level.WARNING, unwritten, () -> row.id() + " is not booked yet");
      closeLater(row, state, used, usd);
      throw unwritten;
    }
  }

  private void closeLater(BookedCall row, State state, Usage used, BigDecimal usd) {
    background.later(
        RETRY,
        () ->
            background.run(
                () -> {
                  try {
                    booking.close(row, state, used, usd);
                  } catch (RuntimeException notYet) {
                    LOG.log(Level.FINE, "a call is still not booked", notYet);
                    closeLater(row, state, used, usd);
                  }
                }));
  }

  /** A call whose answer is awaited. */
  private final class Open implements Spending.Reservation {
    private final BookedCall row;

    Open(BookedCall row) {
      this.row = row;
    }

    @Override
    public void settle(Usage used) {
      close(row, State.SETTLED, used, prices.usd(row.backend(), row.model(), used));
    }

    @Override
    public void release() {
      close(row, State.RELEASED, NOTHING, BigDecimal.ZERO);
    }

    @Override
    public void chargeInFull() {
      close(row, State.CHARGED_IN_FULL, NOTHING, row.usd());
    }
  }
}
