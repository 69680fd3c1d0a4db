package dev.atelier.task;

import jakarta.enterprise.context.ApplicationScoped;

/** Ends a task that has taken all the steps it may. */
@ApplicationScoped
class StepLimit implements TaskGuard {
  @Override
  public String name() {
    return "steps";
  }

  @Override
  public Verdict judge(Progress progress) {
    Task task = progress.task();
    return task.stepCount() < task.maxSteps()
        ? Verdict.goOn()
        : new Verdict.Stop(
            TaskStatus.BUDGET_EXCEEDED_STEPS,
            "the goal was not reached within " + task.maxSteps() + " steps");
  }
}
