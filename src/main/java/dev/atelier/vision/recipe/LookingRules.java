package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.MouseButton;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;

/** How steps that wait, read and check are worded. */
final class LookingRules {
  private final StepRules rules;

  private LookingRules(StepRules rules) {
    this.rules = rules;
  }

  static void addTo(StepRules rules) {
    LookingRules group = new LookingRules(rules);
    group.addWaits();
    group.addReading();
    group.addChecks();
  }

  private void addWaits() {
    rules.add(
        "wait\\s+(?:for\\s+)?" + Wording.SPAN, m -> pause(Wording.span(m.group(1), m.group(2))));
    rules.add(
        "wait(?:\\s+(?:a\\s+(?:moment|bit|little|while)|briefly))?",
        m -> pause(Duration.ofSeconds(2)));
    rules.add(
        "wait\\s+(?:until|till|for)\\s+(?:the\\s+)?(?:page|site|screen|it|everything)\\s+(?:to\\s+|has\\s+|is\\s+)?(?:loads?|loaded|settles?|settled|finished\\s+loading|quiet|ready)",
        m -> Optional.of(new WaitForQuiet()));
    String upTo =
        "wait\\s+(?:(?:up\\s+to|at\\s+most)\\s+"
            + Wording.SPAN
            + "\\s+)?(?:for|until|till)\\s+(?:the\\s+)?(?:(?:text|words?)\\s+)?"
            + Wording.P;
    rules.add(upTo + Wording.GONE + Wording.UP_TO, m -> waitFor(m, true));
    rules.add(upTo + Wording.THERE + Wording.UP_TO, m -> waitFor(m, false));
  }

  private void addReading() {
    String read = "(?:read(?:\\s+me)?(?:\\s+out)?|tell\\s+me|what\\s+is|what's|give\\s+me)\\s+";
    rules.add(
        read
            + "(?:the\\s+)?(?:(?:page|window|tab)(?:'s)?\\s+)?title(?:\\s+of\\s+the\\s+(?:page|window))?",
        m -> reading(ReadWords.What.TITLE, ""));
    rules.add(
        read
            + "(?:the\\s+)?(?:(?:whole\\s+)?(?:screen|page)|everything|text)(?:\\s+on\\s+the\\s+(?:screen|page))?|what(?:\\s+is|'s|\\s+do\\s+you\\s+see)\\s+on\\s+the\\s+screen|what\\s+do\\s+you\\s+see|read",
        m -> reading(ReadWords.What.SCREEN, ""));
    String what =
        "(?:what\\s+(?:does\\s+it\\s+say|do\\s+you\\s+see|is|stands|it\\s+says)|(?:read|tell\\s+me)(?:\\s+me)?(?:\\s+(?:the\\s+(?:text|words?|value|number)|what\\s+(?:is|it\\s+says|stands)))?)\\s+";
    rules.add(
        what + "(" + Places.DIRECTION + ")\\s+(?:the\\s+)?" + Wording.P,
        m -> rules.phrase(m.group(2)).flatMap(words -> reading(side(m.group(1)), words)));
    rules.add(
        "read\\s+(?:the\\s+)?(?:line\\s+(?:of|with|containing|that\\s+says|about)\\s+)?(?:the\\s+)?"
            + Wording.P
            + "(?:\\s+line)?",
        m -> rules.phrase(m.group(1)).flatMap(words -> reading(ReadWords.What.LINE, words)));
  }

  private void addChecks() {
    rules.add(
        "(?:tick|untick|check|uncheck|toggle|select)\\s+(?:the\\s+)?(?:check\\s?box|box|option|radio\\s+button)\\s+(?:of\\s+|for\\s+|called\\s+|labell?ed\\s+)?(.+)",
        m -> rules.click(MouseButton.LEFT, 1, m.group(1)));
    rules.add(
        "(?:check|uncheck)\\s+(.+\\s(?:check\\s?box|box|option))",
        m -> rules.click(MouseButton.LEFT, 1, m.group(1)));
    String check =
        "(?:check|verify|make\\s+sure|ensure|assert|confirm|expect)(?:\\s+that)?\\s+(?:the\\s+)?(?:(?:text|words?|page\\s+(?:says|shows|contains))\\s+)?";
    String not =
        "\\s+(?:is\\s+not|isn't|is\\s+no\\s+longer|does\\s+not|doesn't)\\s+(?:shown|visible|displayed|there|present|appear|on\\s+(?:the\\s+)?(?:screen|page))";
    rules.add(
        check + Wording.P + not,
        m -> rules.phrase(m.group(1)).map(words -> new CheckWords(words, true)));
    rules.add(
        check + "(?:there\\s+is\\s+)?" + "no\\s+" + Wording.Q + Wording.THERE,
        m -> rules.phrase(m.group(1)).map(words -> new CheckWords(words, true)));
    rules.add(
        check + "(?:there\\s+is\\s+|you\\s+see\\s+|it\\s+says\\s+)?" + Wording.P + Wording.THERE,
        m -> rules.phrase(m.group(1)).map(words -> new CheckWords(words, false)));
  }

  private static Optional<RecipeStep> pause(Duration time) {
    return time.isZero() || time.compareTo(Action.LONGEST_WAIT) > 0
        ? Optional.empty()
        : Optional.of(new Pause(time));
  }

  private Optional<RecipeStep> waitFor(Matcher m, boolean gone) {
    Duration limit =
        m.group(1) != null
            ? Wording.span(m.group(1), m.group(2))
            : m.group(4) != null ? Wording.span(m.group(4), m.group(5)) : WaitForWords.USUAL;
    return rules.phrase(m.group(3)).map(words -> new WaitForWords(words, gone, limit));
  }

  private static ReadWords.What side(String direction) {
    return switch (Places.direction(direction)) {
      case NEAR, RIGHT -> ReadWords.What.RIGHT;
      case LEFT -> ReadWords.What.LEFT;
      case BELOW -> ReadWords.What.BELOW;
      case ABOVE -> ReadWords.What.ABOVE;
    };
  }

  private static Optional<RecipeStep> reading(ReadWords.What what, String words) {
    return Optional.of(new ReadWords(what, words));
  }
}
