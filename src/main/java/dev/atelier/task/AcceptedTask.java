package dev.atelier.task;

import java.math.BigDecimal;
import java.net.URI;

/** What is answered to a goal that was taken on. */
public record AcceptedTask(
    String taskId,
    String status,
    int maxSteps,
    BigDecimal maxUsdPerDay,
    String model,
    String streamUrl,
    String transcriptUrl) {

  /** A task whose transcript is at that address. */
  public static AcceptedTask of(Task task, BigDecimal maxUsdPerDay, URI transcript) {
    return new AcceptedTask(
        task.id(),
        task.status().word(),
        task.maxSteps(),
        maxUsdPerDay,
        task.model(),
        transcript + "/stream",
        transcript.toString());
  }
}
