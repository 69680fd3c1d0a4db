package dev.atelier.desktop;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes pictures of screens as PNG (RFC 2083), several times as fast as ImageIO and about as
 * small: least effort of deflate, and of the filters only “Up”, where a row repeats the one above.
 * True colour always: hardly any screen makes do with the 256 colours of a palette.
 */
final class PngWriter {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int UNFILTERED = 0;
  private static final int AS_ABOVE = 2;

  private PngWriter() {}

  /**
   * @param rgb {@code 0xRRGGBB}, row by row from the top left
   */
  static byte[] write(int width, int height, int[] rgb) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 * 1024);
      DataOutputStream png = new DataOutputStream(bytes);
      png.writeLong(SIGNATURE);
      chunk(png, "IHDR", header(width, height));
      chunk(png, "IDAT", data(width, height, rgb));
      chunk(png, "IEND", new byte[0]);
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void chunk(DataOutputStream png, String type, byte[] content) throws IOException {
    png.writeInt(content.length);
    CheckedOutputStream checked = new CheckedOutputStream(png, new CRC32());
    DataOutputStream output = new DataOutputStream(checked);
    output.writeBytes(type);
    output.write(content);
    png.writeInt((int) checked.getChecksum().getValue());
  }

  /** Eight bits a colour, true colour, the only compression, filtering, no interlacing. */
  private static byte[] header(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream header = new DataOutputStream(bytes);
    header.writeInt(width);
    header.writeInt(height);
    header.write(new byte[] {8, 2, 0, 0, 0});
    return bytes.toByteArray();
  }

  private static byte[] data(int width, int height, int[] rgb) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 * 1024);
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream packed = new DeflaterOutputStream(bytes, deflater, 32 * 1024)) {
      byte[] row = new byte[1 + width * 3];
      byte[] repeated = new byte[row.length];
      repeated[0] = AS_ABOVE;
      for (int y = 0; y < height; y++) {
        int start = y * width;
        if (y > 0 && Arrays.equals(rgb, start - width, start, rgb, start, start + width)) {
          packed.write(repeated);
        } else {
          unfiltered(rgb, start, width, row);
          packed.write(row);
        }
      }
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static void unfiltered(int[] rgb, int start, int width, byte[] row) {
    row[0] = UNFILTERED;
    for (int x = 0, at = 1; x < width; x++) {
      int pixel = rgb[start + x];
      row[at++] = (byte) (pixel >> 16);
      row[at++] = (byte) (pixel >> 8);
      row[at++] = (byte) pixel;
    }
  }
}
