package dev.atelier.vision;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionResult;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import java.util.List;
import java.util.Optional;

/**
 * What a backend sees before it decides.
 *
 * @param step number of the step to be decided, from 1
 * @param screen the settled screen
 * @param cursor where the pointer is
 * @param outcomes what came of each action of the last decision, in order; those behind a failure
 *     were not carried out and have none; empty at first
 * @param answer of a person, when the last decision was to ask one
 * @param notes what the model must be told, such as that it goes round in circles
 * @param eyes to look again
 */
public record Observation(
    int step,
    Screenshot screen,
    Point cursor,
    List<Outcome> outcomes,
    Optional<Answer> answer,
    List<String> notes,
    Eyes eyes) {
  public Observation {
    outcomes = List.copyOf(outcomes);
    notes = List.copyOf(notes);
  }

  /**
   * What came of one action.
   *
   * @param message one line; of a failed action, what went wrong
   * @param result of an action that succeeded
   * @param interruption whether it failed because somebody else drove
   */
  public record Outcome(
      Action action,
      boolean ok,
      String message,
      Optional<ActionResult> result,
      Interruption interruption) {
    public Outcome(Action action, boolean ok, String message, Optional<ActionResult> result) {
      this(action, ok, message, result, Interruption.NONE);
    }
  }

  /** When somebody took control of the desktop from the task. */
  public enum Interruption {
    NONE,
    /** Before the action began: nothing of it was done. */
    BEFORE,
    /** In the middle of it: a part may be done. */
    MIDWAY
  }

  /**
   * What a person said.
   *
   * @param approved whether they said yes, answered the question, or did what was needed
   * @param words the answer, why, or what to do instead; may be empty
   */
  public record Answer(boolean approved, String words) {}
}
