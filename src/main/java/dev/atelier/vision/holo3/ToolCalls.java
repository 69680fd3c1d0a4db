package dev.atelier.vision.holo3;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Fillable;
import dev.atelier.vision.wire.AskedCall;
import dev.atelier.vision.wire.Fields;
import dev.atelier.vision.wire.PlainWords;
import dev.atelier.vision.wire.Scale;
import dev.atelier.vision.wire.Unintelligible;
import dev.atelier.vision.wire.Verbs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the tool calls of one step in order, minding where each leaves the pointer. */
final class ToolCalls {
  private static final String ASK_FOR_APPROVAL = "ask_for_approval";
  private static final String ASK_PERSON = "ask_person";

  /** Those that end the turn instead of acting on the screen. */
  static final Set<String> ENDINGS = Set.of("answer", "give_up", ASK_FOR_APPROVAL, ASK_PERSON);

  private final Scale scale;
  private Point pointer;

  ToolCalls(Scale scale, Point cursor) {
    this.scale = scale;
    this.pointer = cursor;
  }

  static String name(Fields call) {
    return call.text("tool_name");
  }

  static Decision end(String tool, Fields call) {
    boolean asks = tool.equals(ASK_FOR_APPROVAL) || tool.equals(ASK_PERSON);
    String words = call.text(asks ? "question" : "content").strip();
    call.refuseUnread();
    if (asks && words.isEmpty()) {
      throw new Unintelligible(
          tool + " must say what is " + (tool.equals(ASK_PERSON) ? "needed" : "about to be done"));
    }
    return switch (tool) {
      case "answer" -> new Decision.Finish(words);
      case "give_up" -> new Decision.GiveUp(words);
      case ASK_PERSON -> new Decision.AskPerson(words);
      default -> new Decision.AskForApproval(words);
    };
  }

  AskedCall read(Fields call) {
    String tool = name(call);
    if (ENDINGS.contains(tool)) {
      throw new Unintelligible(
          tool + " must be the only call of a step; see first what the others lead to");
    }
    List<Action> actions = actions(tool, call.ignoring("element"));
    call.refuseUnread();
    return new AskedCall("", tool, actions);
  }

  /** Names with and without {@code _desktop} mean the same. */
  private List<Action> actions(String tool, Fields call) {
    return switch (tool.replaceFirst("_desktop$", "")) {
      case "click" -> List.of(click(button(call), call));
      case "double_click" -> List.of(click("double_click", call));
      case "triple_click" -> List.of(click("triple_click", call));
      case "right_click" -> List.of(click("right_click", call));
      case "middle_click" -> List.of(click("middle_click", call));
      case "move_to" -> List.of(click("mouse_move", call));
      case "mouse_down" -> List.of(click("left_mouse_down", call));
      case "mouse_up" -> List.of(click("left_mouse_up", call));
      case "drag_to" -> List.of(drag(call));
      case "scroll" -> List.of(scroll(call));
      case "write" -> write(call);
      case Fillable.VERB -> List.of(fill(call));
      case "hotkey" -> List.of(Verbs.press(call.texts("keys")));
      case "hold_key" -> List.of(hold(call));
      case "wait" -> List.of(Verbs.pause(call.number("seconds")));
      default -> throw new Unintelligible("there is no tool “" + shortened(tool) + "”");
    };
  }

  private static String shortened(String tool) {
    return PlainWords.quote(tool);
  }

  private static String button(Fields call) {
    String button = call.optionalText("button").orElse("left");
    if (!Set.of("left", "right", "middle").contains(button)) {
      throw call.wrong("button", "must be left, right or middle");
    }
    return button + "_click";
  }

  private Action click(String verb, Fields call) {
    pointer = call.point(scale);
    return Verbs.click(verb, pointer);
  }

  private Action drag(Fields call) {
    Point start = pointer;
    pointer = call.point(scale);
    return Verbs.read(
        "left_click_drag",
        Map.of("start_coordinate", Verbs.pair(start), "coordinate", Verbs.pair(pointer)));
  }

  private Action scroll(Fields call) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    call.optionalPoint(scale)
        .ifPresent(
            at -> {
              pointer = at;
              parameters.put("coordinate", Verbs.pair(at));
            });
    parameters.put("scroll_direction", call.text("direction"));
    parameters.put("scroll_amount", call.whole("scroll_size", 1, Action.MOST_SCROLL_CLICKS));
    return Verbs.read("scroll", parameters);
  }

  private Action fill(Fields call) {
    pointer = call.point(scale);
    return Verbs.read(
        Fillable.VERB, Map.of("secret", call.text("secret"), "coordinate", Verbs.pair(pointer)));
  }

  private static List<Action> write(Fields call) {
    List<Action> actions = new ArrayList<>();
    String content = call.text("content");
    if (!content.isEmpty()) {
      actions.add(Verbs.type(content));
    }
    if (call.flag("press_enter")) {
      actions.add(Verbs.press("Return"));
    }
    if (actions.isEmpty()) {
      throw call.wrong("content", "is empty");
    }
    return actions;
  }

  private static Action hold(Fields call) {
    String keys = String.join("+", call.texts("keys"));
    return Verbs.read("hold_key", Map.of("text", keys, "duration", call.number("seconds")));
  }
}
