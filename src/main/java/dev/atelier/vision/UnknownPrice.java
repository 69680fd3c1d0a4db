package dev.atelier.vision;

/** What a model costs is not known, so it is not asked; the message says how to tell its price. */
public final class UnknownPrice extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownPrice(String message) {
    super(message);
  }
}
