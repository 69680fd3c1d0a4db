package dev.atelier.secrets;

/** The vault cannot do that as it is now: closed, full, or the name is taken. */
public final class VaultRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VaultRefused(String message) {
    super(message);
  }
}
