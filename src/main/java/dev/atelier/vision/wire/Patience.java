package dev.atelier.vision.wire;

import java.time.Duration;

/**
 * How long a model server is waited for.
 *
 * @param perCall one call may take this long until its answer is complete
 * @param attempts a busy or broken server is asked this often, at least once
 * @param inAll all pauses between attempts together take at most this long
 * @param firstPause before the second attempt, doubled for each further one, unless the server
 *     names a time
 */
public record Patience(Duration perCall, int attempts, Duration inAll, Duration firstPause) {
  public Patience {
    if (attempts < 1) {
      throw new IllegalArgumentException("a server is asked at least once");
    }
  }

  /** For a model that thinks for as long as {@code perCall}. */
  public static Patience of(Duration perCall) {
    return new Patience(perCall, 5, Duration.ofMinutes(2), Duration.ofSeconds(1));
  }
}
