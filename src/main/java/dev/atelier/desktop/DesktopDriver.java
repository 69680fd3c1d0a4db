package dev.atelier.desktop;

/** Turns streams to a VNC server into a {@link Desktop}. Thread-safe. */
public interface DesktopDriver {

  /** Opens a fresh stream each time it is asked; throws {@link DesktopException} when it cannot. */
  @FunctionalInterface
  interface Streams {
    DesktopStream open();
  }

  /**
   * Is told when a desktop's connection is lost and when it stands again. Called from any thread.
   */
  interface Watcher {
    void lost(String reason);

    void restored();
  }

  /**
   * Drives the desktop behind {@code streams}. Returns once its first whole picture has arrived;
   * when the stream ends later, another is opened with growing pauses until {@link
   * Desktop#close()}.
   *
   * @throws DesktopException when no first picture arrives within the driver's bound
   */
  Desktop drive(Streams streams, Watcher watcher);
}
