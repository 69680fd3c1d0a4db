package dev.atelier.vision.anthropic;

import dev.atelier.desktop.Screenshot;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import java.util.Base64;

/** A picture as it is sent. */
record Picture(int width, int height, String type, String base64) implements Block {
  private static final int PATCH = 28;

  /** Larger ones show a photo or the like, of which JPEG is a third and looks the same. */
  private static final int MOST_PNG_BYTES = 1_000_000;

  private static final int JPEG_QUALITY = 85;

  static Picture of(Screenshot shot) {
    byte[] png = shot.png();
    return png.length <= MOST_PNG_BYTES
        ? new Picture(shot.width(), shot.height(), "image/png", encoded(png))
        : new Picture(shot.width(), shot.height(), "image/jpeg", encoded(shot.jpeg(JPEG_QUALITY)));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** How many squares of 28 by 28 pixels cover a picture; each is a token. */
  static int patches(int width, int height) {
    return ((width + PATCH - 1) / PATCH) * ((height + PATCH - 1) / PATCH);
  }

  @Override
  public long tokens() {
    return patches(width, height);
  }

  @Override
  public Content asContent() {
    return ImageContent.from(base64, type);
  }

  @Override
  public String toString() {
    return "picture " + width + "x" + height;
  }
}
