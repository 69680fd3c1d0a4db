package dev.atelier.control;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionReader;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.Size;
import dev.atelier.desktop.UnknownVerb;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.json.MalformedBody;
import java.util.ArrayList;
import java.util.List;

/**
 * A request to act, read and checked whole: one action, or a batch.
 *
 * @param batch whether the answer lists results, even of a single action
 */
record ActionRequest(List<Action> actions, boolean batch, Permit permit) {
  private static final int MOST_ACTIONS = 100;

  /**
   * Reads {@code {"v":1,"action":"left_click","coordinate":[x,y]}} or {@code
   * {"v":1,"actions":[{"action":"left_click",…},…]}}; an action may also stand as an object.
   */
  static ActionRequest read(String body, Size screen) {
    JsonBody json = JsonBody.parse(body);
    int version = json.whole("v", 0, Integer.MAX_VALUE).orElse(Action.VERSION);
    if (version != Action.VERSION) {
      throw new MalformedBody(
          "v is " + version + "; this server speaks version " + Action.VERSION + " only");
    }
    Permit permit = permit(json);
    if (json.has("actions")) {
      List<Action> actions = readBatch(json.objects("actions", MOST_ACTIONS).orElseThrow(), screen);
      json.refuseUnread();
      return new ActionRequest(actions, true, permit);
    }
    Action action =
        json.has("action") && !json.isText("action")
            ? readOne(json.object("action").orElseThrow(), screen)
            : readOne(json, screen);
    json.refuseUnread();
    return new ActionRequest(List.of(action), false, permit);
  }

  /** Reads {@code {lease_id?, epoch?}}. */
  static Permit permit(JsonBody json) {
    return new Permit(
        json.text("lease_id", 1, 100), json.whole("epoch", 0, Integer.MAX_VALUE).orElse(0));
  }

  private static List<Action> readBatch(List<JsonBody> items, Size screen) {
    if (items.isEmpty()) {
      throw new InvalidField("actions", "is empty");
    }
    List<Action> actions = new ArrayList<>();
    for (int index = 0; index < items.size(); index++) {
      String place = "actions[" + index + "]";
      try {
        actions.add(readOne(items.get(index), screen));
      } catch (UnknownVerb wrong) {
        throw new UnknownVerb(place, wrong);
      } catch (InvalidAction wrong) {
        throw new InvalidField(place + "." + wrong.field(), reasonOf(wrong));
      } catch (InvalidField wrong) {
        throw new InvalidField(
            place + "." + wrong.field(), wrong.getMessage().substring(wrong.field().length() + 1));
      }
    }
    return actions;
  }

  private static Action readOne(JsonBody json, Size screen) {
    String verb = json.requiredText("action", 1, 40);
    Action action = ActionReader.read(verb, json.rest());
    action.checkFits(screen);
    return action;
  }

  private static String reasonOf(InvalidAction wrong) {
    return wrong.getMessage().substring(wrong.field().length() + 1);
  }
}
