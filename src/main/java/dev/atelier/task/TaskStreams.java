package dev.atelier.task;

import dev.atelier.BackgroundWork;
import dev.atelier.Caller;
import dev.atelier.RightsEnded;
import dev.atelier.Standing;
import dev.atelier.stream.EventStream;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Everybody who watches a task over server-sent events. Thread-safe. */
@ApplicationScoped
public class TaskStreams {
  private static final Logger LOG = Logger.getLogger(TaskStreams.class.getName());
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private final Watchers<Follower> watchers = new Watchers<>();
  private final TaskRepository tasks;
  private final Standing standing;
  private final BackgroundWork background;

  /** A stream and who follows the task by it. */
  private record Follower(EventStream stream, Caller caller, String sessionId) {}

  @Inject
  TaskStreams(TaskRepository tasks, Standing standing, BackgroundWork background) {
    this.tasks = tasks;
    this.standing = standing;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected TaskStreams() {
    this(null, null, null);
  }

  @PostConstruct
  void keepAlive() {
    background.every(KEEP_ALIVE, this::checkAll);
  }

  /** Whose rights have ended does not follow on until the next check. */
  void rightsEnded(@Observes(during = TransactionPhase.AFTER_SUCCESS) RightsEnded event) {
    checkAll();
  }

  private void checkAll() {
    background.run(() -> watchers.all().forEach(all -> all.forEach(this::check)));
  }

  /** Whoever may not follow any more is told no more. */
  private void check(Follower follower) {
    try {
      if (!standing.holds(follower.caller(), follower.sessionId())) {
        follower.stream().close();
        return;
      }
    } catch (RuntimeException unknown) {
      LOG.log(Level.WARNING, "whether somebody may still follow a task is not known", unknown);
    }
    follower.stream().keepAlive();
  }

  /**
   * Answers a request with a task's steps that the client does not have yet, and those to come.
   *
   * @param view how a step is shown
   */
  public void open(
      Task task,
      BiFunction<Task, Step, ?> view,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Follower[] holder = new Follower[1];
    EventStream stream =
        EventStream.open(
            request,
            response,
            new TaskEvents(tasks, task.id(), EventStream.lastEventId(request), view),
            () -> forget(task.id(), holder[0]));
    Caller caller = Caller.of(request.getUserPrincipal());
    holder[0] = new Follower(stream, caller, task.sessionId());
    watchers.add(task.id(), holder[0]);
    if (stream.closed()) {
      forget(task.id(), holder[0]);
    }
    // A step taken between the first read and the registration is not missed.
    stream.wake();
  }

  void stepTaken(@Observes(during = TransactionPhase.AFTER_SUCCESS) StepTaken event) {
    wake(event.task().id());
  }

  void taskChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) TaskChanged event) {
    wake(event.task().id());
  }

  private void wake(String taskId) {
    Set<Follower> followers = watchers.of(taskId);
    if (!followers.isEmpty()) {
      background.run(() -> followers.forEach(follower -> follower.stream().wake()));
    }
  }

  private void forget(String taskId, Follower follower) {
    if (follower != null) {
      watchers.forget(taskId, follower);
    }
  }
}
