package dev.atelier.task;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.Screenshot;
import dev.atelier.vision.Eyes;
import java.time.Duration;

/**
 * A task's look at its desktop: closed while a person drives, and after one left without handing
 * back, until somebody has said that the task may go on.
 */
record Sight(Desktop desktop, RunningTask control) implements Eyes {
  private static final Duration QUIET = Duration.ofMillis(250);
  private static final Duration LIMIT = Duration.ofSeconds(4);

  @Override
  public Screenshot settled() throws InterruptedException {
    return look(() -> desktop.settledScreenshot(QUIET, LIMIT));
  }

  @Override
  public Screenshot changedSince(Screenshot known, Duration limit) throws InterruptedException {
    return look(() -> desktop.awaitChange(known, limit));
  }

  /** What was seen while a person took control is not shown: it is looked at again. */
  private Screenshot look(RunningTask.Wait<Screenshot> look) throws InterruptedException {
    while (true) {
      long turn = control.awaitTurn();
      if (control.lease().wasAbandoned()) {
        throw new TurnLost();
      }
      Screenshot seen = look.await();
      if (control.hasTurn(turn)) {
        return seen;
      }
    }
  }
}
