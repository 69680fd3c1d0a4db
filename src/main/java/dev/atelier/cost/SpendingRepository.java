package dev.atelier.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Adds up what is in the books. Of the sessions named only, or of all where none are. Thread-safe.
 */
public interface SpendingRepository {

  /** What was spent on each; the dearest first, days in order. */
  List<Sum> sums(By by, Period period, Optional<Set<String>> sessions, int limit);

  /** What is booked and what is set aside. */
  BigDecimal total(Period period, Optional<Set<String>> sessions);

  /** What was booked for calls that were made since, without what is set aside. */
  BigDecimal bookedSince(Instant moment);

  /** All of it, by day, desktop, task and model in this order. */
  List<SpentOn> details(Period period, Optional<Set<String>> sessions);
}
