package dev.atelier.vision;

/**
 * What a decision took of a model.
 *
 * @param inputTokens tokens read that no cache held
 * @param cacheReadTokens tokens read from a cache
 * @param cacheWriteTokens tokens written to a cache
 */
public record Usage(
    String model,
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWriteTokens) {
  /** No model was asked. */
  public static final Usage NONE = new Usage("", 0, 0, 0, 0);
}
