package dev.atelier.vision.holo3;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.vision.Decision;
import dev.atelier.vision.wire.AskedCall;
import dev.atelier.vision.wire.PlainWords;
import dev.atelier.vision.wire.Scale;
import dev.atelier.vision.wire.Unintelligible;
import dev.atelier.vision.wire.Verbs;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The older form of a step, a line for each field: {@code Action: click}, {@code Coordinate: [x,
 * y]} in pixels, {@code Text: "…"}, {@code Direction: …}, {@code Reasoning: …}.
 */
final class TextForm {
  private static final Pattern FIELD =
      Pattern.compile(
          "(?is)[ \\t]*(Action|Coordinate|Text|Direction|Reasoning|Thought)[ \\t]*:(.*)");
  private static final Pattern PAIR =
      Pattern.compile(
          "[\\[(]\\s*(-?\\d{1,9}(?:\\.\\d{1,9})?)\\s*,\\s*(-?\\d{1,9}(?:\\.\\d{1,9})?)\\s*[\\])]");
  private static final int SCROLL_CLICKS = 5;

  private final Scale pixels;

  TextForm(Scale pixels) {
    this.pixels = pixels;
  }

  static boolean isIn(String text) {
    return text.lines()
        .map(FIELD::matcher)
        .anyMatch(field -> field.matches() && field.group(1).equalsIgnoreCase("action"));
  }

  Step read(String text) {
    Map<String, String> fields = fields(text);
    String action = fields.get("action").toLowerCase(Locale.ROOT).strip();
    String why = fields.getOrDefault("reasoning", fields.getOrDefault("thought", ""));
    if (List.of("answer", "finish", "finished", "done").contains(action)) {
      String words = fields.containsKey("text") ? text(fields) : why;
      return new Step(
          text, List.of(new AskedCall("", action, List.of())), new Decision.Finish(words));
    }
    List<Action> actions = List.of(action(action, fields));
    return new Step(
        text, List.of(new AskedCall("", action, actions)), new Decision.Act(actions, why));
  }

  /** A line that is not understood might have changed what is meant. */
  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String line : text.lines().filter(one -> !one.isBlank()).toList()) {
      Matcher field = FIELD.matcher(line);
      if (!field.matches()) {
        throw new Unintelligible(
            "the line “" + PlainWords.quote(line) + "” is not a field of a step");
      }
      String name = field.group(1).toLowerCase(Locale.ROOT);
      if (fields.putIfAbsent(name, field.group(2).strip()) != null) {
        throw new Unintelligible("the answer holds more than one line “" + name + ":”");
      }
    }
    return fields;
  }

  private Action action(String action, Map<String, String> fields) {
    return switch (action) {
      case "click", "left_click" -> Verbs.click("left_click", place(fields));
      case "double_click" -> Verbs.click("double_click", place(fields));
      case "right_click" -> Verbs.click("right_click", place(fields));
      case "move", "hover", "mouse_move" -> Verbs.click("mouse_move", place(fields));
      case "type", "write" -> Verbs.type(text(fields));
      case "key", "press", "hotkey" -> Verbs.press(text(fields).strip().replaceAll("\\s+", "+"));
      case "scroll" -> scroll(fields);
      case "wait" -> Verbs.pause(2);
      default -> throw new Unintelligible("there is no action “" + PlainWords.quote(action) + "”");
    };
  }

  private Action scroll(Map<String, String> fields) {
    String direction = required("direction", fields).toLowerCase(Locale.ROOT);
    Map<String, Object> parameters = new HashMap<>();
    if (fields.containsKey("coordinate")) {
      parameters.put("coordinate", Verbs.pair(place(fields)));
    }
    parameters.put("scroll_direction", direction);
    parameters.put("scroll_amount", SCROLL_CLICKS);
    return Verbs.read("scroll", parameters);
  }

  private Point place(Map<String, String> fields) {
    Matcher pair = PAIR.matcher(required("coordinate", fields));
    if (!pair.matches()) {
      throw new Unintelligible("the coordinate must be written as [x, y]");
    }
    return pixels.toScreen(Double.parseDouble(pair.group(1)), Double.parseDouble(pair.group(2)));
  }

  private static String text(Map<String, String> fields) {
    String text = required("text", fields);
    boolean quoted = text.startsWith("\"");
    if (quoted && (text.length() < 2 || !text.endsWith("\"") || text.endsWith("\\\""))) {
      throw new Unintelligible("the text opens a quote and does not close it on its line");
    }
    String plain = quoted ? text.substring(1, text.length() - 1).replace("\\\"", "\"") : text;
    if (plain.isEmpty()) {
      throw new Unintelligible("the text is empty");
    }
    return plain;
  }

  private static String required(String name, Map<String, String> fields) {
    String value = fields.get(name);
    if (value == null || value.isBlank()) {
      throw new Unintelligible("the line “" + name + ":” is missing");
    }
    return value;
  }
}
