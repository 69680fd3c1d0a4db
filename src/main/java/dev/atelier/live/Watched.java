package dev.atelier.live;

import dev.atelier.desktop.DesktopStream;
import jakarta.websocket.CloseReason;

/** The desktop that one viewer watches. Thread-safe. */
interface Watched {

  /** Opens a stream to it for this viewer alone; may take long. */
  DesktopStream open() throws InterruptedException;

  /** Whether the viewer may still do what they could when they came. May take a while. */
  boolean mayStay();

  /** Whether the viewer may use mouse, keyboard and clipboard at this moment. Cheap. */
  boolean mayDrive();

  /** Why there is no stream (any more), for the viewer to be told. */
  CloseReason whyEnded();

  /** Puts on record that this viewer is about to act for the first time. */
  default void noteInput() {}

  /** Puts on record that this viewer has gone. */
  default void noteLeft() {}
}
