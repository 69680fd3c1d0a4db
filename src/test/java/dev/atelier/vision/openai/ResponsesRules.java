package dev.atelier.vision.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.json.Json;
import dev.atelier.vision.wire.LoopbackModelServer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the Responses API refuses, and how it answers. Remembers what it said. */
final class ResponsesRules {
  static final String MODEL = "gpt-5.4";

  private final Map<String, JsonNode> said = new HashMap<>();
  private int number;

  synchronized Optional<String> refusal(LoopbackModelServer.Call call) {
    JsonNode body = call.body();
    if (!call.path().equals("/v1/responses")) {
      return Optional.of("no such path");
    }
    if (!call.authorization().equals(Optional.of("Bearer secret"))) {
      return Optional.of("not authorized");
    }
    if (!body.path("model").asText().equals(MODEL)) {
      return Optional.of("no such model");
    }
    if (!body.path("tools").path(0).path("type").asText().equals("computer")) {
      return Optional.of("no computer tool");
    }
    String before = body.path("previous_response_id").asText("");
    if (!before.isEmpty() && !said.containsKey(before)) {
      return Optional.of("no such previous response");
    }
    return unanswered(before.isEmpty() ? Json.mapper().createObjectNode() : said.get(before), body);
  }

  private static Optional<String> unanswered(JsonNode before, JsonNode body) {
    Map<String, JsonNode> open = new HashMap<>();
    for (JsonNode item : before.path("output")) {
      if (item.path("type").asText().endsWith("_call")) {
        open.put(item.path("call_id").asText(), item);
      }
    }
    for (JsonNode item : body.path("input")) {
      if (item.path("type").asText().endsWith("_call_output")) {
        JsonNode asked = open.remove(item.path("call_id").asText());
        if (asked == null) {
          return Optional.of("an output answers no call");
        }
        Optional<String> wrong = wrong(asked, item);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of("no tool output found for " + open.keySet());
  }

  private static Optional<String> wrong(JsonNode asked, JsonNode output) {
    if (!output.path("type").asText().equals(asked.path("type").asText() + "_output")) {
      return Optional.of("an output of another kind");
    }
    boolean pictured =
        output.path("output").path("type").asText().equals("computer_screenshot")
            && output
                .path("output")
                .path("image_url")
                .asText()
                .startsWith("data:image/png;base64,");
    if (asked.path("type").asText().equals("computer_call") && !pictured) {
      return Optional.of("no screenshot");
    }
    Set<JsonNode> pending = new HashSet<>();
    asked.path("pending_safety_checks").forEach(pending::add);
    Set<JsonNode> acknowledged = new HashSet<>();
    output.path("acknowledged_safety_checks").forEach(acknowledged::add);
    return pending.equals(acknowledged)
        ? Optional.empty()
        : Optional.of("safety checks pending and acknowledged differ");
  }

  /** A response with these items. */
  synchronized ObjectNode response(ObjectNode... items) {
    ObjectNode response = Json.mapper().createObjectNode();
    response.put("id", "resp_" + ++number).put("object", "response").put("status", "completed");
    ArrayNode output = response.putArray("output");
    for (ObjectNode item : items) {
      output.add(item);
    }
    response
        .putObject("usage")
        .put("input_tokens", 100)
        .put("output_tokens", 7)
        .putObject("input_tokens_details")
        .put("cached_tokens", 40);
    said.put(response.path("id").asText(), response);
    return response;
  }

  /** A use of the tool with these actions, as JSON. */
  static ObjectNode computer(String id, String actions) {
    ObjectNode call = Json.mapper().createObjectNode();
    call.put("type", "computer_call").put("id", "cu_" + id).put("call_id", id);
    try {
      call.set("actions", Json.mapper().readTree(actions));
    } catch (com.fasterxml.jackson.core.JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
    call.putArray("pending_safety_checks");
    return call.put("status", "completed");
  }

  static ObjectNode checked(ObjectNode computer, String message) {
    computer
        .withArray("pending_safety_checks")
        .addObject()
        .put("id", "sc_" + message.hashCode())
        .put("code", "malicious_instructions")
        .put("message", message);
    return computer;
  }

  static ObjectNode function(String id, String name, String arguments) {
    return Json.mapper()
        .createObjectNode()
        .put("type", "function_call")
        .put("call_id", id)
        .put("name", name)
        .put("arguments", arguments);
  }

  static ObjectNode message(String text) {
    ObjectNode message = Json.mapper().createObjectNode().put("type", "message");
    message.putArray("content").addObject().put("type", "output_text").put("text", text);
    return message;
  }

  static ObjectNode reasoning(String summary) {
    ObjectNode reasoning = Json.mapper().createObjectNode().put("type", "reasoning");
    reasoning.putArray("summary").addObject().put("type", "summary_text").put("text", summary);
    return reasoning;
  }
}
