package dev.atelier.identity;

/** Somebody did not get in by the provider of single sign-on. */
final class SignOnFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What a person can be told of it. */
  enum Reason {
    /** The provider cannot be reached, or does not answer as one. */
    UNREACHABLE,
    /** The provider did not let them in, or they turned back. */
    REFUSED,
    /** They did not begin here, or too long ago. */
    STALE,
    /** What the provider says of them is not to be believed. */
    INVALID,
    /** They are known, and may nothing here. */
    NO_ROLE
  }

  SignOnFailed(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  SignOnFailed(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
