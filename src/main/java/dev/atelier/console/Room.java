package dev.atelier.console;

import java.util.Locale;

/** How much room something takes on the disk, in words. */
final class Room {
  private static final double MEGABYTE = 1_000_000;
  private static final double GIGABYTE = 1_000 * MEGABYTE;
  private static final double LEAST_SHOWN = 0.1;
  private static final double WITHOUT_FRACTION = 10;

  private Room() {}

  static String words(long bytes, Locale locale) {
    if (bytes >= GIGABYTE) {
      return Texts.text("room.gigabytes", locale, rounded(bytes / GIGABYTE));
    }
    return Texts.text("room.megabytes", locale, rounded(Math.max(LEAST_SHOWN, bytes / MEGABYTE)));
  }

  private static double rounded(double amount) {
    return amount < WITHOUT_FRACTION ? amount : Math.round(amount);
  }
}
