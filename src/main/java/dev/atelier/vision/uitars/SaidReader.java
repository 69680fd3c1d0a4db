package dev.atelier.vision.uitars;

import dev.atelier.desktop.Action;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Fillable;
import dev.atelier.vision.wire.AskedCall;
import dev.atelier.vision.wire.PlainWords;
import dev.atelier.vision.wire.Scale;
import dev.atelier.vision.wire.Unintelligible;
import dev.atelier.vision.wire.Verbs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code Thought: …} and {@code Action: …}. Immutable. */
final class SaidReader {
  private static final String ACTION = "Action:";
  private static final Set<String> ENDINGS = Set.of("finished", "call_user");
  private static final int SCROLL_CLICKS = 5;
  private static final int WAIT_SECONDS = 5;

  private final Scale scale;
  private final boolean mayNeedApproval;

  /**
   * @param mayNeedApproval whether a call of the person may be for approval; then it counts as that
   */
  SaidReader(Scale scale, boolean mayNeedApproval) {
    this.scale = scale;
    this.mayNeedApproval = mayNeedApproval;
  }

  /**
   * @throws Unintelligible when the answer is not an action
   */
  Said read(String answer) {
    String text = answer == null ? "" : answer.strip();
    int at = text.indexOf(ACTION);
    if (at < 0) {
      throw new Unintelligible("the answer has no line “Action: …”");
    }
    String thought = thought(text.substring(0, at));
    List<Call> calls = CallReader.read(text.substring(at + ACTION.length()));
    if (calls.isEmpty()) {
      throw new Unintelligible("the line “Action:” is empty");
    }
    if (calls.size() == 1 && ENDINGS.contains(calls.get(0).name())) {
      return end(calls.get(0).only("content"), thought);
    }
    List<AskedCall> asked = new ArrayList<>();
    calls.forEach(call -> asked.add(new AskedCall("", call.name(), actions(call))));
    return new Said(asked, new Decision.Act(AskedCall.actionsOf(asked), thought));
  }

  private static String thought(String before) {
    String text = before.replaceFirst("^\\s*(?:<think>)?\\s*(?:Thought|Action_Summary):", "");
    return text.replace("</think>", "").strip();
  }

  private Said end(Call call, String thought) {
    String content = call.arguments().getOrDefault("content", "").strip();
    String words = content.isEmpty() ? thought : content;
    if (call.name().equals("finished")) {
      return new Said(List.of(), new Decision.Finish(words));
    }
    if (words.isEmpty()) {
      throw new Unintelligible("call_user must say in its content what the person is asked");
    }
    Decision question =
        mayNeedApproval ? new Decision.AskForApproval(words) : new Decision.AskPerson(words);
    return new Said(List.of(AskedCall.ending("", call.name(), question)), question);
  }

  private List<Action> actions(Call call) {
    return switch (call.name()) {
      case "click", "left_single" -> List.of(click("left_click", call));
      case "left_double" -> List.of(click("double_click", call));
      case "right_single" -> List.of(click("right_click", call));
      case "hover", "mouse_move" -> List.of(click("mouse_move", call));
      case "drag", "select" -> List.of(drag(call));
      case "hotkey", "press" -> List.of(keys(call.only("key", "hotkey").required("key", "hotkey")));
      case "type" -> type(call.only("content").required("content"));
      case "scroll" -> List.of(scroll(call));
      case Fillable.VERB -> List.of(fill(call.only("secret", "start_box", "point")));
      case "wait" -> {
        call.only();
        yield List.of(Verbs.pause(WAIT_SECONDS));
      }
      default -> {
        if (ENDINGS.contains(call.name())) {
          throw new Unintelligible(call.name() + " must be the only action of an answer");
        }
        throw new Unintelligible("there is no action “" + PlainWords.quote(call.name()) + "”");
      }
    };
  }

  private Action click(String verb, Call call) {
    return Verbs.read(
        verb,
        Map.of(
            "coordinate", place(call.only("start_box", "point").required("start_box", "point"))));
  }

  private Action fill(Call call) {
    return Verbs.read(
        Fillable.VERB,
        Map.of(
            "secret",
            call.required("secret"),
            "coordinate",
            place(call.required("start_box", "point"))));
  }

  private Action drag(Call call) {
    call.only("start_box", "end_box", "start_point", "end_point");
    return Verbs.read(
        "left_click_drag",
        Map.of(
            "start_coordinate", place(call.required("start_box", "start_point")),
            "coordinate", place(call.required("end_box", "end_point"))));
  }

  /** The keys are separated by blanks, sometimes by plus signs. */
  private static Action keys(String keys) {
    List<String> names = List.of(keys.strip().split("\\s+"));
    return names.size() == 1 ? Verbs.press(names.get(0)) : Verbs.press(names);
  }

  /** A line break at the end means Enter. */
  private static List<Action> type(String content) {
    List<Action> actions = new ArrayList<>();
    String text = content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
    if (!text.isEmpty()) {
      actions.add(Verbs.type(text));
    }
    if (content.endsWith("\n")) {
      actions.add(Verbs.press("Return"));
    }
    if (actions.isEmpty()) {
      throw new Unintelligible("type has an empty content");
    }
    return actions;
  }

  private Action scroll(Call call) {
    call.only("start_box", "point", "direction");
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (call.hasAny("start_box", "point")) {
      parameters.put("coordinate", place(call.required("start_box", "point")));
    }
    parameters.put("scroll_direction", call.required("direction").strip().toLowerCase(Locale.ROOT));
    parameters.put("scroll_amount", SCROLL_CLICKS);
    return Verbs.read("scroll", parameters);
  }

  private List<Integer> place(String text) {
    Box box = Box.read(text);
    return Verbs.pair(scale.toScreen(box.x(), box.y()));
  }
}
