package dev.atelier.vision;

import java.util.Objects;

/**
 * What a person wants done, in their words.
 *
 * @param text 2 to 2,000 characters
 * @param context what else the assistant should know, at most 4,000 characters; may be empty
 */
public record Goal(String text, String context) {
  public static final int SHORTEST = 2;
  public static final int LONGEST = 2000;
  public static final int LONGEST_CONTEXT = 4000;

  public Goal {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(context, "context");
    if (text.strip().length() < SHORTEST || characters(text) > LONGEST) {
      throw new IllegalArgumentException(
          "a goal has " + SHORTEST + " to " + LONGEST + " characters");
    }
    if (characters(context) > LONGEST_CONTEXT) {
      throw new IllegalArgumentException(
          "a context has at most " + LONGEST_CONTEXT + " characters");
    }
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  public static Goal of(String text) {
    return new Goal(text, "");
  }
}
