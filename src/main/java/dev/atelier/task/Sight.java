package dev.atelier.task;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.Screenshot;
import dev.atelier.vision.Eyes;
import java.time.Duration;

/** A task's look at its desktop. */
record Sight(Desktop desktop) implements Eyes {
  private static final Duration QUIET = Duration.ofMillis(250);
  private static final Duration LIMIT = Duration.ofSeconds(4);

  @Override
  public Screenshot settled() throws InterruptedException {
    return desktop.settledScreenshot(QUIET, LIMIT);
  }

  @Override
  public Screenshot changedSince(Screenshot known, Duration limit) throws InterruptedException {
    return desktop.awaitChange(known, limit);
  }
}
