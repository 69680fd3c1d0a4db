package dev.atelier.cost;

import dev.atelier.vision.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the books. Takes part in the caller's transaction unless it says otherwise. Thread-safe.
 */
public interface LedgerRepository {

  /** Makes sure that a tally is there to be added to. To be called outside any transaction. */
  void prepare(Tally tally);

  /**
   * Adds to a tally by one conditional update: unless that would pass the cap.
   *
   * @return whether it was added
   */
  boolean addWithin(Tally tally, BigDecimal usd, Optional<BigDecimal> cap);

  /** What a tally holds: what is booked and what is set aside. */
  BigDecimal total(Tally tally);

  void add(BookedCall call);

  /**
   * Closes a call that is open.
   *
   * @return whether it was
   */
  boolean close(String callId, BookedCall.State state, Usage usage, BigDecimal usd);

  /** Calls that nobody closed, oldest first. */
  List<BookedCall> open();

  /** The calls of a task, in the order in which they were made. */
  List<BookedCall> ofTask(String taskId);

  /** What was booked and set aside on a day for each desktop that asked a model, by its id. */
  Map<String, BigDecimal> perSession(LocalDate day);

  /** What each task cost on a day, by its id; those that cost nothing too, if they made calls. */
  Map<String, BigDecimal> perTask(LocalDate day);

  /** Keeps who gave a task; the first one stays. */
  void noteGiver(String taskId, String name);
}
