package dev.atelier.task;

import dev.atelier.Caller;
import java.util.ArrayList;
import java.util.List;

/** The queue in a list. Thread-safe. */
final class MemoryQueueRepository implements QueueRepository {
  private final List<QueuedTask> queue = new ArrayList<>();

  @Override
  public synchronized void add(
      String taskId, String sessionId, boolean undo, Caller giver, String actor) {
    queue.add(new QueuedTask(taskId, sessionId, of(sessionId).size() + 1L, undo, giver, actor));
  }

  @Override
  public synchronized List<QueuedTask> of(String sessionId) {
    return queue.stream().filter(each -> each.sessionId().equals(sessionId)).toList();
  }

  @Override
  public synchronized List<String> sessions() {
    return queue.stream().map(QueuedTask::sessionId).distinct().toList();
  }

  @Override
  public synchronized boolean remove(String taskId) {
    return queue.removeIf(each -> each.taskId().equals(taskId));
  }

  @Override
  public synchronized void arrange(List<String> taskIds) {
    List<QueuedTask> named =
        taskIds.stream()
            .flatMap(id -> queue.stream().filter(each -> each.taskId().equals(id)))
            .toList();
    queue.removeAll(named);
    queue.addAll(named);
  }
}
