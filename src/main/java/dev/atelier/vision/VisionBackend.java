package dev.atelier.vision;

import dev.atelier.desktop.Size;

/** Decides what to do next on a screen towards a goal. Thread-safe; its conversations are not. */
public interface VisionBackend {

  /** The name it is chosen by in the configuration, lower case. */
  String name();

  /** The model it asks, for people to see; {@code none} where there is none. */
  String model();

  /**
   * Begins work on a goal. Looks at nothing and does nothing yet.
   *
   * @throws GoalNotUnderstood when this backend cannot follow the goal
   * @throws VisionUnavailable when it is not configured
   */
  Conversation begin(Goal goal, Size screen);
}
