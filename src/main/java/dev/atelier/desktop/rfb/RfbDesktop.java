package dev.atelier.desktop.rfb;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.KeyChord;
import dev.atelier.desktop.MouseButton;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.ScrollDirection;
import dev.atelier.desktop.Size;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A desktop behind a VNC server. Thread-safe; looking never waits for the hands. Size, pointer and
 * clipboard are answered from what is known, also while the connection is being made again.
 */
final class RfbDesktop implements Desktop {

  private final StandingConnection line;
  private final LiveScreen screen;
  private final Clipboard clipboard;
  private final Bounds bounds;
  private final Hands hands;

  RfbDesktop(StandingConnection line, LiveScreen screen, Clipboard clipboard, Bounds bounds) {
    this.line = line;
    this.screen = screen;
    this.clipboard = clipboard;
    this.bounds = bounds;
    this.hands = new Hands(line, screen, bounds.answer());
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
      connection = caughtUp();
      screen.awaitQuiet(quiet, deadline);
    } while (connection != line.standing() && System.nanoTime() < deadline);
    return screen.screenshot();
  }

  @Override
  public Screenshot awaitChange(Screenshot known, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    caughtUp();
    Screenshot present = screen.awaitChange(known, deadline);
    line.standing();
    return present;
  }

  /** The present connection, once the server has shown that it lives and has worked all off. */
  private RfbConnection caughtUp() throws InterruptedException {
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
    hands.moveMouse(to);
  }

  @Override
  public void press(MouseButton button) {
    hands.press(button);
  }

  @Override
  public void release(MouseButton button) {
    hands.release(button);
  }

  @Override
  public void letGo() {
    hands.letGo();
  }

  @Override
  public void click(MouseButton button, int times) {
    hands.click(ButtonMask.of(button), times);
  }

  @Override
  public void scroll(ScrollDirection direction, int clicks) {
    hands.click(ButtonMask.of(direction), clicks);
  }

  @Override
  public void type(String text) throws InterruptedException {
    hands.type(text);
  }

  @Override
  public void press(KeyChord chord) {
    hands.press(chord);
  }

  @Override
  public void release(KeyChord chord) {
    hands.release(chord);
  }

  @Override
  public void hold(KeyChord chord, Duration time) throws InterruptedException {
    hands.hold(chord, time);
  }

  @Override
  public void resize(Size size) throws InterruptedException {
    if (!size.equals(screen.size())) {
      line.standing().resize(bounds.answer(), size);
      screen.inputSent();
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
    RfbConnection connection = line.standing();
    clipboard.offer(text);
    connection.announceClipboard(bounds.answer());
  }

  @Override
  public <T> T whileStill(Supplier<T> work) {
    return hands.atRest(() -> line.whileStill(work));
  }

  @Override
  public boolean connected() {
    return line.stands();
  }

  @Override
  public void close() {
    line.close();
  }
}
