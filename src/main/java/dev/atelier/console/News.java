package dev.atelier.console;

import dev.atelier.session.SessionChanged;
import dev.atelier.snapshot.SnapshotChanged;
import dev.atelier.task.StepTaken;
import dev.atelier.task.TaskChanged;

/** What an open view wants to hear of. Called with the view's UI locked. */
interface News {
  default void sessionChanged(SessionChanged change) {}

  default void taskChanged(TaskChanged change) {}

  default void stepTaken(StepTaken taken) {}

  /** Money was spent on a desktop, or another cap holds. */
  default void moneyChanged() {}

  /** Another one drives a desktop, or nobody. */
  default void driverChanged(String sessionId) {}

  default void snapshotChanged(SnapshotChanged change) {}

  /** A schedule is another one, or a run of one began or ended. */
  default void schedulesChanged() {}

  /** Somebody may come in, or not any more, or may do other things. */
  default void accessChanged() {}
}
