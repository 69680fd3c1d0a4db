package dev.atelier.desktop.rfb;

import java.io.IOException;

/** Paints the rectangles of one encoding. Not thread-safe; lives as long as its connection. */
interface Decoder extends AutoCloseable {

  /**
   * Reads the rectangle's data to its end and paints it.
   *
   * @param area not empty, and inside the framebuffer
   * @throws RfbProtocolException when the data make no sense
   */
  void decode(Rectangle area, RfbInput input, Framebuffer framebuffer) throws IOException;

  @Override
  default void close() {}
}
