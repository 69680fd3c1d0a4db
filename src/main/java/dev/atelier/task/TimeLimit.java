package dev.atelier.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends a task that was worked on for too long. */
@ApplicationScoped
class TimeLimit implements TaskGuard {
  private final Duration limit;

  @Inject
  TimeLimit(@ConfigProperty(name = "MAX_MINUTES_PER_TASK", defaultValue = "60") int minutes) {
    limit = Duration.ofMinutes(minutes);
  }

  /** For CDI's proxy only. */
  protected TimeLimit() {
    limit = Duration.ZERO;
  }

  @Override
  public String name() {
    return "time";
  }

  @Override
  public Verdict judge(Progress progress) {
    return meanwhile(progress.worked());
  }

  @Override
  public Verdict meanwhile(Duration worked) {
    return worked.compareTo(limit) < 0
        ? Verdict.goOn()
        : new Verdict.Stop(
            TaskStatus.CANCELLED,
            "the goal was not reached within %d minutes (MAX_MINUTES_PER_TASK)"
                .formatted(limit.toMinutes()));
  }
}
