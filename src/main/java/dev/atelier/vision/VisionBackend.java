package dev.atelier.vision;

import java.util.Set;

/** Decides what to do next on a screen towards a goal. Thread-safe; its conversations are not. */
public interface VisionBackend {

  /** The name it is chosen by in the configuration, lower case. */
  String name();

  /** Other names it answers to. */
  default Set<String> aliases() {
    return Set.of();
  }

  /** The model it asks, for people to see; {@code none} where there is none. */
  String model();

  /**
   * What the first call of a task may take at most, as far as that is known without the goal; a
   * task is refused when there is no money left for it.
   */
  default Usage firstCall() {
    return Usage.of(0, 0);
  }

  /**
   * Begins work on a goal. Looks at nothing, asks nothing and does nothing yet.
   *
   * @throws GoalNotUnderstood when this backend cannot follow the goal
   * @throws VisionUnavailable when it is not configured
   */
  Conversation begin(Assignment assignment);
}
