package dev.atelier.task;

import dev.atelier.BackgroundWork;
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

/** Everybody who watches a task over server-sent events. Thread-safe. */
@ApplicationScoped
public class TaskStreams {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private final Watchers<EventStream> watchers = new Watchers<>();
  private final TaskRepository tasks;
  private final BackgroundWork background;

  @Inject
  TaskStreams(TaskRepository tasks, BackgroundWork background) {
    this.tasks = tasks;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected TaskStreams() {
    this(null, null);
  }

  @PostConstruct
  void keepAlive() {
    background.every(
        KEEP_ALIVE,
        () ->
            background.run(
                () -> watchers.all().forEach(all -> all.forEach(EventStream::keepAlive))));
  }

  /**
   * Answers a request with a task's steps that the client does not have yet, and those to come.
   *
   * @param view how a step is shown
   */
  public void open(
      String taskId,
      BiFunction<Task, Step, ?> view,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    EventStream[] holder = new EventStream[1];
    EventStream stream =
        EventStream.open(
            request,
            response,
            new TaskEvents(tasks, taskId, EventStream.lastEventId(request), view),
            () -> forget(taskId, holder[0]));
    holder[0] = stream;
    watchers.add(taskId, stream);
    if (stream.closed()) {
      forget(taskId, stream);
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
    Set<EventStream> streams = watchers.of(taskId);
    if (!streams.isEmpty()) {
      background.run(() -> streams.forEach(EventStream::wake));
    }
  }

  private void forget(String taskId, EventStream stream) {
    if (stream != null) {
      watchers.forget(taskId, stream);
    }
  }
}
