package dev.atelier.vision;

import dev.atelier.desktop.Action;
import java.util.List;
import java.util.Optional;

/** What a backend wants to happen next. */
public sealed interface Decision {

  /** Why, in words for a person; may be empty. */
  String reason();

  /** Carry out these actions in order, stopping at the first that fails. */
  record Act(List<Action> actions, String reason) implements Decision {
    public Act {
      actions = List.copyOf(actions);
      if (actions.isEmpty()) {
        throw new IllegalArgumentException("to act takes an action");
      }
    }
  }

  /**
   * Ask a person before going on; {@code reason} says what is about to be done.
   *
   * @param pending the action that waits for the answer, where it is known already
   */
  record AskForApproval(String reason, Optional<Action> pending) implements Decision {
    public AskForApproval(String reason) {
      this(reason, Optional.empty());
    }
  }

  /**
   * Ask a person for what only they can give: an answer, or a hand on the mouse, as for a login or
   * a puzzle that tells people from machines; {@code reason} says what is needed.
   */
  record AskPerson(String reason) implements Decision {}

  /** The goal is reached; {@code reason} is the answer or a short summary. */
  record Finish(String reason) implements Decision {}

  /** The goal cannot be reached; {@code reason} says what stands in the way. */
  record GiveUp(String reason) implements Decision {}
}
