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
   * Begins work on a goal. Looks at nothing, asks nothing and does nothing yet.
   *
   * @throws GoalNotUnderstood when this backend cannot follow the goal
   * @throws VisionUnavailable when it is not configured
   */
  Conversation begin(Assignment assignment);
}
