package dev.atelier.cost;

import dev.atelier.cost.BookedCall.State;
import dev.atelier.vision.SpendingCapReached;
import dev.atelier.vision.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;

/** Changes the books, each change whole or not at all. Thread-safe. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class Booking {
  private final LedgerRepository repository;
  private final Event<CallBooked> events;

  @Inject
  Booking(LedgerRepository repository, Event<CallBooked> events) {
    this.repository = repository;
    this.events = events;
  }

  /** For CDI's proxy only. */
  protected Booking() {
    this(null, null);
  }

  /**
   * Sets money aside.
   *
   * @param caps is asked within the transaction, so that they hold until it ends
   * @throws SpendingCapReached when that would pass one of the caps; then nothing is changed
   */
  void open(BookedCall call, Supplier<List<Cap>> caps) {
    for (Cap cap : caps.get()) {
      boolean bounded = call.usd().signum() > 0;
      if (!repository.addWithin(
          cap.tally(), call.usd(), bounded ? cap.usd() : java.util.Optional.empty())) {
        throw cap.reached(repository.total(cap.tally()));
      }
    }
    repository.add(call);
  }

  /** Books what an open call cost; nothing happens when it is closed already. */
  void close(BookedCall call, State state, Usage usage, BigDecimal usd) {
    if (!repository.close(call.id(), state, usage, usd)) {
      return;
    }
    BigDecimal difference = usd.subtract(call.usd());
    for (Tally tally : talliesOf(call)) {
      repository.addWithin(tally, difference, java.util.Optional.empty());
    }
    events.fire(new CallBooked(call, state, usage, usd));
  }

  private static List<Tally> talliesOf(BookedCall call) {
    return List.of(
        Tally.task(call.taskId()),
        Tally.session(call.sessionId(), call.day()),
        Tally.all(call.day()));
  }
}
