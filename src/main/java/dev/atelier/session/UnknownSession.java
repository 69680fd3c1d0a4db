package dev.atelier.session;

/** There is no such desktop, or no longer. */
public final class UnknownSession extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownSession(String id) {
    super("there is no session " + id + "; GET /sessions lists those there are");
  }
}
