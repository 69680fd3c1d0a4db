package dev.atelier;

import java.security.SecureRandom;

/**
 * Makes opaque identifiers such as {@code sess_3k9x2m7q4w1z}: unguessable, lower case, without
 * look-alikes.
 */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
  private static final int LENGTH = 14;

  private Ids() {}

  public static String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (int n = 0; n < LENGTH; n++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
