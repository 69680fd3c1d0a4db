package dev.atelier.desktop;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a desktop is to be: whose it is, how large its screen, how it looks, what it may use, and
 * what it starts from.
 *
 * @param id names the desktop for its life: lower-case letters, digits, {@code -} and {@code _}
 */
public record DesktopSpec(String id, Size resolution, Look look, Quota quota, Disk disk) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{1,60}");

  public DesktopSpec {
    Objects.requireNonNull(resolution, "resolution");
    Objects.requireNonNull(look, "look");
    Objects.requireNonNull(quota, "quota");
    Objects.requireNonNull(disk, "disk");
    requireId(id);
  }

  /** A new desktop of the usual kind. */
  public static DesktopSpec usual(String id, Size resolution) {
    return new DesktopSpec(id, resolution, Look.STANDARD, Quota.STANDARD, Disk.FRESH);
  }

  /** The same desktop, with these bounds. */
  public DesktopSpec with(Quota bounds) {
    return new DesktopSpec(id, resolution, look, bounds, disk);
  }

  /** The same desktop, from another start. */
  public DesktopSpec with(Disk start) {
    return new DesktopSpec(id, resolution, look, quota, start);
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
