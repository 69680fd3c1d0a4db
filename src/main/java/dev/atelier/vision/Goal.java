package dev.atelier.vision;

import java.util.List;
import java.util.Objects;

/**
 * What a person wants done, in their words.
 *
 * @param text 2 to 2,000 characters
 * @param context what else the assistant should know, at most 4,000 characters; may be empty
 * @param attachments paths, below the desktop's home, of files it is about; at most 20
 */
public record Goal(String text, String context, List<String> attachments) {
  public static final int SHORTEST = 2;
  public static final int LONGEST = 2000;
  public static final int LONGEST_CONTEXT = 4000;
  public static final int MOST_ATTACHMENTS = 20;
  public static final int LONGEST_ATTACHMENT = 1000;

  public Goal {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(context, "context");
    attachments = List.copyOf(attachments);
    if (text.strip().length() < SHORTEST || characters(text) > LONGEST) {
      throw new IllegalArgumentException(
          "a goal has " + SHORTEST + " to " + LONGEST + " characters");
    }
    if (characters(context) > LONGEST_CONTEXT) {
      throw new IllegalArgumentException(
          "a context has at most " + LONGEST_CONTEXT + " characters");
    }
    if (attachments.size() > MOST_ATTACHMENTS) {
      throw new IllegalArgumentException("a goal has at most " + MOST_ATTACHMENTS + " attachments");
    }
  }

  /** One without files. */
  public Goal(String text, String context) {
    this(text, context, List.of());
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  public static Goal of(String text) {
    return new Goal(text, "");
  }
}
