package dev.atelier.vision.wire;

import dev.atelier.vision.Observation;

/** What models are told in words. */
public final class PlainWords {
  public static final String UNCHANGED =
      "The screen looks exactly as on the last picture, which is not sent again.";

  private static final int LONGEST_QUOTE = 200;
  private static final int LONGEST_REPLAY = 4000;

  private PlainWords() {}

  /** What came of a call; one that has no actions asked a person. */
  public static String of(AskedCall.Result result, Observation observation) {
    return result.call().actions().isEmpty() ? ofAnswer(result.call(), observation) : result.text();
  }

  /** What a person said when a call asked them. */
  public static String ofAnswer(AskedCall call, Observation observation) {
    return observation
        .answer()
        .map(answer -> call.asksPerson() ? ofHelp(answer) : of(answer))
        .orElse("Nobody has answered.");
  }

  /** What a person said when they were asked for what only they can give. */
  public static String ofHelp(Observation.Answer answer) {
    String words = answer.words().strip();
    if (!answer.approved()) {
      return "The person said no: they will not do or say it. Find another way or stop."
          + (words.isEmpty() ? "" : " Their words: " + words);
    }
    return words.isEmpty()
        ? "The person says that it is done: look at the screen and go on."
        : "The person answers: " + words;
  }

  /** How large the screen is, in the pixels that the model counts. */
  public static String newSize(int width, int height) {
    return "The screen is now " + width + " by " + height + " pixels.";
  }

  /**
   * An answer that is told back to the model: nothing longer than a step, and never nothing, as
   * servers refuse an empty message.
   */
  public static String replay(String answer) {
    String text = answer == null ? "" : answer.strip();
    return text.isEmpty() ? "…" : text.substring(0, Math.min(text.length(), LONGEST_REPLAY));
  }

  private static String of(Observation.Answer answer) {
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
