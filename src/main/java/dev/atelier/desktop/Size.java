package dev.atelier.desktop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How wide and how high a screen is, in pixels. */
public record Size(int width, int height) {
  private static final Pattern TEXT = Pattern.compile("(\\d{2,5})x(\\d{2,5})");
  private static final int SMALLEST = 64;
  private static final int LARGEST = 7680;

  /** More is refused by the driver, for the memory that a picture takes. */
  private static final int MOST_PIXELS = 4096 * 2304;

  public Size {
    if (width < SMALLEST
        || height < SMALLEST
        || width > LARGEST
        || height > LARGEST
        || (long) width * height > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "a screen is at least 64x64 and has at most as many pixels as 4096x2304, not "
              + width
              + "x"
              + height);
    }
  }

  /** Reads {@code 1280x720}. */
  public static Size parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a size looks like 1280x720, not “" + text + "”");
    }
    return new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  public boolean contains(Point point) {
    return point.x() >= 0 && point.y() >= 0 && point.x() < width && point.y() < height;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
