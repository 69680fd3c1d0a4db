package dev.atelier.identity;

import java.util.Optional;

/** Somebody did not get in by the provider of single sign-on. */
final class SignOnFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient Optional<SignOnTrouble> trouble;

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
    this(reason, message, null);
  }

  SignOnFailed(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.trouble = Optional.empty();
  }

  /** The provider cannot be used. */
  SignOnFailed(SignOnTrouble trouble, Throwable cause) {
    super(trouble.inWords(), cause);
    this.reason = Reason.UNREACHABLE;
    this.trouble = Optional.of(trouble);
  }

  Reason reason() {
    return reason;
  }

  /** What is wrong with the provider, where that is known. */
  Optional<SignOnTrouble> trouble() {
    return trouble;
  }
}
