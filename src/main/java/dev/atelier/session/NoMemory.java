package dev.atelier.session;

import dev.atelier.desktop.DesktopException;

/** There is not enough memory for one more desktop; it was not started. */
public final class NoMemory extends DesktopException {
  private static final long serialVersionUID = 1L;

  NoMemory(String message) {
    super(message);
  }
}
