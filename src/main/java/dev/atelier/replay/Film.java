package dev.atelier.replay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task as a film strip, as the contract shows it.
 *
 * @param finishedAt null while it is at work
 */
public record Film(
    String taskId,
    String sessionId,
    String goal,
    String status,
    Instant startedAt,
    Instant finishedAt,
    String finalText,
    String error,
    BigDecimal totalCostUsd,
    List<Frame> frames) {

  public Film {
    frames = List.copyOf(frames);
  }

  /** The frame of that step. */
  Optional<Frame> ofStep(int number) {
    return frames.stream()
        .filter(frame -> frame.step() != null && frame.step() == number)
        .findFirst();
  }
}
