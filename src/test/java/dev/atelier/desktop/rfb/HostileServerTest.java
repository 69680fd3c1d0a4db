package dev.atelier.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that no honest server sends, and odd ones that some do. */
class HostileServerTest {

  static Stream<Arguments> nonsense() throws IOException {
    return Stream.of(
        arguments("unknown type 99", new byte[] {99}),
        arguments("unknown type 2", new byte[] {2, (byte) 200}),
        arguments("outside the screen of 100x80", update(90, 0, 11, 1, Encoding.RAW)),
        arguments("outside the screen", update(0, 79, 1, 2, Encoding.RAW)),
        arguments("outside the screen", update(65535, 65535, 65535, 65535, Encoding.ZRLE)),
        arguments("outside the screen", update(0, 0, 10, 10, Encoding.COPY_RECT, 0, 95, 0, 0)),
        arguments("outside the screen", update(0, 0, 10, 10, Encoding.COPY_RECT, 0, 0, -1, -1)),
        arguments("encoding 7, which it was not offered", update(0, 0, 1, 1, 7)),
        arguments("screen of 10x10", update(0, 0, 10, 10, Encoding.DESKTOP_SIZE)),
        arguments("screen of 60000x60000", update(0, 0, 60000, 60000, Encoding.DESKTOP_SIZE)),
        arguments(
            "claims to have 200 screens",
            update(0, 0, 100, 80, Encoding.EXTENDED_DESKTOP_SIZE, 200)),
        arguments("fence of 65 bytes", new byte[] {-8, 0, 0, 0, 0, 0, 0, 0, 65}),
        arguments("clipboard holds 2147483647 bytes", cutText(Integer.MAX_VALUE)),
        arguments("clipboard holds 2147483648 bytes", cutText(Integer.MIN_VALUE)),
        arguments("without flags", cutText(-3)),
        arguments("not zlib", cutText(-8, 0x10, 0, 0, 1, 1, 2, 3, 4)),
        arguments("ends early", cutText(-6, 0x10, 0, 0, 1, 0x78, 0x9C)));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void nonsenseIsRefusedByName(String reason, byte[] message) {
    assertThat(Replay.of(100, 80, message).end())
        .isInstanceOf(RfbProtocolException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void emptyRectanglesAreHarmless() throws IOException {
    Replay replay =
        Replay.of(
            100,
            80,
            update(0, 0, 0, 0, Encoding.RAW),
            update(100, 80, 0, 0, Encoding.RAW),
            update(5, 5, 0, 9, Encoding.COPY_RECT, 0, 0, 0, 0));

    assertThat(replay.end()).isInstanceOf(EOFException.class);
    assertThat(replay.stood()).isFalse();
  }

  @Test
  void bellsColourMapsAndTheEndOfWhatWeNeverAskedForAreHarmless() {
    byte[] colourMap = new byte[6 + 2 * 6];
    colourMap[0] = 1;
    colourMap[5] = 2;

    Replay replay = Replay.of(100, 80, new byte[] {2}, colourMap, new byte[] {(byte) 150, 2});

    assertThat(replay.end()).isInstanceOf(EOFException.class);
  }

  @Test
  void thePictureStandsOnceAllOfItWasPainted() throws IOException {
    byte[] half =
        ScriptedServer.rectangle(0, 0, 100, 40, Encoding.RAW, ScriptedServer.raw(4000, 5));
    byte[] rest =
        ScriptedServer.rectangle(0, 40, 100, 40, Encoding.RAW, ScriptedServer.raw(4000, 6));

    assertThat(Replay.of(100, 80, ScriptedServer.update(half)).stood()).isFalse();
    Replay whole = Replay.of(100, 80, ScriptedServer.update(half), ScriptedServer.update(rest));
    assertThat(whole.stood()).isTrue();
    assertThat(whole.screen().rgb(0, 39)).isEqualTo(5);
    assertThat(whole.screen().rgb(0, 40)).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void copiesThatOverlapThemselvesKeepWhatWasThere(int step) throws IOException {
    int[] colours = new int[8000];
    byte[] rows = new byte[8000 * 4];
    for (int n = 0; n < 8000; n++) {
      colours[n] = n;
      rows[n * 4] = (byte) n;
      rows[n * 4 + 1] = (byte) (n >> 8);
    }
    byte[] whole = ScriptedServer.rectangle(0, 0, 100, 80, Encoding.RAW, rows);
    byte[] source = {0, 10, 0, 10};
    byte[] copy =
        ScriptedServer.rectangle(10 + step, 10 + step, 50, 50, Encoding.COPY_RECT, source);

    Replay replay = Replay.of(100, 80, ScriptedServer.update(whole, copy));

    for (int n = 0; n < 50; n++) {
      assertThat(replay.screen().rgb(10 + step + n, 10 + step + n))
          .isEqualTo(colours[(10 + n) * 100 + 10 + n]);
    }
  }

  @Test
  void aTextTooLongToKeepIsSkipped() {
    byte[] text = new byte[2 * 1024 * 1024];
    Arrays.fill(text, (byte) 'x');
    byte[] short2 = cutText(2, 'o', 'k');

    assertThat(Replay.of(100, 80, cutText(text.length), text).clipboard()).isEmpty();
    assertThat(Replay.of(100, 80, cutText(text.length), text, short2).clipboard()).contains("ok");
  }

  @Test
  void aTextThatUnpacksToTooMuchIsNotTaken() {
    byte[] bomb = ExtendedClipboard.provide("x".repeat(3 * 1024 * 1024));
    assertThat(bomb.length).isLessThan(10_000);

    Replay replay = Replay.of(100, 80, ScriptedServer.clipboard(bomb));

    assertThat(replay.end()).isInstanceOf(EOFException.class);
    assertThat(replay.clipboard()).isEmpty();
  }

  private static byte[] update(int x, int y, int width, int height, int encoding, int... content)
      throws IOException {
    byte[] bytes = new byte[content.length];
    for (int n = 0; n < content.length; n++) {
      bytes[n] = (byte) content[n];
    }
    return ScriptedServer.update(ScriptedServer.rectangle(x, y, width, height, encoding, bytes));
  }

  private static byte[] cutText(int length, int... content) {
    ByteBuffer message = ByteBuffer.allocate(8 + content.length).putInt(3 << 24).putInt(length);
    for (int value : content) {
      message.put((byte) value);
    }
    return message.array();
  }
}
