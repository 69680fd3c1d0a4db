package dev.atelier.desktop.rfb;

import java.io.IOException;
import java.util.Arrays;

/** Zlib-compressed tiles of 64x64 pixels (section “ZRLE Encoding”). */
final class ZrleDecoder implements Decoder {
  private static final int TILE = 64;
  private static final int PLAIN_RLE = 128;

  private final ZrleBytes bytes = new ZrleBytes();
  private final int[] palette = new int[128];
  private int[] pixels = new int[0];
  private int stride;

  @Override
  public void decode(Rectangle area, RfbInput input, Framebuffer framebuffer) throws IOException {
    long length = input.u32();
    if (length > mostBytes(area)) {
      throw new RfbProtocolException(
          "a ZRLE rectangle of " + area + " claims to take " + length + " bytes");
    }
    bytes.begin(input, length);
    pixels = framebuffer.pixels();
    stride = framebuffer.width();
    for (int y = area.y(); y < area.y() + area.height(); y += TILE) {
      int height = Math.min(TILE, area.y() + area.height() - y);
      for (int x = area.x(); x < area.x() + area.width(); x += TILE) {
        tile(framebuffer, x, y, Math.min(TILE, area.x() + area.width() - x), height);
      }
    }
    bytes.end();
  }

  /** Generous: four bytes a pixel, a palette a tile, and what zlib adds to what it cannot pack. */
  private static long mostBytes(Rectangle area) {
    long pixelCount = (long) area.width() * area.height();
    long tiles = (area.width() / TILE + 1L) * (area.height() / TILE + 1L);
    return (pixelCount * 4 + tiles * 400) * 102 / 100 + 1024;
  }

  private void tile(Framebuffer framebuffer, int x, int y, int width, int height)
      throws IOException {
    int kind = bytes.u8();
    int start = y * stride + x;
    if (kind == 0) {
      raw(start, width, height);
    } else if (kind == 1) {
      framebuffer.fill(x, y, width, height, bytes.pixel());
    } else if (kind <= 16) {
      readPalette(kind);
      packed(start, width, height, kind);
    } else if (kind == PLAIN_RLE) {
      plainRuns(start, width, height);
    } else if (kind > PLAIN_RLE + 1) {
      readPalette(kind - PLAIN_RLE);
      paletteRuns(start, width, height, kind - PLAIN_RLE);
    } else {
      throw new RfbProtocolException("a ZRLE tile has the unknown subencoding " + kind);
    }
  }

  private void readPalette(int size) throws IOException {
    for (int n = 0; n < size; n++) {
      palette[n] = bytes.pixel();
    }
  }

  private void raw(int start, int width, int height) throws IOException {
    bytes.require(width * height * 3);
    for (int row = 0; row < height; row++) {
      int at = start + row * stride;
      for (int end = at + width; at < end; at++) {
        pixels[at] = bytes.pixel();
      }
    }
  }

  /** Palette indexes of 1, 2 or 4 bits, most significant first; each row starts a new byte. */
  private void packed(int start, int width, int height, int size) throws IOException {
    int bits = size == 2 ? 1 : size <= 4 ? 2 : 4;
    int mask = (1 << bits) - 1;
    for (int row = 0; row < height; row++) {
      int at = start + row * stride;
      int left = 0;
      int octet = 0;
      for (int end = at + width; at < end; at++) {
        if (left == 0) {
          octet = bytes.u8();
          left = 8;
        }
        left -= bits;
        pixels[at] = colour(octet >> left & mask, size);
      }
    }
  }

  private void plainRuns(int start, int width, int height) throws IOException {
    int area = width * height;
    for (int done = 0; done < area; ) {
      int colour = bytes.pixel();
      done = run(start, width, done, runLength(area - done), colour);
    }
  }

  private void paletteRuns(int start, int width, int height, int size) throws IOException {
    int area = width * height;
    for (int done = 0; done < area; ) {
      int index = bytes.u8();
      int colour = colour(index & 0x7F, size);
      done = run(start, width, done, index < 128 ? 1 : runLength(area - done), colour);
    }
  }

  private int colour(int index, int size) {
    if (index >= size) {
      throw new RfbProtocolException(
          "a ZRLE tile uses colour " + index + " of a palette of " + size);
    }
    return palette[index];
  }

  private int runLength(int most) throws IOException {
    int length = 1;
    int more;
    do {
      more = bytes.u8();
      length += more;
      if (length > most) {
        throw new RfbProtocolException("a ZRLE run goes over the end of its tile");
      }
    } while (more == 255);
    return length;
  }

  /** Paints pixels {@code from} to {@code from + length} of a tile, which may span rows. */
  private int run(int start, int width, int from, int length, int colour) {
    int done = from;
    int end = from + length;
    while (done < end) {
      int column = done % width;
      int some = Math.min(end - done, width - column);
      int at = start + done / width * stride + column;
      Arrays.fill(pixels, at, at + some, colour);
      done += some;
    }
    return done;
  }

  @Override
  public void close() {
    bytes.close();
  }
}
