package dev.atelier.single;

import dev.atelier.task.Step;
import dev.atelier.task.Task;
import java.math.BigDecimal;
import java.util.List;

/** A task with its steps; {@code finished_at} is null while it is at work. */
record Transcript(
    String taskId,
    String goal,
    String status,
    BigDecimal startedAt,
    BigDecimal finishedAt,
    int stepCount,
    BigDecimal totalCostUsd,
    String finalText,
    String error,
    List<TakenStep> steps) {

  /** A step; {@code action} is null where it is words only. */
  record TakenStep(
      int step,
      BigDecimal startedAt,
      BigDecimal finishedAt,
      String action,
      String desktopResult,
      String textFromModel,
      BigDecimal costUsd) {

    static TakenStep of(Step step) {
      return new TakenStep(
          step.number(),
          UnixTime.of(step.at()),
          UnixTime.of(step.at().plus(step.duration())),
          step.verb().orElse(null),
          step.result(),
          step.text(),
          step.costUsd());
    }
  }

  static Transcript of(Task task, List<Step> steps) {
    return new Transcript(
        task.id(),
        task.goal().text(),
        SingleStatus.of(task),
        UnixTime.of(task.startedAt()),
        task.finishedAt().map(UnixTime::of).orElse(null),
        task.stepCount(),
        task.totalCostUsd(),
        task.finalText(),
        task.error(),
        steps.stream().map(TakenStep::of).toList());
  }
}
