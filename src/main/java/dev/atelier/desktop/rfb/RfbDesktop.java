package dev.atelier.desktop.rfb;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.KeyChord;
import dev.atelier.desktop.Keysyms;
import dev.atelier.desktop.MouseButton;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.ScrollDirection;
import dev.atelier.desktop.Size;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands and eyes at a desktop behind a VNC server. Thread-safe: what is put in is carried out one
 * call after the other, and each call returns when the server has worked it off; looking never
 * waits for the hands.
 */
final class RfbDesktop implements Desktop {
  private static final int CHARACTERS_AT_ONCE = 32;
  private static final Duration BEFORE_REPEATING = Duration.ofMillis(500);
  private static final Duration BETWEEN_REPEATS = Duration.ofMillis(33);

  /** What TigerVNC takes at most, its parameter MaxCutText. */
  private static final int LONGEST_CLIPBOARD = 256 * 1024 - 64;

  private final StandingConnection line;
  private final LiveScreen screen;
  private final Clipboard clipboard;
  private final Bounds bounds;

  private final ReentrantLock hands = new ReentrantLock(true);
  private Optional<RfbConnection> pressedOn = Optional.empty();
  private int buttons;

  RfbDesktop(StandingConnection line, LiveScreen screen, Clipboard clipboard, Bounds bounds) {
    this.line = line;
    this.screen = screen;
    this.clipboard = clipboard;
    this.bounds = bounds;
  }

  @Override
  public Size size() {
    return screen.size();
  }

  @Override
  public Screenshot screenshot() {
    line.standing();
    return screen.screenshot();
  }

  @Override
  public Screenshot settledScreenshot(Duration quiet, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    RfbConnection connection;
    do {
      connection = confirmed();
      screen.awaitQuiet(quiet, deadline);
    } while (connection != line.standing() && System.nanoTime() < deadline);
    return screen.screenshot();
  }

  @Override
  public Screenshot awaitChange(Screenshot known, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    confirmed();
    Screenshot present = screen.awaitChange(known, deadline);
    line.standing();
    return present;
  }

  /** The present connection, once the server has shown that it is there and has caught up. */
  private RfbConnection confirmed() throws InterruptedException {
    RfbConnection connection = line.standing();
    connection.send(bounds.answer(), nothing -> {});
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return connection;
  }

  @Override
  public Point cursor() {
    return screen.pointer();
  }

  @Override
  public void moveMouse(Point to) {
    if (!screen.size().contains(to)) {
      throw new InvalidAction("coordinate", to + " is outside the screen of " + screen.size());
    }
    hands.lock();
    try {
      int mask = buttonsOn(line.standing());
      send(out -> out.pointer(mask, to));
      screen.pointerAt(to);
    } finally {
      hands.unlock();
    }
  }

  @Override
  public void press(MouseButton button) {
    hands.lock();
    try {
      int mask = buttonsOn(line.standing()) | bit(button);
      pointer(mask);
      buttons = mask;
    } finally {
      hands.unlock();
    }
  }

  @Override
  public void release(MouseButton button) {
    hands.lock();
    try {
      requireSameConnection();
      buttons &= ~bit(button);
      pointer(buttons);
    } finally {
      hands.unlock();
    }
  }

  @Override
  public void scroll(ScrollDirection direction, int clicks) {
    hands.lock();
    try {
      int mask = buttonsOn(line.standing());
      int wheel = mask | (1 << (3 + direction.ordinal()));
      Point at = screen.pointer();
      send(
          out -> {
            for (int n = 0; n < clicks; n++) {
              out.pointer(wheel, at);
              out.pointer(mask, at);
            }
          });
    } finally {
      hands.unlock();
    }
  }

  @Override
  public void type(String text) throws InterruptedException {
    int[] characters = text.replace("\r\n", "\n").codePoints().toArray();
    hands.lockInterruptibly();
    try {
      for (int from = 0; from < characters.length; from += CHARACTERS_AT_ONCE) {
        requireNoInterrupt();
        int begin = from;
        int end = Math.min(from + CHARACTERS_AT_ONCE, characters.length);
        send(
            out -> {
              for (int n = begin; n < end; n++) {
                int keysym = Keysyms.of(characters[n]);
                out.key(keysym, true);
                out.key(keysym, false);
              }
            });
      }
      requireNoInterrupt();
    } finally {
      hands.unlock();
    }
  }

  @Override
  public void press(KeyChord chord) {
    hands.lock();
    try {
      buttonsOn(line.standing());
      send(
          out -> {
            for (int keysym : chord.keysyms()) {
              out.key(keysym, true);
            }
          });
    } finally {
      hands.unlock();
    }
  }

  @Override
  public void release(KeyChord chord) {
    hands.lock();
    try {
      requireSameConnection();
      List<Integer> keysyms = chord.keysyms();
      send(
          out -> {
            for (int n = keysyms.size() - 1; n >= 0; n--) {
              out.key(keysyms.get(n), false);
            }
          });
    } finally {
      hands.unlock();
    }
  }

  @Override
  public void hold(KeyChord chord, Duration time) throws InterruptedException {
    hands.lockInterruptibly();
    try {
      press(chord);
      try {
        RfbConnection connection = line.standing();
        int last = chord.keysyms().get(chord.keysyms().size() - 1);
        long end = System.nanoTime() + time.toNanos();
        Duration pause = BEFORE_REPEATING;
        while (System.nanoTime() + pause.toNanos() < end && !connection.awaitEnd(pause)) {
          send(out -> out.key(last, true));
          pause = BETWEEN_REPEATS;
        }
        connection.awaitEnd(Duration.ofNanos(end - System.nanoTime()));
      } finally {
        release(chord);
      }
    } finally {
      hands.unlock();
    }
  }

  @Override
  public void resize(Size size) throws InterruptedException {
    hands.lockInterruptibly();
    try {
      if (!size.equals(screen.size())) {
        line.standing().resize(bounds.answer(), size.width(), size.height());
        screen.inputSent();
      }
    } finally {
      hands.unlock();
    }
  }

  @Override
  public Optional<String> clipboard() {
    return clipboard.text();
  }

  @Override
  public void copyToClipboard(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_CLIPBOARD) {
      throw new DesktopException(
          "the desktop's clipboard takes at most " + LONGEST_CLIPBOARD / 1024 + " KiB of text");
    }
    hands.lock();
    try {
      RfbConnection connection = line.standing();
      clipboard.offer(text);
      connection.announceClipboard(bounds.answer());
    } finally {
      hands.unlock();
    }
  }

  @Override
  public boolean connected() {
    return line.stands();
  }

  @Override
  public void close() {
    line.close();
  }

  private void pointer(int mask) {
    Point at = screen.pointer();
    send(out -> out.pointer(mask, at));
  }

  private void send(RfbConnection.Messages messages) {
    try {
      line.standing().send(bounds.answer(), messages);
    } finally {
      screen.inputSent();
    }
  }

  /** The buttons that are down; a server releases them all when their connection ends. */
  private int buttonsOn(RfbConnection connection) {
    if (pressedOn.filter(connection::equals).isEmpty()) {
      pressedOn = Optional.of(connection);
      buttons = 0;
    }
    return buttons;
  }

  /** What was pressed on a connection that ended is not pressed any more. */
  private void requireSameConnection() {
    boolean pressed = pressedOn.isPresent();
    if (pressed && (!line.stands() || pressedOn.filter(line.standing()::equals).isEmpty())) {
      pressedOn = Optional.empty();
      buttons = 0;
      throw new DesktopException("the connection to the desktop was lost; nothing is pressed now");
    }
  }

  private static int bit(MouseButton button) {
    return 1 << button.ordinal();
  }

  private static void requireNoInterrupt() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
