package dev.atelier.replay;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Pictures in a row as YUV4MPEG2, which every encoder reads: planes of brightness and, at half the
 * size, of two colours (ITU-R BT.601, with room at both ends). Used by one thread.
 */
final class RawVideo {
  private static final byte[] FRAME = "FRAME\n".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream output;
  private final int width;
  private final int height;
  private final byte[] planes;

  /**
   * Begins one.
   *
   * @param width of every picture; even, as the height
   * @param perSecond so many pictures
   */
  RawVideo(OutputStream output, int width, int height, int perSecond) throws IOException {
    if (width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException("odd: " + width + "x" + height);
    }
    this.output = output;
    this.width = width;
    this.height = height;
    this.planes = new byte[width * height * 3 / 2];
    String header =
        "YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n".formatted(width, height, perSecond);
    output.write(header.getBytes(StandardCharsets.US_ASCII));
  }

  /** Shows a picture so many times. */
  void show(BufferedImage picture, int times) throws IOException {
    int[] rgb = picture.getRGB(0, 0, width, height, null, 0, width);
    brightness(rgb);
    colours(rgb);
    for (int n = 0; n < times; n++) {
      output.write(FRAME);
      output.write(planes);
    }
  }

  private void brightness(int[] rgb) {
    for (int n = 0; n < rgb.length; n++) {
      int red = rgb[n] >> 16 & 0xFF;
      int green = rgb[n] >> 8 & 0xFF;
      int blue = rgb[n] & 0xFF;
      planes[n] = (byte) ((66 * red + 129 * green + 25 * blue + 128 >> 8) + 16);
    }
  }

  /** Of each square of four pixels the mean. */
  private void colours(int[] rgb) {
    int first = width * height;
    int second = first + first / 4;
    for (int y = 0; y < height; y += 2) {
      for (int x = 0; x < width; x += 2) {
        int at = y * width + x;
        int red = sum(rgb, at, 16);
        int green = sum(rgb, at, 8);
        int blue = sum(rgb, at, 0);
        planes[first++] = (byte) ((-38 * red - 74 * green + 112 * blue + 512 >> 10) + 128);
        planes[second++] = (byte) ((112 * red - 94 * green - 18 * blue + 512 >> 10) + 128);
      }
    }
  }

  private int sum(int[] rgb, int at, int shift) {
    return (rgb[at] >> shift & 0xFF)
        + (rgb[at + 1] >> shift & 0xFF)
        + (rgb[at + width] >> shift & 0xFF)
        + (rgb[at + width + 1] >> shift & 0xFF);
  }
}
