package dev.atelier.identity;

/** There is no such token, user or ticket. */
public final class UnknownAccess extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownAccess(String message) {
    super(message);
  }
}
