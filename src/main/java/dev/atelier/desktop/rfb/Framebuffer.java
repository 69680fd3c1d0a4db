package dev.atelier.desktop.rfb;

import dev.atelier.desktop.Size;
import java.util.Arrays;

/**
 * The picture as it is being painted, {@code 0xRRGGBB} row by row. Belongs to the thread that reads
 * the connection; others look at the {@link LiveScreen}.
 */
final class Framebuffer {
  /** Each pixel costs 12 bytes here and on the live screen, and the server is not trusted. */
  static final int MOST_PIXELS = 4096 * 2304;

  private int width;
  private int height;
  private int[] pixels;
  private long painted;
  private int left;
  private int top;
  private int right;
  private int bottom;

  Framebuffer(int width, int height) {
    requireSane(width, height);
    this.width = width;
    this.height = height;
    this.pixels = new int[width * height];
    forgetDamage();
  }

  private static void requireSane(int width, int height) {
    try {
      if ((long) width * height <= MOST_PIXELS) {
        new Size(width, height);
        return;
      }
    } catch (IllegalArgumentException absurd) {
      // said below
    }
    throw new RfbProtocolException(
        "the VNC server has a screen of "
            + width
            + "x"
            + height
            + "; 64 to 7680 pixels each way are supported, and "
            + MOST_PIXELS
            + " in all");
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int[] pixels() {
    return pixels;
  }

  /** Changes the size; what fits of the picture stays, the rest is black until it is painted. */
  void resize(int newWidth, int newHeight) {
    requireSane(newWidth, newHeight);
    if (newWidth == width && newHeight == height) {
      return;
    }
    int[] resized = new int[newWidth * newHeight];
    for (int y = 0; y < Math.min(height, newHeight); y++) {
      System.arraycopy(pixels, y * width, resized, y * newWidth, Math.min(width, newWidth));
    }
    width = newWidth;
    height = newHeight;
    pixels = resized;
    damaged(0, 0, width, height);
  }

  void requireInside(Rectangle area) {
    if (area.x() + area.width() > width || area.y() + area.height() > height) {
      throw new RfbProtocolException(
          "the VNC server sent a rectangle of "
              + area
              + ", outside the screen of "
              + width
              + "x"
              + height);
    }
  }

  void fill(int x, int y, int areaWidth, int areaHeight, int colour) {
    for (int row = y; row < y + areaHeight; row++) {
      int start = row * width + x;
      Arrays.fill(pixels, start, start + areaWidth, colour);
    }
  }

  /** Copies from another place of the same picture; the two may overlap. */
  void copy(int fromX, int fromY, Rectangle to) {
    boolean upwards = fromY >= to.y();
    for (int n = 0; n < to.height(); n++) {
      int row = upwards ? n : to.height() - 1 - n;
      System.arraycopy(
          pixels,
          (fromY + row) * width + fromX,
          pixels,
          (to.y() + row) * width + to.x(),
          to.width());
    }
  }

  /** Notes that an area was painted by the server. */
  void painted(Rectangle area) {
    if (!area.isEmpty()) {
      painted += (long) area.width() * area.height();
      damaged(area.x(), area.y(), area.x() + area.width(), area.y() + area.height());
    }
  }

  /** Whether as much was painted since the start as the screen is large. */
  boolean isWhole() {
    return painted >= (long) width * height;
  }

  boolean isDamaged() {
    return right > left;
  }

  int left() {
    return left;
  }

  int top() {
    return top;
  }

  int right() {
    return right;
  }

  int bottom() {
    return bottom;
  }

  void forgetDamage() {
    left = Integer.MAX_VALUE;
    top = Integer.MAX_VALUE;
    right = 0;
    bottom = 0;
  }

  private void damaged(int x0, int y0, int x1, int y1) {
    left = Math.min(left, x0);
    top = Math.min(top, y0);
    right = Math.max(right, x1);
    bottom = Math.max(bottom, y1);
  }
}
