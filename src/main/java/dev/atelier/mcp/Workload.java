package dev.atelier.mcp;

import dev.atelier.Caller;
import dev.atelier.Credential;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much is being done for each caller, whether they still wait for it or not: each piece has a
 * thread. Thread-safe.
 */
final class Workload {
  static final int MOST_OF_ONE = 32;

  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

  /** Whether there is room for one more, which then counts until it {@link #ends}. */
  boolean begins(Caller caller) {
    boolean[] room = new boolean[1];
    var unused =
        underWay.compute(
            of(caller),
            (key, before) -> {
              int present = before == null ? 0 : before;
              room[0] = present < MOST_OF_ONE;
              return room[0] ? present + 1 : before;
            });
    return room[0];
  }

  void ends(Caller caller) {
    var unused =
        underWay.computeIfPresent(of(caller), (key, before) -> before > 1 ? before - 1 : null);
  }

  private static String of(Caller caller) {
    Credential credential = caller.credential();
    return credential.kind() + " " + credential.id();
  }
}
