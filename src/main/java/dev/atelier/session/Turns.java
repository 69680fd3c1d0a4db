package dev.atelier.session;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.OneAtATime;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Lets one thread at a time start, pause, look after or remove one session's desktop. Nobody may
 * wait, within a turn, for a thread that needs the same turn. Thread-safe; a thread may take a turn
 * again within its own, and nobody waits for one for ever.
 */
@ApplicationScoped
class Turns {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final OneAtATime queues = new OneAtATime();
  private final Duration longestWait;

  Turns(Duration longestWait) {
    this.longestWait = longestWait;
  }

  /** As the server runs. */
  protected Turns() {
    this(LONGEST_WAIT);
  }

  void run(String sessionId, Runnable work) {
    var unused =
        in(
            sessionId,
            () -> {
              work.run();
              return sessionId;
            });
  }

  /**
   * Does the work in the session's turn.
   *
   * @throws DesktopException when the turn does not come in time; nothing was done then
   */
  <T> T in(String sessionId, Supplier<T> work) {
    return queues.within(
        longestWait,
        sessionId,
        work,
        () -> {
          throw new DesktopException(
              "the desktop is still being started, paused or removed; try again in a moment");
        });
  }
}
