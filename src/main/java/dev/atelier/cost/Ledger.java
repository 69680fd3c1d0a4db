package dev.atelier.cost;

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
import java.util.List;

/**
 * The books of model calls: what a call can cost at most is set aside before it is made, what it
 * did cost is booked after. Thread-safe, and safe across processes on one database.
 */
@ApplicationScoped
public class Ledger implements TaskAccounts {
  private static final Usage NOTHING = Usage.of(0, 0);

  private final PriceList prices;
  private final Budget budget;
  private final Booking booking;
  private final LedgerRepository repository;
  private final Clock clock;

  @Inject
  Ledger(
      PriceList prices, Budget budget, Booking booking, LedgerRepository repository, Clock clock) {
    this.prices = prices;
    this.budget = budget;
    this.booking = booking;
    this.repository = repository;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Ledger() {
    this(null, null, null, null, null);
  }

  @Override
  public void requireRoom(Task task, Usage firstCall) {
    if (isFree(task)) {
      return;
    }
    BigDecimal next = prices.usd(task.backend(), task.model(), firstCall);
    for (Cap cap : budget.capsOf(task)) {
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
    BookedCall row =
        new BookedCall(
            Ids.next("call_"),
            clock.instant(),
            budget.today(),
            task.sessionId(),
            task.id(),
            task.stepCount() + 1,
            call.backend(),
            call.model(),
            NOTHING,
            most,
            State.OPEN);
    List<Cap> caps = budget.capsOf(task);
    caps.forEach(cap -> repository.prepare(cap.tally()));
    booking.open(row, caps);
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
  public List<String> chargeUnsettled() {
    return repository.open().stream().map(this::chargeUnsettled).distinct().toList();
  }

  private String chargeUnsettled(BookedCall call) {
    booking.close(call, State.CHARGED_IN_FULL, NOTHING, call.usd());
    return call.taskId();
  }

  /** A call whose answer is awaited. */
  private final class Open implements Spending.Reservation {
    private final BookedCall row;

    Open(BookedCall row) {
      this.row = row;
    }

    @Override
    public void settle(Usage used) {
      booking.close(row, State.SETTLED, used, prices.usd(row.backend(), row.model(), used));
    }

    @Override
    public void release() {
      booking.close(row, State.RELEASED, NOTHING, BigDecimal.ZERO);
    }

    @Override
    public void chargeInFull() {
      booking.close(row, State.CHARGED_IN_FULL, NOTHING, row.usd());
    }
  }
}
