package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.MouseButton;
import java.util.Optional;

/** How steps for the keyboard are worded. */
final class TypingRules {
  private final StepRules rules;

  private TypingRules(StepRules rules) {
    this.rules = rules;
  }

  static void addTo(StepRules rules) {
    TypingRules group = new TypingRules(rules);
    group.addTyping();
    group.addKeys();
  }

  private void addTyping() {
    String type =
        "(?:type|enter|write|input|key in)(?:\\s+in)?\\s+(?:the\\s+)?(?:(?:text|words?|string|phrase|value|command)\\s+)?";
    String into = "\\s+(?:into|in|to|on|inside)\\s+(.+)";
    rules.add(
        "(?:fill(?:\\s+in)?|enter|type|use)\\s+(?:the\\s+)?secret\\s+" + Wording.Q + into,
        m ->
            rules
                .places()
                .read(m.group(2))
                .map(place -> new FillSecret(rules.quotes().plain(m.group(1)), place)));
    rules.add(
        type + Wording.Q,
        m -> typed(rules.quotes().plain(m.group(1)), Optional.empty(), false, false));
    rules.add(type + Wording.Q + into, m -> typedInto(m.group(1), m.group(2), false));
    rules.add(
        "(?:fill in|fill out|fill|set|change)\\s+(.+?)\\s+(?:with|to)\\s+(?:the\\s+text\\s+)?"
            + Wording.Q,
        m -> typedInto(m.group(2), m.group(1), true));
    rules.add(
        "fill(?:\\s+in)?\\s+" + Wording.Q + into, m -> typedInto(m.group(1), m.group(2), true));
    rules.add(
        "replace\\s+(?:the\\s+text\\s+(?:in|of)\\s+)?(.+?)\\s+(?:with|by)\\s+" + Wording.Q,
        m -> typedInto(m.group(2), m.group(1), true));
    rules.add("clear\\s+(.+)", m -> typedInto("", m.group(1), true));
    rules.add(
        "(?:type|write)\\s+([^,;\uE000]+)",
        m ->
            m.group(1).matches("(?i).*\\s(?:in|into|and|then)\\s.*|it|that|this|something.*")
                ? Optional.empty()
                : typed(m.group(1).strip(), Optional.empty(), false, false));
  }

  private void addKeys() {
    String press = "(?:press|hit|push|strike)\\s+(?:(?:on|the)\\s+)*(?:keys?\\s+)?";
    rules.add(press + "(.+?)" + Wording.TIMES, m -> pressed(m.group(1), Keys.times(m.group(2))));
    rules.add("(?:enter|return)(?:\\s+key)?", m -> pressed("Return", 1));
    rules.add(
        "hold\\s+(?:down\\s+)?(?:the\\s+)?(.+?)\\s+for\\s+" + Wording.SPAN,
        m ->
            Keys.read(m.group(1))
                .filter(keys -> keys.size() == 1)
                .map(keys -> new HoldKeys(keys.get(0), Wording.span(m.group(2), m.group(3)))));
    rules.add(
        "(?:press|hit|push)\\s+(?:on\\s+)?("
            + "(?:the\\s+)?"
            + Quotes.PATTERN
            + ".*|.+\\s(?:button|link))",
        m -> rules.click(MouseButton.LEFT, 1, m.group(1)));
  }

  private Optional<RecipeStep> typed(
      String text, Optional<Place> field, boolean instead, boolean thenReturn) {
    return Optional.of(new TypeText(text, field, instead, thenReturn));
  }

  private Optional<RecipeStep> typedInto(String text, String field, boolean instead) {
    if (field
        .strip()
        .matches(
            "(?i)(?:the\\s+)?(?:terminal|(?:text\\s+|input\\s+|focused\\s+)?(?:field|box)|window)")) {
      return typed(rules.quotes().plain(text), Optional.empty(), instead, false);
    }
    return rules
        .places()
        .read(field)
        .flatMap(place -> typed(rules.quotes().plain(text), Optional.of(place), instead, false));
  }

  private Optional<RecipeStep> pressed(String keys, int times) {
    boolean sensible = times >= 1 && times <= Action.MOST_REPEATS;
    return sensible
        ? Keys.read(rules.quotes().plain(keys)).map(chords -> PressKeys.named(chords, times))
        : Optional.empty();
  }
}
