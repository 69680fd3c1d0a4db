package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.MouseButton;
import dev.atelier.desktop.ScrollDirection;
import java.util.Locale;
import java.util.Optional;

/** How steps for the mouse are worded. */
final class PointingRules {
  private final StepRules rules;

  private PointingRules(StepRules rules) {
    this.rules = rules;
  }

  static void addTo(StepRules rules) {
    PointingRules group = new PointingRules(rules);
    group.addScrolling();
    group.addPointing();
  }

  private void addScrolling() {
    String until =
        "(?:\\s+(?:until|till|to)\\s+(?:you\\s+(?:see|find)\\s+)?(?:the\\s+)?"
            + Wording.P
            + Wording.THERE
            + ")?";
    rules.add(
        "scroll\\s+(?:all\\s+the\\s+way\\s+)?(?:down\\s+)?to\\s+the\\s+(?:bottom|end)(?:\\s+of\\s+the\\s+page)?",
        m ->
            Optional.of(
                PressKeys.doing("ctrl+End", "scrolled to the end", "Scrolling to the end")));
    rules.add(
        "scroll\\s+(?:all\\s+the\\s+way\\s+)?(?:up\\s+)?to\\s+the\\s+(?:top|start|beginning)(?:\\s+of\\s+the\\s+page)?",
        m ->
            Optional.of(
                PressKeys.doing("ctrl+Home", "scrolled to the top", "Scrolling to the top")));
    rules.add(
        "scroll\\s+(up|down|left|right)(?:\\s+(a\\s+(?:little|bit|page|lot)|\\w+\\s+(?:times|notches|clicks|steps|lines|pages)|once|twice))?"
            + until,
        m -> scroll(m.group(1), m.group(2), m.group(3)));
    rules.add("scroll" + until, m -> scroll("down", null, m.group(1)));
  }

  private void addPointing() {
    clicks("double[- ]?click", MouseButton.LEFT, 2);
    clicks("triple[- ]?click", MouseButton.LEFT, 3);
    clicks("right[- ]?click", MouseButton.RIGHT, 1);
    clicks("middle[- ]?click", MouseButton.MIDDLE, 1);
    clicks("(?:left[- ]?)?click|tap|select|choose|pick|tick|untick|toggle", MouseButton.LEFT, 1);
    rules.add(
        "drag\\s+(?:and\\s+drop\\s+)?(.+?)\\s+(?:on\\s?to|to|into|over)\\s+(.+)",
        m ->
            rules
                .places()
                .read(m.group(1))
                .flatMap(
                    from -> rules.places().read(m.group(2)).map(to -> new DragToPlace(from, to))));
    rules.add(
        "(?:move|hover|point)(?:\\s+(?:the\\s+)?(?:mouse|pointer|cursor))?(?:\\s+(?:to|over|on|onto|at))?\\s+(.+)",
        m -> rules.places().read(m.group(1)).map(MovePointer::new));
  }

  private Optional<RecipeStep> scroll(String way, String amount, String until) {
    ScrollDirection direction = ScrollDirection.valueOf(way.toUpperCase(Locale.ROOT));
    int clicks = clicks(amount == null ? "" : amount.toLowerCase(Locale.ROOT));
    if (clicks < 1 || clicks > Action.MOST_SCROLL_CLICKS) {
      return Optional.empty();
    }
    return until == null
        ? Optional.of(new ScrollPage(direction, clicks, Optional.empty()))
        : rules.phrase(until).map(words -> new ScrollPage(direction, clicks, Optional.of(words)));
  }

  private static int clicks(String amount) {
    if (amount.matches("a\\s+(?:little|bit)")) {
      return 2;
    }
    if (amount.matches("a\\s+(?:page|lot)")) {
      return 2 * ScrollPage.USUAL;
    }
    String number = amount.replaceAll("\\s+(?:times|notches|clicks|steps|lines|pages)$", "");
    int count = number.isEmpty() ? ScrollPage.USUAL : number(number);
    return amount.endsWith("pages") ? count * 2 * ScrollPage.USUAL : count;
  }

  private static int number(String word) {
    try {
      return Keys.times(word);
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }

  private void clicks(String words, MouseButton button, int times) {
    rules.add("(?:" + words + ")\\s+(.+)", m -> rules.click(button, times, m.group(1)));
  }
}
