package dev.atelier.desktop.rfb;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopDriver;
import dev.atelier.desktop.DesktopException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Drives desktops over RFB. Thread-safe. */
@ApplicationScoped
public class RfbDriver implements DesktopDriver {
  private final Bounds bounds;
  private final List<Integer> encodings;

  public RfbDriver() {
    this(Bounds.USUAL, Encoding.WANTED);
  }

  RfbDriver(Bounds bounds, List<Integer> encodings) {
    this.bounds = bounds;
    this.encodings = encodings;
  }

  @Override
  public Desktop drive(Streams streams, Watcher watcher) {
    LiveScreen screen = new LiveScreen();
    Clipboard clipboard = new Clipboard();
    StandingConnection line =
        new StandingConnection(streams, watcher, bounds, encodings, screen, clipboard);
    try {
      line.begin();
      return new RfbDesktop(line, screen, clipboard, bounds);
    } catch (DesktopException unreachable) {
      line.close();
      throw unreachable;
    }
  }
}
