package dev.atelier.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps tasks and their steps. Takes part in the caller's transaction. Thread-safe. */
public interface TaskRepository {
  void add(Task task);

  /** Writes status, counters, bound, texts and end of a task that was added. */
  void update(Task task);

  /**
   * Writes the same, but only of a task that is on record as ended at a money cap.
   *
   * @return whether it was
   */
  boolean resume(Task task);

  Optional<Task> find(String taskId);

  /** Tasks of one session, newest first, that come after a place. */
  List<Task> ofSession(String sessionId, TaskPlace from, int limit);

  /** Tasks of all sessions, newest first, that come after a place. */
  List<Task> all(TaskPlace from, int limit);

  /** Ids of the tasks that started at or after that moment. */
  List<String> startedSince(Instant moment);

  /** Tasks on record as not ended. */
  List<Task> unfinished();

  /** Adds a step; its number must follow the last one's. */
  void append(Step step);

  /** Writes, as the result of a step that asked, what was answered. */
  void answered(String taskId, int step, String words);

  /** Writes which files a task leaves behind. */
  void keepFiles(String taskId, List<ResultFile> files);

  /** Which files a task left behind; empty where that was not written. */
  Optional<List<ResultFile>> files(String taskId);

  /** The steps numbered higher than {@code number}, in order, at most {@code limit}. */
  List<Step> stepsAfter(String taskId, int number, int limit);

  /** The names of all pictures that the steps of a session's tasks refer to, each once. */
  List<String> pictures(String sessionId);

  /** Whether a step refers to that picture, of a session that is not purged nor to be purged. */
  boolean shows(String picture);
}
