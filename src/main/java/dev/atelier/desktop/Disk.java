package dev.atelier.desktop;

import java.util.Optional;

/**
 * What a desktop starts from. Whoever makes a desktop anew gives it the next one, so that the old
 * and the new are never mixed up.
 *
 * @param system the runtime's name of the system it was made from; empty means the usual one
 * @param home which of its homes it lives in, counted from 0
 */
public record Disk(Optional<String> system, int home) {
  public static final Disk FRESH = new Disk(Optional.empty(), 0);

  public Disk {
    if (home < 0) {
      throw new IllegalArgumentException("homes are counted from 0");
    }
  }
}
