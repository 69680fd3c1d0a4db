package dev.atelier.identity;

import dev.atelier.TooMany;
import java.time.Duration;

/** A caller gives more tasks than the limit allows. */
public final class TooManyTasks extends TooMany {
  private static final long serialVersionUID = 1L;

  TooManyTasks(String limit, Duration wait) {
    this(limit, Math.max(1, (wait.toMillis() + 999) / 1000));
  }

  private TooManyTasks(String limit, long seconds) {
    super(
        "too many tasks: %s are allowed (ATELIER_TASK_RATE_LIMIT); try again in %d s"
            .formatted(limit, seconds),
        seconds);
  }
}
