package dev.atelier.desktop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A driver that needs no stream: gives a desktop that shows two colours, or what a test prepared,
 * and lets a test lose it. Thread-safe.
 */
public final class FakeDriver implements DesktopDriver {
  private final Map<Desktop, Watcher> watchers = new ConcurrentHashMap<>();
  private final AtomicInteger drives = new AtomicInteger();
  private volatile Function<Integer, FakeDesktop> desktops = number -> painted();

  /** A desktop on whose screen something is drawn. */
  public static FakeDesktop painted() {
    int[] pixels = new int[320 * 200];
    pixels[7] = 0xC96442;
    FakeDesktop desktop = new FakeDesktop();
    desktop.show(new Screenshot(320, 200, pixels));
    return desktop;
  }

  /** Gives these desktops from now on, by how many there were before; may throw. */
  public void give(Function<Integer, FakeDesktop> made) {
    desktops = made;
  }

  /** How often a desktop was to be driven. */
  public int drives() {
    return drives.get();
  }

  /** Loses the connection to a desktop, and tells so. */
  public void lose(FakeDesktop desktop) {
    desktop.disconnect();
    watchers.get(desktop).lost("the stream ended");
  }

  /** Connects it again, and tells so. */
  public void restore(FakeDesktop desktop) {
    desktop.reconnect();
    watchers.get(desktop).restored();
  }

  @Override
  public Desktop drive(Streams streams, Watcher watcher) {
    FakeDesktop desktop = desktops.apply(drives.getAndIncrement());
    watchers.put(desktop, watcher);
    return desktop;
  }
}
