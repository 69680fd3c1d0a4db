package dev.atelier.desktop;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One computer: its screen, its mouse and its keyboard.
 *
 * <p>All methods may be called from any thread; each is carried out whole before the next.
 * Coordinates are pixels of {@link #size()}. A method throws {@link DesktopException} when the
 * desktop cannot be reached within its bound; a method that waits throws {@link
 * InterruptedException} as soon as its thread is interrupted, and never leaves a button or key
 * pressed that it pressed itself. One that declares none, and is interrupted before its turn comes,
 * does nothing and throws {@link DesktopException} with the interrupt still set; only a release is
 * carried out all the same, at once.
 */
public interface Desktop extends AutoCloseable {
  /** Bytes of text that a desktop's clipboard takes at most, in UTF-8. */
  int LONGEST_CLIPBOARD = 255 * 1024;

  /** The present size of the screen. */
  Size size();

  /** The screen as it is known now, without waiting. */
  Screenshot screenshot();

  /**
   * The screen once nothing has changed on it for {@code quiet}, or after {@code limit} at the
   * latest (a playing video never settles).
   */
  Screenshot settledScreenshot(Duration quiet, Duration limit) throws InterruptedException;

  /**
   * Waits until the screen differs from {@code known}, at most {@code limit}.
   *
   * @return the screen at that moment, changed or not
   */
  Screenshot awaitChange(Screenshot known, Duration limit) throws InterruptedException;

  /** Where the pointer was last put by this desktop's driver or, where told, by a person. */
  Point cursor();

  void moveMouse(Point to);

  /** Presses a button where the pointer is and keeps it down. */
  void press(MouseButton button);

  void release(MouseButton button);

  /** Releases every button that was pressed to stay so; nothing happens where none was. */
  void letGo();

  /** Presses and releases a button where the pointer is, so quickly that programs count along. */
  default void click(MouseButton button, int times) {
    for (int n = 0; n < times; n++) {
      press(button);
      release(button);
    }
  }

  /** Turns the wheel {@code clicks} notches where the pointer is. */
  void scroll(ScrollDirection direction, int clicks);

  /** Types any Unicode text; line feeds are the Return key, tabs the Tab key. */
  void type(String text) throws InterruptedException;

  /**
   * Types a secret into the field at a place, as the server's vault allows; here only its name is
   * known.
   *
   * @return what was done, in one line, without the secret
   * @throws DesktopException when there is no vault, or it refuses, with the reason
   */
  default String fill(String secret, Point field) throws InterruptedException {
    throw new DesktopException("this server keeps no secrets that could be filled in");
  }

  /** Presses the chord's keys in order and keeps them down. */
  void press(KeyChord chord);

  /** Releases the chord's keys in reverse order. */
  void release(KeyChord chord);

  /** Keeps the chord down for a time; the last key repeats, as it does on a real keyboard. */
  void hold(KeyChord chord, Duration time) throws InterruptedException;

  /** Changes the size of the screen and waits until the desktop has it. */
  void resize(Size size) throws InterruptedException;

  /** What was last copied on the desktop, if anything was. */
  Optional<String> clipboard();

  /** Makes {@code text} what the next paste on the desktop inserts. */
  void copyToClipboard(String text);

  /**
   * Does work while which the desktop is held still by other hands. Whoever acts on it or waits for
   * it meanwhile does so for as long as that takes, and its silence is not taken for a loss. What
   * is being done to it is finished before, if that is soon. The work may hold it still within.
   */
  default <T> T whileStill(Supplier<T> work) {
    return work.get();
  }

  /** Whether the connection stands at this moment; while it does not, it is being made again. */
  boolean connected();

  /** Ends the connection. The desktop itself runs on. Idempotent. */
  @Override
  void close();
}
