package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.MouseButton;
import dev.atelier.desktop.ScrollDirection;
import dev.atelier.desktop.Size;
import dev.atelier.vision.GoalNotUnderstood;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
              + "verify|make\\s+sure|ensure|assert|confirm|expect|take|screenshot|look)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String Q = "(" + Quotes.PATTERN + ")";
  private static final String P = "(" + Places.PHRASE + ")";
  private static final String ADDRESS =
      "([a-z][a-z0-9+.-]*:\\S+|localhost(?:[:/]\\S*)?|[\\w-]+(?:\\.[\\w-]+)+(?:[:/?#]\\S*)?|[\\w-]+:\\d+\\S*|"
          + Quotes.PATTERN
          + ")";
  private static final String NUMBER =
      "(\\d+(?:\\.\\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
  private static final String SPAN =
      NUMBER + "\\s*(ms|milliseconds?|s|secs?|seconds?|m|min|mins|minutes?)";
  private static final String TIMES =
      "(?:\\s+(once|twice|thrice|(?:\\d+|two|three|four|five|six|seven|eight|nine|ten)(?:\\s+times|x)))?";
  private static final String THERE =
      "(?:\\s+(?:to\\s+)?(?:appears?|is\\s+(?:shown|visible|displayed|there|present)|shows?\\s+up|comes?\\s+up|"
          + "be\\s+(?:shown|visible)|is\\s+on\\s+(?:the\\s+)?(?:screen|page)))?";
  private static final String GONE =
      "\\s+(?:to\\s+)?(?:disappears?|is\\s+gone|goes\\s+away|vanish(?:es)?|is\\s+no\\s+longer\\s+(?:shown|visible|there))";
  private static final String UP_TO =
      "(?:\\s*,?\\s*(?:for\\s+)?(?:up\\s+to|at\\s+most|within|for|max(?:imum)?)\\s+" + SPAN + ")?";

  private final Quotes quotes;
  private final Places places;
  private final List<Rule> rules = new ArrayList<>();

  private record Rule(Pattern pattern, Function<Matcher, Optional<RecipeStep>> step) {}

  StepRules(Quotes quotes, Size screen) {
    this.quotes = quotes;
    this.places = new Places(quotes, screen);
    addPrograms();
    addShortcuts();
    addTyping();
    addKeys();
    addWaits();
    addScrolling();
    addReading();
    addChecks();
    addPointing();
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

  private void addPrograms() {
    String tail = "(?:\\s+(?:app|application|program|window))?";
    program(
        "(?:firefox|mozilla firefox|(?:the |a )?(?:web )?browser|the internet)",
        tail,
        Program.FIREFOX);
    program("(?:files|(?:the |a )?file (?:manager|browser|explorer)|pcmanfm)", tail, Program.FILES);
    program(
        "(?:(?:the |a )?(?:terminal|console|command line|shell)|xterm)", tail, Program.TERMINAL);
    String page = "(?:(?:the\\s+)?(?:page|site|website|url|address|link)\\s+)?";
    rule(
        "(?:go to|goto|visit|navigate to|browse to|load|open)\\s+"
            + page
            + ADDRESS
            + "(?:\\s+in\\s+(?:firefox|the browser|a new tab))?",
        m -> address(m.group(1)));
    rule("open\\s+" + Q, m -> click(MouseButton.LEFT, 2, m.group(1)));
    rule(
        "(?:run|execute)\\s+(?:the\\s+)?(?:command\\s+)?"
            + Q
            + "(?:\\s+in\\s+(?:the\\s+)?terminal)?",
        m -> typed(quotes.plain(m.group(1)), Optional.empty(), false, true));
  }

  private void program(String names, String tail, Program program) {
    rule(
        "(?:open|start|launch|run)(?:\\s+up)?\\s+" + names + tail,
        m -> Optional.of(new OpenProgram(program)));
  }

  /** A quoted address is taken as it is; “open "Reports"” without a dot or slash is no address. */
  private Optional<RecipeStep> address(String words) {
    String address = quotes.plain(words).strip();
    boolean plausible = address.matches("\\S+") && address.matches(".*[.:/].*|localhost");
    return plausible ? Optional.of(new GoToAddress(address)) : Optional.empty();
  }

  private void addShortcuts() {
    shortcut(
        "select\\s+(?:all|everything)(?: the text)?", "ctrl+a", "selected all", "Selecting all");
    shortcut("copy(?: it| that| this| the (?:selection|text))?", "ctrl+c", "copied", "Copying");
    shortcut("cut(?: it| that| the (?:selection|text))", "ctrl+x", "cut", "Cutting");
    shortcut("paste(?: it| that| the text)?", "ctrl+v", "pasted", "Pasting");
    shortcut("undo(?: it| that)?", "ctrl+z", "undid", "Undoing");
    shortcut("redo(?: it| that)?", "ctrl+y", "redid", "Redoing");
    shortcut("(?:open )?(?:a )?new tab", "ctrl+t", "opened a tab", "Opening a new tab");
    shortcut("(?:open )?(?:a )?new window", "ctrl+n", "opened a window", "Opening a new window");
    shortcut(
        "close (?:the |this )?(?:current )?tab", "ctrl+w", "closed the tab", "Closing the tab");
    shortcut(
        "close (?:the |this )?(?:current )?(?:window|program|app|application|browser|firefox|terminal|files|file manager)",
        "alt+F4",
        "closed the window",
        "Closing the window");
    shortcut(
        "(?:switch to |go to )?(?:the )?next tab",
        "ctrl+Tab",
        "went to the next tab",
        "Going to the next tab");
    shortcut(
        "(?:switch to |go to )?(?:the )?previous tab",
        "ctrl+shift+Tab",
        "went to the previous tab",
        "Going to the previous tab");
    shortcut(
        "(?:switch|go) to (?:the )?(?:next|other) window|switch windows?",
        "alt+Tab",
        "switched windows",
        "Switching windows");
    shortcut(
        "go back(?: a page| one page| to the (?:last|previous) page)?",
        "alt+Left",
        "went back",
        "Going back");
    shortcut("go forward(?: a page| one page)?", "alt+Right", "went forward", "Going forward");
    shortcut(
        "(?:reload|refresh)(?: (?:the |this )?(?:page|site|tab))?",
        "F5",
        "reloaded the page",
        "Reloading the page");
    shortcut(
        "maximi[sz]e (?:the |this )?window",
        "super+Up",
        "maximised the window",
        "Maximising the window");
    shortcut(
        "minimi[sz]e (?:the |this )?window",
        "super+Down",
        "minimised the window",
        "Minimising the window");
    shortcut("show the desktop", "super+d", "showed the desktop", "Showing the desktop");
    shortcut("zoom in", "ctrl+plus", "zoomed in", "Zooming in");
    shortcut("zoom out", "ctrl+minus", "zoomed out", "Zooming out");
    rule(
        "(?:take|make)\\s+(?:a|another)\\s+(?:screenshot|screen shot|picture)(?:\\s+of\\s+the\\s+(?:screen|page|desktop))?"
            + "|screenshot|look(?:\\s+at\\s+the\\s+screen)?",
        m -> Optional.of(new TakePicture()));
  }

  private void shortcut(String words, String chord, String past, String doing) {
    rule(words, m -> Optional.of(PressKeys.doing(chord, past, doing)));
  }

  private void addTyping() {
    String type =
        "(?:type|enter|write|input|key in)(?:\\s+in)?\\s+(?:the\\s+)?(?:(?:text|words?|string|phrase|value|command)\\s+)?";
    String into = "\\s+(?:into|in|to|on|inside)\\s+(.+)";
    rule(type + Q, m -> typed(quotes.plain(m.group(1)), Optional.empty(), false, false));
    rule(type + Q + into, m -> typedInto(m.group(1), m.group(2), false));
    rule(
        "(?:fill in|fill out|fill|set|change)\\s+(.+?)\\s+(?:with|to)\\s+(?:the\\s+text\\s+)?" + Q,
        m -> typedInto(m.group(2), m.group(1), true));
    rule("fill(?:\\s+in)?\\s+" + Q + into, m -> typedInto(m.group(1), m.group(2), true));
    rule(
        "replace\\s+(?:the\\s+text\\s+(?:in|of)\\s+)?(.+?)\\s+(?:with|by)\\s+" + Q,
        m -> typedInto(m.group(2), m.group(1), true));
    rule("clear\\s+(.+)", m -> typedInto("", m.group(1), true));
    rule(
        "(?:type|write)\\s+([^,;\uE000]+)",
        m ->
            m.group(1).matches("(?i).*\\s(?:in|into|and|then)\\s.*|it|that|this|something.*")
                ? Optional.empty()
                : typed(m.group(1).strip(), Optional.empty(), false, false));
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
      return typed(quotes.plain(text), Optional.empty(), instead, false);
    }
    return places
        .read(field)
        .flatMap(place -> typed(quotes.plain(text), Optional.of(place), instead, false));
  }

  private void addKeys() {
    String press = "(?:press|hit|push|strike)\\s+(?:(?:on|the)\\s+)*(?:keys?\\s+)?";
    rule(press + "(.+?)" + TIMES, m -> pressed(m.group(1), Keys.times(m.group(2))));
    rule("(?:enter|return)(?:\\s+key)?", m -> pressed("Return", 1));
    rule(
        "hold\\s+(?:down\\s+)?(?:the\\s+)?(.+?)\\s+for\\s+" + SPAN,
        m ->
            Keys.read(m.group(1))
                .filter(keys -> keys.size() == 1)
                .map(keys -> new HoldKeys(keys.get(0), span(m.group(2), m.group(3)))));
    rule(
        "(?:press|hit|push)\\s+(?:on\\s+)?("
            + "(?:the\\s+)?"
            + Quotes.PATTERN
            + ".*|.+\\s(?:button|link))",
        m -> click(MouseButton.LEFT, 1, m.group(1)));
  }

  private Optional<RecipeStep> pressed(String keys, int times) {
    boolean sensible = times >= 1 && times <= Action.MOST_REPEATS;
    return sensible
        ? Keys.read(quotes.plain(keys)).map(chords -> PressKeys.named(chords, times))
        : Optional.empty();
  }

  private void addWaits() {
    rule("wait\\s+(?:for\\s+)?" + SPAN, m -> pause(span(m.group(1), m.group(2))));
    rule(
        "wait(?:\\s+(?:a\\s+(?:moment|bit|little|while)|briefly))?",
        m -> pause(Duration.ofSeconds(2)));
    rule(
        "wait\\s+(?:until|till|for)\\s+(?:the\\s+)?(?:page|site|screen|it|everything)\\s+(?:to\\s+|has\\s+|is\\s+)?(?:loads?|loaded|settles?|settled|finished\\s+loading|quiet|ready)",
        m -> Optional.of(new WaitForQuiet()));
    String upTo =
        "wait\\s+(?:(?:up\\s+to|at\\s+most)\\s+"
            + SPAN
            + "\\s+)?(?:for|until|till)\\s+(?:the\\s+)?(?:(?:text|words?)\\s+)?"
            + P;
    rule(upTo + GONE + UP_TO, m -> waitFor(m, true));
    rule(upTo + THERE + UP_TO, m -> waitFor(m, false));
  }

  private static Optional<RecipeStep> pause(Duration time) {
    return time.isZero() || time.compareTo(Action.LONGEST_WAIT) > 0
        ? Optional.empty()
        : Optional.of(new Pause(time));
  }

  private Optional<RecipeStep> waitFor(Matcher m, boolean gone) {
    Duration limit =
        m.group(1) != null
            ? span(m.group(1), m.group(2))
            : m.group(4) != null ? span(m.group(4), m.group(5)) : WaitForWords.USUAL;
    return phrase(m.group(3)).map(words -> new WaitForWords(words, gone, limit));
  }

  private void addScrolling() {
    String until =
        "(?:\\s+(?:until|till|to)\\s+(?:you\\s+(?:see|find)\\s+)?(?:the\\s+)?" + P + THERE + ")?";
    rule(
        "scroll\\s+(?:all\\s+the\\s+way\\s+)?(?:down\\s+)?to\\s+the\\s+(?:bottom|end)(?:\\s+of\\s+the\\s+page)?",
        m ->
            Optional.of(
                PressKeys.doing("ctrl+End", "scrolled to the end", "Scrolling to the end")));
    rule(
        "scroll\\s+(?:all\\s+the\\s+way\\s+)?(?:up\\s+)?to\\s+the\\s+(?:top|start|beginning)(?:\\s+of\\s+the\\s+page)?",
        m ->
            Optional.of(
                PressKeys.doing("ctrl+Home", "scrolled to the top", "Scrolling to the top")));
    rule(
        "scroll\\s+(up|down|left|right)(?:\\s+(a\\s+(?:little|bit|page|lot)|\\w+\\s+(?:times|notches|clicks|steps|lines|pages)|once|twice))?"
            + until,
        m -> scroll(m.group(1), m.group(2), m.group(3)));
    rule("scroll" + until, m -> scroll("down", null, m.group(1)));
  }

  private Optional<RecipeStep> scroll(String way, String amount, String until) {
    ScrollDirection direction = ScrollDirection.valueOf(way.toUpperCase(Locale.ROOT));
    int clicks = clicks(amount == null ? "" : amount.toLowerCase(Locale.ROOT));
    if (clicks < 1 || clicks > Action.MOST_SCROLL_CLICKS) {
      return Optional.empty();
    }
    return until == null
        ? Optional.of(new ScrollPage(direction, clicks, Optional.empty()))
        : phrase(until).map(words -> new ScrollPage(direction, clicks, Optional.of(words)));
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

  private void addReading() {
    String read = "(?:read(?:\\s+me)?(?:\\s+out)?|tell\\s+me|what\\s+is|what's|give\\s+me)\\s+";
    rule(
        read
            + "(?:the\\s+)?(?:(?:page|window|tab)(?:'s)?\\s+)?title(?:\\s+of\\s+the\\s+(?:page|window))?",
        m -> reading(ReadWords.What.TITLE, ""));
    rule(
        read
            + "(?:the\\s+)?(?:(?:whole\\s+)?(?:screen|page)|everything|text)(?:\\s+on\\s+the\\s+(?:screen|page))?|what(?:\\s+is|'s|\\s+do\\s+you\\s+see)\\s+on\\s+the\\s+screen|what\\s+do\\s+you\\s+see|read",
        m -> reading(ReadWords.What.SCREEN, ""));
    String what =
        "(?:what\\s+(?:does\\s+it\\s+say|do\\s+you\\s+see|is|stands|it\\s+says)|(?:read|tell\\s+me)(?:\\s+me)?(?:\\s+(?:the\\s+(?:text|words?|value|number)|what\\s+(?:is|it\\s+says|stands)))?)\\s+";
    rule(
        what + "(" + Places.DIRECTION + ")\\s+(?:the\\s+)?" + P,
        m -> phrase(m.group(2)).flatMap(words -> reading(side(m.group(1)), words)));
    rule(
        "read\\s+(?:the\\s+)?(?:line\\s+(?:of|with|containing|that\\s+says|about)\\s+)?(?:the\\s+)?"
            + P
            + "(?:\\s+line)?",
        m -> phrase(m.group(1)).flatMap(words -> reading(ReadWords.What.LINE, words)));
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

  private void addChecks() {
    rule(
        "(?:tick|untick|check|uncheck|toggle|select)\\s+(?:the\\s+)?(?:check\\s?box|box|option|radio\\s+button)\\s+(?:of\\s+|for\\s+|called\\s+|labell?ed\\s+)?(.+)",
        m -> click(MouseButton.LEFT, 1, m.group(1)));
    rule(
        "(?:check|uncheck)\\s+(.+\\s(?:check\\s?box|box|option))",
        m -> click(MouseButton.LEFT, 1, m.group(1)));
    String check =
        "(?:check|verify|make\\s+sure|ensure|assert|confirm|expect)(?:\\s+that)?\\s+(?:the\\s+)?(?:(?:text|words?|page\\s+(?:says|shows|contains))\\s+)?";
    String not =
        "\\s+(?:is\\s+not|isn't|is\\s+no\\s+longer|does\\s+not|doesn't)\\s+(?:shown|visible|displayed|there|present|appear|on\\s+(?:the\\s+)?(?:screen|page))";
    rule(check + P + not, m -> phrase(m.group(1)).map(words -> new CheckWords(words, true)));
    rule(
        check + "(?:there\\s+is\\s+)?" + "no\\s+" + Q + THERE,
        m -> phrase(m.group(1)).map(words -> new CheckWords(words, true)));
    rule(
        check + "(?:there\\s+is\\s+|you\\s+see\\s+|it\\s+says\\s+)?" + P + THERE,
        m -> phrase(m.group(1)).map(words -> new CheckWords(words, false)));
  }

  private void addPointing() {
    clicks("double[- ]?click", MouseButton.LEFT, 2);
    clicks("triple[- ]?click", MouseButton.LEFT, 3);
    clicks("right[- ]?click", MouseButton.RIGHT, 1);
    clicks("middle[- ]?click", MouseButton.MIDDLE, 1);
    clicks("(?:left[- ]?)?click|tap|select|choose|pick|tick|untick|toggle", MouseButton.LEFT, 1);
    rule(
        "drag\\s+(?:and\\s+drop\\s+)?(.+?)\\s+(?:on\\s?to|to|into|over)\\s+(.+)",
        m ->
            places
                .read(m.group(1))
                .flatMap(from -> places.read(m.group(2)).map(to -> new DragToPlace(from, to))));
    rule(
        "(?:move|hover|point)(?:\\s+(?:the\\s+)?(?:mouse|pointer|cursor))?(?:\\s+(?:to|over|on|onto|at))?\\s+(.+)",
        m -> places.read(m.group(1)).map(MovePointer::new));
  }

  private void clicks(String words, MouseButton button, int times) {
    rule("(?:" + words + ")\\s+(.+)", m -> click(button, times, m.group(1)));
  }

  private Optional<RecipeStep> click(MouseButton button, int times, String place) {
    return places.read(place).map(where -> new ClickPlace(button, times, where));
  }

  private Optional<String> phrase(String words) {
    return Optional.of(quotes.plain(words).strip()).filter(phrase -> !phrase.isEmpty());
  }

  private static Duration span(String number, String unit) {
    String plain = number.toLowerCase(Locale.ROOT);
    double count =
        plain.matches("an?")
            ? 1
            : plain.matches("[a-z]+") ? Keys.number(plain) : Double.parseDouble(plain);
    double millis =
        unit.toLowerCase(Locale.ROOT).startsWith("ms")
                || unit.toLowerCase(Locale.ROOT).startsWith("milli")
            ? 1
            : unit.toLowerCase(Locale.ROOT).startsWith("m") ? 60_000 : 1000;
    return Duration.ofMillis((long) (count * millis));
  }

  private void rule(String pattern, Function<Matcher, Optional<RecipeStep>> step) {
    rules.add(
        new Rule(
            Pattern.compile(
                pattern.replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
            step));
  }
}
