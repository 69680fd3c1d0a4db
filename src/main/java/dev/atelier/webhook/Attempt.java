package dev.atelier.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one try to deliver.
 *
 * @param status of the answer; empty where there was none
 * @param problem in plain words; empty where it arrived
 */
record Attempt(Optional<Integer> status, String problem, Duration duration) {
  private static final int GONE = 410;

  static Attempt answered(int status, Duration duration) {
    return new Attempt(Optional.of(status), problem(status), duration);
  }

  static Attempt failed(String problem, Duration duration) {
    return new Attempt(Optional.empty(), problem, duration);
  }

  private static String problem(int status) {
    return switch (status / 100) {
      case 2 -> "";
      case 3 -> "the receiver answered " + status + "; redirects are not followed";
      default -> "the receiver answered " + status;
    };
  }

  boolean arrived() {
    return problem.isEmpty();
  }

  /** Whether the receiver says that there will never be anybody. */
  boolean isFinal() {
    return status.filter(answer -> answer == GONE).isPresent();
  }
}
