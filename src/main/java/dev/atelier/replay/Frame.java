package dev.atelier.replay;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One picture of the strip: what was seen, what was done about it and why, who did it and what it
 * cost.
 *
 * @param kind {@link #ACTION}, {@link #WORDS} or {@link #PERSON}
 * @param step null of what a person did
 * @param screenshotUrl null where there is no picture, or none any more; of frames that show the
 *     same it is the same
 * @param width of the picture in pixels; null without one, as {@code height}
 * @param pictureRemovedAfterDays how old the picture was when it was removed; null unless it was
 * @param action the verb; null of words and of what a person did
 * @param sentence what was done, in plain words
 * @param reason why, in the words of whoever decided; empty where nobody said
 * @param driver {@link #ASSISTANT}, or who drove
 */
public record Frame(
    String kind,
    Integer step,
    Instant at,
    long durationMs,
    String screenshotUrl,
    Integer width,
    Integer height,
    Integer pictureRemovedAfterDays,
    String action,
    Mark mark,
    String sentence,
    String reason,
    String result,
    BigDecimal costUsd,
    BigDecimal totalCostUsd,
    String driver) {
  static final String ASSISTANT = "assistant";

  /** Something was done on the desktop. */
  static final String ACTION = "action";

  /** Something was said, or asked. */
  static final String WORDS = "words";

  /** A person drove. */
  static final String PERSON = "person";

  /** The same with its picture elsewhere. */
  Frame showing(String url) {
    return new Frame(
        kind,
        step,
        at,
        durationMs,
        url,
        width,
        height,
        pictureRemovedAfterDays,
        action,
        mark,
        sentence,
        reason,
        result,
        costUsd,
        totalCostUsd,
        driver);
  }
}
