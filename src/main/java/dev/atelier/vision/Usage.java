package dev.atelier.vision;

/**
 * What a model call took, in tokens.
 *
 * @param input read that no cache held
 * @param output written, thinking included
 * @param cacheRead read from a cache
 * @param cacheWrite written to a cache
 */
public record Usage(long input, long output, long cacheRead, long cacheWrite) {
  public Usage {
    if (input < 0 || output < 0 || cacheRead < 0 || cacheWrite < 0) {
      throw new IllegalArgumentException("tokens are counted from 0");
    }
  }

  /** Of a model that keeps no cache. */
  public static Usage of(long input, long output) {
    return new Usage(input, output, 0, 0);
  }
}
