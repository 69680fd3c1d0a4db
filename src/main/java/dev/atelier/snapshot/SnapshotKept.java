package dev.atelier.snapshot;

import dev.atelier.desktop.DesktopException;

/** A snapshot cannot be removed, or not be used, as things are. */
public final class SnapshotKept extends DesktopException {
  private static final long serialVersionUID = 1L;

  public SnapshotKept(String why) {
    super(why);
  }
}
