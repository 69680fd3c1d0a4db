package dev.atelier.desktop.rfb;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.KeyChord;
import dev.atelier.desktop.MouseButton;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the recordings of {@link RecordingTest} anew: lets a real desktop play a scene, keeps what
 * its server sent, and, as the truth to compare with, what a second viewer of a few lines shows.
 * Run its {@code main} with the folder to write to.
 */
final class Recorder {
  private static final List<Integer> ALWAYS =
      List.of(Encoding.EXTENDED_DESKTOP_SIZE, Encoding.FENCE, Encoding.EXTENDED_CLIPBOARD);

  /** What happens while it is recorded. */
  private interface Scene {
    void play(Desktop desktop, DesktopContainer container) throws Exception;
  }

  private final Path folder;

  private Recorder(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] folder) throws Exception {
    Recorder recorder = new Recorder(Path.of(folder[0]));
    recorder.record("raw", List.of(Encoding.RAW), new Size(320, 240), Recorder::openTerminal);
    recorder.record("zrle", List.of(Encoding.ZRLE), new Size(640, 400), Recorder::openTerminal);
    recorder.record(
        "copyrect",
        List.of(Encoding.COPY_RECT, Encoding.ZRLE),
        new Size(640, 400),
        Recorder::dragAndScroll);
    recorder.record("resize", List.of(Encoding.ZRLE), new Size(320, 240), Recorder::resize);
    recorder.record("clipboard", List.of(Encoding.ZRLE), new Size(320, 240), Recorder::copy);
    recorder.record(
        "tiny", List.of(Encoding.COPY_RECT, Encoding.ZRLE), new Size(64, 64), Recorder::copy);
  }

  private static void openTerminal(Desktop desktop, DesktopContainer container) throws Exception {
    Screenshot before = desktop.screenshot();
    container.launch("xterm -geometry 50x14+20+20 -e 'ls -l --color=always /etc; cat'");
    desktop.awaitChange(before, Duration.ofSeconds(10));
    desktop.moveMouse(new Point(100, 100));
  }

  private static void dragAndScroll(Desktop desktop, DesktopContainer container) throws Exception {
    openTerminal(desktop, container);
    desktop.settledScreenshot(Duration.ofMillis(500), Duration.ofSeconds(5));
    desktop.type("one\ntwo\nthree\nfour\nfive\nsix\n");
    desktop.moveMouse(new Point(150, 120));
    desktop.press(KeyChord.parse("alt"));
    desktop.press(MouseButton.LEFT);
    for (int n = 0; n < 8; n++) {
      desktop.moveMouse(new Point(150 + 15 * n, 120 + 10 * n));
      desktop.settledScreenshot(Duration.ofMillis(50), Duration.ofSeconds(1));
    }
    desktop.release(MouseButton.LEFT);
    desktop.release(KeyChord.parse("alt"));
  }

  private static void resize(Desktop desktop, DesktopContainer container) throws Exception {
    desktop.resize(new Size(500, 300));
    desktop.settledScreenshot(Duration.ofMillis(300), Duration.ofSeconds(5));
    desktop.resize(new Size(400, 350));
  }

  private static void copy(Desktop desktop, DesktopContainer container) throws Exception {
    container.launch("printf \"grüße 日本 🙂\" | xclip -selection clipboard");
    while (desktop.clipboard().isEmpty()) {
      desktop.settledScreenshot(Duration.ofMillis(100), Duration.ofSeconds(1));
    }
  }

  private void record(String name, List<Integer> encodings, Size size, Scene scene)
      throws Exception {
    ByteArrayOutputStream recorded = new ByteArrayOutputStream();
    List<Integer> wanted = new java.util.ArrayList<>(encodings);
    wanted.addAll(ALWAYS);
    try (DesktopContainer container = DesktopContainer.start()) {
      try (Desktop first = new RfbDriver().drive(container::connect, new WatchLog())) {
        first.resize(size);
        first.settledScreenshot(Duration.ofSeconds(2), Duration.ofSeconds(20));
      }
      RfbDriver driver = new RfbDriver(Bounds.USUAL, wanted);
      Screenshot seen;
      Screenshot truth;
      try (Desktop desktop =
          driver.drive(() -> new Tee(container.connect(), recorded), new WatchLog())) {
        scene.play(desktop, container);
        seen = desktop.settledScreenshot(Duration.ofSeconds(2), Duration.ofSeconds(20));
        truth = plainView(container.connect(), desktop.size());
      }
      if (!seen.showsTheSameAs(truth)) {
        throw new IllegalStateException(name + " is not what a plain viewer sees");
      }
      Files.write(folder.resolve(name + ".png"), truth.png());
      try (OutputStream file = Files.newOutputStream(folder.resolve(name + ".rfb.gz"));
          GZIPOutputStream packed = new GZIPOutputStream(file)) {
        recorded.writeTo(packed);
      }
      System.out.println(name + ": " + recorded.size() + " bytes");
    }
  }

  /** The screen as one raw update, read with nothing of the code that is to be tested. */
  private static Screenshot plainView(DesktopStream stream, Size size) throws IOException {
    try (stream) {
      DataInputStream in = new DataInputStream(stream.input());
      DataOutputStream out = new DataOutputStream(stream.output());
      out.writeBytes("RFB 003.008\n\1\1");
      out.write(new byte[] {0, 0, 0, 0, 32, 24, 1, 1, 0, -1, 0, -1, 0, -1, 16, 8, 0, 0, 0, 0});
      out.write(new byte[] {2, 0, 0, 1, 0, 0, 0, 0});
      out.write(new byte[] {3, 0, 0, 0, 0, 0});
      out.writeShort(size.width());
      out.writeShort(size.height());
      out.flush();
      in.readNBytes(12 + 2 + 4 + 20);
      in.readNBytes(in.readInt());
      int[] pixels = new int[size.width() * size.height()];
      for (int left = pixels.length; left > 0; ) {
        in.readNBytes(2);
        for (int rectangles = in.readUnsignedShort(); rectangles > 0; rectangles--) {
          int x = in.readUnsignedShort();
          int y = in.readUnsignedShort();
          int width = in.readUnsignedShort();
          int height = in.readUnsignedShort();
          in.readInt();
          for (int n = 0; n < width * height; n++) {
            pixels[(y + n / width) * size.width() + x + n % width] = in.readInt() & 0xFFFFFF;
          }
          left -= width * height;
        }
      }
      return new Screenshot(size.width(), size.height(), pixels);
    }
  }

  /** A stream of which a copy is kept of what the server sends. */
  private static final class Tee implements DesktopStream {
    private final DesktopStream stream;
    private final InputStream copying;

    Tee(DesktopStream stream, ByteArrayOutputStream copy) {
      this.stream = stream;
      this.copying =
          new FilterInputStream(stream.input()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
              int got = super.read(target, offset, length);
              if (got > 0) {
                copy.write(target, offset, got);
              }
              return got;
            }
          };
    }

    @Override
    public InputStream input() {
      return copying;
    }

    @Override
    public OutputStream output() {
      return stream.output();
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
