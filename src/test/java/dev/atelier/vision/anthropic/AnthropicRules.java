package dev.atelier.vision.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What Anthropic's API refuses, for one request. */
final class AnthropicRules {
  private static final Set<String> FIVE_FIVE =
      Set.of("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5");

  /** Whose thinking counts only behind the very messages it was thought on. */
  private static final Set<String> BINDS_THINKING = union(FIVE_FIVE, "claude-fable-5-1");

  private static final Set<String> THINKING = Set.of("thinking", "redacted_thinking");
  private static final Map<String, Set<String>> MODELS =
      Map.of(
          "computer_toolset_20260801",
          union(
              FIVE_FIVE, "claude-opus-5", "claude-opus-4-8", "claude-sonnet-5", "claude-fable-5-1"),
          "computer_20251124",
          Set.of(
              "claude-opus-4-5",
              "claude-opus-4-6",
              "claude-opus-4-7",
              "claude-opus-4-8",
              "claude-sonnet-4-6",
              "claude-sonnet-5"),
          "computer_20250124",
          Set.of(
              "claude-sonnet-4-5",
              "claude-sonnet-4-5-20250929",
              "claude-haiku-4-5",
              "claude-sonnet-4-20250514"));
  private static final Map<String, String> BETAS =
      Map.of(
          "computer_20251124", "computer-use-2025-11-24",
          "computer_20250124", "computer-use-2025-01-24");

  /** A turn that was given, and on what. */
  record Given(ArrayNode content, JsonNode prefix) {}

  private final Headers headers;
  private final String path;
  private final JsonNode body;
  private final List<Given> given;
  private final List<String> problems = new ArrayList<>();

  AnthropicRules(HttpExchange exchange, JsonNode body, List<Given> given) {
    this(exchange.getRequestHeaders(), exchange.getRequestURI().getPath(), body, given);
  }

  AnthropicRules(Headers headers, String path, JsonNode body, List<Given> given) {
    this.headers = headers;
    this.path = path;
    this.body = body;
    this.given = given;
  }

  private static Set<String> union(Set<String> some, String... others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(List.of(others));
    return all;
  }

  /** Why it is refused; empty when it is not. */
  String problem() {
    refuseUnless(AnthropicApi.KEY.equals(headers.getFirst("x-api-key")), "401 invalid x-api-key");
    refuseUnless("2023-06-01".equals(headers.getFirst("anthropic-version")), "anthropic-version");
    refuseUnless(path.equals("/v1/messages"), "path " + path);
    refuseUnless(body.path("max_tokens").asInt() > 0, "max_tokens: Field required");
    boolean five = FIVE_FIVE.contains(model());
    refuseUnless(
        !five || (!body.has("temperature") && !body.has("top_k") && !body.has("tool_choice")),
        "temperature, top_k or tool_choice");
    checkTool();
    checkThinking();
    checkMarks();
    new AnthropicMessageRules(body, toolType(), problems).check();
    checkHistory();
    return problems.isEmpty() ? "" : String.join("; ", problems);
  }

  private void refuseUnless(boolean right, String problem) {
    if (!right) {
      problems.add(problem);
    }
  }

  private String model() {
    return body.path("model").asText();
  }

  private JsonNode tool() {
    return body.path("tools").path(0);
  }

  private String toolType() {
    return tool().path("type").asText();
  }

  private List<String> betas() {
    String sent = headers.getFirst("anthropic-beta");
    return sent == null ? List.of() : List.of(sent.split(","));
  }

  private void checkTool() {
    String type = toolType();
    refuseUnless(
        MODELS.getOrDefault(type, Set.of()).contains(model()), model() + " takes no " + type);
    List<String> computerBetas =
        betas().stream().filter(beta -> beta.startsWith("computer-use")).toList();
    if (BETAS.containsKey(type)) {
      refuseUnless(computerBetas.equals(List.of(BETAS.get(type))), "beta " + betas());
      refuseUnless(tool().path("name").asText().equals("computer"), "tools.0.name");
      refuseUnless(tool().path("display_width_px").asInt() > 0, "tools.0.display_width_px");
      refuseUnless(tool().path("display_height_px").asInt() > 0, "tools.0.display_height_px");
      boolean zoom = type.equals("computer_20251124");
      refuseUnless(tool().has("enable_zoom") == zoom, "tools.0.enable_zoom");
    } else {
      refuseUnless(computerBetas.isEmpty(), "beta " + betas());
      refuseUnless(!tool().has("name") && !tool().has("display_width_px"), "tools.0 extra inputs");
    }
  }

  private boolean dropsThinking() {
    return body.at("/thinking/block_binding/prefix_mismatch_behavior")
        .asText()
        .equals("drop_block");
  }

  private void checkThinking() {
    if (body.path("thinking").has("block_binding")) {
      refuseUnless(betas().contains("thinking-binding-controls-2026-08-01"), "block_binding beta");
      refuseUnless(body.at("/thinking/type").asText().equals("adaptive"), "thinking.type");
    }
  }

  private void checkMarks() {
    refuseUnless(body.findValues("cache_control").size() <= 4, "more than 4 cache_control");
    JsonNode messages = body.path("messages");
    refuseUnless(!tool().path("cache_control").isMissingNode(), "no cache mark on the tool");
    refuseUnless(!body.path("system").findValues("cache_control").isEmpty(), "none on the system");
    refuseUnless(
        !messages.path(messages.size() - 1).findValues("cache_control").isEmpty(),
        "none on the last message");
  }

  /** The model's turns must come back as they were given, all of them, on what they were given. */
  private void checkHistory() {
    JsonNode messages = body.path("messages");
    for (int n = 0; n < messages.size(); n++) {
      JsonNode content = messages.get(n).path("content");
      if (messages.get(n).path("role").asText().equals("assistant")) {
        checkTurn(n, content);
      }
    }
  }

  private void checkTurn(int n, JsonNode content) {
    List<Given> same = given.stream().filter(turn -> turn.content().equals(content)).toList();
    refuseUnless(!same.isEmpty(), "messages." + n + " is not what the model said");
    JsonNode prefix = prefix(body, n);
    refuseUnless(
        same.isEmpty()
            || same.stream().anyMatch(turn -> modelTurns(turn.prefix()).equals(modelTurns(prefix))),
        "messages." + n + ": a turn before it is left out");
    boolean thinks =
        list(content).stream().anyMatch(block -> THINKING.contains(block.path("type").asText()));
    if (thinks && BINDS_THINKING.contains(model()) && !dropsThinking()) {
      refuseUnless(
          same.stream().anyMatch(turn -> turn.prefix().equals(prefix)),
          "messages." + n + ": thinking is bound to a different conversation");
    }
  }

  private static List<JsonNode> modelTurns(JsonNode prefix) {
    return list(prefix.path("messages")).stream()
        .filter(message -> message.path("role").asText().equals("assistant"))
        .toList();
  }

  /** All of a request that the model sees. */
  static JsonNode prefix(JsonNode body) {
    return prefix(body, body.path("messages").size());
  }

  private static JsonNode prefix(JsonNode body, int messages) {
    ObjectNode prefix = AnswerReader.MAPPER.createObjectNode();
    prefix.set("system", body.path("system").deepCopy());
    prefix.set("tools", body.path("tools").deepCopy());
    ArrayNode before = prefix.putArray("messages");
    for (int n = 0; n < messages; n++) {
      before.add(body.path("messages").get(n).deepCopy());
    }
    prefix
        .findParents("cache_control")
        .forEach(parent -> ((ObjectNode) parent).remove("cache_control"));
    prefix.findParents("media_type").forEach(AnthropicRules::keepDigestOnly);
    return prefix;
  }

  /** Pictures of a long exchange would fill the memory. */
  private static void keepDigestOnly(JsonNode source) {
    String data = source.path("data").asText();
    ((ObjectNode) source).put("data", data.length() + ":" + data.hashCode());
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).collect(Collectors.toList());
  }
}
