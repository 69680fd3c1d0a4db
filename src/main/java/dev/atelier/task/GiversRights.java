package dev.atelier.task;

import dev.atelier.Caller;
import dev.atelier.NotAllowed;
import dev.atelier.Role;
import dev.atelier.Standing;

/** Whether whoever gave a task that waited may still give it when its turn comes. Thread-safe. */
final class GiversRights {
  private static final String WAY_OUT = "; somebody who may can give it again";

  private final Standing standing;

  GiversRights(Standing standing) {
    this.standing = standing;
  }

  /**
   * Asks what the giver came in with.
   *
   * @throws NotAllowed when it opens nothing any more, or not enough
   */
  void require(QueuedTask task) {
    String name = task.giver().name();
    Caller now =
        standing
            .inAbsence(task.giver())
            .orElseThrow(
                () ->
                    new NotAllowed(
                        name + ", who gave this task, may not come in here any more" + WAY_OUT));
    if (!now.may(Role.OPERATOR) || !now.sees(task.sessionId())) {
      throw new NotAllowed(
          name + ", who gave this task, may not give this desktop tasks any more" + WAY_OUT);
    }
  }
}
