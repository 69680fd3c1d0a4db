package dev.atelier.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often passwords may be guessed: a few times from one address, and not much more often for one
 * name from wherever. Each guess counts before it is looked at, so that many at once gain nothing.
 * Thread-safe.
 */
@ApplicationScoped
public class LoginThrottle {
  private static final int GUESSES_OF_ADDRESS = 5;
  private static final int GUESSES_FOR_NAME = 25;
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int MOST = 10_000;

  /** By address or name, oldest first. */
  private final Map<String, Guesses> guesses = new LinkedHashMap<>(16, 0.75f, true);

  private final Clock clock;

  /** So many that were not right, and until when the next must wait. */
  private record Guesses(int count, Instant waitUntil) {}

  @Inject
  public LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected LoginThrottle() {
    this(null);
  }

  /** Counts one more guess; false when it comes too soon, and then does not count. */
  synchronized boolean mayGuess(String address, String name) {
    if (!waitingTime(address, name).isZero()) {
      return false;
    }
    count(ofAddress(address), GUESSES_OF_ADDRESS);
    count(ofName(name), GUESSES_FOR_NAME);
    return true;
  }

  /** The guess was right: earlier ones are forgotten. */
  synchronized void wasRight(String address, String name) {
    guesses.remove(ofAddress(address));
    guesses.remove(ofName(name));
  }

  /** How long to wait before the next guess; zero when there is no need to. */
  synchronized Duration waitingTime(String address, String name) {
    Duration forAddress = waitingTime(ofAddress(address));
    Duration forName = waitingTime(ofName(name));
    return forAddress.compareTo(forName) > 0 ? forAddress : forName;
  }

  private Duration waitingTime(String key) {
    Guesses made = guesses.get(key);
    Duration left =
        made == null ? Duration.ZERO : Duration.between(clock.instant(), made.waitUntil());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void count(String key, int free) {
    Guesses before = guesses.getOrDefault(key, new Guesses(0, Instant.EPOCH));
    int count = before.count() + 1;
    Instant until = count % free == 0 ? clock.instant().plus(PAUSE) : before.waitUntil();
    guesses.put(key, new Guesses(count, until));
    if (guesses.size() > MOST) {
      guesses.remove(guesses.keySet().iterator().next());
    }
  }

  private static String ofAddress(String address) {
    return "address " + address;
  }

  private static String ofName(String name) {
    return "name " + name;
  }
}
