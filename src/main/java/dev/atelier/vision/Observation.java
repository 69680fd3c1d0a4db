package dev.atelier.vision;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import java.util.List;

/**
 * What a backend sees before it decides.
 *
 * @param step number of the step to be decided, from 1
 * @param screen the settled screen
 * @param cursor where the pointer is
 * @param outcomes what came of each action of the last decision, in order; empty at first
 * @param eyes to look again
 */
public record Observation(
    int step, Screenshot screen, Point cursor, List<Outcome> outcomes, Eyes eyes) {
  public Observation {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * What came of one action.
   *
   * @param message one line; of a failed action, what went wrong
   */
  public record Outcome(dev.atelier.desktop.Action action, boolean ok, String message) {}
}
