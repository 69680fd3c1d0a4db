package dev.atelier.vision.recipe;

import dev.atelier.desktop.MouseButton;
import dev.atelier.desktop.Size;
import dev.atelier.vision.GoalNotUnderstood;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar: what each kind of step looks like in words. Of several rules that fit, the first
 * that makes a step of the words wins.
 */
final class StepRules {
  private static final Pattern BEGINNING =
      Pattern.compile(
          "(?:open|start|launch|run|execute|go\\s+(?:to|back|forward)|goto|visit|navigate|browse|load|"
              + "(?:double|triple|right|middle|left)[- ]?click|click|tap|select|choose|pick|tick|untick|"
              + "check|uncheck|toggle|type|enter\\s+\\S|write|input|fill|set|replace|clear|press|hit|push|hold|"
              + "wait|scroll|move|hover|point|drag|copy|paste|cut|undo|redo|close|new\\s+(?:tab|window)|"
              + "reload|refresh|switch|maximi[sz]e|minimi[sz]e|show\\s+the\\s+desktop|zoom|read|tell|what|"
              + "verify|make\\s+sure|ensure|assert|confirm|expect|take|screenshot|look|ask)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Quotes quotes;
  private final Places places;
  private final List<Rule> rules = new ArrayList<>();

  private record Rule(Pattern pattern, Function<Matcher, Optional<RecipeStep>> step) {}

  StepRules(Quotes quotes, Size screen) {
    this.quotes = quotes;
    this.places = new Places(quotes, screen);
    ProgramRules.addTo(this);
    TypingRules.addTo(this);
    LookingRules.addTo(this);
    PointingRules.addTo(this);
    AskingRules.addTo(this);
  }

  Quotes quotes() {
    return quotes;
  }

  Places places() {
    return places;
  }

  /** Adds a rule; a space in its pattern stands for any white space. */
  void add(String pattern, Function<Matcher, Optional<RecipeStep>> step) {
    Pattern compiled =
        Pattern.compile(
            pattern.replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    rules.add(new Rule(compiled, step));
  }

  /** The step that a clause without politeness is; empty where it is none. */
  Optional<RecipeStep> read(String clause) {
    for (Rule rule : rules) {
      Matcher matcher = rule.pattern().matcher(clause);
      if (matcher.matches()) {
        Optional<RecipeStep> step = rule.step().apply(matcher);
        if (step.isPresent()) {
          return step;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the words begin as a step does, so that a comma or “and” before them ends one. */
  static boolean beginsAStep(String words) {
    return BEGINNING.matcher(words).matches();
  }

  static GoalNotUnderstood notUnderstood(String part, String because) {
    return new GoalNotUnderstood(
        part,
        "I do not understand “"
            + part
            + "”"
            + (because.isEmpty() ? "" : ": " + because)
            + ". Without a model I follow written steps such as: open Firefox, go to"
            + " https://example.org, click \"Sign in\", type \"hello\" into \"Name\", press Enter,"
            + " wait for \"Welcome\", read the page title. For goals in your own words configure a"
            + " model: set ANTHROPIC_API_KEY, or VISION_BACKEND=holo3 with HOLO3_ENDPOINT.");
  }

  Optional<RecipeStep> click(MouseButton button, int times, String place) {
    return places.read(place).map(where -> new ClickPlace(button, times, where));
  }

  /** The words without their quotes; empty where there are none. */
  Optional<String> phrase(String words) {
    return Optional.of(quotes.plain(words).strip()).filter(phrase -> !phrase.isEmpty());
  }
}
