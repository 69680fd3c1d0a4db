package dev.atelier.desktop.rfb;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.Size;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One conversation with a VNC server, from handshake to end. One thread {@link #run}s it, which
 * reads; any thread may send. Nothing here waits longer than it was told to: whoever waits for the
 * server sets a time at which the stream is closed, and that frees every thread.
 */
final class RfbConnection implements AutoCloseable {
  private static final long NOBODYS_TICKET = 0;
  private static final String NO_ANSWER = "the VNC server did not answer within ";

  /** What may be sent in one piece. */
  @FunctionalInterface
  interface Messages {
    void write(ClientMessages output) throws IOException;
  }

  private final DesktopStream stream;
  private final List<Integer> encodings;
  private final LiveScreen screen;
  private final Stillness stillness;
  private final ClipboardMessages clipboard;
  private final RfbInput input;
  private final ClientMessages output;
  private final ReentrantLock outputLock = new ReentrantLock();
  private final Fences fences = new Fences();
  private final ReentrantLock resizeTurn = new ReentrantLock();
  private final Resizes resizes = new Resizes();
  private volatile String overdue = "";

  RfbConnection(
      DesktopStream stream,
      List<Integer> encodings,
      LiveScreen screen,
      Clipboard clipboard,
      Stillness stillness) {
    this.stream = stream;
    this.encodings = encodings;
    this.screen = screen;
    this.stillness = stillness;
    this.clipboard = new ClipboardMessages(this, clipboard);
    this.input = new RfbInput(stream.input());
    this.output = new ClientMessages(stream.output());
  }

  /**
   * Carries the conversation out until it ends, which it always does with an exception.
   *
   * @param firstPicture within which the first whole picture must be there
   * @param standing is run once, when it is
   * @throws IOException when the stream ends or breaks
   * @throws RfbProtocolException when the server sends nonsense, or nothing for too long
   */
  void run(Duration firstPicture, Runnable standing) throws IOException {
    Deadline deadline = closeAfter(firstPicture, "no picture came within ");
    try {
      Framebuffer framebuffer = Handshake.perform(input, output);
      tell(
          messages -> {
            messages.setPixelFormat();
            messages.setEncodings(encodings);
            messages.requestUpdate(false, framebuffer.width(), framebuffer.height());
            // TigerVNC answers the first request with nothing but the screen's layout.
            messages.requestUpdate(true, framebuffer.width(), framebuffer.height());
          });
      Runnable whole =
          () -> {
            deadline.close();
            standing.run();
          };
      try (Updates updates = new Updates(this, framebuffer, screen, resizes, whole)) {
        new ServerMessages(this, input, updates, clipboard, fences).readAll();
      }
    } catch (IOException ended) {
      if (overdue.isEmpty()) {
        throw ended;
      }
      throw new RfbProtocolException(overdue, ended);
    } finally {
      deadline.close();
      close();
    }
  }

  /** Sends without waiting for anything. */
  void tell(Messages messages) throws IOException {
    // A stream on an NIO channel would close itself under an interrupted thread.
    boolean interrupted = Thread.interrupted();
    outputLock.lock();
    try {
      messages.write(output);
      output.flush();
    } finally {
      outputLock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Sends and waits until the server has worked it off, where it can tell. An interrupt ends the
   * waiting, not the sending, and stays set.
   *
   * @throws DesktopException when the connection ends meanwhile, or no answer comes in time
   */
  void send(Duration bound, Messages messages) {
    long ticket = fences.next();
    try (Deadline deadline = closeAfter(bound, NO_ANSWER)) {
      tell(
          out -> {
            messages.write(out);
            if (ticket > 0) {
              out.fence(ticket);
            }
          });
      if (!isAnswered(ticket, bound)) {
        giveUp(bound);
        throw new DesktopException(ending());
      }
    } catch (IOException broken) {
      close();
      throw new DesktopException(ending(), broken);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAnswered(long ticket, Duration bound) throws InterruptedException {
    long begin;
    do {
      begin = System.nanoTime();
      if (fences.await(ticket, bound)) {
        return true;
      }
    } while (!fences.ended() && stillness.excuses(begin));
    return false;
  }

  /**
   * Asks for another size and waits for the server's word on it (section “SetDesktopSize”).
   *
   * @throws DesktopException when it refuses, or says nothing in time
   */
  void resize(Duration bound, Size size) throws InterruptedException {
    resizeTurn.lockInterruptibly();
    try {
      ScreenLayout layout = resizes.begin();
      send(bound, out -> out.setDesktopSize(size, layout));
      resizes.await(bound, size);
    } finally {
      resizeTurn.unlock();
    }
  }

  /** Tells the server that we hold a text out, which it fetches when somebody pastes. */
  void announceClipboard(Duration bound) {
    send(bound, clipboard::announce);
  }

  /** Waits until the connection ends, at most {@code time}; true when it did. */
  boolean awaitEnd(Duration time) throws InterruptedException {
    return fences.awaitEnd(time.toNanos());
  }

  /** When the server was heard last, as of {@link System#nanoTime()}. */
  long heardAt() {
    return input.heardAt();
  }

  boolean ended() {
    return fences.ended();
  }

  boolean knowsFences() {
    return fences.supported();
  }

  /** Sends what the server must answer, and waits for nothing. */
  void askForLife() {
    try {
      tell(out -> out.fence(NOBODYS_TICKET));
    } catch (IOException broken) {
      close();
    }
  }

  /** Whether its silence since then means nothing. */
  boolean isExcusedSince(long begin) {
    return stillness.excuses(begin);
  }

  /** Ends a conversation in which no answer came within {@code bound}. */
  void giveUp(Duration bound) {
    giveUp(bound, NO_ANSWER);
  }

  private String ending() {
    return "the connection to the desktop was lost" + (overdue.isEmpty() ? "" : ": " + overdue);
  }

  /** Closes the connection after {@code bound}, unless what is returned is closed before. */
  private Deadline closeAfter(Duration bound, String complaint) {
    return new Deadline(bound, stillness, () -> giveUp(bound, complaint));
  }

  /** Ends a conversation in which something did not come within {@code bound}. */
  private void giveUp(Duration bound, String complaint) {
    if (!fences.ended()) {
      overdue = complaint + bound.toMillis() + " ms";
      free();
      // Whoever waited for the other side must not wait for it again while the stream is closed.
      Alarms.after(Duration.ZERO, stream::close);
    }
  }

  /** Ends the conversation and frees whoever waits in it. Idempotent. */
  @Override
  public void close() {
    free();
    stream.close();
  }

  private void free() {
    fences.end();
    resizes.end();
  }
}
