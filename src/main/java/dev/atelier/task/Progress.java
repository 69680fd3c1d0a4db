package dev.atelier.task;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Screenshot;
import java.time.Duration;
import java.util.List;

/**
 * How far a task has come.
 *
 * @param worked how long it was worked on, without the time it waited for a person
 * @param turns the last decisions, oldest first, at most {@link #MOST_TURNS}
 * @param screen what is seen now
 * @param decidedBy name of the backend that decided last, which may be another than the task's;
 *     empty before the first decision
 */
public record Progress(
    Task task, Duration worked, List<Turn> turns, Screenshot screen, String decidedBy) {
  public static final int MOST_TURNS = 12;

  public Progress {
    turns = List.copyOf(turns);
  }

  /** Actions that were decided on, and the screen they were decided on. */
  public record Turn(List<Action> actions, Screenshot screen) {
    public Turn {
      actions = List.copyOf(actions);
    }
  }
}
