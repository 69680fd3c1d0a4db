package dev.atelier.vision;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import java.util.Optional;

/** Finds on a picture what cannot be found by its words, such as an icon. Thread-safe. */
public interface TargetFinder {

  /**
   * Where to click.
   *
   * @param description what to look for, in a person's words
   */
  Optional<Point> find(Screenshot picture, String description) throws InterruptedException;
}
