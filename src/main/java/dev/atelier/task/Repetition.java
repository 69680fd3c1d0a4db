package dev.atelier.task;

import dev.atelier.desktop.Action;
import dev.atelier.task.Progress.Turn;
import dev.atelier.vision.VisionBackends;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Notices when a model goes round in circles: the same action again and again though the screen
 * stays as it is, or two that take turns. The model is told first, and the task ended when that
 * does not help. A person who wrote steps down meant them, so those are left alone.
 */
@ApplicationScoped
class Repetition implements TaskGuard {
  private static final int WARN_AFTER = 3;
  private static final int STOP_AFTER = 5;
  private static final int PATIENCE_WITH_WAITING = 2;

  /** Fewer pixels than these change when a text cursor blinks. */
  private static final int BLINK = 64;

  private final VisionBackends backends;

  @Inject
  Repetition(VisionBackends backends) {
    this.backends = backends;
  }

  /** For CDI's proxy only. */
  protected Repetition() {
    this(null);
  }

  @Override
  public String name() {
    return "repetition";
  }

  @Override
  public Verdict judge(Progress progress) {
    List<Turn> turns = progress.turns();
    if (turns.isEmpty() || isWrittenDown(progress)) {
      return Verdict.goOn();
    }
    boolean nothingCameOfIt = looksAlike(turns.get(turns.size() - 1), progress);
    int same = nothingCameOfIt ? streak(turns, 1) : 0;
    int pairs = streak(turns, 2) / 2;
    int patience = isOnlyWaiting(turns.get(turns.size() - 1)) ? PATIENCE_WITH_WAITING : 1;
    if (same >= STOP_AFTER * patience) {
      return stop("the same action %d times, and nothing changed on the screen", same);
    }
    if (same < 2 && pairs >= STOP_AFTER) {
      return stop("the same two actions in turn %d times, and came no further", pairs);
    }
    if (same >= WARN_AFTER * patience) {
      return new Verdict.Warn(
          "You did the same thing %d times and the screen did not change. It does not work: try another way, or stop and say what stands in the way."
              .formatted(same));
    }
    if (same < 2 && pairs >= WARN_AFTER) {
      return new Verdict.Warn(
          "You do the same two things in turn, for the %d. time. It leads nowhere: try another way, or stop and say what stands in the way."
              .formatted(pairs));
    }
    return Verdict.goOn();
  }

  private boolean isWrittenDown(Progress progress) {
    return backends.names().contains(progress.decidedBy())
        && backends.named(progress.decidedBy()).model().equals("none");
  }

  private static Verdict stop(String what, int times) {
    return new Verdict.Stop(TaskStatus.DESKTOP_ERROR, "the assistant did " + what.formatted(times));
  }

  /** How many turns at the end equal those {@code period} before them, these included. */
  private static int streak(List<Turn> turns, int period) {
    BiPredicate<Turn, Turn> alike =
        (one, other) -> one.actions().equals(other.actions()) && looksAlike(one, other);
    int at = turns.size() - 1;
    while (at - period >= 0 && alike.test(turns.get(at), turns.get(at - period))) {
      at--;
    }
    int repeated = turns.size() - 1 - at;
    return repeated == 0 && period > 1 ? 0 : repeated + period;
  }

  private static boolean looksAlike(Turn one, Turn other) {
    return one.screen().differsAbovePanelIn(other.screen()) < BLINK;
  }

  private static boolean looksAlike(Turn last, Progress progress) {
    return last.screen().differsAbovePanelIn(progress.screen()) < BLINK;
  }

  private static boolean isOnlyWaiting(Turn turn) {
    return turn.actions().stream().allMatch(Action.Wait.class::isInstance);
  }
}
