package dev.atelier.vision.wire;

import dev.atelier.vision.Observation;

/** What models are told in words. */
public final class PlainWords {
  public static final String UNCHANGED =
      "The screen looks exactly as on the last picture, which is not sent again.";

  private static final int LONGEST_QUOTE = 200;

  private PlainWords() {}

  /** What a person said when they were asked. */
  public static String of(Observation.Answer answer) {
    String words = answer.words().strip();
    String verdict =
        answer.approved()
            ? "The person approved: go on with exactly what you asked about."
            : "The person said no: do not do what you asked about, find another way or stop.";
    return words.isEmpty() ? verdict : verdict + " Their words: " + words;
  }

  /** A model's own words, shortened for an error message. */
  public static String quote(String words) {
    String text = words == null ? "" : words.strip().replaceAll("\\s+", " ");
    return text.codePointCount(0, text.length()) <= LONGEST_QUOTE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
  }
}
