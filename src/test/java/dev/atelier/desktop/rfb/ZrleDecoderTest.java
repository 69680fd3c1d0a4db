package dev.atelier.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZrleDecoderTest {
  private static final int RED = 0xFF0000;
  private static final int BLUE = 0x0000FE;
  private final ZrleDecoder decoder = new ZrleDecoder();
  private final Framebuffer framebuffer = new Framebuffer(200, 100);
  private final Deflater deflater = new Deflater();

  @AfterEach
  void close() {
    decoder.close();
    deflater.end();
  }

  @Test
  void paintsTilesOfOneColour() throws IOException {
    decode(10, 10, 70, 65, solid(RED), solid(BLUE), solid(1), solid(2));

    assertThat(at(10, 10)).isEqualTo(RED);
    assertThat(at(73, 73)).isEqualTo(RED);
    assertThat(at(74, 10)).isEqualTo(BLUE);
    assertThat(at(79, 73)).isEqualTo(BLUE);
    assertThat(at(10, 74)).isEqualTo(1);
    assertThat(at(79, 74)).isEqualTo(2);
    assertThat(at(80, 74)).isZero();
    assertThat(at(9, 10)).isZero();
  }

  @Test
  void paintsRawPixels() throws IOException {
    decode(0, 0, 2, 2, bytes(0, 1, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4));

    assertThat(new int[] {at(0, 0), at(1, 0), at(0, 1), at(1, 1)})
        .containsExactly(1, 2, 0x300, 0x40000);
  }

  @Test
  void paintsPackedPalettesOfEverySizeOfField() throws IOException {
    decode(0, 0, 9, 2, bytes(2, 1, 0, 0, 2, 0, 0, 0b10000001, 0b10000000, 0, 0));
    assertThat(new int[] {at(0, 0), at(1, 0), at(7, 0), at(8, 0), at(8, 1)})
        .containsExactly(2, 1, 2, 2, 1);

    decode(0, 0, 5, 1, bytes(3, 1, 0, 0, 2, 0, 0, 3, 0, 0, 0b00011000, 0b10000000));
    assertThat(new int[] {at(0, 0), at(1, 0), at(2, 0), at(3, 0), at(4, 0)})
        .containsExactly(1, 2, 3, 1, 3);

    decode(0, 0, 3, 1, bytes(5, 1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0, 5, 0, 0, 0x41, 0x20));
    assertThat(new int[] {at(0, 0), at(1, 0), at(2, 0)}).containsExactly(5, 2, 3);
  }

  @Test
  void paintsRunsOverTheEndsOfRows() throws IOException {
    decode(
        0,
        0,
        64,
        64,
        bytes(128, 1, 0, 0, 69, 2, 0, 0, 255, 255, 255, 255, 255, 255, 255),
        bytes(255, 255, 255, 255, 255, 255, 255, 255, 200));

    assertThat(at(5, 1)).isEqualTo(1);
    assertThat(at(6, 1)).isEqualTo(2);
    assertThat(at(63, 63)).isEqualTo(2);
  }

  @Test
  void paintsRunsOfAPalette() throws IOException {
    decode(0, 0, 10, 1, bytes(130, 1, 0, 0, 2, 0, 0, 0, 0x81, 7, 0));

    assertThat(new int[] {at(0, 0), at(1, 0), at(8, 0), at(9, 0)}).containsExactly(1, 2, 2, 1);
  }

  @Test
  void continuesOneZlibStreamFromRectangleToRectangle() throws IOException {
    for (int n = 1; n < 20; n++) {
      decode(n, n, 3, 3, solid(n));
      assertThat(at(n + 2, n + 2)).isEqualTo(n);
    }
  }

  @Test
  void refusesARunOverTheEndOfItsTile() {
    refuses("goes over the end", bytes(128, 1, 0, 0, 100));
    refuses("goes over the end", bytes(130, 1, 0, 0, 2, 0, 0, 0x80, 255, 255));
  }

  @Test
  void refusesColoursThatAreNotInThePalette() {
    refuses("colour 3 of a palette of 3", bytes(3, 1, 0, 0, 2, 0, 0, 3, 0, 0, 0xFF, 0xFF, 0xFF));
    refuses("colour 5 of a palette of 2", bytes(130, 1, 0, 0, 2, 0, 0, 5));
  }

  @Test
  void refusesUnknownSubencodings() {
    refuses("subencoding 17", bytes(17));
    refuses("subencoding 127", bytes(127));
    refuses("subencoding 129", bytes(129));
  }

  @Test
  void refusesARectangleThatEndsEarly() {
    refuses("before its last tile", bytes(0, 1, 2, 3));
    refuses("before its last tile", new byte[0]);
  }

  @Test
  void refusesABombAfterTheLastTile() {
    byte[] bomb = new byte[500_000];
    refuses("after its last tile", solid(RED), bomb);
  }

  @Test
  void refusesWhatIsNotZlib() {
    assertThatExceptionOfType(RfbProtocolException.class)
        .isThrownBy(() -> read(5, 5, new byte[] {0, 0, 0, 3, 1, 2, 3}))
        .withMessageContaining("not zlib");
  }

  @Test
  void refusesAnAbsurdLength() {
    assertThatExceptionOfType(RfbProtocolException.class)
        .isThrownBy(() -> read(5, 5, new byte[] {0x7F, 0, 0, 0, 1}))
        .withMessageContaining("claims to take 2130706432 bytes");
  }

  @Test
  void aStreamThatEndsWithinIsAtItsEnd() {
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> read(5, 5, new byte[] {0, 0, 0, 50, 0x78}));
  }

  private void refuses(String reason, byte[]... tiles) {
    try (ZrleDecoder fresh = new ZrleDecoder()) {
      Deflater own = new Deflater();
      byte[] packed = pack(own, tiles);
      own.end();
      assertThatExceptionOfType(RfbProtocolException.class)
          .isThrownBy(
              () ->
                  fresh.decode(
                      new Rectangle(0, 0, 5, 5, Encoding.ZRLE),
                      new RfbInput(new ByteArrayInputStream(packed)),
                      framebuffer))
          .withMessageContaining(reason);
    }
  }

  private void decode(int x, int y, int width, int height, byte[]... tiles) throws IOException {
    decoder.decode(
        new Rectangle(x, y, width, height, Encoding.ZRLE),
        new RfbInput(new ByteArrayInputStream(pack(deflater, tiles))),
        framebuffer);
  }

  private void read(int width, int height, byte[] rectangle) throws IOException {
    decoder.decode(
        new Rectangle(0, 0, width, height, Encoding.ZRLE),
        new RfbInput(new ByteArrayInputStream(rectangle)),
        framebuffer);
  }

  /** The length and the zlib data of a rectangle, as a server would send them. */
  private static byte[] pack(Deflater deflater, byte[]... tiles) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] tile : tiles) {
      all.writeBytes(tile);
    }
    deflater.setInput(all.toByteArray());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 * 1024];
    int got;
    do {
      got = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
      packed.write(buffer, 0, got);
    } while (got == buffer.length);
    ByteArrayOutputStream rectangle = new ByteArrayOutputStream();
    try {
      new DataOutputStream(rectangle).writeInt(packed.size());
      packed.writeTo(rectangle);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return rectangle.toByteArray();
  }

  private static byte[] solid(int rgb) {
    return bytes(1, rgb & 0xFF, rgb >> 8 & 0xFF, rgb >> 16);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int n = 0; n < values.length; n++) {
      bytes[n] = (byte) values[n];
    }
    return bytes;
  }

  private int at(int x, int y) {
    return framebuffer.pixels()[y * 200 + x];
  }
}
