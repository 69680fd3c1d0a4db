package dev.atelier.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * How often passwords may be guessed: a few times from one address, and not much more often for one
 * name from wherever. Each guess counts before it is looked at, so that many at once gain nothing.
 * Guesses of others hold up nobody at an address that they have logged in from. Thread-safe.
 */
@ApplicationScoped
public class LoginThrottle {
  private static final int GUESSES_OF_ADDRESS = 5;
  private static final int GUESSES_FOR_NAME = 25;
  private static final Duration PAUSE = Duration.ofSeconds(30);

  /** After so long without another, guesses are forgotten. */
  private static final Duration MEMORY = Duration.ofMinutes(15);

  private static final int MOST = 10_000;

  /** By address or name, oldest first. */
  private final Map<String, Guesses> guesses = new LinkedHashMap<>(16, 0.75f, true);

  /** Names with the addresses they have logged in from, oldest first. */
  private final Set<String> known = new LinkedHashSet<>();

  private final Clock clock;

  /** So many that were not right, when the last was, and until when the next must wait. */
  private record Guesses(int count, Instant last, Instant waitUntil) {
    private static final Guesses NONE = new Guesses(0, Instant.EPOCH, Instant.EPOCH);

    /** All but one, which was right. */
    Guesses butOne() {
      return new Guesses(count - 1, last, Instant.EPOCH);
    }
  }

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
    if (!known.contains(both(address, name))) {
      count(ofName(name), GUESSES_FOR_NAME);
    }
    return true;
  }

  /**
   * The guess was right: it does not count. Earlier ones do, or whoever has one password could
   * guess at others without end.
   */
  synchronized void wasRight(String address, String name) {
    guesses.computeIfPresent(ofAddress(address), (key, made) -> made.butOne());
    if (!known.remove(both(address, name))) {
      guesses.computeIfPresent(ofName(name), (key, made) -> made.butOne());
    }
    known.add(both(address, name));
    forgetOldest(known);
  }

  /** How long to wait before the next guess; zero when there is no need to. */
  synchronized Duration waitingTime(String address, String name) {
    Duration forAddress = waitingTime(ofAddress(address));
    Duration forName =
        known.contains(both(address, name)) ? Duration.ZERO : waitingTime(ofName(name));
    return forAddress.compareTo(forName) > 0 ? forAddress : forName;
  }

  private Duration waitingTime(String key) {
    Guesses made = guesses.get(key);
    Duration left =
        made == null ? Duration.ZERO : Duration.between(clock.instant(), made.waitUntil());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void count(String key, int free) {
    Instant now = clock.instant();
    Guesses before = guesses.getOrDefault(key, Guesses.NONE);
    int count = before.last().plus(MEMORY).isBefore(now) ? 1 : before.count() + 1;
    Instant until = count % free == 0 ? now.plus(PAUSE) : before.waitUntil();
    guesses.put(key, new Guesses(count, now, until));
    forgetOldest(guesses.keySet());
  }

  private static void forgetOldest(Set<String> keys) {
    if (keys.size() > MOST) {
      keys.remove(keys.iterator().next());
    }
  }

  private static String ofAddress(String address) {
    return "address " + AddressRange.neighbourhood(address);
  }

  private static String both(String address, String name) {
    return ofAddress(address) + " " + ofName(name);
  }

  private static String ofName(String name) {
    return "name " + name;
  }
}
