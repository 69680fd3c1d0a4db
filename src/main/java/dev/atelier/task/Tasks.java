package dev.atelier.task;

import dev.atelier.BackgroundWork;
import dev.atelier.Ids;
import dev.atelier.LogScope;
import dev.atelier.control.ControlHeld;
import dev.atelier.control.Holder;
import dev.atelier.control.Lease;
import dev.atelier.control.Leases;
import dev.atelier.json.InvalidField;
import dev.atelier.session.SessionWork;
import dev.atelier.session.Sessions;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Deeds;
import dev.atelier.vision.Observation.Answer;
import dev.atelier.vision.UnknownVisionBackend;
import dev.atelier.vision.VisionBackend;
import dev.atelier.vision.VisionBackends;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The goals given to desktops: taken on, looked at, cancelled. Thread-safe. */
@ApplicationScoped
public class Tasks implements SessionWork {
  private static final Logger LOG = Logger.getLogger(Tasks.class.getName());
  private static final Duration END_LIMIT = Duration.ofSeconds(10);
  private static final Duration HAND_OVER_LIMIT = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final String NOT_BEGUN = "the server could not begin to work on this task";
  private static final int ALL_STEPS = Integer.MAX_VALUE;
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
  private final Pictures pictures;
  private final BackgroundWork background;
  private final TaskAccounts accounts;
  private final Clock clock;
  private final int maxSteps;
  private final List<String> askBefore;

  @Inject
  Tasks(
      Sessions sessions,
      Leases leases,
      VisionBackends backends,
      TaskRepository repository,
      TaskRecord record,
      TaskRunner runner,
      Pictures pictures,
      BackgroundWork background,
      TaskAccounts accounts,
      Clock clock,
      @ConfigProperty(name = "MAX_STEPS_PER_TASK", defaultValue = "30") int maxSteps,
      @ConfigProperty(name = "APPROVE") Optional<String[]> askBefore) {
    this.sessions = sessions;
    this.leases = leases;
    this.backends = backends;
    this.repository = repository;
    this.record = record;
    this.runner = runner;
    this.pictures = pictures;
    this.background = background;
    this.accounts = accounts;
    this.clock = clock;
    this.maxSteps = maxSteps;
    this.askBefore = askBefore.map(List::of).orElse(List.of());
  }

  /** For CDI's proxy only. */
  protected Tasks() {
    this(null, null, null, null, null, null, null, null, null, null, 0, Optional.empty());
  }

  /** How many steps a task may take at most. */
  public int maxSteps() {
    return maxSteps;
  }

  /**
   * Takes a goal on and begins to work on it.
   *
   * @throws dev.atelier.vision.GoalNotUnderstood when the backend cannot follow it; nothing was
   *     done
   * @throws SessionBusy when the desktop works on another task
   */
  public Task submit(String sessionId, TaskRequest request, String actor) {
    sessions.get(sessionId);
    int steps = request.maxSteps().orElse(maxSteps);
    if (steps > maxSteps) {
      throw new InvalidField(
          "max_steps", "must be at most " + maxSteps + ", the server's MAX_STEPS_PER_TASK");
    }
    VisionBackend backend = backendOf(request);
    Task task =
        new Task(
            Ids.next("task_"),
            sessionId,
            request.goal(),
            request.askBefore().orElse(askBefore),
            backend.name(),
            backend.model(),
            TaskStatus.RUNNING,
            steps,
            request.maxUsd(),
            0,
            BigDecimal.ZERO,
            "",
            "",
            clock.instant(),
            Optional.empty());
    begin(task, backend, List.of(), () -> record.started(task, actor));
    return task;
  }

  /**
   * Works on where a task ended at a money cap; nothing happens while it is at work.
   *
   * @param maxUsd a new bound for the task, where one is wanted
   * @throws NotResumable when it ended otherwise
   * @throws SessionBusy when the desktop works on another task
   */
  public Task resume(String sessionId, String taskId, Optional<BigDecimal> maxUsd, String actor) {
    Task task = get(sessionId, taskId);
    if (!task.status().ended()) {
      return task;
    }
    if (task.status() != TaskStatus.BUDGET_EXCEEDED_USD) {
      throw new NotResumable(taskId, task.status());
    }
    Optional<BigDecimal> bound = maxUsd.isPresent() ? maxUsd : task.maxUsd();
    Task resumed = task.with(task.totalCostUsd(), bound).with(TaskStatus.RUNNING);
    List<String> done =
        steps(taskId).stream()
            .filter(step -> step.verb().isPresent())
            .map(step -> Deeds.told(step.verb().get(), step.parameters(), step.result()))
            .toList();
    begin(resumed, backends.named(task.backend()), done, () -> record.resumed(resumed, actor));
    return resumed;
  }

  private void begin(Task task, VisionBackend backend, List<String> done, Runnable onRecord) {
    accounts.requireRoom(task);
    RunningTask entry = new RunningTask(task);
    Conversation conversation =
        backends.begin(
            backend,
            new Assignment(
                task.goal(),
                sessions.get(task.sessionId()).resolution(),
                task.askBefore(),
                done,
                new TaskSpending(accounts, entry)));
    try {
      launch(task, conversation, entry, onRecord);
    } catch (RuntimeException | Error refused) {
      conversation.close();
      throw refused;
    }
  }

  private VisionBackend backendOf(TaskRequest request) {
    try {
      return request.backend().map(backends::named).orElseGet(backends::standard);
    } catch (UnknownVisionBackend unknown) {
      throw new InvalidField("backend", "is not known: " + unknown.getMessage());
    }
  }

  private void launch(Task task, Conversation conversation, RunningTask entry, Runnable onRecord) {
    if (running.putIfAbsent(task.id(), entry) != null) {
      throw new SessionBusy(task.id());
    }
    Lease lease = null;
    try {
      lease = takeControl(task);
      onRecord.run();
      Lease held = lease;
      background.run(() -> work(task, conversation, held, entry));
    } catch (RuntimeException | Error failure) {
      running.remove(task.id());
      if (lease != null) {
        leases.release(lease);
      }
      endLater(task.ended(Ending.because(TaskStatus.DESKTOP_ERROR, NOT_BEGUN), clock.instant()));
      throw failure;
    }
  }

  private Lease takeControl(Task task) {
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
  private Lease takeControlAfter(String busyId, Task task) {
    boolean isEnding =
        repository.find(busyId).map(Task::status).filter(TaskStatus::ended).isPresent();
    RunningTask busy = running.get(busyId);
    if (isEnding && (busy == null || busy.awaitEnd(HAND_OVER_LIMIT))) {
      try {
        return leases.takeForTask(task.sessionId(), task.id());
      } catch (ControlHeld takenByAnother) {
        throw new SessionBusy(busyId);
      }
    }
    throw new SessionBusy(busyId);
  }

  private void work(Task task, Conversation conversation, Lease lease, RunningTask entry) {
    try (LogScope scope = LogScope.task(task.sessionId(), task.id())) {
      LOG.info("the task begins");
      Task ended = runner.run(task, conversation, entry);
      endUnlessOnRecord(ended);
      LOG.info(() -> "the task ended: " + ended.status().word());
    } finally {
      leases.release(lease);
      running.remove(task.id());
      entry.ended();
    }
  }

  /** Puts an end on record that could not be written when it came; tries until it can. */
  private void endLater(Task ended) {
    background.later(RETRY, () -> background.run(() -> endUnlessOnRecord(ended)));
  }

  private void endUnlessOnRecord(Task ended) {
    try {
      if (repository.find(ended.id()).filter(task -> !task.status().ended()).isPresent()) {
        record.ended(ended, "task");
      }
    } catch (RuntimeException notYet) {
      LOG.log(Level.FINE, "the end of a task is still not on record", notYet);
      endLater(ended);
    }
  }

  /** Asks a task to end; nothing happens when it has ended already. */
  public void cancel(String sessionId, String taskId, String actor) {
    Task task = get(sessionId, taskId);
    RunningTask entry = running.get(taskId);
    if (entry != null) {
      entry.cancelOnRecord("cancelled", () -> record.cancelAsked(task, actor));
    }
  }

  /**
   * Answers a task that asks for approval; nothing happens when it does not ask, or somebody else
   * was faster.
   *
   * @param words what the assistant is told along with it; may be empty
   */
  public void answer(
      String sessionId, String taskId, boolean approved, String words, String actor) {
    Task task = get(sessionId, taskId);
    RunningTask entry = running.get(taskId);
    if (entry != null) {
      entry.answerOnRecord(
          new Answer(approved, words), () -> record.answered(task, approved, actor));
    }
  }

  /**
   * One task of a session.
   *
   * @throws UnknownTask when there is none of that id
   */
  public Task get(String sessionId, String taskId) {
    return repository
        .find(taskId)
        .filter(task -> task.sessionId().equals(sessionId))
        .orElseThrow(() -> new UnknownTask(taskId));
  }

  public List<Step> steps(String taskId) {
    return repository.stepsAfter(taskId, 0, ALL_STEPS);
  }

  /** One step of a task. */
  public Optional<Step> step(String taskId, int number) {
    return repository.stepsAfter(taskId, number - 1, 1).stream()
        .filter(step -> step.number() == number)
        .findFirst();
  }

  /** Those that started before a moment, newest first. */
  public List<Task> ofSession(String sessionId, Instant before, int limit) {
    return repository.ofSession(sessionId, TaskPlace.before(before), limit);
  }

  /** Ids of the tasks that started at or after that moment. */
  public List<String> startedSince(Instant moment) {
    return repository.startedSince(moment);
  }

  List<Task> ofSession(String sessionId, TaskPage page) {
    return repository.ofSession(sessionId, page.from(), page.limit());
  }

  List<Task> all(TaskPage page) {
    return repository.all(page.from(), page.limit());
  }

  /** The task that has the session's control, if one has. */
  public Optional<Task> runningOn(String sessionId) {
    return leases
        .current(sessionId)
        .map(Lease::holder)
        .filter(Holder.WorkingTask.class::isInstance)
        .map(Holder.WorkingTask.class::cast)
        .flatMap(holder -> repository.find(holder.taskId()));
  }

  @Override
  public Optional<Current> on(String sessionId) {
    return runningOn(sessionId)
        .map(
            task ->
                new Current(task.id(), task.goal().text(), task.status().word(), task.stepCount()));
  }

  @Override
  public void endOn(String sessionId, String why) {
    runningOn(sessionId)
        .map(task -> running.get(task.id()))
        .ifPresent(
            entry -> {
              LOG.info(() -> sessionId + ": the task ends because " + why);
              entry.cancel(why);
              if (!entry.awaitEnd(END_LIMIT)) {
                LOG.warning(() -> sessionId + ": the task has not ended within " + END_LIMIT);
              }
            });
  }

  /** Removes the pictures of its steps that no other session's steps show. */
  @Override
  public void forget(String sessionId) {
    pictures.prune(repository.pictures(sessionId), repository::shows);
  }

  /** Ends all work, as the server is stopping. */
  @PreDestroy
  void stop() {
    running.values().forEach(entry -> entry.cancel("the server was stopped"));
    running.values().forEach(entry -> entry.awaitEnd(END_LIMIT));
  }

  /** Ends, on record, the tasks that were running when the server was killed. */
  public void endInterrupted() {
    List<String> charged = accounts.chargeUnsettled();
    for (Task task : repository.unfinished()) {
      if (!running.containsKey(task.id())) {
        String why = charged.contains(task.id()) ? SERVER_DIED + CALL_CHARGED : SERVER_DIED;
        record.ended(
            task.with(accounts.spentOn(task.id()), task.maxUsd())
                .ended(Ending.because(TaskStatus.DESKTOP_ERROR, why), clock.instant()),
            "server");
      }
    }
  }
}
