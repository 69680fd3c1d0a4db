package dev.atelier.task;

import java.util.Optional;

/** May object to a task's next step, before anything is looked at or decided. Thread-safe. */
public interface TaskGuard {

  /** Why a task must end here. */
  record Objection(TaskStatus status, String reason) {}

  Optional<Objection> objectionTo(Task task);
}
