package dev.atelier.task;

import dev.atelier.BackgroundWork;
import dev.atelier.desktop.DesktopFiles;
import dev.atelier.desktop.HomeEntry;
import dev.atelier.session.Session;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What came or changed in the visible part of a desktop's home since a task began, by the desktop's
 * own clock. Thread-safe.
 */
@ApplicationScoped
class ResultFilesOfHome implements ResultFiles {
  static final int MOST = 100;
  private static final int LONGEST_PATH = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Logger LOG = Logger.getLogger(ResultFilesOfHome.class.getName());

  /** The desktop reckons from when it is asked, which is that much later at most. */
  static final Duration TO_ASK = Duration.ofSeconds(2);

  private final Sessions sessions;
  private final TaskRepository tasks;
  private final BackgroundWork background;
  private final Clock clock;

  @Inject
  ResultFilesOfHome(
      Sessions sessions, TaskRepository tasks, BackgroundWork background, Clock clock) {
    this.sessions = sessions;
    this.tasks = tasks;
    this.background = background;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected ResultFilesOfHome() {
    this(null, null, null, null);
  }

  @Override
  public void gather(Task task) {
    try {
      Session session = sessions.get(task.sessionId());
      // One that is not awake is not woken for this.
      if (session.status() == SessionStatus.READY) {
        tasks.keepFiles(task.id(), found(task));
      }
    } catch (RuntimeException unseen) {
      LOG.log(Level.INFO, unseen, () -> task.id() + ": its files could not be looked for");
    }
  }

  /** On a thread of its own, as a desktop that is stuck keeps one waiting for longer. */
  private List<ResultFile> found(Task task) {
    CompletableFuture<List<ResultFile>> found = new CompletableFuture<>();
    background.run(
        () -> {
          try {
            found.complete(look(task));
          } catch (InterruptedException | RuntimeException | Error failed) {
            found.completeExceptionally(failed);
          }
        });
    return found.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private List<ResultFile> look(Task task) throws InterruptedException {
    Duration lately = Duration.between(task.startedAt(), clock.instant()).plus(TO_ASK);
    DesktopFiles files = sessions.files(task.sessionId());
    return files.changed(task.sessionId(), lately).entries().stream()
        .filter(entry -> entry.name().length() <= LONGEST_PATH)
        .filter(entry -> !wasGiven(entry, task))
        .limit(MOST)
        .map(ResultFilesOfHome::file)
        .toList();
  }

  /** One that came along with the goal and is as it was. */
  private static boolean wasGiven(HomeEntry entry, Task task) {
    return task.goal().attachments().contains(entry.name())
        && entry.changedAt().isBefore(task.startedAt());
  }

  private static ResultFile file(HomeEntry entry) {
    return new ResultFile(entry.name(), entry.bytes(), entry.changedAt());
  }
}
