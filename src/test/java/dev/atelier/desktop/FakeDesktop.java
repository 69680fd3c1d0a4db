package dev.atelier.desktop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A desktop without a computer: remembers in plain words what was done to it, shows the picture it
 * was given, and fails where it is told to. Time that a call would take does not pass. Thread-safe.
 */
public final class FakeDesktop implements Desktop {
  private final List<String> calls = new ArrayList<>();
  private final Set<String> down = new LinkedHashSet<>();
  private String failing = "";
  private Size size = new Size(1280, 720);
  private Optional<Screenshot> picture = Optional.empty();
  private Point cursor = new Point(640, 360);
  private Optional<String> clipboard = Optional.empty();
  private boolean connected = true;

  /** What was done, in order, such as {@code move to [10, 20]} or {@code press ctrl+l}. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** The buttons and chords that are down. */
  public synchronized Set<String> down() {
    return Set.copyOf(down);
  }

  /** Makes every call fail whose words begin with {@code words}, after it is remembered. */
  public synchronized FakeDesktop failOn(String words) {
    failing = words;
    return this;
  }

  /** What the screen shows from now on; its size becomes the screen's. */
  public synchronized void show(Screenshot shown) {
    picture = Optional.of(shown);
    size = new Size(shown.width(), shown.height());
  }

  public synchronized void reconnect() {
    connected = true;
  }

  public synchronized void disconnect() {
    connected = false;
  }

  private synchronized void call(String words) {
    if (!connected) {
      throw new DesktopException("the desktop cannot be reached");
    }
    calls.add(words);
    if (!failing.isEmpty() && words.startsWith(failing)) {
      throw new DesktopException("told to fail: " + words);
    }
  }

  @Override
  public synchronized Size size() {
    return size;
  }

  @Override
  public synchronized Screenshot screenshot() {
    call("look");
    return picture.orElseGet(
        () -> new Screenshot(size.width(), size.height(), new int[size.width() * size.height()]));
  }

  @Override
  public Screenshot settledScreenshot(Duration quiet, Duration limit) {
    return screenshot();
  }

  @Override
  public Screenshot awaitChange(Screenshot known, Duration limit) {
    return screenshot();
  }

  @Override
  public synchronized Point cursor() {
    return cursor;
  }

  @Override
  public synchronized void moveMouse(Point to) {
    call("move to " + to);
    cursor = to;
  }

  @Override
  public synchronized void press(MouseButton button) {
    call("press " + button);
    down.add(button.name());
  }

  @Override
  public synchronized void letGo() {
    call("let go");
    down.clear();
  }

  @Override
  public synchronized void release(MouseButton button) {
    down.remove(button.name());
    call("release " + button);
  }

  @Override
  public synchronized void scroll(ScrollDirection direction, int clicks) {
    call("scroll " + direction + " " + clicks);
  }

  @Override
  public synchronized void type(String text) {
    call("type " + text);
  }

  @Override
  public synchronized void press(KeyChord chord) {
    call("press " + chord);
    down.add(chord.text());
  }

  @Override
  public synchronized void release(KeyChord chord) {
    down.remove(chord.text());
    call("release " + chord);
  }

  @Override
  public synchronized void hold(KeyChord chord, Duration time) {
    call("hold " + chord + " for " + time.toMillis() + " ms");
  }

  @Override
  public synchronized void resize(Size wanted) {
    call("resize to " + wanted);
    size = wanted;
    picture = Optional.empty();
  }

  @Override
  public synchronized Optional<String> clipboard() {
    return clipboard;
  }

  @Override
  public synchronized void copyToClipboard(String text) {
    call("copy " + text);
    clipboard = Optional.of(text);
  }

  @Override
  public <T> T whileStill(Supplier<T> work) {
    call("rest");
    try {
      return work.get();
    } finally {
      goOn();
    }
  }

  /** Remembered also when the connection was ended meanwhile. */
  private synchronized void goOn() {
    calls.add("go on");
  }

  @Override
  public synchronized boolean connected() {
    return connected;
  }

  @Override
  public synchronized void close() {
    connected = false;
  }
}
