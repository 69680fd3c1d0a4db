package dev.atelier.task;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;

/**
 * What is answered to a goal that was taken on.
 *
 * @param position in the queue, 1 for the next one; null for a task that is at work
 */
public record AcceptedTask(
    String taskId,
    String status,
    int maxSteps,
    BigDecimal maxUsdPerDay,
    String model,
    String streamUrl,
    String transcriptUrl,
    Integer position) {

  /** A task whose transcript is at that address. */
  public static AcceptedTask of(Task task, BigDecimal maxUsdPerDay, URI transcript) {
    return new AcceptedTask(
        task.id(),
        task.status().word(),
        task.maxSteps(),
        maxUsdPerDay,
        task.model(),
        transcript + "/stream",
        transcript.toString(),
        null);
  }

  /** The same, of a task that waits. */
  AcceptedTask at(Optional<Integer> place) {
    return new AcceptedTask(
        taskId,
        status,
        maxSteps,
        maxUsdPerDay,
        model,
        streamUrl,
        transcriptUrl,
        place.orElse(null));
  }

  /** The same, with the status in other words. */
  public AcceptedTask told(String word) {
    return new AcceptedTask(
        taskId, word, maxSteps, maxUsdPerDay, model, streamUrl, transcriptUrl, position);
  }
}
