package dev.atelier.live;

import java.io.IOException;

/** Decides whether what a viewer does reaches the desktop. Thread-safe. */
@FunctionalInterface
interface Wheel {

  /** Carries a message of input on. */
  @FunctionalInterface
  interface Write {
    void write() throws IOException;
  }

  /**
   * Carries input on while the viewer has control.
   *
   * @param touches whether the viewer does something with it, rather than let go or pass over the
   *     screen: that gives control of a desktop that nobody drives
   * @return whether it was carried on
   */
  boolean pass(boolean touches, Write write) throws IOException;
}
