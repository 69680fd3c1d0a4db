package dev.atelier.vision;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import java.util.Optional;

/** Finds on a picture what cannot be found by its words, such as an icon. Thread-safe. */
public interface TargetFinder {

  /**
   * What was found.
   *
   * @param at where to click
   * @param label what is known to stand there, for people to see; may be empty
   */
  record Target(Point at, String label) {}

  /**
   * Where to click; empty where that is not sure.
   *
   * @param description what to look for, in a person's words
   */
  Optional<Target> find(Screenshot picture, String description) throws InterruptedException;
}
