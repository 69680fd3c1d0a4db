package dev.atelier.desktop.rfb;

import java.util.Optional;

/** What was last copied, on the desktop or by us. Outlives connections. Thread-safe. */
final class Clipboard {
  private Optional<String> text = Optional.empty();
  private boolean ours;

  synchronized Optional<String> text() {
    return text;
  }

  /** The text that we hold out to the desktop, if nobody there copied anything since. */
  synchronized Optional<String> offered() {
    return ours ? text : Optional.empty();
  }

  synchronized void offer(String offered) {
    text = Optional.of(offered);
    ours = true;
  }

  /** Notes that somebody on the desktop copied something, which is yet to come. */
  synchronized void takenOver() {
    ours = false;
  }

  synchronized void copied(Optional<String> copied) {
    text = copied;
    ours = false;
  }
}
