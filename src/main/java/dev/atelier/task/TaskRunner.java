package dev.atelier.task;

import dev.atelier.control.ActionOutcome;
import dev.atelier.control.Actor;
import dev.atelier.control.Hands;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionResult;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.Screenshot;
import dev.atelier.session.DesktopNotReady;
import dev.atelier.session.Desktops;
import dev.atelier.session.UnknownSession;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import dev.atelier.vision.Observation.Outcome;
import dev.atelier.vision.VisionUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;

/**
 * Carries a task out, from its first look to its end: look, ask the guards, decide, act, record.
 * One call per task, each on a thread of its own.
 */
@ApplicationScoped
class TaskRunner {
  private static final Logger LOG = Logger.getLogger(TaskRunner.class.getName());

  private final Desktops desktops;
  private final Hands hands;
  private final TaskRecord record;
  private final Pictures pictures;
  private final Iterable<TaskGuard> guards;
  private final Clock clock;

  @Inject
  TaskRunner(
      Desktops desktops,
      Hands hands,
      TaskRecord record,
      Pictures pictures,
      @Any Instance<TaskGuard> guards,
      Clock clock) {
    this(desktops, hands, record, pictures, (Iterable<TaskGuard>) guards, clock);
  }

  TaskRunner(
      Desktops desktops,
      Hands hands,
      TaskRecord record,
      Pictures pictures,
      Iterable<TaskGuard> guards,
      Clock clock) {
    this.desktops = desktops;
    this.hands = hands;
    this.record = record;
    this.pictures = pictures;
    this.guards = guards;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected TaskRunner() {
    this(null, null, null, null, List.of(), null);
  }

  /** Works on the task until it ends, and returns it as it is on record then. */
  Task run(Task task, Conversation conversation, RunningTask control) {
    Run run = new Run(task, control);
    Ending ending;
    try (conversation) {
      ending = run.untilEnd(conversation);
    } catch (InterruptedException cancelled) {
      ending = Ending.because(TaskStatus.CANCELLED, control.whyCancelled());
    } catch (DesktopException | DesktopNotReady | UnknownSession broken) {
      ending = Ending.because(TaskStatus.DESKTOP_ERROR, broken.getMessage());
    } catch (VisionUnavailable silent) {
      ending = Ending.because(TaskStatus.API_ERROR, silent.getMessage());
    } catch (RuntimeException | Error unexpected) {
      LOG.log(Level.SEVERE, unexpected, () -> task.id() + " failed unexpectedly");
      ending =
          Ending.because(
              TaskStatus.DESKTOP_ERROR,
              "something went wrong inside the server; its log has the details");
    }
    Task ended = run.task.ended(ending, clock.instant());
    try {
      record.ended(ended, "task");
    } catch (RuntimeException unwritten) {
      LOG.log(Level.SEVERE, unwritten, () -> task.id() + ": its end is not on record yet");
    }
    return ended;
  }

  /** The work on one task. Used by one thread. */
  private final class Run {
    private final RunningTask control;
    private Task task;

    Run(Task task, RunningTask control) {
      this.task = task;
      this.control = control;
    }

    Ending untilEnd(Conversation conversation) throws InterruptedException {
      List<Outcome> outcomes = List.of();
      while (true) {
        Optional<Ending> objection = objection();
        if (objection.isPresent()) {
          return objection.get();
        }
        Desktop desktop = control.during(() -> desktops.desktop(task.sessionId()));
        Sight sight = new Sight(desktop);
        Screenshot screen = control.during(sight::settled);
        Instant begin = clock.instant();
        Observation observation =
            new Observation(task.stepCount() + 1, screen, desktop.cursor(), outcomes, sight);
        Decision decision = control.during(() -> conversation.decide(observation));
        if (decision instanceof Decision.Act act) {
          outcomes = actAll(desktop, act, screen);
        } else if (decision instanceof Decision.Finish finish) {
          return finish(finish, screen, begin);
        } else if (decision instanceof Decision.GiveUp giveUp) {
          return giveUp(giveUp, screen, begin);
        } else {
          return Ending.because(
              TaskStatus.DESKTOP_ERROR, "a person's approval is needed: " + decision.reason());
        }
      }
    }

    private Optional<Ending> objection() {
      return StreamSupport.stream(guards.spliterator(), false)
          .flatMap(guard -> guard.objectionTo(task).stream())
          .findFirst()
          .map(objection -> Ending.because(objection.status(), objection.reason()));
    }

    /**
     * Carries a decision's actions out in order; stops at a failure, a guard's objection or cancel.
     */
    private List<Outcome> actAll(Desktop desktop, Decision.Act act, Screenshot screen)
        throws InterruptedException {
      List<Outcome> outcomes = new ArrayList<>();
      for (Action action : act.actions()) {
        if (!outcomes.isEmpty() && objection().isPresent()) {
          break;
        }
        String reason = outcomes.isEmpty() ? act.reason() : "";
        ActionOutcome outcome = perform(desktop, action, reason, screen);
        outcomes.add(new Outcome(action, outcome.ok(), outcome.message()));
        if (!outcome.ok()) {
          break;
        }
      }
      return outcomes;
    }

    private ActionOutcome perform(Desktop desktop, Action action, String reason, Screenshot screen)
        throws InterruptedException {
      control.requireNotCancelled();
      Instant at = clock.instant();
      Task before = task;
      String picture = pictures.store(screen);
      try {
        return hands.perform(
            task.sessionId(),
            Actor.task(task.id(), task.stepCount() + 1),
            action,
            () -> control.during(() -> performOn(desktop, action)),
            outcome ->
                store(
                    new Step(
                        task.id(),
                        task.stepCount() + 1,
                        Optional.of(action.verb()),
                        action.parameters(),
                        outcome.message(),
                        reason,
                        BigDecimal.ZERO,
                        task.totalCostUsd(),
                        at,
                        outcome.duration(),
                        Optional.of(picture))));
      } catch (RuntimeException rolledBack) {
        task = before;
        throw rolledBack;
      } finally {
        pictures.store(screen);
      }
    }

    private static ActionResult performOn(Desktop desktop, Action action)
        throws InterruptedException {
      action.checkFits(desktop.size());
      return action.performOn(desktop);
    }

    private Ending finish(Decision.Finish finish, Screenshot screen, Instant begin) {
      say(finish.reason(), screen, begin);
      return Ending.completed(finish.reason());
    }

    private Ending giveUp(Decision.GiveUp giveUp, Screenshot screen, Instant begin) {
      say(giveUp.reason(), screen, begin);
      return Ending.because(TaskStatus.DESKTOP_ERROR, giveUp.reason());
    }

    /** A step of words only: the last one, which tells how it ended. */
    private void say(String text, Screenshot screen, Instant begin) {
      store(
          new Step(
              task.id(),
              task.stepCount() + 1,
              Optional.empty(),
              Map.of(),
              "",
              text,
              BigDecimal.ZERO,
              task.totalCostUsd(),
              begin,
              Duration.between(begin, clock.instant()),
              Optional.of(pictures.store(screen))));
      pictures.store(screen);
    }

    private void store(Step step) {
      task = record.stepTaken(task, step);
    }
  }
}
