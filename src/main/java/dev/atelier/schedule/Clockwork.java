package dev.atelier.schedule;

import dev.atelier.BackgroundWork;
import dev.atelier.MadeAtStart;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks every few seconds what is due. Thread-safe; one look at a time. */
@ApplicationScoped
public class Clockwork implements MadeAtStart {
  private static final Duration LOOK = Duration.ofSeconds(2);

  private static final Duration TIDY = Duration.ofHours(6);
  private static final Duration KEPT = Duration.ofDays(90);

  private final Runs runs;
  private final BackgroundWork background;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final Clock clock;
  private Instant start = Instant.EPOCH;
  private volatile boolean stopping;

  @Inject
  Clockwork(Runs runs, BackgroundWork background, Clock clock) {
    this.runs = runs;
    this.background = background;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Clockwork() {
    this(null, null, null);
  }

  @PostConstruct
  void begin() {
    start = clock.instant();
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

  /** What a server before this one left behind comes before what is due. */
  private void look() {
    try {
      runs.beginLeftBehind(start);
      runs.beginDue();
    } finally {
      looking.set(false);
    }
  }
}
