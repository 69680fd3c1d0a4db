package dev.atelier.cost;

import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.storage.LedgerOnH2;
import dev.atelier.vision.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An account for trials in books of its own, for tests of other rooms. */
public final class TrialAccounts {
  private final LedgerOnH2 database = new LedgerOnH2();
  private final LedgerRepository books = database.repository();
  private final HandSetClock clock = new HandSetClock();
  private final FakeEvents<CallBooked> booked = new FakeEvents<>();
  private final Budget budget;

  /**
   * @param cap a day, in US dollars
   */
  public TrialAccounts(String cap) {
    Caps caps =
        new Caps(
            database.caps(),
            new FakeEvents<>(),
            clock,
            new BigDecimal(cap),
            Optional.of(BigDecimal.ZERO));
    budget = new Budget(books, caps, clock, "UTC");
  }

  /** A million tokens of any model cost a dollar. */
  public TrialAccount account() {
    Booking booking =
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
          void close(BookedCall call, BookedCall.State state, Usage usage, BigDecimal usd) {
            database.within(
                () -> {
                  super.close(call, state, usage, usd);
                  return null;
                });
          }
        };
    return new TrialAccount(
        new PriceList(Optional.of("scripted/*=1/1/1/1,anthropic/*=1/1/1/1"), Optional.empty()),
        budget,
        booking,
        books,
        clock);
  }

  public BigDecimal spentToday() {
    return budget.spentToday();
  }

  /** Whose each booked call is. */
  public List<String> owners() {
    return booked.fired().stream().map(event -> event.call().sessionId()).toList();
  }
}
