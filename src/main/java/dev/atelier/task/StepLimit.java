package dev.atelier.task;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Ends a task that has taken all the steps it may. */
@ApplicationScoped
class StepLimit implements TaskGuard {
  @Override
  public Optional<Objection> objectionTo(Task task) {
    return task.stepCount() < task.maxSteps()
        ? Optional.empty()
        : Optional.of(
            new Objection(
                TaskStatus.BUDGET_EXCEEDED_STEPS,
                "the goal was not reached within " + task.maxSteps() + " steps"));
  }
}
