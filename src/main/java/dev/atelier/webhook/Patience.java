package dev.atelier.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How long a receiver that is away is waited for: about a day, ever more seldom. */
final class Patience {
  private static final int MOST_ATTEMPTS = 10;
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int GROWTH = 4;

  /**
   * So often a delivery is tried before those of its task that come after it go ahead: two minutes.
   */
  static final int KEEPS_ORDER = 4;

  /** After that what does not even get its turn, as too much waits before it, is given up. */
  static final Duration LONGEST_WAIT = Duration.ofDays(2);

  private Patience() {}

  /**
   * The pause after that many attempts, with up to a quarter added so that not all come back at
   * once; empty when it is over. A ping is for somebody who watches, and tried once.
   */
  static Optional<Duration> pause(WebhookEvent event, int attempts) {
    if (event == WebhookEvent.PING || attempts >= MOST_ATTEMPTS) {
      return Optional.empty();
    }
    long millis = FIRST.toMillis();
    for (int n = 1; n < attempts && millis < LONGEST.toMillis(); n++) {
      millis *= GROWTH;
    }
    millis = Math.min(millis, LONGEST.toMillis());
    return Optional.of(
        Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1)));
  }
}
