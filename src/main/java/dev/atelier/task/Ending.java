package dev.atelier.task;

import dev.atelier.NotAllowed;
import dev.atelier.Unforeseen;
import dev.atelier.desktop.DesktopException;
import dev.atelier.json.InvalidField;
import dev.atelier.session.UnknownSession;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.SpendingCapReached;
import dev.atelier.vision.UnknownPrice;
import dev.atelier.vision.UnknownVisionBackend;
import dev.atelier.vision.VisionUnavailable;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How a task ends: its status, its answer where it has one, and what went wrong where something
 * did.
 */
record Ending(TaskStatus status, String finalText, String error) {
  private static final Logger LOG = Logger.getLogger(Ending.class.getName());
  private static final String UNSAID = "it failed without saying why";

  Ending {
    error = error == null ? UNSAID : error;
  }

  static Ending completed(String finalText) {
    return new Ending(TaskStatus.COMPLETED, finalText, "");
  }

  /** How a task ends that could not be begun. */
  static Ending unbegun(RuntimeException refused) {
    if (refused instanceof SpendingCapReached) {
      return because(TaskStatus.BUDGET_EXCEEDED_USD, refused.getMessage());
    }
    if (refused instanceof UnknownPrice
        || refused instanceof VisionUnavailable
        || refused instanceof UnknownVisionBackend) {
      return because(TaskStatus.API_ERROR, refused.getMessage());
    }
    if (refused instanceof NotAllowed) {
      return because(TaskStatus.CANCELLED, refused.getMessage());
    }
    if (refused instanceof UnknownSession) {
      return because(TaskStatus.CANCELLED, "its desktop is not there any more");
    }
    boolean foreseen =
        refused instanceof GoalNotUnderstood
            || refused instanceof InvalidField
            || refused instanceof DesktopException;
    if (!foreseen) {
      LOG.log(Level.SEVERE, "a task that waited could not be begun", refused);
    }
    return because(TaskStatus.DESKTOP_ERROR, foreseen ? refused.getMessage() : Unforeseen.WORDS);
  }

  static Ending because(TaskStatus status, String error) {
    return new Ending(status, "", error);
  }
}
