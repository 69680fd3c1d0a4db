package dev.atelier.mcp;

import dev.atelier.task.StepTaken;
import dev.atelier.task.TaskChanged;
import dev.atelier.task.Watchers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** Tells the calls that wait for a task whenever something of it is stored. Thread-safe. */
@ApplicationScoped
class TaskNews {
  private final Watchers<Call> waiting = new Watchers<>();

  /** A call's interest in a task, until it is closed. */
  interface Interest extends AutoCloseable {
    @Override
    void close();
  }

  Interest of(String taskId, Call call) {
    waiting.add(taskId, call);
    return () -> waiting.forget(taskId, call);
  }

  void stepTaken(@Observes(during = TransactionPhase.AFTER_SUCCESS) StepTaken event) {
    waiting.of(event.task().id()).forEach(Call::ring);
  }

  void taskChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) TaskChanged event) {
    waiting.of(event.task().id()).forEach(Call::ring);
  }
}
