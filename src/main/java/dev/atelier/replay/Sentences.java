package dev.atelier.replay;

import dev.atelier.task.Step;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what was done into plain words. */
final class Sentences {
  private static final int LONGEST_QUOTE = 200;

  /** A reason that says nothing but what is clicked at; any other may quote something else. */
  private static final Pattern TARGET =
      Pattern.compile(
          "(?i)(?:double[- ]|triple[- ]|right[- ]|middle[- ])?(?:click|press|open|choose|tap)"
              + "(?: on| at)?(?: the)?(?: button| link| field| tab| menu| icon)?"
              + " [“\"]([^”\"]{1,80})[”\"][.]?");

  private Sentences() {}

  static String of(Step step) {
    return step.verb().map(verb -> deed(verb, step)).orElseGet(() -> words(step));
  }

  private static String words(Step step) {
    String said = shortened(step.text());
    return step.result().isBlank() ? said : "Asked: " + said + " " + capitalised(step.result());
  }

  private static String deed(String verb, Step step) {
    return switch (verb) {
      case "screenshot" -> "Looked at the screen";
      case "zoom" -> "Looked closer";
      case "cursor_position" -> "Looked where the pointer is";
      case "mouse_move" -> "Moved the pointer" + place(step, " to ");
      case "left_click" -> "Clicked" + place(step, " at ");
      case "right_click" -> "Clicked with the right button" + place(step, " at ");
      case "middle_click" -> "Clicked with the middle button" + place(step, " at ");
      case "double_click" -> "Double-clicked" + place(step, " at ");
      case "triple_click" -> "Clicked three times" + place(step, " at ");
      case "left_mouse_down" -> "Pressed the mouse button" + place(step, " at ");
      case "left_mouse_up" -> "Released the mouse button" + place(step, " at ");
      case "left_click_drag" -> "Dragged" + place(step, " to ");
      case "scroll" -> "Scrolled " + text(step, "scroll_direction");
      case "type" -> "Typed " + quoted(text(step, "text"));
      case "key" -> "Pressed " + text(step, "text");
      case "hold_key" -> "Held " + text(step, "text");
      case "wait" -> "Waited " + text(step, "duration") + " s";
      case "fill" -> "Filled in the secret " + quoted(text(step, "secret"));
      default -> capitalised(verb.replace('_', ' '));
    };
  }

  private static String place(Step step, String before) {
    Matcher target = TARGET.matcher(step.text().strip());
    if (target.matches()) {
      return before + quoted(target.group(1));
    }
    Mark mark = Mark.of(step.parameters());
    return mark.at() == null ? "" : before + mark.at().get(0) + ", " + mark.at().get(1);
  }

  private static String text(Step step, String parameter) {
    Object value = step.parameters().get(parameter);
    return value == null ? "" : value.toString().replaceFirst("[.]0+$", "");
  }

  static String quoted(String text) {
    return "“" + shortened(text) + "”";
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST_QUOTE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
  }

  static String capitalised(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(java.util.Locale.ROOT) + text.substring(first);
  }

  /** Such as {@code 40 s}, {@code 2 min} or {@code 1 h 5 min}. */
  static String span(Duration time) {
    if (time.toSeconds() < 60) {
      return Math.max(1, time.toSeconds()) + " s";
    }
    long minutes = Math.round(time.toSeconds() / 60.0);
    return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }
}
