package dev.atelier.snapshot;

import dev.atelier.desktop.DesktopException;

/** Somebody asked for a snapshot that is not there. */
public final class UnknownSnapshot extends DesktopException {
  private static final long serialVersionUID = 1L;

  public UnknownSnapshot(String id) {
    super("there is no snapshot " + id);
  }
}
