package dev.atelier.live;

import dev.atelier.desktop.DesktopStream;
import jakarta.websocket.CloseReason;
import java.util.Optional;

/** The desktop that one viewer watches. Thread-safe. */
interface Watched {

  /** Opens a stream to it for this viewer alone; may take long. */
  DesktopStream open() throws InterruptedException;

  /** Whether the viewer may still do what they could when they came. May take a while. */
  boolean mayStay();

  /** What decides whether the viewer's mouse, keyboard and clipboard reach it. Cheap. */
  Wheel wheel();

  /** Whether the viewer has control at this moment. Cheap. */
  default boolean drives() {
    return false;
  }

  /** Notes that the viewer gave a sign. */
  default void heard() {}

  /** How its control stands, for the viewer's page; empty where that does not want to know. */
  default Optional<String> control() {
    return Optional.empty();
  }

  /**
   * The viewer's page asks for something, such as control; answers what to say to it, if anything.
   */
  default Optional<String> asked(String text) {
    return Optional.empty();
  }

  /** Why there is no stream (any more), for the viewer to be told. */
  CloseReason whyEnded();

  /** Puts on record that this viewer has gone. */
  default void noteLeft() {}
}
