package dev.atelier.task;

import dev.atelier.Caller;
import dev.atelier.json.InvalidField;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Gives goals once more, on the same desktop or another. Thread-safe. */
@ApplicationScoped
public class Reruns {
  private final Tasks tasks;
  private final Attachments attachments;

  @Inject
  Reruns(Tasks tasks, Attachments attachments) {
    this.tasks = tasks;
    this.attachments = attachments;
  }

  /** For CDI's proxy only. */
  protected Reruns() {
    this(null, null);
  }

  /**
   * Gives a task's goal again, with what it was given with; it waits where the desktop is busy.
   *
   * @throws InvalidField that names the files it was given with and that are not there any more
   */
  public Task again(Task earlier, String sessionId, Caller giver) {
    List<String> gone = missing(sessionId, earlier.goal().attachments());
    if (!gone.isEmpty()) {
      throw new InvalidField(
          "attachments",
          "are not all on this desktop: upload " + String.join(", ", gone) + " there first");
    }
    return tasks.submit(sessionId, request(earlier), giver);
  }

  private List<String> missing(String sessionId, List<String> files) {
    try {
      return attachments.missing(sessionId, files);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the server stops", stopping);
    }
  }

  private TaskRequest request(Task earlier) {
    return new TaskRequest(
        earlier.goal(),
        Optional.of(Math.min(earlier.maxSteps(), tasks.maxSteps())),
        earlier.maxUsd(),
        Optional.of(earlier.backend()),
        Optional.of(earlier.askBefore()),
        Optional.empty(),
        true);
  }
}
