package dev.atelier.session;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Tells what is being done on a session's desktop; implemented where work is known. Thread-safe.
 */
public interface SessionWork {

  /** The task at work there. */
  record Current(String taskId, String goal, String status, int steps) {

    /**
     * What the desktop is doing, as the contract says it.
     *
     * @param person who drives it, if one does
     */
    public static String activity(Optional<Current> work, Optional<String> person) {
      if (person.isPresent()) {
        return "human_driving";
      }
      return work.map(Current::status)
          .map(status -> status.startsWith("needs_") ? "needs_you" : "working")
          .orElse("idle");
    }
  }

  Optional<Current> on(String sessionId);

  /** The name of the person who drives it, if one does. */
  default Optional<String> drivenBy(String sessionId) {
    return Optional.empty();
  }

  /** What it cost today, in US dollars. */
  default BigDecimal spentToday(String sessionId) {
    return BigDecimal.ZERO;
  }

  /**
   * Ends whatever is being done there, because the desktop is about to go. Returns when it has
   * ended, bounded.
   */
  void endOn(String sessionId, String why);

  /**
   * Removes what nobody needs any more once a session's home is gone; its record stays. Idempotent.
   */
  void forget(String sessionId);
}
