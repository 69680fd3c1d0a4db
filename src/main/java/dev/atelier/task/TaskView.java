package dev.atelier.task;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task as the contract shows it; {@code canUndo}, {@code undoneAt}, {@code files} and {@code
 * steps} only in its transcript.
 */
public record TaskView(
    String taskId,
    String sessionId,
    String givenBy,
    String goal,
    List<String> attachments,
    String status,
    String backend,
    String model,
    Instant startedAt,
    Instant finishedAt,
    int stepCount,
    int maxSteps,
    BigDecimal totalCostUsd,
    String finalText,
    String error,
    Boolean canUndo,
    Instant undoneAt,
    List<ResultFile> files,
    List<StepView> steps) {

  /** As lists show it. */
  public static TaskView of(Task task) {
    return of(task, null, null, null, null);
  }

  /** With its steps. */
  public static TaskView transcript(
      Task task,
      boolean canUndo,
      Optional<Instant> undoneAt,
      Optional<List<ResultFile>> files,
      List<Step> steps) {
    return of(
        task,
        canUndo,
        undoneAt.orElse(null),
        files.orElse(null),
        steps.stream().map(step -> StepView.of(task, step)).toList());
  }

  private static TaskView of(
      Task task, Boolean canUndo, Instant undoneAt, List<ResultFile> files, List<StepView> steps) {
    return new TaskView(
        task.id(),
        task.sessionId(),
        task.givenBy(),
        task.goal().text(),
        task.goal().attachments(),
        task.status().word(),
        task.backend(),
        task.model(),
        task.startedAt(),
        task.finishedAt().orElse(null),
        task.stepCount(),
        task.maxSteps(),
        task.totalCostUsd(),
        task.finalText(),
        task.error(),
        canUndo,
        undoneAt,
        files,
        steps);
  }
}
