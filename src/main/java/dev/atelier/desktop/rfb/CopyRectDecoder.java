package dev.atelier.desktop.rfb;

import java.io.IOException;

/** A part of the picture that moved (section “CopyRect Encoding”). */
final class CopyRectDecoder implements Decoder {

  @Override
  public void decode(Rectangle area, RfbInput input, Framebuffer framebuffer) throws IOException {
    int fromX = input.u16();
    int fromY = input.u16();
    framebuffer.requireInside(
        new Rectangle(fromX, fromY, area.width(), area.height(), area.encoding()));
    framebuffer.copy(fromX, fromY, area);
  }
}
