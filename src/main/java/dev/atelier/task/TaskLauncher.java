package dev.atelier.task;

import dev.atelier.BackgroundWork;
import dev.atelier.LogScope;
import dev.atelier.control.ControlChanged;
import dev.atelier.control.ControlHeld;
import dev.atelier.control.Holder;
import dev.atelier.control.Leases;
import dev.atelier.control.TaskLease;
import dev.atelier.session.Sessions;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Fillable;
import dev.atelier.vision.Observation.Answer;
import dev.atelier.vision.VisionBackend;
import dev.atelier.vision.VisionBackends;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Gives a task its desktop, its model and a thread, and knows those at work. Thread-safe. */
@ApplicationScoped
class TaskLauncher {
  private static final Logger LOG = Logger.getLogger(TaskLauncher.class.getName());
  private static final Duration END_LIMIT = Duration.ofSeconds(10);
  private static final Duration HAND_OVER_LIMIT = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final String DONE_BY_HAND = "done at the mouse; look at the screen";
  private static final String NOT_BEGUN = "the server could not begin to work on this task";
  private static final String SERVER_DIED =
      "the server was stopped while this task was running; start it again if it is still wanted";
  private static final String CALL_CHARGED =
      ". A model was being asked at that moment: the most that can have cost is booked";

  private final ConcurrentMap<String, RunningTask> running = new ConcurrentHashMap<>();
  private final Sessions sessions;
  private final Leases leases;
  private final VisionBackends backends;
  private final TaskRepository repository;
  private final TaskRecord record;
  private final TaskRunner runner;
  private final BackgroundWork background;
  private final TaskAccounts accounts;
  private final Iterable<KnownSecrets> secrets;
  private final Clock clock;

  @Inject
  TaskLauncher(
      Sessions sessions,
      Leases leases,
      VisionBackends backends,
      TaskRepository repository,
      TaskRecord record,
      TaskRunner runner,
      BackgroundWork background,
      TaskAccounts accounts,
      Instance<KnownSecrets> secrets,
      Clock clock) {
    this(
        sessions,
        leases,
        backends,
        repository,
        record,
        runner,
        background,
        accounts,
        (Iterable<KnownSecrets>) secrets,
        clock);
  }

  TaskLauncher(
      Sessions sessions,
      Leases leases,
      VisionBackends backends,
      TaskRepository repository,
      TaskRecord record,
      TaskRunner runner,
      BackgroundWork background,
      TaskAccounts accounts,
      Iterable<KnownSecrets> secrets,
      Clock clock) {
    this.sessions = sessions;
    this.leases = leases;
    this.backends = backends;
    this.repository = repository;
    this.record = record;
    this.runner = runner;
    this.background = background;
    this.accounts = accounts;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected TaskLauncher() {
    this(null, null, null, null, null, null, null, null, List.of(), null);
  }

  /**
   * Begins to work on a task.
   *
   * @param done what was done on it before, in words
   * @param onRecord puts the beginning on record, once the desktop is the task's
   * @throws SessionBusy when the desktop works on another task
   */
  void begin(RunningTask entry, VisionBackend backend, List<String> done, Runnable onRecord) {
    Task task = entry.present();
    accounts.requireRoom(task, backend.firstCall());
    Conversation conversation = conversation(entry, backend, done);
    try {
      launch(task, conversation, entry, onRecord);
    } catch (RuntimeException | Error refused) {
      conversation.close();
      throw refused;
    }
  }

  private Conversation conversation(RunningTask entry, VisionBackend backend, List<String> done) {
    Task task = entry.present();
    return backends.begin(
        backend,
        new Assignment(
            task.goal(),
            sessions.get(task.sessionId()).resolution(),
            task.askBefore(),
            done,
            fillableOn(task.sessionId()),
            new TaskSpending(accounts, entry)));
  }

  /**
   * Refuses a task whose backend cannot be asked, or does not understand its goal.
   *
   * @throws dev.atelier.vision.GoalNotUnderstood when it does not
   */
  void requireUnderstood(Task task, VisionBackend backend) {
    conversation(new RunningTask(task), backend, List.of()).close();
  }

  private List<Fillable> fillableOn(String sessionId) {
    List<Fillable> fillable = new ArrayList<>();
    secrets.forEach(each -> fillable.addAll(each.on(sessionId)));
    return fillable;
  }

  private void launch(Task task, Conversation conversation, RunningTask entry, Runnable onRecord) {
    enter(task, entry);
    TaskLease lease = null;
    boolean mayBeOnRecord = false;
    try {
      lease = takeControl(task);
      mayBeOnRecord = true;
      onRecord.run();
      entry.takesPlace(lease);
      background.run(() -> work(task, conversation, entry));
    } catch (RuntimeException | Error failure) {
      running.remove(task.id(), entry);
      if (lease != null) {
        leases.release(lease);
      }
      if (mayBeOnRecord && !(failure instanceof NotResumable || failure instanceof NotQueued)) {
        endLater(
            task.ended(Ending.because(TaskStatus.DESKTOP_ERROR, NOT_BEGUN), clock.instant()),
            entry);
      }
      throw failure;
    }
  }

  /** Whoever was told that a task has ended may go on with it at once. */
  private void enter(Task task, RunningTask entry) {
    RunningTask before = running.putIfAbsent(task.id(), entry);
    if (before == null) {
      return;
    }
    boolean isFree =
        isEnding(task.id())
            && before.awaitEnd(HAND_OVER_LIMIT)
            && running.putIfAbsent(task.id(), entry) == null;
    if (!isFree) {
      throw new SessionBusy(task.id());
    }
  }

  private boolean isEnding(String taskId) {
    return repository.find(taskId).map(Task::status).filter(TaskStatus::ended).isPresent();
  }

  private TaskLease takeControl(Task task) {
    try {
      return leases.takeForTask(task.sessionId(), task.id());
    } catch (ControlHeld held) {
      if (held.holder() instanceof Holder.WorkingTask busy) {
        return takeControlAfter(busy.taskId(), task);
      }
      throw held;
    }
  }

  /** Whoever was told that a task has ended may give the next goal at once. */
  private TaskLease takeControlAfter(String busyId, Task task) {
    RunningTask busy = running.get(busyId);
    if (isEnding(busyId) && (busy == null || busy.awaitEnd(HAND_OVER_LIMIT))) {
      try {
        return leases.takeForTask(task.sessionId(), task.id());
      } catch (ControlHeld takenByAnother) {
        throw new SessionBusy(busyId);
      }
    }
    throw new SessionBusy(busyId);
  }

  private void work(Task task, Conversation conversation, RunningTask entry) {
    try (LogScope scope = LogScope.task(task.sessionId(), task.id())) {
      LOG.info("the task begins");
      Task ended = runner.run(task, conversation, entry);
      endUnlessOnRecord(ended, entry);
      LOG.info(() -> "the task ended: " + ended.status().word());
    } finally {
      try {
        leases.release(entry.lease());
      } finally {
        running.remove(task.id(), entry);
        entry.ended();
      }
    }
  }

  /** Puts an end on record that could not be written when it came; tries until it can. */
  private void endLater(Task ended, RunningTask entry) {
    background.later(RETRY, () -> background.run(() -> endUnlessOnRecord(ended, entry)));
  }

  private void endUnlessOnRecord(Task ended, RunningTask entry) {
    try {
      boolean isOpen =
          repository
              .find(ended.id())
              .filter(task -> !task.status().ended() && task.status() != TaskStatus.QUEUED)
              .isPresent();
      // Looked up after the row: one that is at work again entered before its row said so.
      RunningTask atWork = running.getOrDefault(ended.id(), entry);
      if (isOpen && atWork == entry) {
        record.ended(ended, "task");
      }
    } catch (RuntimeException notYet) {
      LOG.log(Level.FINE, "the end of a task is still not on record", notYet);
      endLater(ended, entry);
    }
  }

  /** Whoever did at the mouse what a task had asked for has answered it. */
  void handedBack(@Observes(during = TransactionPhase.AFTER_SUCCESS) ControlChanged change) {
    if (change.type().equals("control.handed_back")) {
      String note = String.valueOf(change.detail().getOrDefault("note", DONE_BY_HAND));
      change
          .taskId()
          .flatMap(this::running)
          .map(RunningTask::present)
          .filter(task -> task.status() == TaskStatus.NEEDS_YOU)
          .ifPresent(
              task -> background.run(() -> answer(task, new Answer(true, note), change.actor())));
    }
  }

  /** Only the question that was open then: another one may want a yes or no. */
  private void answer(Task asking, Answer answer, String actor) {
    try {
      running(asking.id())
          .ifPresent(
              entry ->
                  entry.answerOnRecord(
                      Optional.of(asking.stepCount()),
                      answer,
                      question -> record.answered(asking, question, answer, actor)));
    } catch (AnotherQuestion answered) {
      LOG.log(Level.FINE, "somebody else was faster", answered);
    }
  }

  /** The work on a task, while there is any. */
  Optional<RunningTask> running(String taskId) {
    return Optional.ofNullable(running.get(taskId));
  }

  /** Ends the work on a task, and waits, bounded, until it has ended. */
  void end(String taskId, String why) {
    running(taskId)
        .ifPresent(
            entry -> {
              LOG.info(() -> taskId + ": the task ends because " + why);
              entry.cancel(why);
              if (!entry.awaitEnd(END_LIMIT)) {
                LOG.warning(() -> taskId + ": the task has not ended within " + END_LIMIT);
              }
            });
  }

  /** Ends all work, as the server is stopping. */
  @PreDestroy
  void stop() {
    running.values().forEach(entry -> entry.cancel("the server was stopped"));
    running.values().forEach(entry -> entry.awaitEnd(END_LIMIT));
  }

  /** Ends, on record, the tasks that were running when the server was killed. */
  void endInterrupted() {
    accounts.chargeUnsettled();
    for (Task task : repository.unfinished()) {
      if (task.status() != TaskStatus.QUEUED && !running.containsKey(task.id())) {
        String why =
            accounts.presentCallChargedInFull(task) ? SERVER_DIED + CALL_CHARGED : SERVER_DIED;
        record.ended(
            task.with(accounts.spentOn(task.id()), task.maxUsd())
                .ended(Ending.because(TaskStatus.DESKTOP_ERROR, why), clock.instant()),
            "server");
      }
    }
  }
}
