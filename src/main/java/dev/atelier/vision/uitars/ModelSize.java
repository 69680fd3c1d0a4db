package dev.atelier.vision.uitars;

import dev.atelier.desktop.Size;
import dev.atelier.vision.wire.Scale;

/**
 * The size to which the model's server brings a picture, on which the model counts its pixels:
 * {@code smart_resize} of Qwen2.5-VL with the limits of UI-TARS-1.5 (its README_coordinates.md).
 */
record ModelSize(int width, int height) {
  private static final int FACTOR = 28;
  private static final long LEAST_PIXELS = 100L * FACTOR * FACTOR;
  private static final long MOST_PIXELS = 16384L * FACTOR * FACTOR;

  /** Of a picture of that size. */
  static ModelSize of(int width, int height) {
    long wide = Math.max(FACTOR, nearest(width));
    long high = Math.max(FACTOR, nearest(height));
    if (wide * high > MOST_PIXELS) {
      double beta = Math.sqrt((double) width * height / MOST_PIXELS);
      wide = FACTOR * (long) Math.floor(width / beta / FACTOR);
      high = FACTOR * (long) Math.floor(height / beta / FACTOR);
    } else if (wide * high < LEAST_PIXELS) {
      double beta = Math.sqrt((double) LEAST_PIXELS / ((double) width * height));
      wide = FACTOR * (long) Math.ceil(width * beta / FACTOR);
      high = FACTOR * (long) Math.ceil(height * beta / FACTOR);
    }
    return new ModelSize((int) wide, (int) high);
  }

  /** Rounds half to even, as Python does. */
  private static long nearest(int pixels) {
    return FACTOR * (long) Math.rint(pixels / (double) FACTOR);
  }

  Scale onto(Size screen) {
    return new Scale(width, height, true, screen);
  }
}
