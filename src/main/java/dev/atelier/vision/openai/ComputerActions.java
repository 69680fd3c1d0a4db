package dev.atelier.vision.openai;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.vision.wire.Fields;
import dev.atelier.vision.wire.PlainWords;
import dev.atelier.vision.wire.Scale;
import dev.atelier.vision.wire.Unintelligible;
import dev.atelier.vision.wire.Verbs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the actions of the computer tool, of which one may take several of ours. Immutable. */
final class ComputerActions {
  private static final int MOST_STOPS = 50;
  private static final double WAIT_SECONDS = 2;

  /** The tool scrolls by pixels, a wheel by clicks. */
  private static final double PIXELS_A_CLICK = 100;

  private final Scale scale;

  ComputerActions(Scale scale) {
    this.scale = scale;
  }

  List<Action> read(Fields action) {
    String type = action.text("type");
    List<Action> actions =
        switch (type) {
          case "click" -> List.of(click(button(action), action));
          case "double_click" -> List.of(click("double_click", action));
          case "move" -> List.of(click("mouse_move", action));
          case "drag" -> drag(action);
          case "scroll" -> scroll(action);
          case "keypress" -> List.of(Verbs.press(action.texts("keys")));
          case "type" -> List.of(Verbs.type(action.text("text")));
          case "wait" -> List.of(Verbs.pause(WAIT_SECONDS));
          case "screenshot" -> List.of(Verbs.read("screenshot", Map.of()));
          default ->
              throw new Unintelligible("there is no action “" + PlainWords.quote(type) + "”");
        };
    action.refuseUnread();
    return actions;
  }

  private static String button(Fields action) {
    String button = action.optionalText("button").orElse("left");
    return switch (button) {
      case "left", "right", "middle" -> button + "_click";
      case "wheel" -> "middle_click";
      default ->
          throw action.wrong(
              "button", "must be left, right or wheel; to go back press ALT and ARROWLEFT");
    };
  }

  private Action click(String verb, Fields action) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("coordinate", Verbs.pair(action.point(scale)));
    if (action.hasAny("keys")) {
      parameters.put("text", String.join("+", action.texts("keys")));
    }
    return Verbs.read(verb, parameters);
  }

  private List<Action> drag(Fields action) {
    List<List<Integer>> path =
        action.objects("path", MOST_STOPS).stream()
            .map(stop -> Verbs.pair(stop.point(scale)))
            .toList();
    withoutKeys(action);
    if (path.size() < 2) {
      throw action.wrong("path", "needs a beginning and an end");
    }
    List<Integer> last = path.get(path.size() - 1);
    if (path.size() == 2) {
      return List.of(
          Verbs.read(
              "left_click_drag", Map.of("start_coordinate", path.get(0), "coordinate", last)));
    }
    List<Action> actions = new ArrayList<>();
    actions.add(Verbs.read("left_mouse_down", Map.of("coordinate", path.get(0))));
    path.subList(1, path.size() - 1)
        .forEach(stop -> actions.add(Verbs.read("mouse_move", Map.of("coordinate", stop))));
    actions.add(Verbs.read("left_mouse_up", Map.of("coordinate", last)));
    return actions;
  }

  private List<Action> scroll(Fields action) {
    Point at = action.point(scale);
    double right = action.has("scroll_x") ? action.number("scroll_x") : 0;
    double down = action.has("scroll_y") ? action.number("scroll_y") : 0;
    withoutKeys(action);
    List<Action> actions = new ArrayList<>();
    if (down != 0) {
      actions.add(turn(at, down > 0 ? "down" : "up", down));
    }
    if (right != 0) {
      actions.add(turn(at, right > 0 ? "right" : "left", right));
    }
    if (actions.isEmpty()) {
      throw action.wrong("scroll_y", "and scroll_x are both 0");
    }
    return actions;
  }

  private static Action turn(Point at, String direction, double pixels) {
    long clicks = Math.max(1, Math.round(Math.abs(pixels) / PIXELS_A_CLICK));
    return Verbs.read(
        "scroll",
        Map.of(
            "coordinate", Verbs.pair(at), "scroll_direction", direction, "scroll_amount", clicks));
  }

  private static void withoutKeys(Fields action) {
    if (action.hasAny("keys")) {
      throw action.wrong("keys", "can be held during clicks only");
    }
  }
}
