package dev.atelier.vision;

import java.util.Collection;

/** A backend was named that does not exist; the message lists those that do. */
public final class UnknownVisionBackend extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownVisionBackend(String name, Collection<String> known) {
    super("there is no vision backend “" + name + "”; there are " + String.join(", ", known));
  }
}
