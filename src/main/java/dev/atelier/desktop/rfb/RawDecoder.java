package dev.atelier.desktop.rfb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/** Plain pixels, row by row (section “Raw Encoding”), in the pixel format that was asked for. */
final class RawDecoder implements Decoder {
  private byte[] bytes = new byte[0];
  private IntBuffer row = IntBuffer.allocate(0);

  @Override
  public void decode(Rectangle area, RfbInput input, Framebuffer framebuffer) throws IOException {
    int width = area.width();
    if (bytes.length < width * 4) {
      bytes = new byte[width * 4];
      row = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    }
    int[] pixels = framebuffer.pixels();
    for (int y = area.y(); y < area.y() + area.height(); y++) {
      input.read(bytes, 0, width * 4);
      int start = y * framebuffer.width() + area.x();
      row.get(0, pixels, start, width);
      for (int at = start; at < start + width; at++) {
        pixels[at] &= 0xFFFFFF;
      }
    }
  }
}
