package dev.atelier.vision.wire;

import dev.atelier.desktop.Screenshot;
import dev.langchain4j.data.message.ImageContent;
import java.util.Base64;

/**
 * A picture as it is sent to a model. Immutable.
 *
 * @param picture already as small as it is sent
 */
public record SentPicture(Screenshot picture) {
  /** Pixels of the long side. */
  public static final int LONGEST = 1920;

  /** No larger than that on its long and on its short side, with the same proportions. */
  public static SentPicture within(int longest, int shortest, Screenshot screen) {
    int width = screen.width();
    int height = screen.height();
    double factor =
        Math.min(
            1,
            Math.min(
                longest / (double) Math.max(width, height),
                shortest / (double) Math.min(width, height)));
    return new SentPicture(screen.scaledToWidth(Math.max(1, (int) (width * factor))));
  }

  /** As part of a message, in its full resolution. */
  public ImageContent content() {
    return ImageContent.from(base64(), "image/png", ImageContent.DetailLevel.HIGH);
  }

  public String dataUrl() {
    return "data:image/png;base64," + base64();
  }

  private String base64() {
    return Base64.getEncoder().encodeToString(picture.png());
  }
}
