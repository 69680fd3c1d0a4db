package dev.atelier.desktop;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads actions as the protocol writes them: a verb and its parameters. Strict: a parameter that
 * the verb does not have, or of the wrong kind, is refused by name.
 */
public final class ActionReader {
  private static final int LONGEST_TEXT = 100_000;
  private static final int LONGEST_NAME = 60;
  private static final int MOST_DIGITS = 100;
  private static final Map<String, Function<ActionReader, Action>> VERBS = new LinkedHashMap<>();

  static {
    VERBS.put("screenshot", fields -> new Action.LookAtScreen());
    VERBS.put("zoom", fields -> new Action.Zoom(fields.region()));
    VERBS.put("cursor_position", fields -> new Action.AskCursorPosition());
    VERBS.put("mouse_move", fields -> new Action.MoveMouse(fields.point("coordinate")));
    VERBS.put("left_click", fields -> fields.click(MouseButton.LEFT, 1));
    VERBS.put("right_click", fields -> fields.click(MouseButton.RIGHT, 1));
    VERBS.put("middle_click", fields -> fields.click(MouseButton.MIDDLE, 1));
    VERBS.put("double_click", fields -> fields.click(MouseButton.LEFT, 2));
    VERBS.put("triple_click", fields -> fields.click(MouseButton.LEFT, 3));
    VERBS.put("left_mouse_down", fields -> new Action.PressLeftButton(fields.optionalPoint()));
    VERBS.put("left_mouse_up", fields -> new Action.ReleaseLeftButton(fields.optionalPoint()));
    VERBS.put(
        "left_click_drag",
        fields -> new Action.Drag(fields.point("start_coordinate"), fields.point("coordinate")));
    VERBS.put(
        "scroll",
        fields ->
            new Action.Scroll(
                fields.optionalPoint(),
                fields.direction(),
                fields.whole("scroll_amount", 1, Action.MOST_SCROLL_CLICKS)));
    VERBS.put("type", fields -> new Action.Type(fields.typable()));
    VERBS.put("fill", fields -> new Action.Fill(fields.secret(), fields.point("coordinate")));
    VERBS.put(
        "key",
        fields ->
            new Action.PressKey(
                KeyChord.parse(fields.text()),
                fields.has("repeat") ? fields.whole("repeat", 1, Action.MOST_REPEATS) : 1));
    VERBS.put(
        "hold_key", fields -> new Action.HoldKey(KeyChord.parse(fields.text()), fields.duration()));
    VERBS.put("wait", fields -> new Action.Wait(fields.duration()));
  }

  private final Map<String, ?> fields;
  private final Set<String> unread;

  private ActionReader(Map<String, ?> fields) {
    this.fields = fields;
    this.unread = new TreeSet<>(fields.keySet());
  }

  /** The names of all verbs, in the order of the contract. */
  public static Set<String> verbs() {
    return java.util.Collections.unmodifiableSet(VERBS.keySet());
  }

  /**
   * @param parameters as decoded JSON: text, numbers and lists
   * @throws UnknownVerb when there is no such verb
   * @throws InvalidAction when a parameter is missing, unknown, or not as it should be
   */
  public static Action read(String verb, Map<String, ?> parameters) {
    Function<ActionReader, Action> reader = VERBS.get(verb);
    if (reader == null) {
      throw new UnknownVerb(verb);
    }
    ActionReader fields = new ActionReader(parameters);
    Action action = reader.apply(fields);
    fields.unread.stream()
        .findFirst()
        .ifPresent(
            field -> {
              throw new InvalidAction(field, "is not a parameter of " + verb);
            });
    return action;
  }

  private Action click(MouseButton button, int times) {
    Optional<KeyChord> held = has("text") ? Optional.of(KeyChord.parse(text())) : Optional.empty();
    return new Action.Click(button, times, optionalPoint(), held);
  }

  private boolean has(String field) {
    boolean present = fields.get(field) != null;
    if (!present) {
      unread.remove(field);
    }
    return present;
  }

  private Object required(String field) {
    Object value = fields.get(field);
    if (value == null) {
      throw new InvalidAction(field, "is missing");
    }
    unread.remove(field);
    return value;
  }

  private String text() {
    if (required("text") instanceof String text) {
      if (text.length() > LONGEST_TEXT) {
        throw new InvalidAction("text", "is longer than " + LONGEST_TEXT + " characters");
      }
      return text;
    }
    throw new InvalidAction("text", "must be text");
  }

  private String secret() {
    if (required("secret") instanceof String name
        && !name.isBlank()
        && name.length() <= LONGEST_NAME) {
      return name.strip();
    }
    throw new InvalidAction("secret", "must be the name of a secret, never the secret itself");
  }

  private String typable() {
    String text = text();
    text.codePoints()
        .filter(character -> !Keysyms.isTypable(character))
        .findFirst()
        .ifPresent(
            character -> {
              throw new InvalidAction(
                  "text", String.format("holds U+%04X, which no key types", character));
            });
    return text;
  }

  private int whole(String field, int least, int most) {
    BigDecimal number = number(field, required(field));
    if (number.stripTrailingZeros().scale() > 0
        || number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new InvalidAction(field, "must be a whole number from " + least + " to " + most);
    }
    return number.intValueExact();
  }

  private Duration duration() {
    BigDecimal seconds = number("duration", required("duration"));
    BigDecimal most = BigDecimal.valueOf(Action.LONGEST_WAIT.toSeconds());
    if (seconds.signum() < 0 || seconds.compareTo(most) > 0) {
      throw new InvalidAction("duration", "must be from 0 to " + most + " seconds");
    }
    return Duration.ofMillis(seconds.movePointRight(3).longValue());
  }

  private ScrollDirection direction() {
    Object value = required("scroll_direction");
    return Arrays.stream(ScrollDirection.values())
        .filter(direction -> direction.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseThrow(
            () -> new InvalidAction("scroll_direction", "must be up, down, left or right"));
  }

  private Optional<Point> optionalPoint() {
    return has("coordinate") ? Optional.of(point("coordinate")) : Optional.empty();
  }

  private Point point(String field) {
    List<Integer> pair = integers(field, 2, "[x, y]");
    return new Point(pair.get(0), pair.get(1));
  }

  private Region region() {
    List<Integer> corners = integers("region", 4, "[x0, y0, x1, y1]");
    int width = corners.get(2) - corners.get(0);
    int height = corners.get(3) - corners.get(1);
    if (width < 1 || height < 1) {
      throw new InvalidAction("region", "must have x1 > x0 and y1 > y0");
    }
    return new Region(corners.get(0), corners.get(1), width, height);
  }

  private List<Integer> integers(String field, int count, String shape) {
    if (required(field) instanceof List<?> list && list.size() == count) {
      return list.stream().map(item -> number(field, item)).map(n -> pixel(field, n)).toList();
    }
    throw new InvalidAction(field, "must be " + shape);
  }

  private static int pixel(String field, BigDecimal number) {
    if (number.abs().compareTo(BigDecimal.valueOf(100_000)) > 0) {
      throw new InvalidAction(field, "is outside the screen");
    }
    return number.setScale(0, java.math.RoundingMode.HALF_UP).intValueExact();
  }

  private static BigDecimal number(String field, Object value) {
    if (value instanceof Number number) {
      try {
        BigDecimal exact = new BigDecimal(number.toString());
        // Rounding 1e-999999999 would take all memory and hours.
        if (Math.abs(exact.scale()) <= MOST_DIGITS) {
          return exact;
        }
      } catch (NumberFormatException notFinite) {
        throw new InvalidAction(field, "must be a number");
      }
    }
    throw new InvalidAction(field, "must be a number");
  }
}
