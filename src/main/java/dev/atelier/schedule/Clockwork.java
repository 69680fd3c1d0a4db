package dev.atelier.schedule;

import dev.atelier.BackgroundWork;
import dev.atelier.MadeAtStart;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks every few seconds what is due. Thread-safe; one look at a time. */
@ApplicationScoped
public class Clockwork implements MadeAtStart {
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** Nothing that is under way takes as long to begin. */
  private static final Duration LEFT_BEHIND = Duration.ofMinutes(10);

  private static final Duration TIDY = Duration.ofHours(6);
  private static final Duration KEPT = Duration.ofDays(90);

  private final Runs runs;
  private final BackgroundWork background;
  private final AtomicBoolean looking = new AtomicBoolean();
  private boolean first = true;
  private volatile boolean stopping;

  @Inject
  Clockwork(Runs runs, BackgroundWork background) {
    this.runs = runs;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected Clockwork() {
    this(null, null);
  }

  @PostConstruct
  void begin() {
    var unusedLook = background.every(LOOK, this::lookSoon);
    var unusedTidy = background.every(TIDY, () -> background.run(() -> runs.forgetBefore(KEPT)));
  }

  @PreDestroy
  void end() {
    stopping = true;
  }

  private void lookSoon() {
    if (!stopping && looking.compareAndSet(false, true)) {
      background.run(this::look);
    }
  }

  /** The first time, what a server before this one left behind comes before what is due. */
  private void look() {
    try {
      runs.beginLeftBehind(first ? Duration.ZERO : LEFT_BEHIND);
      first = false;
      runs.beginDue();
    } finally {
      looking.set(false);
    }
  }
}
