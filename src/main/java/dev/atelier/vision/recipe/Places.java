package dev.atelier.vision.recipe;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where something is, as people write it: {@code the second "Edit" below "Total"}. */
final class Places {
  /** Words that may stand without quotes: few, and none that would join two steps. */
  private static final String BARE =
      "(?!(?:it|that|this|there|here|them|anything|something|somewhere)\\b)"
          + "(?:(?!\\s(?:and|then)\\s)[^,;\uE000\n]){1,60}?";

  static final String PHRASE = "(?:" + Quotes.PATTERN + "|" + BARE + ")";

  private static final String KIND =
      "(?:\\s+(?:button|link|tab|menu|menu item|item|icon|checkbox|check box|box|option|entry|text|"
          + "words?|field|text field|input|input field|label|heading|line|folder|file|cell))?";

  /** “First name” and “last page” are labels; the first "Edit" is not. */
  private static final String ORDINAL =
      "(?:(?<ordinal>(?:first|last)(?=\\s+\uE000)|second|third|fourth|fifth|sixth|seventh|eighth|"
          + "ninth|tenth|\\d+(?:st|nd|rd|th))\\s+)?";

  private static final Map<String, Place.Direction> DIRECTIONS =
      Map.ofEntries(
          Map.entry("near", Place.Direction.NEAR),
          Map.entry("next to", Place.Direction.NEAR),
          Map.entry("beside", Place.Direction.NEAR),
          Map.entry("close to", Place.Direction.NEAR),
          Map.entry("by", Place.Direction.NEAR),
          Map.entry("in the row of", Place.Direction.NEAR),
          Map.entry("in the row with", Place.Direction.NEAR),
          Map.entry("in the same row as", Place.Direction.NEAR),
          Map.entry("below", Place.Direction.BELOW),
          Map.entry("under", Place.Direction.BELOW),
          Map.entry("underneath", Place.Direction.BELOW),
          Map.entry("beneath", Place.Direction.BELOW),
          Map.entry("above", Place.Direction.ABOVE),
          Map.entry("over", Place.Direction.ABOVE),
          Map.entry("right of", Place.Direction.RIGHT),
          Map.entry("to the right of", Place.Direction.RIGHT),
          Map.entry("after", Place.Direction.RIGHT),
          Map.entry("left of", Place.Direction.LEFT),
          Map.entry("to the left of", Place.Direction.LEFT),
          Map.entry("before", Place.Direction.LEFT));

  /** Every way to say where something is from something else. */
  static final String DIRECTION =
      "(?:" + String.join("|", DIRECTIONS.keySet().stream().sorted().toList()) + ")";

  private static final Pattern POINT =
      Pattern.compile(
          "(?:(?:at|on)\\s+)?(?:the\\s+)?(?:(?:point|position|coordinates?|pixel)\\s+)?"
              + "[\\[(]?\\s*(\\d{1,5})\\s*(?:,|x|\\s)\\s*(\\d{1,5})\\s*[\\])]?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WORDS =
      Pattern.compile(
          "(?:(?:on|at)\\s+)?(?:the\\s+)?"
              + ORDINAL
              + "(?:(?:button|link|tab|menu|item|text|words?|field|label)\\s+(?:called|named|labell?ed|saying)\\s+)?"
              + "(?<phrase>"
              + PHRASE
              + ")"
              + KIND
              + "(?:\\s+(?<direction>"
              + DIRECTION
              + ")\\s+(?:the\\s+)?(?<other>"
              + PHRASE
              + ")"
              + KIND
              + ")?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final List<String> ORDINALS =
      List.of(
          "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
          "tenth");

  private static final int MOST_BARE_WORDS = 6;

  private final Quotes quotes;
  private final Size screen;

  Places(Quotes quotes, Size screen) {
    this.quotes = quotes;
    this.screen = screen;
  }

  /** Empty where the words name no place. */
  Optional<Place> read(String words) {
    Matcher point = POINT.matcher(words.strip());
    if (point.matches()) {
      Point at = new Point(Integer.parseInt(point.group(1)), Integer.parseInt(point.group(2)));
      if (!screen.contains(at)) {
        throw StepRules.notUnderstood(words.strip(), "the screen is only " + screen + " pixels");
      }
      return Optional.of(new Place.AtPoint(at));
    }
    Matcher matcher = WORDS.matcher(words.strip());
    if (!matcher.matches() || !isShort(matcher.group("phrase"))) {
      return Optional.empty();
    }
    String phrase = quotes.plain(matcher.group("phrase")).strip();
    if (phrase.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Place.AtWords(phrase, ordinal(matcher), beside(matcher)));
  }

  private static boolean isShort(String phrase) {
    return Quotes.isMark(phrase) || phrase.strip().split("\\s+", -1).length <= MOST_BARE_WORDS;
  }

  private static OptionalInt ordinal(Matcher matcher) {
    String word = matcher.group("ordinal");
    if (word == null) {
      return OptionalInt.empty();
    }
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.equals("last")) {
      return OptionalInt.of(-1);
    }
    int named = ORDINALS.indexOf(lower);
    int number = named >= 0 ? named + 1 : Integer.parseInt(lower.replaceAll("\\D", ""));
    return number < 1 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private Optional<Place.Beside> beside(Matcher matcher) {
    return Optional.ofNullable(matcher.group("direction"))
        .map(word -> direction(word))
        .map(
            direction -> new Place.Beside(direction, quotes.plain(matcher.group("other")).strip()));
  }

  static Place.Direction direction(String word) {
    return DIRECTIONS.get(word.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
  }
}
