package dev.atelier.task;

import dev.atelier.BackgroundWork;
import dev.atelier.Unforeseen;
import dev.atelier.control.ActionOutcome;
import dev.atelier.control.Actor;
import dev.atelier.control.HandOver;
import dev.atelier.control.Hands;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionResult;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.Screenshot;
import dev.atelier.session.DesktopNotReady;
import dev.atelier.session.Desktops;
import dev.atelier.session.UnknownSession;
import dev.atelier.task.TaskGuard.Verdict;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import dev.atelier.vision.Observation.Answer;
import dev.atelier.vision.Observation.Interruption;
import dev.atelier.vision.Observation.Outcome;
import dev.atelier.vision.SpendingCapReached;
import dev.atelier.vision.UnknownPrice;
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
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Carries a task out, from its first look to its end: look, ask the guards, decide, act, record.
 * One call per task, each on a thread of its own.
 */
@ApplicationScoped
class TaskRunner {
  private static final Logger LOG = Logger.getLogger(TaskRunner.class.getName());
  private static final Duration WATCH = Duration.ofSeconds(1);

  private final Desktops desktops;
  private final Hands hands;
  private final TaskRecord record;
  private final Pictures pictures;
  private final Iterable<TaskGuard> guards;
  private final TaskAccounts accounts;
  private final ResultFiles resultFiles;
  private final BackgroundWork background;
  private final Clock clock;

  @Inject
  TaskRunner(
      Desktops desktops,
      Hands hands,
      TaskRecord record,
      Pictures pictures,
      @Any Instance<TaskGuard> guards,
      TaskAccounts accounts,
      ResultFiles resultFiles,
      BackgroundWork background,
      Clock clock) {
    this(
        desktops,
        hands,
        record,
        pictures,
        (Iterable<TaskGuard>) guards,
        accounts,
        resultFiles,
        background,
        clock);
  }

  TaskRunner(
      Desktops desktops,
      Hands hands,
      TaskRecord record,
      Pictures pictures,
      Iterable<TaskGuard> guards,
      TaskAccounts accounts,
      ResultFiles resultFiles,
      BackgroundWork background,
      Clock clock) {
    this.desktops = desktops;
    this.hands = hands;
    this.record = record;
    this.pictures = pictures;
    this.guards = guards;
    this.accounts = accounts;
    this.resultFiles = resultFiles;
    this.background = background;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected TaskRunner() {
    this(null, null, null, null, List.of(), null, null, null, null);
  }

  /** Works on the task until it ends, and returns it as it is on record then. */
  Task run(Task task, Conversation conversation, RunningTask control) {
    Run run = new Run(task, control);
    Future<?> watch = background.every(WATCH, run::stopWhatTakesTooLong);
    Ending ending;
    try (conversation) {
      control.prepare();
      ending = run.untilEnd(conversation);
    } catch (InterruptedException cancelled) {
      ending = control.ending();
    } catch (DesktopException | DesktopNotReady | UnknownSession broken) {
      ending = Ending.because(TaskStatus.DESKTOP_ERROR, broken.getMessage());
    } catch (VisionUnavailable | UnknownPrice silent) {
      ending = Ending.because(TaskStatus.API_ERROR, silent.getMessage());
    } catch (SpendingCapReached spent) {
      ending = Ending.because(TaskStatus.BUDGET_EXCEEDED_USD, spent.getMessage());
    } catch (RuntimeException | Error unexpected) {
      LOG.log(Level.SEVERE, unexpected, () -> task.id() + " failed unexpectedly");
      ending = Ending.because(TaskStatus.DESKTOP_ERROR, Unforeseen.WORDS);
    } finally {
      watch.cancel(false);
    }
    resultFiles.gather(task);
    Task ended = run.inTheBooks().ended(ending, clock.instant());
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
    private final List<Progress.Turn> turns = new ArrayList<>();
    private final WorkingTime worked = new WorkingTime(clock);
    private final List<String> news = new ArrayList<>();
    private final List<HandOver> handOvers = new ArrayList<>();
    private Task task;
    private long turn;
    private String decidedBy = "";
    private RuntimeException broken;

    Run(Task task, RunningTask control) {
      this.task = task;
      this.control = control;
      control.counts(worked);
    }

    Ending untilEnd(Conversation conversation) throws InterruptedException {
      List<Outcome> outcomes = List.of();
      Optional<Answer> answer = Optional.empty();
      while (true) {
        awaitTurn();
        Desktop desktop = control.during(() -> desktops.desktop(task.sessionId()));
        Sight sight = new Sight(desktop, control);
        Optional<Screenshot> seen = look(sight);
        if (seen.isEmpty()) {
          continue;
        }
        Screenshot screen = seen.get();
        Optional<String> left = abandoned();
        if (left.isPresent()) {
          Step question = asking(left.get(), Optional.empty(), screen, clock.instant());
          Answer said = askFor(TaskStatus.NEEDS_YOU, question);
          if (!said.approved()) {
            return Ending.because(TaskStatus.CANCELLED, "a person said no to going on");
          }
          news.add(HandOvers.goOn(said.words()));
          continue;
        }
        List<Verdict> verdicts = verdicts(screen);
        Optional<Ending> stop = stop(verdicts);
        if (stop.isPresent()) {
          return stop.get();
        }
        Instant begin = clock.instant();
        Observation observation =
            new Observation(
                task.stepCount() + 1,
                screen,
                desktop.cursor(),
                outcomes,
                answer,
                notes(verdicts),
                sight);
        outcomes = List.of();
        answer = Optional.empty();
        Decision decision;
        try {
          decision = control.during(() -> conversation.decide(observation));
        } catch (TurnLost taken) {
          continue;
        }
        decidedBy = conversation.backend();
        if (decision instanceof Decision.Act act) {
          outcomes = control.hasTurn(turn) ? actAll(desktop, act, screen) : List.of(notBegun(act));
        } else if (decision instanceof Decision.AskForApproval ask) {
          Step question = asking(ask.reason(), ask.pending(), screen, begin);
          answer = Optional.of(askFor(TaskStatus.NEEDS_APPROVAL, question));
        } else if (decision instanceof Decision.AskPerson ask) {
          Step question = asking(ask.reason(), Optional.empty(), screen, begin);
          answer = Optional.of(askFor(TaskStatus.NEEDS_YOU, question));
        } else if (decision instanceof Decision.Finish finish) {
          return finish(finish, screen, begin);
        } else if (decision instanceof Decision.GiveUp giveUp && control.hasTurn(turn)) {
          // What could not be done while a person drove may be possible now.
          return giveUp(giveUp, screen, begin);
        }
      }
    }

    private List<Verdict> verdicts(Screenshot screen) {
      Progress progress = new Progress(task, worked.passed(), turns, screen, decidedBy);
      return all().map(guard -> guard.judge(progress)).toList();
    }

    private Stream<TaskGuard> all() {
      return StreamSupport.stream(guards.spliterator(), false);
    }

    /** On the watch's thread. */
    void stopWhatTakesTooLong() {
      Duration passed = worked.passed();
      stop(all().map(guard -> guard.meanwhile(passed)).toList()).ifPresent(control::end);
    }

    private static Optional<Ending> stop(List<Verdict> verdicts) {
      return verdicts.stream()
          .filter(Verdict.Stop.class::isInstance)
          .map(Verdict.Stop.class::cast)
          .findFirst()
          .map(stop -> Ending.because(stop.status(), stop.reason()));
    }

    /** What the model must be told; it is told once what people did meanwhile. */
    private List<String> notes(List<Verdict> verdicts) {
      List<String> notes = new ArrayList<>(news);
      news.clear();
      verdicts.stream()
          .filter(Verdict.Warn.class::isInstance)
          .map(verdict -> ((Verdict.Warn) verdict).words())
          .forEach(notes::add);
      return notes;
    }

    /** Waits, on record, while a person drives or had the task wait. */
    private void awaitTurn() throws InterruptedException {
      boolean waits = !control.lease().drives();
      if (waits) {
        now(record.waits(task));
      }
      turn = control.during(control::awaitTurn);
      if (waits) {
        now(record.worksOn(task));
      }
      for (HandOver handOver : control.lease().handOvers()) {
        handOvers.add(handOver);
        news.add(HandOvers.told(handOver));
      }
    }

    /** The screen, unless a person took control meanwhile. */
    private Optional<Screenshot> look(Sight sight) throws InterruptedException {
      try {
        Screenshot seen = control.during(sight::settled);
        return control.hasTurn(turn) ? Optional.of(seen) : Optional.empty();
      } catch (TurnLost taken) {
        return Optional.empty();
      }
    }

    /** What to ask when the last person who drove left without handing back. */
    private Optional<String> abandoned() {
      Optional<HandOver> last =
          handOvers.isEmpty() ? Optional.empty() : Optional.of(handOvers.get(handOvers.size() - 1));
      handOvers.clear();
      return last.filter(handOver -> !handOver.handedBack()).map(HandOvers::question);
    }

    private static Outcome notBegun(Decision.Act act) {
      return new Outcome(
          act.actions().get(0),
          false,
          "not carried out: a person took control of the desktop before",
          Optional.empty(),
          Interruption.BEFORE);
    }

    /**
     * Carries a decision's actions out in order; stops at a failure, a guard's objection or cancel.
     */
    private List<Outcome> actAll(Desktop desktop, Decision.Act act, Screenshot screen)
        throws InterruptedException {
      List<Outcome> outcomes = new ArrayList<>();
      for (Action action : act.actions()) {
        if (!outcomes.isEmpty() && stop(verdicts(screen)).isPresent()) {
          break;
        }
        String reason = outcomes.isEmpty() ? act.reason() : "";
        ActionOutcome outcome = perform(desktop, action, reason, screen);
        Interruption cut =
            !outcome.ok() && !control.hasTurn(turn) ? Interruption.MIDWAY : Interruption.NONE;
        outcomes.add(new Outcome(action, outcome.ok(), outcome.message(), outcome.result(), cut));
        if (!outcome.ok()) {
          break;
        }
        if (!control.hasTurn(turn)) {
          restWasCut(act, outcomes);
          break;
        }
      }
      turns.add(new Progress.Turn(act.actions(), screen));
      if (turns.size() > Progress.MOST_TURNS) {
        turns.remove(0);
      }
      return outcomes;
    }

    /** Notes that control was taken between two actions of one decision. */
    private static void restWasCut(Decision.Act act, List<Outcome> outcomes) {
      if (outcomes.size() < act.actions().size()) {
        outcomes.add(
            new Outcome(
                act.actions().get(outcomes.size()),
                false,
                "not carried out: a person took control of the desktop",
                Optional.empty(),
                Interruption.MIDWAY));
      }
    }

    /** Waits for a person; the time that takes does not count as work. */
    private Answer askFor(TaskStatus waiting, Step question) throws InterruptedException {
      control.askOnRecord(question.number(), () -> now(record.asks(task.with(waiting), question)));
      worked.stop();
      Answer answer = control.awaitAnswer();
      worked.goOn();
      now(record.worksOn(task));
      return answer;
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
            control.lease().permit(turn),
            action,
            () -> carryOut(desktop, action),
            outcome ->
                store(
                    new Step(
                        task.id(),
                        task.stepCount() + 1,
                        Optional.of(action.verb()),
                        action.parameters(),
                        outcome.message(),
                        reason,
                        unbooked(),
                        spent(),
                        at,
                        outcome.duration(),
                        Optional.of(picture),
                        Optional.of(decidedBy))));
      } catch (RuntimeException failure) {
        // The action's own failure comes once its step is on record; any other undid the step.
        if (failure != broken) {
          now(before);
        }
        throw failure;
      } finally {
        pictures.store(screen);
      }
    }

    private ActionResult carryOut(Desktop desktop, Action action) throws InterruptedException {
      try {
        return control.during(() -> performOn(desktop, action));
      } catch (RuntimeException failure) {
        broken = failure;
        throw failure;
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
      store(words(text, screen, begin));
      pictures.store(screen);
    }

    private Step words(String text, Screenshot screen, Instant begin) {
      return asking(text, Optional.empty(), screen, begin);
    }

    private Step asking(String text, Optional<Action> pending, Screenshot screen, Instant begin) {
      return new Step(
          task.id(),
          task.stepCount() + 1,
          Optional.empty(),
          Step.asking(pending),
          "",
          text,
          unbooked(),
          spent(),
          begin,
          Duration.between(begin, clock.instant()),
          Optional.of(pictures.store(screen)),
          Optional.of(decidedBy));
    }

    /** With what calls cost that led to no step. */
    Task inTheBooks() {
      try {
        return task.with(spent(), task.maxUsd());
      } catch (RuntimeException unreadable) {
        LOG.log(Level.WARNING, unreadable, () -> task.id() + ": its cost cannot be read");
        return task;
      }
    }

    private BigDecimal spent() {
      return accounts.spentOn(task.id());
    }

    /** What the books say beyond the steps: the cost of the present one. */
    private BigDecimal unbooked() {
      return spent().subtract(task.totalCostUsd());
    }

    private void store(Step step) {
      now(record.stepTaken(task, step));
    }

    private void now(Task present) {
      task = present;
      control.now(present);
    }
  }
}
