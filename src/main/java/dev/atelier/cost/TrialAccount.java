package dev.atelier.cost;

import dev.atelier.Ids;
import dev.atelier.cost.BookedCall.State;
import dev.atelier.vision.ModelCall;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Pays for calls of models that belong to no task, such as tests: in the same books, and within the
 * cap for a day. Thread-safe.
 */
@ApplicationScoped
public class TrialAccount {
  /** Whose these calls are in the books, in place of a desktop. */
  private static final String SERVER = "server";

  private static final String WORK = "model_test";
  private static final Usage NOTHING = Usage.of(0, 0);

  private final PriceList prices;
  private final Budget budget;
  private final Booking booking;
  private final LedgerRepository repository;
  private final Clock clock;

  @Inject
  TrialAccount(
      PriceList prices, Budget budget, Booking booking, LedgerRepository repository, Clock clock) {
    this.prices = prices;
    this.budget = budget;
    this.booking = booking;
    this.repository = repository;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected TrialAccount() {
    this(null, null, null, null, null);
  }

  /** Begins to pay for one trial. */
  public Bill open() {
    return new Bill();
  }

  /** What one trial costs. Thread-safe. */
  public final class Bill implements Spending {
    private BigDecimal total = BigDecimal.ZERO;
    private boolean over;

    private Bill() {}

    /** What it has cost until now, in US dollars; of a call without an answer yet the most. */
    public synchronized BigDecimal total() {
      return total;
    }

    /** Nothing more is paid for from now on; what is asked already is still booked. */
    public synchronized void end() {
      over = true;
    }

    private synchronized void add(BigDecimal usd) {
      total = total.add(usd);
    }

    /**
     * In one go with {@link #end}.
     *
     * @throws CancellationException when the trial is over
     */
    @Override
    public synchronized Reservation reserve(ModelCall call) {
      if (over) {
        throw new CancellationException("the trial is over");
      }
      Instant now = clock.instant();
      LocalDate day = budget.dayOf(now);
      BigDecimal most = prices.usd(call.backend(), call.model(), call.atMost());
      BookedCall row =
          new BookedCall(
              Ids.next("call_"),
              now,
              day,
              SERVER,
              WORK,
              1,
              call.backend(),
              call.model(),
              NOTHING,
              most,
              State.OPEN);
      budget.capsOf(SERVER, WORK, day).forEach(cap -> repository.prepare(cap.tally()));
      booking.open(row, () -> budget.capsHeld(SERVER, WORK, day));
      add(most);
      return new Open(this, row);
    }
  }

  /** A call whose answer is awaited. What is not booked now is charged at the next start. */
  private final class Open implements Spending.Reservation {
    private final Bill bill;
    private final BookedCall row;
    private final AtomicBoolean closed = new AtomicBoolean();

    Open(Bill bill, BookedCall row) {
      this.bill = bill;
      this.row = row;
    }

    @Override
    public void settle(Usage used) {
      close(State.SETTLED, used, prices.usd(row.backend(), row.model(), used));
    }

    @Override
    public void release() {
      close(State.RELEASED, NOTHING, BigDecimal.ZERO);
    }

    @Override
    public void chargeInFull() {
      close(State.CHARGED_IN_FULL, NOTHING, row.usd());
    }

    private void close(State state, Usage used, BigDecimal usd) {
      booking.close(row, state, used, usd);
      if (closed.compareAndSet(false, true)) {
        bill.add(usd.subtract(row.usd()));
      }
    }
  }
}
