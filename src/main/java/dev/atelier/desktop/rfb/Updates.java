package dev.atelier.desktop.rfb;

import dev.atelier.desktop.Point;
import java.io.IOException;
import java.util.Map;

/**
 * Reads framebuffer updates (section “FramebufferUpdate”), paints them, publishes each when it is
 * complete, and keeps one request for the next outstanding. Belongs to the reading thread.
 */
final class Updates implements AutoCloseable {
  private static final int MOST_SCREENS = 16;
  private static final int REASON_THIS_CLIENT = 1;

  private final RfbConnection connection;
  private final Framebuffer framebuffer;
  private final LiveScreen screen;
  private final Resizes resizes;
  private final Runnable whole;
  private final Map<Integer, Decoder> decoders =
      Map.of(
          Encoding.RAW, new RawDecoder(),
          Encoding.COPY_RECT, new CopyRectDecoder(),
          Encoding.ZRLE, new ZrleDecoder());
  private boolean standing;

  /**
   * @param whole is run once, when the first whole picture is published
   */
  Updates(
      RfbConnection connection,
      Framebuffer framebuffer,
      LiveScreen screen,
      Resizes resizes,
      Runnable whole) {
    this.connection = connection;
    this.framebuffer = framebuffer;
    this.screen = screen;
    this.resizes = resizes;
    this.whole = whole;
  }

  void read(RfbInput input) throws IOException {
    input.skip(1);
    int count = input.u16();
    requestNext(); // at once, so that the server need not wait while this one is painted
    for (int n = 0; n < count; n++) {
      rectangle(
          new Rectangle(input.u16(), input.u16(), input.u16(), input.u16(), input.s32()), input);
    }
    publish();
  }

  private void rectangle(Rectangle header, RfbInput input) throws IOException {
    switch (header.encoding()) {
      case Encoding.EXTENDED_DESKTOP_SIZE -> extendedDesktopSize(header, input);
      case Encoding.DESKTOP_SIZE -> resize(header);
      case Encoding.POINTER_POSITION, Encoding.VMWARE_CURSOR_POSITION ->
          screen.pointerAt(new Point(header.x(), header.y()));
      default -> pixels(header, input);
    }
  }

  private void pixels(Rectangle area, RfbInput input) throws IOException {
    Decoder decoder = decoders.get(area.encoding());
    if (decoder == null) {
      throw new RfbProtocolException(
          "the VNC server uses encoding " + area.encoding() + ", which it was not offered");
    }
    framebuffer.requireInside(area);
    decoder.decode(area, input, framebuffer);
    framebuffer.painted(area);
  }

  private void extendedDesktopSize(Rectangle header, RfbInput input) throws IOException {
    int screens = input.u8();
    if (screens > MOST_SCREENS) {
      throw new RfbProtocolException("the VNC server claims to have " + screens + " screens");
    }
    input.skip(3);
    ScreenLayout first = new ScreenLayout(0, 0);
    for (int n = 0; n < screens; n++) {
      int id = input.s32();
      input.skip(8);
      int flags = input.s32();
      first = n == 0 ? new ScreenLayout(id, flags) : first;
    }
    boolean asked = header.x() == REASON_THIS_CLIENT;
    if (!asked || header.y() == 0) {
      resizes.layout(first);
      resize(header);
    }
    if (asked) {
      publish();
      resizes.answered(header.y());
    }
  }

  private void resize(Rectangle header) throws IOException {
    framebuffer.resize(header.width(), header.height());
    requestNext(); // the one before was for the old size
  }

  private void requestNext() throws IOException {
    int width = framebuffer.width();
    int height = framebuffer.height();
    connection.tell(messages -> messages.requestUpdate(true, width, height));
  }

  private void publish() {
    if (!standing && framebuffer.isWhole()) {
      standing = true;
      screen.publish(framebuffer);
      whole.run();
    } else if (standing && framebuffer.isDamaged()) {
      screen.publish(framebuffer);
    }
  }

  @Override
  public void close() {
    decoders.values().forEach(Decoder::close);
  }
}
