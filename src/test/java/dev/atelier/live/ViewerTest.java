package dev.atelier.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopStream;
import jakarta.websocket.CloseReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewerTest {
  private static final byte[] HANDSHAKE = "RFB 003.008\n\1\1".getBytes(StandardCharsets.US_ASCII);

  private final FakeDesktop desktop = new FakeDesktop();
  private final FakeBrowser browser = new FakeBrowser();
  private final Viewer viewer = new Viewer(desktop, browser);
  private final Thread thread = new Thread(viewer, "viewer");

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    viewer.close(CloseCause.SERVER_STOPS.because(""));
    thread.join(5000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(desktop.open.get()).isZero();
  }

  @Test
  void whatTheDesktopSaysReachesTheBrowser() throws Exception {
    thread.start();
    desktop.says("RFB 003.008\n");
    assertThat(browser.heard()).isEqualTo("RFB 003.008\n");
  }

  @Test
  void whatTheBrowserSaysReachesTheDesktop() throws Exception {
    thread.start();
    desktop.says("hello");
    browser.heard();
    viewer.received(ByteBuffer.wrap(HANDSHAKE));
    assertThat(desktop.heard.toByteArray()).isEqualTo(HANDSHAKE);
  }

  @Test
  void nothingMoreIsReadWhileTheBrowserHasNotTakenTheLast() throws Exception {
    browser.slow();
    thread.start();
    desktop.says("one");
    await().until(() -> browser.sending.get() == 1);
    desktop.says("two");
    await().during(200, TimeUnit.MILLISECONDS).until(() -> desktop.unread() == 3);
    browser.takes(1);
    assertThat(browser.heard()).isEqualTo("one");
    browser.takes(1);
    assertThat(browser.heard()).isEqualTo("two");
  }

  @Test
  void theEndOfTheDesktopEndsTheViewWithItsReason() throws Exception {
    thread.start();
    desktop.says("hello");
    browser.heard();
    desktop.ends();
    assertThat(browser.closed().getCloseCode().getCode()).isEqualTo(4410);
  }

  @Test
  void aDesktopThatCannotBeReachedEndsTheView() throws Exception {
    desktop.unreachable = true;
    thread.start();
    assertThat(browser.closed().getCloseCode().getCode()).isEqualTo(4410);
  }

  @Test
  void nonsenseFromTheBrowserEndsTheViewAndTheStream() throws Exception {
    thread.start();
    desktop.says("hello");
    browser.heard();
    viewer.received(ByteBuffer.wrap("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)));
    assertThat(browser.closed().getCloseCode().getCode()).isEqualTo(4400);
    await().until(() -> desktop.open.get() == 0);
  }

  @Test
  void aBrowserThatSpeaksFirstIsTurnedAway() throws Exception {
    viewer.received(ByteBuffer.wrap(HANDSHAKE));
    assertThat(browser.closed().getCloseCode().getCode()).isEqualTo(4400);
    thread.start();
  }

  @Test
  void aBrowserThatVanishesLeavesNothingOpen() throws Exception {
    thread.start();
    desktop.says("hello");
    browser.heard();
    browser.gone = true;
    desktop.says("more");
    browser.closed();
    await().until(() -> desktop.open.get() == 0);
  }

  @Test
  void onlyTheFirstReasonIsTold() throws Exception {
    thread.start();
    desktop.says("hello");
    browser.heard();
    viewer.close(CloseCause.TOO_SLOW.because("first"));
    viewer.close(CloseCause.UNREACHABLE.because("second"));
    assertThat(browser.closed().getReasonPhrase()).isEqualTo("first");
    assertThat(browser.closings.get()).isEqualTo(1);
  }

  @Test
  void longReasonsAreCutToWhatTheProtocolHolds() {
    CloseReason reason = CloseCause.DESKTOP_ENDED.because("Schöne Grüße ".repeat(40));
    assertThat(reason.getReasonPhrase().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(124);
    assertThat(reason.getReasonPhrase()).startsWith("Schöne Grüße");
  }

  /** A desktop that says what the test says. */
  private static final class FakeDesktop implements Watched {
    final AtomicInteger open = new AtomicInteger();
    final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    volatile boolean unreachable;
    volatile boolean mayStay = true;
    private final PipedOutputStream mouth = new PipedOutputStream();
    private final PipedInputStream pictures;

    FakeDesktop() {
      try {
        pictures = new PipedInputStream(mouth, 1 << 16);
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    void says(String words) throws IOException {
      mouth.write(words.getBytes(StandardCharsets.US_ASCII));
      mouth.flush();
    }

    int unread() throws IOException {
      return pictures.available();
    }

    void ends() throws IOException {
      mouth.close();
    }

    @Override
    public DesktopStream open() {
      if (unreachable) {
        throw new DesktopException("not there");
      }
      open.incrementAndGet();
      return new DesktopStream() {
        private boolean closed;

        @Override
        public InputStream input() {
          return pictures;
        }

        @Override
        public OutputStream output() {
          return heard;
        }

        @Override
        public synchronized void close() {
          if (!closed) {
            closed = true;
            open.decrementAndGet();
            try {
              mouth.close();
            } catch (IOException impossible) {
              throw new IllegalStateException(impossible);
            }
          }
        }
      };
    }

    @Override
    public boolean mayStay() {
      return mayStay;
    }

    @Override
    public Wheel wheel() {
      return (touches, write) -> {
        write.write();
        return true;
      };
    }

    @Override
    public CloseReason whyEnded() {
      return CloseCause.DESKTOP_ENDED.because("stopped");
    }
  }

  /** A browser that takes what it is sent, at once or when it is told to. */
  private static final class FakeBrowser implements Browser {
    final AtomicInteger sending = new AtomicInteger();
    final AtomicInteger closings = new AtomicInteger();
    volatile boolean gone;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final Semaphore appetite = new Semaphore(1 << 20);
    private final AtomicReference<CloseReason> reason = new AtomicReference<>();

    void slow() {
      appetite.drainPermits();
    }

    void takes(int messages) {
      appetite.release(messages);
    }

    String heard() throws InterruptedException {
      return received.poll(5, TimeUnit.SECONDS);
    }

    CloseReason closed() {
      return await().until(reason::get, java.util.Objects::nonNull);
    }

    @Override
    public void send(ByteBuffer bytes) throws IOException {
      sending.incrementAndGet();
      if (gone) {
        throw new IOException("gone");
      }
      appetite.acquireUninterruptibly();
      received.add(StandardCharsets.US_ASCII.decode(bytes).toString());
    }

    @Override
    public void say(String text) {}

    @Override
    public void ping() {}

    @Override
    public void close(CloseReason why) {
      closings.incrementAndGet();
      reason.set(why);
    }
  }
}
