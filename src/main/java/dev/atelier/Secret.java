package dev.atelier;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A token, key or password: whoever prints it, by accident, in an error or as a part of something
 * else, prints dots. MicroProfile Config makes them of settings by {@link #of}. Immutable.
 */
public final class Secret implements Serializable {
  /** What is seen in place of any. */
  public static final String MASK = "•••";

  private static final long serialVersionUID = 1L;

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** Without the space around it, which settings tend to have. */
  public static Secret of(String text) {
    return new Secret(text.strip());
  }

  /** To the letter, as what people type may begin or end with a space. */
  public static Secret exactly(String text) {
    return new Secret(text);
  }

  /** That of a setting; one that is blank counts as not set. */
  public static Optional<Secret> set(Optional<Secret> setting) {
    return setting.filter(secret -> !secret.text.isEmpty());
  }

  /** The secret itself: to be sent, or compared, and nothing else. */
  public String revealed() {
    return text;
  }

  /** Takes the same time whichever letter differs. */
  public boolean is(String other) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && is(secret.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return MASK;
  }
}
