package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import java.util.List;

/** What a step wants next. */
sealed interface Move {

  /** The last that the step does. */
  static Move once(String reason, Action... actions) {
    return new Act(List.of(actions), reason, false);
  }

  /** Not the last that the step does. */
  static Move andThenAsk(String reason, Action... actions) {
    return new Act(List.of(actions), reason, true);
  }

  /**
   * Carry out these actions.
   *
   * @param more whether the step wants to be asked again afterwards
   */
  record Act(List<Action> actions, String reason, boolean more) implements Move {}

  /** Ask a person for what only they can give; the step is done once they have answered. */
  record Ask(String question) implements Move {}

  /** The step is done; {@code note} is what it saw, for people; may be empty. */
  record Done(String note) implements Move {}

  /** The step is done and found what was asked for. */
  record Answer(String text) implements Move {}

  /** The step cannot be done. */
  record Fail(String reason) implements Move {}
}
