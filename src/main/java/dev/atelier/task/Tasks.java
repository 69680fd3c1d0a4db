package dev.atelier.task;

import dev.atelier.Caller;
import dev.atelier.Ids;
import dev.atelier.control.ControlHeld;
import dev.atelier.control.Holder;
import dev.atelier.control.Lease;
import dev.atelier.control.Leases;
import dev.atelier.json.InvalidField;
import dev.atelier.session.SessionWork;
import dev.atelier.session.Sessions;
import dev.atelier.vision.Observation.Answer;
import dev.atelier.vision.UnknownVisionBackend;
import dev.atelier.vision.VisionBackend;
import dev.atelier.vision.VisionBackends;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The goals given to desktops: taken on, looked at, cancelled. Thread-safe. */
@ApplicationScoped
public class Tasks implements SessionWork {
  private static final String ALWAYS = "always";
  private static final String ON_REQUEST = "on-request";
  private static final int ALL_STEPS = Integer.MAX_VALUE;

  private final Sessions sessions;
  private final Leases leases;
  private final VisionBackends backends;
  private final TaskRepository repository;
  private final TaskRecord record;
  private final TaskLauncher launcher;
  private final TaskQueue queue;
  private final Pictures pictures;
  private final TaskAccounts accounts;
  private final Clock clock;
  private final Iterable<UndoPoints> undoPoints;
  private final boolean undoAlways;
  private final int maxSteps;
  private final List<String> askBefore;

  @Inject
  Tasks(
      Sessions sessions,
      Leases leases,
      VisionBackends backends,
      TaskRepository repository,
      TaskRecord record,
      TaskLauncher launcher,
      TaskQueue queue,
      Pictures pictures,
      TaskAccounts accounts,
      Instance<UndoPoints> undoPoints,
      Clock clock,
      @ConfigProperty(name = "MAX_STEPS_PER_TASK", defaultValue = "30") int maxSteps,
      @ConfigProperty(name = "APPROVE") Optional<String> askBefore,
      @ConfigProperty(name = "UNDO", defaultValue = ON_REQUEST) String undo) {
    this(
        sessions,
        leases,
        backends,
        repository,
        record,
        launcher,
        queue,
        pictures,
        accounts,
        (Iterable<UndoPoints>) undoPoints,
        clock,
        maxSteps,
        askBefore,
        undo);
  }

  Tasks(
      Sessions sessions,
      Leases leases,
      VisionBackends backends,
      TaskRepository repository,
      TaskRecord record,
      TaskLauncher launcher,
      TaskQueue queue,
      Pictures pictures,
      TaskAccounts accounts,
      Iterable<UndoPoints> undoPoints,
      Clock clock,
      int maxSteps,
      Optional<String> askBefore,
      String undo) {
    if (!undo.equals(ALWAYS) && !undo.equals(ON_REQUEST)) {
      throw new IllegalArgumentException(
          "UNDO is " + ALWAYS + " or " + ON_REQUEST + ", not “" + undo + "”");
    }
    this.undoPoints = undoPoints;
    this.undoAlways = undo.equals(ALWAYS);
    this.sessions = sessions;
    this.leases = leases;
    this.backends = backends;
    this.repository = repository;
    this.record = record;
    this.launcher = launcher;
    this.queue = queue;
    this.pictures = pictures;
    this.accounts = accounts;
    this.clock = clock;
    this.maxSteps = maxSteps;
    this.askBefore =
        askBefore.stream()
            .flatMap(kinds -> Arrays.stream(kinds.split(",", -1)))
            .map(String::strip)
            .filter(kind -> !kind.isEmpty())
            .toList();
  }

  /** For CDI's proxy only. */
  protected Tasks() {
    this(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        0,
        Optional.empty(),
        ON_REQUEST);
  }

  /** How many steps a task may take at most. */
  public int maxSteps() {
    return maxSteps;
  }

  /**
   * Takes a goal on and begins to work on it, or lets it wait where it may and the desktop is busy.
   *
   * @throws dev.atelier.vision.GoalNotUnderstood when the backend cannot follow it; nothing was
   *     done
   * @throws SessionBusy when the desktop works on another task
   * @throws QueueFull when as many wait as may
   */
  public Task submit(String sessionId, TaskRequest request, Caller giver) {
    return submit(sessionId, request, giver, giver.name());
  }

  /**
   * The same for something that gives it in somebody's name.
   *
   * @param giver whose rights it needs, also when it begins later
   * @param actor by which name it is on record
   */
  public Task submit(String sessionId, TaskRequest request, Caller giver, String actor) {
    VisionBackend backend = backendOf(request);
    Task task = task(sessionId, request, backend, actor);
    Runnable preparation = preparation(task, request);
    if (request.queue() && queue.isNeeded(sessionId)) {
      return queued(task, backend, request, giver, actor);
    }
    try {
      RunningTask work = new RunningTask(task, preparation);
      launcher.begin(work, backend, List.of(), () -> record.started(task, actor));
      return task;
    } catch (SessionBusy | ControlHeld busy) {
      if (!request.queue()) {
        throw busy;
      }
      return queued(task, backend, request, giver, actor);
    }
  }

  /**
   * Refuses what could not be taken on by a desktop, but for that it is busy or a cap is reached.
   *
   * @throws dev.atelier.vision.GoalNotUnderstood when the backend cannot follow the goal
   */
  public void requireAcceptable(String sessionId, TaskRequest request) {
    VisionBackend backend = backendOf(request);
    Task task = task(sessionId, request, backend, "");
    var unused = preparation(task, request);
    launcher.requireUnderstood(task, backend);
  }

  private Task queued(
      Task task, VisionBackend backend, TaskRequest request, Caller giver, String actor) {
    launcher.requireUnderstood(task, backend);
    Task waiting = task.with(TaskStatus.QUEUED);
    queue.add(waiting, undoWanted(request), giver, actor);
    return waiting;
  }

  private Runnable preparation(Task task, TaskRequest request) {
    return undoWanted(request) ? UndoPoints.before(undoPoints, task) : () -> {};
  }

  private Task task(String sessionId, TaskRequest request, VisionBackend backend, String givenBy) {
    sessions.get(sessionId);
    int steps = request.maxSteps().orElse(maxSteps);
    if (steps > maxSteps) {
      throw new InvalidField(
          "max_steps", "must be at most " + maxSteps + ", the server's MAX_STEPS_PER_TASK");
    }
    return new Task(
        Ids.next("task_"),
        sessionId,
        givenBy,
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
  }

  /**
   * Works on where a task ended at a money cap, was paused, or asks whether it may; nothing happens
   * while it is at work.
   *
   * @param maxUsd a new bound for the task, where one is wanted
   * @throws NotResumable when it ended otherwise, or was undone
   * @throws SessionBusy when the desktop works on another task
   */
  public Task resume(String sessionId, String taskId, Optional<BigDecimal> maxUsd, String actor) {
    Task task = get(sessionId, taskId);
    if (!task.status().ended()) {
      return goOn(task, actor);
    }
    if (task.status() != TaskStatus.BUDGET_EXCEEDED_USD) {
      throw new NotResumable(taskId, task.status());
    }
    if (undoneAt(task).isPresent()) {
      throw NotResumable.undone(taskId);
    }
    Optional<BigDecimal> bound = maxUsd.isPresent() ? maxUsd : task.maxUsd();
    Task resumed = task.with(task.totalCostUsd(), bound).with(TaskStatus.RUNNING);
    List<String> done = steps(taskId).stream().flatMap(step -> step.deed().stream()).toList();
    launcher.begin(
        new RunningTask(resumed),
        backends.named(task.backend()),
        done,
        () -> record.resumed(resumed, actor));
    return resumed;
  }

  private Task goOn(Task task, String actor) {
    if (leases.isPaused(task.sessionId(), task.id())) {
      record.pauseAsked(task, "task.resume_asked", actor);
      leases.resumeTask(task.sessionId(), task.id());
    } else if (task.status() == TaskStatus.NEEDS_YOU) {
      answer(
          task.sessionId(), task.id(), Optional.of(task.stepCount()), new Answer(true, ""), actor);
    } else if (task.status() == TaskStatus.PAUSED) {
      leases
          .current(task.sessionId())
          .map(Lease::holder)
          .map(ControlHeld::new)
          .ifPresent(Tasks::refuse);
    }
    return get(task.sessionId(), task.id());
  }

  private static void refuse(ControlHeld held) {
    throw held;
  }

  /** Has a task wait until it is resumed; nothing happens when it has ended or waits already. */
  public Task pause(String sessionId, String taskId, String actor) {
    Task task = get(sessionId, taskId);
    if (launcher.running(taskId).isPresent() && !leases.isPaused(sessionId, taskId)) {
      record.pauseAsked(task, "task.pause_asked", actor);
      leases.pauseTask(sessionId, taskId);
    }
    return get(sessionId, taskId);
  }

  /** Whether the desktop is saved before every task that does not say otherwise. */
  public boolean undoesAll() {
    return undoAlways;
  }

  private boolean undoWanted(TaskRequest request) {
    return request.undo().orElse(undoAlways);
  }

  /** Whether a task's desktop can be brought back to how it was before it. */
  public boolean canUndo(Task task) {
    for (UndoPoints each : undoPoints) {
      return each.isThere(task);
    }
    return false;
  }

  /** When a task's desktop went back to how it was before it, if it did. */
  public Optional<Instant> undoneAt(Task task) {
    for (UndoPoints each : undoPoints) {
      return each.undoneAt(task);
    }
    return Optional.empty();
  }

  private VisionBackend backendOf(TaskRequest request) {
    try {
      return request.backend().map(backends::named).orElseGet(backends::standard);
    } catch (UnknownVisionBackend unknown) {
      throw new InvalidField("backend", "is not known: " + unknown.getMessage());
    }
  }

  /** Asks a task to end; nothing happens when it has ended already. */
  public void cancel(String sessionId, String taskId, String actor) {
    Task task = get(sessionId, taskId);
    if (task.status() == TaskStatus.QUEUED && queue.cancel(task, actor)) {
      return;
    }
    launcher
        .running(taskId)
        .ifPresent(
            entry -> entry.cancelOnRecord("cancelled", () -> record.cancelAsked(task, actor)));
  }

  /**
   * Answers a task that asks a person; nothing happens when it does not ask, or somebody else was
   * faster.
   *
   * @param step the number of the step whose question is meant, where that is known
   * @param answer with what the assistant is told along with it, which may be empty
   * @throws AnotherQuestion when the task asks something else by now
   */
  public void answer(
      String sessionId, String taskId, Optional<Integer> step, Answer answer, String actor) {
    get(sessionId, taskId);
    launcher
        .running(taskId)
        .ifPresent(
            entry ->
                entry.answerOnRecord(
                    step,
                    answer,
                    question -> record.answered(entry.present(), question, answer, actor)));
  }

  /**
   * Answers in words a task that needs a person; nothing happens when it does not ask, or somebody
   * else was faster.
   *
   * @param step the number of the step whose question is meant, where that is known
   * @throws AnotherQuestion when the task asks something else by now
   * @throws YesOrNoWanted when it asks whether it may do something, which words alone do not say
   */
  public void answerInWords(
      String sessionId, String taskId, Optional<Integer> step, String words, String actor) {
    get(sessionId, taskId);
    Answer answer = new Answer(true, words);
    launcher
        .running(taskId)
        .ifPresent(
            entry ->
                entry.answerOnRecord(
                    step,
                    answer,
                    question -> {
                      Task asking = entry.present();
                      if (asking.status() == TaskStatus.NEEDS_APPROVAL) {
                        throw new YesOrNoWanted(taskId);
                      }
                      record.answered(asking, question, answer, actor);
                    }));
  }

  /** Tasks that wait for a person's answer at this moment, whichever desktop they work on. */
  public List<Task> asking() {
    return repository.unfinished().stream().filter(task -> task.status().asks()).toList();
  }

  /**
   * One task of a session.
   *
   * @throws UnknownTask when there is none of that id
   */
  public Task get(String sessionId, String taskId) {
    return find(taskId)
        .filter(task -> task.sessionId().equals(sessionId))
        .orElseThrow(() -> new UnknownTask(taskId));
  }

  /** One task, of whichever session. */
  public Optional<Task> find(String taskId) {
    return repository.find(taskId).map(this::shown);
  }

  /** A task learns that it has to wait when its present call is over; everybody else at once. */
  private Task shown(Task task) {
    boolean waits =
        task.status() == TaskStatus.RUNNING && leases.waits(task.sessionId(), task.id());
    return waits ? task.with(TaskStatus.PAUSED) : task;
  }

  private List<Task> shown(List<Task> tasks) {
    return tasks.stream().map(this::shown).toList();
  }

  /** The steps of a task after that one, in order. */
  public List<Step> stepsAfter(String taskId, int number) {
    return repository.stepsAfter(taskId, number, ALL_STEPS);
  }

  public List<Step> steps(String taskId) {
    return repository.stepsAfter(taskId, 0, ALL_STEPS);
  }

  /**
   * Files of the home that came or changed while a task was at work, newest first; empty while it
   * is, and where nobody could look.
   */
  public Optional<List<ResultFile>> files(String taskId) {
    return repository.files(taskId);
  }

  /** One step of a task. */
  public Optional<Step> step(String taskId, int number) {
    return repository.stepsAfter(taskId, number - 1, 1).stream()
        .filter(step -> step.number() == number)
        .findFirst();
  }

  /** What was on the screen when a step was decided, as PNG. */
  public Optional<byte[]> picture(String taskId, int number) {
    return step(taskId, number).flatMap(Step::picture).flatMap(pictures::png);
  }

  /** The latest of a session, newest first. */
  public List<Task> latest(String sessionId, int limit) {
    return shown(repository.ofSession(sessionId, TaskPlace.FIRST, limit));
  }

  /**
   * Those that were given before a moment, without those that wait: the one at work first, also
   * where a later one was cancelled before it began, and then the newest first.
   */
  public List<Task> ofSession(String sessionId, Instant before, int limit) {
    return shown(repository.ofSession(sessionId, TaskPlace.before(before), limit + TaskQueue.MOST))
        .stream()
        .filter(task -> task.status() != TaskStatus.QUEUED)
        .sorted(Comparator.comparing(task -> task.status().ended()))
        .limit(limit)
        .toList();
  }

  /**
   * The task of each session that has one, by the session's id: the one at work, else the one that
   * was given last; without those that wait. In few questions to the database, however many
   * sessions there are.
   */
  public Map<String, Task> latestOfEach() {
    Map<String, Task> latest = new HashMap<>();
    Stream.concat(repository.newestOfEach().stream(), repository.unfinished().stream())
        .filter(task -> task.status() != TaskStatus.QUEUED)
        .forEach(task -> latest.put(task.sessionId(), shown(task)));
    return latest;
  }

  /** What the tasks at work did last, by their ids. */
  public Map<String, Step> presentSteps() {
    return repository.lastStepsOfUnfinished().stream()
        .collect(Collectors.toMap(Step::taskId, step -> step));
  }

  /** Ids of the tasks that started at or after that moment. */
  public List<String> startedSince(Instant moment) {
    return repository.startedSince(moment);
  }

  List<Task> ofSession(String sessionId, TaskPage page) {
    return shown(repository.ofSession(sessionId, page.from(), page.limit()));
  }

  /** Those that a filter lets through, newest first, that come after a place. */
  public List<Task> matching(TaskFilter filter, TaskPlace after, int limit) {
    List<Task> found = new ArrayList<>();
    TaskPlace place = after;
    List<Task> part;
    do {
      part = repository.matching(filter.onRecord(), place, limit);
      shown(part).stream().filter(task -> filter.wants(task.status())).forEach(found::add);
      place = part.isEmpty() ? place : TaskPlace.of(part.get(part.size() - 1));
    } while (part.size() == limit && found.size() < limit);
    return found.subList(0, Math.min(limit, found.size()));
  }

  /** The task at work on the session's desktop, whether it drives or waits, if one is. */
  public Optional<Task> runningOn(String sessionId) {
    return leases.taskOn(sessionId).flatMap(this::find);
  }

  @Override
  public Optional<String> drivenBy(String sessionId) {
    return leases.state(sessionId).person().map(Holder.Person::name);
  }

  @Override
  public Optional<Current> on(String sessionId) {
    return runningOn(sessionId)
        .map(
            task ->
                new Current(task.id(), task.goal().text(), task.status().word(), task.stepCount()));
  }

  @Override
  public BigDecimal spentToday(String sessionId) {
    return accounts.spentTodayIn(sessionId);
  }

  @Override
  public void endOn(String sessionId, String why) {
    queue.holdBack(sessionId);
    runningOn(sessionId).ifPresent(task -> launcher.end(task.id(), why));
  }

  /** Removes the pictures of its steps that no other session's steps show. */
  @Override
  public void forget(String sessionId) {
    pictures.prune(repository.pictures(sessionId), repository::shows);
  }

  /** Ends, on record, the tasks that were running when the server was killed. */
  public void endInterrupted() {
    launcher.endInterrupted();
  }
}
