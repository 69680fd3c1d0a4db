package dev.atelier.desktop;

import java.util.Collection;

/** A runtime was named that does not exist; the message lists those that do. */
public final class UnknownDesktopRuntime extends DesktopException {
  private static final long serialVersionUID = 1L;

  public UnknownDesktopRuntime(String name, Collection<String> known) {
    super("there is no desktop runtime “" + name + "”; there are " + String.join(", ", known));
  }
}
