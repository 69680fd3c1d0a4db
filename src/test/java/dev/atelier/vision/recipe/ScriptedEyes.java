package dev.atelier.vision.recipe;

import dev.atelier.desktop.Screenshot;
import dev.atelier.vision.Eyes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Eyes that see one picture after the other, and then no change any more. */
final class ScriptedEyes implements Eyes {
  private final Deque<Screenshot> pictures = new ArrayDeque<>();
  private Screenshot last;

  ScriptedEyes(Screenshot first, List<Screenshot> later) {
    last = first;
    pictures.addAll(later);
  }

  @Override
  public Screenshot settled() {
    return last;
  }

  @Override
  public Screenshot changedSince(Screenshot known, Duration limit) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!pictures.isEmpty()) {
      last = pictures.removeFirst();
    }
    return last;
  }
}
