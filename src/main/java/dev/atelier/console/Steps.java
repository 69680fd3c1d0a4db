package dev.atelier.console;

import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.desktop.Action;
import dev.atelier.task.Step;
import dev.atelier.vision.StepReader.Written;
import java.util.Locale;
import java.util.Map;

/** Puts a step into a sentence for a colleague. */
final class Steps {
  static final String FAILURE = "desktop error:";
  private static final int LONGEST_QUOTE = 60;

  private Steps() {}

  static boolean failed(Step step) {
    return step.result().startsWith(FAILURE);
  }

  /** Why it was done where that is known, else what was done. */
  static String sentence(Step step, Locale locale) {
    return step.text().isBlank() ? deed(step, locale) : capitalised(step.text(), locale);
  }

  /** What was done, from the verb alone. */
  static String deed(Step step, Locale locale) {
    return Texts.text("step." + step.verb().orElse("says"), locale, argument(step));
  }

  /** The same of an action that is on record. */
  static String deed(String verb, Map<String, Object> parameters, Locale locale) {
    return Texts.text("step." + verb, locale, argument(verb, parameters));
  }

  /** What went wrong, without the mark that machines look for. */
  static String problem(Step step) {
    return step.result().substring(FAILURE.length()).strip();
  }

  static String capitalised(String text, Locale locale) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(locale) + text.substring(first);
  }

  /** What would be done next. */
  static String pending(Action action, Locale locale) {
    return Texts.text(
        "pending." + action.verb(), locale, argument(action.verb(), action.parameters()));
  }

  private static String argument(Step step) {
    return argument(step.verb().orElse(""), step.parameters());
  }

  private static String argument(String verb, Map<String, Object> parameters) {
    Object value =
        switch (verb) {
          case "type", "key", "hold_key" -> parameters.get("text");
          case "fill" -> parameters.get("secret");
          case "wait" -> parameters.get("duration");
          case "scroll" -> parameters.get("scroll_direction");
          default -> null;
        };
    String text = value == null ? "" : value.toString().replace('\n', ' ');
    return text.codePointCount(0, text.length()) <= LONGEST_QUOTE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
  }

  /** What a written step would do. */
  static String sentence(Written step, Locale locale) {
    String key = "written." + step.kind().name().toLowerCase(Locale.ROOT);
    return Texts.text(key, locale, step.about().toArray());
  }

  static VaadinIcon icon(Written step) {
    return switch (step.kind()) {
      case OPEN, GO_TO -> VaadinIcon.GLOBE;
      case TYPE, TYPE_INTO, CLEAR, PRESS, HOLD -> VaadinIcon.KEYBOARD;
      case FILL -> VaadinIcon.LOCK;
      case WAIT, WAIT_FOR, WAIT_UNTIL_GONE, WAIT_UNTIL_QUIET -> VaadinIcon.CLOCK;
      case SCROLL, SCROLL_TO -> VaadinIcon.ARROWS_LONG_V;
      case READ, READ_AT, CHECK, CHECK_ABSENT, PICTURE -> VaadinIcon.EYE;
      case ASK -> VaadinIcon.QUESTION_CIRCLE_O;
      default -> VaadinIcon.CURSOR_O;
    };
  }

  static VaadinIcon icon(Step step) {
    if (failed(step)) {
      return VaadinIcon.WARNING;
    }
    return switch (step.verb().orElse("")) {
      case "type", "key", "hold_key" -> VaadinIcon.KEYBOARD;
      case "fill" -> VaadinIcon.LOCK;
      case "wait" -> VaadinIcon.CLOCK;
      case "scroll" -> VaadinIcon.ARROWS_LONG_V;
      case "screenshot", "zoom" -> VaadinIcon.EYE;
      case "" -> VaadinIcon.COMMENT_O;
      default -> VaadinIcon.CURSOR_O;
    };
  }
}
