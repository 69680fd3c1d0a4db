package dev.atelier.secrets;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.KeyChord;
import dev.atelier.desktop.MouseButton;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.ScrollDirection;
import dev.atelier.desktop.Size;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A desktop whose pictures and clipboard do not tell what was filled in, and which fills in. Where
 * a page is asked to copy what was typed, the clipboard is emptied before the next key.
 * Thread-safe.
 */
final class VeiledDesktop implements Desktop {
  private final Desktop plain;
  private final Cover cover;
  private final Filling filling;

  VeiledDesktop(Desktop plain, Cover cover, Filling filling) {
    this.plain = plain;
    this.cover = cover;
    this.filling = filling;
  }

  @Override
  public String fill(String secret, Point field) throws InterruptedException {
    return filling.fill(secret, plain, cover, field);
  }

  @Override
  public Screenshot screenshot() {
    return cover.over(plain.screenshot());
  }

  @Override
  public Screenshot settledScreenshot(Duration quiet, Duration limit) throws InterruptedException {
    return cover.over(plain.settledScreenshot(quiet, limit));
  }

  /** What changes under a cover is no change. */
  @Override
  public Screenshot awaitChange(Screenshot known, Duration limit) throws InterruptedException {
    if (!cover.isNeeded()) {
      return plain.awaitChange(known, limit);
    }
    long end = System.nanoTime() + limit.toNanos();
    Screenshot seen = plain.screenshot();
    Screenshot shown = cover.over(seen);
    while (shown.showsTheSameAs(known)) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (left.isNegative() || left.isZero()) {
        break;
      }
      seen = plain.awaitChange(seen, left);
      shown = cover.over(seen);
    }
    return shown;
  }

  @Override
  public Optional<String> clipboard() {
    keepClipboardClean();
    return plain.clipboard().filter(text -> !text.isEmpty() && !cover.isIn(text));
  }

  @Override
  public void copyToClipboard(String text) {
    plain.copyToClipboard(text);
  }

  private void keepClipboardClean() {
    if (cover.isNeeded() && plain.clipboard().filter(cover::isIn).isPresent()) {
      plain.copyToClipboard("");
    }
  }

  @Override
  public void press(MouseButton button) {
    keepClipboardClean();
    plain.press(button);
  }

  @Override
  public void click(MouseButton button, int times) {
    keepClipboardClean();
    plain.click(button, times);
  }

  @Override
  public void type(String text) throws InterruptedException {
    keepClipboardClean();
    plain.type(text);
  }

  @Override
  public void press(KeyChord chord) {
    keepClipboardClean();
    plain.press(chord);
  }

  @Override
  public void hold(KeyChord chord, Duration time) throws InterruptedException {
    keepClipboardClean();
    plain.hold(chord, time);
  }

  @Override
  public Size size() {
    return plain.size();
  }

  @Override
  public Point cursor() {
    return plain.cursor();
  }

  @Override
  public void moveMouse(Point to) {
    plain.moveMouse(to);
  }

  @Override
  public void letGo() {
    plain.letGo();
  }

  @Override
  public void release(MouseButton button) {
    plain.release(button);
  }

  @Override
  public void scroll(ScrollDirection direction, int clicks) {
    plain.scroll(direction, clicks);
  }

  @Override
  public void release(KeyChord chord) {
    plain.release(chord);
  }

  @Override
  public void resize(Size size) throws InterruptedException {
    plain.resize(size);
  }

  @Override
  public <T> T whileStill(Supplier<T> work) {
    return plain.whileStill(work);
  }

  @Override
  public boolean connected() {
    return plain.connected();
  }

  @Override
  public void close() {
    plain.close();
  }
}
