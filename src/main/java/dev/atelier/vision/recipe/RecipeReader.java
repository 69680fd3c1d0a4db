package dev.atelier.vision.recipe;

import dev.atelier.desktop.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a goal as a list of written steps. A line, a semicolon or a full stop ends a step; a comma,
 * “and” or “then” does where another step begins after it.
 */
final class RecipeReader {
  private static final int MOST_STEPS = 200;

  private static final Pattern HARD_END =
      Pattern.compile(
          ";(?=\\s|$)|[\\n\\r]+|(?<=[^.\\d\\s])[.!?](?=\\s|$)|(?<=\\d)[.!?](?=\\s+\\D|\\s*$)|\\.{3}|…");

  private static final Pattern SOFT_END =
      Pattern.compile(
          "\\s*,\\s+(?:(?:and|then|finally|afterwards)\\s+)*|\\s+(?:and|then)\\s+(?:(?:and|then|finally)[,\\s]+)*|\\s*&\\s+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern BULLET =
      Pattern.compile(
          "^\\s*(?:(?:step\\s+)?\\d{1,3}\\s*[.):]\\s+|[-*•–]\\s+)", Pattern.CASE_INSENSITIVE);

  private static final Pattern FILLER =
      Pattern.compile(
          "^(?:please|kindly|now|next|first(?:ly|\\s+of\\s+all)?|finally|lastly|afterwards|after\\s+that|and|then|also|just|"
              + "(?:can|could|would)\\s+you|i\\s+(?:want|would\\s+like|need)\\s+you\\s+to|you\\s+should|let'?s)\\b[,:]?\\s*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TRAILING =
      Pattern.compile(
          "(?:[,\\s]+(?:please|now|thanks|thank\\s+you))?[\\s,.!?]*$", Pattern.CASE_INSENSITIVE);

  private static final Pattern DANGLING =
      Pattern.compile("[\\s,]+(?:and|then)?[\\s,]*$", Pattern.CASE_INSENSITIVE);

  private final Size screen;

  RecipeReader(Size screen) {
    this.screen = screen;
  }

  /**
   * The steps in their order, at least one.
   *
   * @throws dev.atelier.vision.GoalNotUnderstood with the first part that is no step
   */
  List<RecipeStep> read(String goal) {
    Quotes quotes = new Quotes();
    StepRules rules = new StepRules(quotes, screen);
    List<RecipeStep> steps = new ArrayList<>();
    for (String sentence : sentences(quotes.takenFrom(goal))) {
      readSentence(sentence, rules, quotes, steps);
    }
    if (steps.isEmpty()) {
      throw StepRules.notUnderstood(goal.strip(), "it names no step");
    }
    if (steps.size() > MOST_STEPS) {
      throw StepRules.notUnderstood(
          quotes.asWritten(goal).strip(), "it has more than " + MOST_STEPS + " steps");
    }
    return List.copyOf(steps);
  }

  /** Bullets are taken off before full stops are looked at: “1. open Firefox”. */
  private static List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    for (String line : text.split("[\\n\\r]+", -1)) {
      for (String sentence : HARD_END.split(BULLET.matcher(line).replaceFirst(""), -1)) {
        String bare = BULLET.matcher(sentence).replaceFirst("");
        if (!plain(bare).isEmpty()) {
          sentences.add(bare);
        }
      }
    }
    return sentences;
  }

  /** Takes as much as makes a step, up to a soft end that another step follows, and goes on. */
  private static void readSentence(
      String sentence, StepRules rules, Quotes quotes, List<RecipeStep> steps) {
    String rest = sentence;
    while (!plain(rest).isEmpty()) {
      int end = endOfStep(rest);
      Optional<RecipeStep> step = rules.read(plain(rest.substring(0, end)));
      if (step.isEmpty()) {
        throw StepRules.notUnderstood(quotes.asWritten(worstOf(rest.substring(0, end), rules)), "");
      }
      steps.add(step.get());
      rest = rest.substring(end);
    }
  }

  private static int endOfStep(String text) {
    Matcher soft = SOFT_END.matcher(text);
    while (soft.find()) {
      boolean something = !plain(text.substring(0, soft.start())).isEmpty();
      if (something && StepRules.beginsAStep(plain(text.substring(soft.end())))) {
        return soft.end();
      }
    }
    return text.length();
  }

  /** Where a beginning of the clause is a step, only what comes after it was not understood. */
  private static String worstOf(String clause, StepRules rules) {
    String worst = plain(clause);
    Matcher soft = SOFT_END.matcher(clause);
    while (soft.find()) {
      String head = plain(clause.substring(0, soft.start()));
      String tail = plain(clause.substring(soft.end()));
      if (!head.isEmpty() && !tail.isEmpty() && rules.read(head).isPresent()) {
        worst = tail;
      }
    }
    return worst;
  }

  /** Without politeness and signs around. */
  private static String plain(String clause) {
    String bare = clause.strip();
    String before;
    do {
      before = bare;
      bare = DANGLING.matcher(bare).replaceFirst("").strip();
      bare = FILLER.matcher(bare).replaceFirst("").strip();
      bare = TRAILING.matcher(bare).replaceFirst("").strip();
    } while (!bare.equals(before));
    return bare;
  }
}
