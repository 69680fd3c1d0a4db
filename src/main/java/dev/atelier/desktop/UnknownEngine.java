package dev.atelier.desktop;

import java.util.Collection;

/** An engine was named that does not exist; the message lists those that do. */
public final class UnknownEngine extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownEngine(String name, Collection<String> known) {
    super(
        known.isEmpty()
            ? "names no engine: desktops of this server do not run on any"
            : "names no engine: “" + name + "”; there are " + String.join(", ", known));
  }
}
