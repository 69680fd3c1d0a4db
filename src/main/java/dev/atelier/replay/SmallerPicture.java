package dev.atelier.replay;

import dev.atelier.desktop.Screenshot;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture as small as it has to be: as it is, else as JPEG, else as a smaller one.
 *
 * @param type its media type
 */
@SuppressWarnings("ArrayRecordComponent")
record SmallerPicture(String type, byte[] bytes) {
  /** From the best to the smallest: how wide at most, and the quality of JPEG. */
  private record Attempt(int width, int quality) {}

  private static final List<Attempt> ATTEMPTS =
      List.of(
          new Attempt(Integer.MAX_VALUE, 80),
          new Attempt(1280, 70),
          new Attempt(960, 65),
          new Attempt(640, 55));

  /**
   * The best that is no larger than wanted; the smallest there is, if even that is larger.
   *
   * @return empty when that is larger than allowed
   */
  static Optional<SmallerPicture> of(byte[] png, long wanted, long allowed) {
    SmallerPicture best = new SmallerPicture("image/png", png);
    if (png.length > wanted) {
      Screenshot screen = screen(read(png));
      for (Attempt attempt : ATTEMPTS) {
        Screenshot scaled = screen.scaledToWidth(attempt.width());
        best = smaller(best, new SmallerPicture("image/jpeg", scaled.jpeg(attempt.quality())));
        if (best.bytes().length <= wanted) {
          break;
        }
      }
    }
    return Optional.of(best).filter(picture -> picture.bytes().length <= allowed);
  }

  private static SmallerPicture smaller(SmallerPicture one, SmallerPicture other) {
    return other.bytes().length < one.bytes().length ? other : one;
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static BufferedImage read(byte[] png) {
    try {
      // Not by way of a file; whoever reads it closes it.
      BufferedImage image =
          ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(png)));
      if (image == null) {
        throw new IOException("not a picture");
      }
      return image;
    } catch (IOException garbled) {
      throw new UncheckedIOException(garbled);
    }
  }

  private static Screenshot screen(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    return new Screenshot(width, height, image.getRGB(0, 0, width, height, null, 0, width));
  }
}
