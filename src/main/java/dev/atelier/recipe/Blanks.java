package dev.atelier.recipe;

import dev.atelier.json.InvalidField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blanks of a goal, such as {@code {{city}}}, and how they are filled. Immutable. */
public final class Blanks {
  /** What a blank is called: {@code city}, {@code first-name}. */
  static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,39}";

  static final int MOST = 20;
  static final int LONGEST_VALUE = 500;

  private static final Pattern BLANK = Pattern.compile("\\{\\{\\s*(" + NAME + ")\\s*}}");

  private final String text;

  private Blanks(String text) {
    this.text = text;
  }

  /**
   * Those of a text.
   *
   * @throws InvalidField of {@code goal} where double braces hold no name, or there are too many
   */
  static Blanks of(String text) {
    if (BLANK.matcher(text).replaceAll("").contains("{{")) {
      throw new InvalidField(
          "goal",
          "holds “{{” that begins no blank; a blank is a name of letters and digits in double"
              + " braces, such as {{city}}");
    }
    Blanks blanks = new Blanks(text);
    if (blanks.names().size() > MOST) {
      throw new InvalidField("goal", "has more than " + MOST + " blanks");
    }
    return blanks;
  }

  /** Each once, in the order of their first places. */
  public List<String> names() {
    return BLANK.matcher(text).results().map(found -> found.group(1)).distinct().toList();
  }

  /**
   * A piece of the text.
   *
   * @param blank the name of the blank that it is, where it is one
   */
  public record Part(String text, Optional<String> blank) {}

  /** The text in pieces: what stands between blanks, and each blank as it is written. */
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    for (MatchResult blank : BLANK.matcher(text).results().toList()) {
      if (blank.start() > from) {
        parts.add(new Part(text.substring(from, blank.start()), Optional.empty()));
      }
      parts.add(new Part(blank.group(), Optional.of(blank.group(1))));
      from = blank.end();
    }
    if (from < text.length()) {
      parts.add(new Part(text.substring(from), Optional.empty()));
    }
    return parts;
  }

  /**
   * The text with a value in the place of each blank.
   *
   * @param steps whether it is written steps, in which a value within quotes stays within them
   * @throws InvalidField that names the blank which has no value, or one that it cannot take
   */
  String filled(Map<String, String> values, boolean steps) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (MatchResult blank : BLANK.matcher(text).results().toList()) {
      filled.append(text, from, blank.start());
      String name = blank.group(1);
      String value = values.get(name);
      if (value == null) {
        throw new InvalidField(field(name), "is missing");
      }
      filled.append(steps ? Quoted.value(field(name), value, text, blank.start()) : value);
      from = blank.end();
    }
    return filled.append(text, from, text.length()).toString();
  }

  static String field(String name) {
    return "blanks." + name;
  }

  /** Values within the quotes that written steps put round words. */
  private static final class Quoted {
    private static final Pattern QUOTE = Pattern.compile("\\\\.|\"|“[^”]*(”|$)", Pattern.DOTALL);

    /** So that the value neither ends its quotes nor is read as an escape. */
    static String value(String field, String value, String text, int place) {
      boolean straight = false;
      Matcher quote = QUOTE.matcher(text);
      while (quote.find() && quote.start() < place) {
        if (quote.group().equals("\"")) {
          straight = !straight;
        } else if (!straight && quote.group().startsWith("“") && place < quote.end()) {
          return curly(field, value);
        }
      }
      return straight ? escaped(value) : value;
    }

    private static String escaped(String value) {
      return value
          .replace("\\", "\\\\")
          .replace("\"", "\\\"")
          .replace("\n", "\\n")
          .replace("\t", "\\t");
    }

    private static String curly(String field, String value) {
      if (value.contains("”") || value.contains("\"")) {
        throw new InvalidField(field, "must not hold the sign ” that ends its quotes");
      }
      return value;
    }
  }
}
