package dev.atelier.live;

import dev.atelier.desktop.DesktopStream;
import jakarta.websocket.CloseReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One browser's view of one desktop. {@link #run()} carries pictures on a thread of its own and
 * reads the next bytes only when the last have left, so a slow browser slows its own stream and
 * nobody else's; {@link #received} carries input. Thread-safe.
 */
final class Viewer implements Runnable {
  static final Duration PATIENCE = Duration.ofSeconds(70);
  private static final Logger LOG = Logger.getLogger(Viewer.class.getName());
  private static final int CHUNK = 32 * 1024;
  private static final Duration BEAT_EVERY = Duration.ofSeconds(3);
  private static final Duration LAST_SEND = Duration.ofSeconds(1);

  private final Watched desktop;
  private final Browser browser;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReentrantLock sending = new ReentrantLock();
  private final Object input = new Object();
  private final long begun = System.nanoTime();
  private volatile DesktopStream stream;
  private volatile ClientMessages messages;
  private final AtomicBoolean toldSoon = new AtomicBoolean();
  private volatile long lastHeard = System.nanoTime();
  private volatile long lastBeat = System.nanoTime();
  private volatile long sendingSince;
  private volatile boolean spoken;

  Viewer(Watched desktop, Browser browser) {
    this.desktop = desktop;
    this.browser = browser;
  }

  /** Opens the stream and carries pictures until the desktop or the browser ends it. */
  @Override
  public void run() {
    try (DesktopStream opened = desktop.open()) {
      carryPicturesUntilEnd(opened);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      close(CloseCause.SERVER_STOPS.because("the server stops"));
    } catch (IOException | RuntimeException lost) {
      LOG.log(closed.get() ? Level.FINEST : Level.FINE, "a live view ended", lost);
      close(desktop.whyEnded());
    }
  }

  private void carryPicturesUntilEnd(DesktopStream opened) throws IOException {
    try {
      if (begin(opened)) {
        tellControl();
        carryPictures(opened.input());
      }
      close(desktop.whyEnded());
    } finally {
      desktop.noteLeft();
    }
  }

  private boolean begin(DesktopStream opened) {
    synchronized (input) {
      stream = opened;
      messages = new ClientMessages(desktop.wheel(), opened.output());
      return !closed.get();
    }
  }

  private void carryPictures(InputStream pictures) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int count = pictures.read(chunk);
    while (count >= 0 && !closed.get()) {
      send(ByteBuffer.wrap(chunk, 0, count));
      count = pictures.read(chunk);
    }
  }

  private void send(ByteBuffer bytes) throws IOException {
    sending.lock();
    try {
      spoken = true;
      sendingSince = System.nanoTime();
      browser.send(bytes);
    } finally {
      sendingSince = 0;
      sending.unlock();
    }
  }

  /** Whether a key or button is down that this viewer pressed. */
  boolean holds() {
    ClientMessages passed = messages;
    return passed != null && passed.holds();
  }

  /** Lets go of what this viewer holds, where it does not drive any more. */
  void letGo() {
    try {
      synchronized (input) {
        if (messages != null && !desktop.drives()) {
          messages.letGo();
        }
      }
    } catch (IOException lost) {
      LOG.log(Level.FINE, "what was held could not be let go", lost);
    }
  }

  /** Of several that want it told at once, one tells the latest. */
  void tellControl() {
    if (!toldSoon.compareAndSet(false, true)) {
      return;
    }
    sending.lock();
    try {
      toldSoon.set(false);
      if (!closed.get()) {
        say(desktop.control());
      }
    } finally {
      sending.unlock();
    }
  }

  private void say(Optional<String> text) {
    sending.lock();
    try {
      if (text.isPresent()) {
        browser.say(text.get());
      }
    } catch (IOException gone) {
      LOG.log(Level.FINEST, "a browser went away", gone);
    } finally {
      sending.unlock();
    }
  }

  /** Takes what the browser's page asks for beside its input. */
  void asked(String text) {
    note();
    say(desktop.asked(text));
  }

  /** Takes what the browser sent. */
  void received(ByteBuffer bytes) {
    note();
    boolean drove = desktop.drives();
    try {
      synchronized (input) {
        if (messages == null) {
          throw new UnreadableMessage("the desktop speaks first");
        }
        messages.accept(bytes);
      }
      if (desktop.drives() != drove) {
        // Whoever touched the desktop was told of the change before it was known to be theirs.
        tellControl();
      }
    } catch (UnreadableMessage nonsense) {
      close(CloseCause.UNREADABLE.because(nonsense.getMessage()));
    } catch (IOException lost) {
      LOG.log(Level.FINE, "input could not be carried", lost);
      close(desktop.whyEnded());
    } catch (RuntimeException broken) {
      LOG.log(Level.WARNING, "input could not be carried", broken);
      close(desktop.whyEnded());
    }
  }

  /** Notes that the browser answered a ping. */
  void heard() {
    note();
  }

  /** Whatever comes from the browser is a sign of whoever sits there. */
  private void note() {
    lastHeard = System.nanoTime();
    if (lastHeard - lastBeat > BEAT_EVERY.toNanos()) {
      lastBeat = lastHeard;
      desktop.heard();
    }
  }

  /** Asks the browser of whoever has control for a sign. */
  void pingDriver() {
    if (desktop.drives()) {
      ping();
    }
  }

  /**
   * Pings the browser, or ends the view when it takes no pictures or has fallen silent, or its
   * viewer may not stay.
   */
  void check() {
    if (!desktop.mayStay()) {
      close(CloseCause.NOT_ALLOWED.because("you may not see this desktop any more"));
      return;
    }
    long now = System.nanoTime();
    long since = sendingSince;
    boolean stuck = since != 0 && now - since > PATIENCE.toNanos();
    if (!spoken && now - begun > PATIENCE.toNanos()) {
      close(CloseCause.UNREACHABLE.because("the desktop does not answer"));
    } else if (stuck || now - lastHeard > PATIENCE.toNanos()) {
      close(CloseCause.TOO_SLOW.because("the browser did not answer"));
    } else {
      ping();
    }
  }

  private void ping() {
    if (sending.tryLock()) {
      try {
        browser.ping();
      } catch (IOException gone) {
        LOG.log(Level.FINEST, "a browser went away", gone);
        close(CloseCause.TOO_SLOW.because("the browser went away"));
      } finally {
        sending.unlock();
      }
    }
  }

  /** Ends the view at both ends. Idempotent; the first reason counts. */
  void close(CloseReason reason) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    closeStream();
    boolean quiet = false;
    try {
      quiet = sending.tryLock(LAST_SEND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    try {
      browser.close(reason);
    } finally {
      if (quiet) {
        sending.unlock();
      }
    }
  }

  /** Ends a blocked write of input as well, which is why the lock of input is not taken here. */
  private void closeStream() {
    DesktopStream open = stream;
    if (open != null) {
      open.close();
    }
  }
}
