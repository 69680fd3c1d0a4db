package dev.atelier.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.atelier.desktop.Screenshot;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plays what a real Xvnc sent, whole and broken. */
@Timeout(120)
class RecordingTest {
  private static final long MEBIBYTE = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(strings = {"raw", "zrle", "copyrect", "resize", "clipboard", "tiny"})
  void endsWithThePictureThatAnotherViewerSaw(String name) throws IOException {
    Replay replay = Replay.of(recording(name));

    assertThat(replay.end()).isInstanceOf(EOFException.class);
    assertThat(replay.screen().showsTheSameAs(expected(name))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"clipboard", "tiny"})
  void holdsWhatWasCopied(String name) throws IOException {
    assertThat(Replay.of(recording(name)).clipboard()).contains("grüße 日本 🙂");
  }

  @Test
  void cutAnywhereItEndsCleanly() throws IOException {
    byte[] whole = recording("tiny");
    for (int length = 0; length < whole.length; length++) {
      Replay replay = Replay.of(Arrays.copyOf(whole, length));

      assertThat(replay.end()).as("cut after %d bytes", length).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void bentAnywhereItEndsCleanlyAndInBounds() throws IOException {
    byte[] whole = recording("tiny");
    for (int at = 0; at < whole.length; at++) {
      for (int mask : new int[] {0x01, 0x80, 0xFF}) {
        byte[] bent = whole.clone();
        bent[at] ^= (byte) mask;
        assertHarmless(bent, "byte %d bent by %x".formatted(at, mask));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void bentInManyPlacesItEndsCleanlyAndInBounds(long seed) throws IOException {
    byte[] whole = recording("copyrect");
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      byte[] bent = whole.clone();
      for (int n = 0; n < 1 + random.nextInt(8); n++) {
        bent[40 + random.nextInt(bent.length - 40)] = (byte) random.nextInt();
      }
      assertHarmless(bent, "seed %d round %d".formatted(seed, round));
    }
  }

  private static void assertHarmless(byte[] server, String how) {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = memory.getCurrentThreadAllocatedBytes();
    Replay replay = Replay.of(server);
    long used = memory.getCurrentThreadAllocatedBytes() - before;

    assertThat(replay.end())
        .as(how)
        .isInstanceOfAny(EOFException.class, RfbProtocolException.class)
        .hasMessageNotContaining("null");
    assertThat(used).as(how).isLessThan(200 * MEBIBYTE);
  }

  private static byte[] recording(String name) throws IOException {
    try (InputStream file = resource(name + ".rfb.gz");
        InputStream bytes = new GZIPInputStream(file)) {
      return bytes.readAllBytes();
    }
  }

  private static Screenshot expected(String name) throws IOException {
    try (InputStream file = resource(name + ".png")) {
      BufferedImage image = ImageIO.read(file);
      int width = image.getWidth();
      int height = image.getHeight();
      int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
      return new Screenshot(
          width, height, Arrays.stream(pixels).map(pixel -> pixel & 0xFFFFFF).toArray());
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(RecordingTest.class.getResourceAsStream(name), name);
  }
}
