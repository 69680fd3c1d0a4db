package dev.atelier.vision.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.atelier.desktop.Action;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Fillable;
import dev.atelier.vision.VisionUnavailable;
import dev.atelier.vision.wire.AskedCall;
import dev.atelier.vision.wire.Fields;
import dev.atelier.vision.wire.PlainWords;
import dev.atelier.vision.wire.Scale;
import dev.atelier.vision.wire.Unintelligible;
import dev.atelier.vision.wire.Verbs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a response of the Responses API. Used for one response. */
final class ReplyReader {
  private static final int MOST_ACTIONS = 50;
  private static final String CHECKS = "pending_safety_checks";

  private final Scale scale;
  private final ComputerActions actions;
  private final List<ComputerCall> calls = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> thoughts = new ArrayList<>();
  private Decision ending;
  private String refusal = "";

  ReplyReader(Scale scale) {
    this.scale = scale;
    this.actions = new ComputerActions(scale);
  }

  /**
   * @throws Unintelligible when the model's words make no sense
   * @throws VisionUnavailable when the server says that it failed
   */
  Reply read(JsonNode response) {
    refuseUnfinished(response);
    if (!response.path("id").isTextual() || !response.path("output").isArray()) {
      throw VisionUnavailable.answerLost(
          "OpenAI answered something that is not its protocol", null);
    }
    response.path("output").forEach(this::item);
    return new Reply(response.path("id").textValue(), List.copyOf(calls), decision());
  }

  private static void refuseUnfinished(JsonNode response) {
    String status = response.path("status").asText("completed");
    if (status.equals("incomplete")) {
      throw new Unintelligible(
          "the answer was cut off: "
              + response.path("incomplete_details").path("reason").asText("it was too long"));
    }
    if (!status.equals("completed")) {
      String why = response.path("error").path("message").asText("no reason given");
      throw VisionUnavailable.answerLost(
          "OpenAI could not answer (" + PlainWords.quote(status + ": " + why) + ")", null);
    }
  }

  private void item(JsonNode item) {
    String type = item.path("type").asText("");
    switch (type) {
      case "computer_call" -> calls.add(computerCall(item));
      case "function_call" -> function(item);
      case "message" -> item.path("content").forEach(this::content);
      case "reasoning" ->
          item.path("summary").forEach(part -> thoughts.add(part.path("text").asText("")));
      default -> {
        if (type.endsWith("_call")) {
          throw new Unintelligible("there is no tool for a " + PlainWords.quote(type));
        }
      }
    }
  }

  private void content(JsonNode part) {
    if (part.path("type").asText("").equals("refusal")) {
      refusal = part.path("refusal").asText("no reason given");
    } else {
      texts.add(part.path("text").asText(""));
    }
  }

  private ComputerCall computerCall(JsonNode item) {
    Fields call = Fields.of("computer_call", item);
    List<Fields> asked =
        call.has("actions")
            ? call.objects("actions", MOST_ACTIONS)
            : List.of(call.object("action"));
    List<Action> all = asked.stream().flatMap(one -> actions.read(one).stream()).toList();
    return new ComputerCall(new AskedCall(id(call), "computer", all), true, checks(call, item));
  }

  /** What cannot be read must not pass for no check at all. */
  private static JsonNode checks(Fields call, JsonNode item) {
    if (!call.has(CHECKS)) {
      return MissingNode.getInstance();
    }
    JsonNode checks = item.path(CHECKS);
    if (!checks.isArray()) {
      throw call.wrong(CHECKS, "must be a list");
    }
    for (JsonNode check : checks) {
      if (check.path("id").asText("").isBlank()) {
        throw call.wrong(CHECKS, "must hold objects with an id");
      }
    }
    return checks;
  }

  private void function(JsonNode item) {
    Fields call = Fields.of("function_call", item);
    String name = call.text("name");
    if (name.equals(Fillable.VERB)) {
      List<Action> fill =
          List.of(fill(Fields.parse("the arguments of fill", call.text("arguments"))));
      calls.add(
          new ComputerCall(new AskedCall(id(call), name, fill), false, MissingNode.getInstance()));
      return;
    }
    ending = Endings.read(name, call.text("arguments"));
    calls.add(
        new ComputerCall(
            AskedCall.ending(id(call), name, ending), false, MissingNode.getInstance()));
  }

  private Action fill(Fields arguments) {
    Action fill =
        Verbs.read(
            Fillable.VERB,
            Map.of(
                "secret", arguments.text("secret"),
                "coordinate", Verbs.pair(arguments.point(scale))));
    arguments.refuseUnread();
    return fill;
  }

  private static String id(Fields call) {
    String id = call.text("call_id");
    if (id.isBlank()) {
      throw call.wrong("call_id", "is empty");
    }
    return id;
  }

  private Decision decision() {
    String words = String.join("\n", texts).strip();
    if (!refusal.isEmpty()) {
      return new Decision.GiveUp("The model refuses: " + refusal);
    }
    if (ending != null) {
      if (calls.size() > 1) {
        throw new Unintelligible("a function must be the only call of a turn");
      }
      return ending;
    }
    if (!calls.isEmpty()) {
      return act(words.isEmpty() ? String.join("\n", thoughts).strip() : words);
    }
    if (words.isEmpty()) {
      throw new Unintelligible("there is neither a computer_call nor a message");
    }
    return new Decision.Finish(words);
  }

  private Decision act(String reason) {
    List<AskedCall> asked = calls.stream().map(ComputerCall::asked).toList();
    return new Decision.Act(
        asked.stream().flatMap(call -> call.actions().stream()).toList(), reason);
  }
}
