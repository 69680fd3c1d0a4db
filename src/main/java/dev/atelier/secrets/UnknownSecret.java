package dev.atelier.secrets;

/** There is no secret of that name. */
public final class UnknownSecret extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownSecret(String name) {
    super("there is no secret “" + name + "”");
  }
}
