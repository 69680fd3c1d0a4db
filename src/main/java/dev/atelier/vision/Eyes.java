package dev.atelier.vision;

import dev.atelier.desktop.Screenshot;
import java.time.Duration;

/** Lets a backend look again before it decides. Interrupted when the task is cancelled. */
public interface Eyes {

  /** The screen once it has settled. */
  Screenshot settled() throws InterruptedException;

  /** Waits until the screen differs from {@code known}, at most {@code limit}. */
  Screenshot changedSince(Screenshot known, Duration limit) throws InterruptedException;
}
