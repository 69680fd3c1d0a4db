package dev.atelier.json;

/** A request's body is not the JSON object it should be. */
public final class MalformedBody extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedBody(String message) {
    super(message);
  }
}
