package dev.atelier.desktop.rfb;

import dev.atelier.desktop.DesktopDriver.Watcher;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a watcher is told. Thread-safe. */
final class WatchLog implements Watcher {
  private final List<String> told = new ArrayList<>();

  @Override
  public synchronized void lost(String reason) {
    told.add("lost: " + reason);
  }

  @Override
  public synchronized void restored() {
    told.add("restored");
  }

  synchronized List<String> told() {
    return List.copyOf(told);
  }
}
