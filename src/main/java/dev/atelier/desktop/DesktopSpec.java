package dev.atelier.desktop;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a desktop is to be: whose it is, how large its screen, and what it may use.
 *
 * @param id names the desktop for its life: lower-case letters, digits, {@code -} and {@code _}
 * @param theme name of a theme of the desktop image
 * @param cpus processors it may use, e.g. 2.0; 0 means the runtime's default
 * @param memoryMb memory it may use, in MiB; 0 means the runtime's default
 */
public record DesktopSpec(String id, Size resolution, String theme, double cpus, int memoryMb) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{1,60}");
  private static final Pattern THEME = Pattern.compile("[a-z0-9-]{1,40}");

  public DesktopSpec {
    Objects.requireNonNull(resolution, "resolution");
    requireId(id);
    if (!THEME.matcher(theme).matches()) {
      throw new IllegalArgumentException("not a theme: " + theme);
    }
    if (cpus < 0 || memoryMb < 0) {
      throw new IllegalArgumentException("cpus and memory are not negative");
    }
  }

  /**
   * Checks that it may name a desktop.
   *
   * @throws IllegalArgumentException when it may not
   */
  public static void requireId(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not a desktop id: " + id);
    }
  }
}
