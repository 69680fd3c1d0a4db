package dev.atelier.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps tasks and their steps. Takes part in the caller's transaction. Thread-safe. */
public interface TaskRepository {
  void add(Task task);

  /** Writes status, counters, bound, texts and end of a task that was added. */
  void update(Task task);

  /** Writes status and beginning of a task that has waited until now. */
  void begin(Task task);

  /**
   * Writes the same, but only of a task that is on record as ended at a money cap.
   *
   * @return whether it was
   */
  boolean resume(Task task);

  Optional<Task> find(String taskId);

  /** Tasks of one session, newest first, that come after a place. */
  List<Task> ofSession(String sessionId, TaskPlace from, int limit);

  /** Tasks that a filter lets through, newest first, that come after a place. */
  List<Task> matching(TaskFilter filter, TaskPlace from, int limit);

  /** Of each session that exists the newest task that does not wait to be begun. */
  List<Task> newestOfEach();

  /** The last steps of those that are on record as not ended. */
  List<Step> lastStepsOfUnfinished();

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

  /** A picture, and when a step was taken that refers to it. */
  record ShownPicture(String name, Instant at) {}

  /** The pictures that steps of a stretch of time refer to, the oldest steps first. */
  List<ShownPicture> picturesShown(Instant from, Instant before, int limit);

  /** Whether a step of that moment or later refers to that picture. */
  boolean showsSince(String picture, Instant moment);

  /** The steps before that moment refer to that picture no more; they keep when it went. */
  void pictureRemoved(String picture, Instant before, Instant at);

  /** When the pictures of a task's steps were removed for their age, by the steps' numbers. */
  Map<Integer, Instant> picturesRemoved(String taskId);
}
