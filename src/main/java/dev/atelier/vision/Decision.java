package dev.atelier.vision;

import dev.atelier.desktop.Action;
import java.util.List;

/** What a backend wants to happen next, with what it took to find out. */
public sealed interface Decision {

  /** Why, in words for a person; may be empty. */
  String reason();

  Usage usage();

  /** Carry out these actions in order, stopping at the first that fails. */
  record Act(List<Action> actions, String reason, Usage usage) implements Decision {
    public Act {
      actions = List.copyOf(actions);
      if (actions.isEmpty()) {
        throw new IllegalArgumentException("to act takes an action");
      }
    }
  }

  /** Ask a person before going on; {@code reason} is the question. */
  record AskForApproval(String reason, Usage usage) implements Decision {}

  /** The goal is reached; {@code reason} is the answer or a short summary. */
  record Finish(String reason, Usage usage) implements Decision {}

  /** The goal cannot be reached; {@code reason} says what stands in the way. */
  record GiveUp(String reason, Usage usage) implements Decision {}
}
