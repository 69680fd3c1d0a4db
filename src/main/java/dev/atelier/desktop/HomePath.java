package dev.atelier.desktop;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The place of a file below a desktop's home.
 *
 * @param text names joined by slashes, such as {@code Documents/letter.txt}; empty for the home
 */
public record HomePath(String text) {
  public static final HomePath HOME = new HomePath("");

  /** What the kernel takes is 4096, with the home's own path before it. */
  private static final int MOST_BYTES = 3500;

  private static final int MOST_BYTES_OF_NAME = 255;
  private static final int NOT_DECODED = 0xFFFD;

  /**
   * Reads a path.
   *
   * @throws PathRefused when it could lead out of the home, or no file can have it
   */
  public HomePath {
    if (!text.equals(new String(bytes(text), StandardCharsets.UTF_8))
        || text.indexOf(0) >= 0
        || text.indexOf(NOT_DECODED) >= 0) {
      throw new PathRefused("the path is not UTF-8, or holds a zero, which no name can");
    }
    if (bytes(text).length > MOST_BYTES) {
      throw new PathRefused("the path is longer than " + MOST_BYTES + " bytes");
    }
    if (!text.isEmpty()) {
      List.of(text.split("/", -1)).forEach(HomePath::requireName);
    }
  }

  private static void requireName(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new PathRefused(
          "the path must lead from the home on by names alone, such as Documents/letter.txt");
    }
    if (bytes(name).length > MOST_BYTES_OF_NAME) {
      throw new PathRefused("a name in the path is longer than " + MOST_BYTES_OF_NAME + " bytes");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public boolean isHome() {
    return text.isEmpty();
  }

  /** The last name; empty for the home. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return isHome() ? "the home" : text;
  }
}
