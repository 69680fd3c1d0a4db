package dev.atelier;

import java.time.Instant;
import java.util.Optional;

/**
 * What a caller came in with: enough to ask later whether it still opens anything, and too little
 * to come in with it.
 *
 * @param id which one of its kind
 * @param version another one when the secret behind it is another; empty where that cannot be
 * @param until from when on it opens nothing, where it says so itself
 */
public record Credential(Kind kind, String id, String version, Optional<Instant> until) {
  /** Of whoever has none: there is nothing to be taken away. */
  public static final Credential NONE = new Credential(Kind.NONE, "", "");

  /** What there is to come in with. */
  public enum Kind {
    NONE,
    /** Nothing, to a server that asks nobody. */
    OPEN_DOOR,
    /** A token of the settings. */
    SETTING,
    /** A token that was made here. */
    TOKEN,
    /** A login to the console. */
    PASSWORD,
    /** A JSON Web Token. */
    JWT,
    /** Single sign-on at a provider elsewhere. */
    SIGN_ON,
    TICKET
  }

  public Credential(Kind kind, String id, String version) {
    this(kind, id, version, Optional.empty());
  }

  public boolean is(Kind other) {
    return kind == other;
  }
}
