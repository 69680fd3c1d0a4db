package dev.atelier.vision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import dev.atelier.desktop.Screenshot;
import dev.atelier.vision.Decision;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API of the tests does refuse what the real one refuses. */
class AnthropicApiTest {
  private final Headers headers = new Headers();
  private ObjectNode request;
  private List<AnthropicRules.Given> given;

  @BeforeEach
  void makeAGoodRequest() throws InterruptedException {
    try (AnthropicApi api = new AnthropicApi()) {
      api.says(
              "tool_use",
              "{'type':'thinking','thinking':'','signature':'s'}",
              AnthropicApi.wish("toolu_1", "type", "{'text':'a'}"))
          .says("end_turn", "{'type':'text','text':'Done.'}");
      AnthropicTalk talk = new AnthropicTalk(api);
      talk.after(AnthropicTalk.went(((Decision.Act) talk.first()).actions().get(0)));
      request = api.lastRequest().deepCopy();
      JsonNode first = api.requests().get(0);
      given =
          List.of(
              new AnthropicRules.Given(
                  (ArrayNode) request.at("/messages/1/content").deepCopy(),
                  AnthropicRules.prefix(first)));
    }
    headers.set("x-api-key", AnthropicApi.KEY);
    headers.set("anthropic-version", "2023-06-01");
  }

  private String problem() {
    return new AnthropicRules(headers, "/v1/messages", request, given).problem();
  }

  private void isRefused(String why, Consumer<ObjectNode> change) {
    ObjectNode good = request.deepCopy();
    change.accept(request);
    assertThat(problem()).contains(why);
    request = good;
  }

  private static ObjectNode at(ObjectNode request, String place) {
    return (ObjectNode) request.at(place);
  }

  @Test
  void aGoodRequestIsTaken() {
    assertThat(problem()).isEmpty();
  }

  @Test
  void keyAndVersionAreNeeded() {
    headers.remove("x-api-key");
    assertThat(problem()).startsWith("401");
    headers.remove("anthropic-version");
    assertThat(problem()).contains("anthropic-version");
  }

  @Test
  void toolModelAndHeaderMustGoTogether() {
    isRefused("takes no", all -> all.put("model", "claude-sonnet-4-6"));
    isRefused("takes no", all -> at(all, "/tools/0").put("type", "computer_20251124"));
    isRefused("extra inputs", all -> at(all, "/tools/0").put("name", "computer"));
    headers.set("anthropic-beta", "computer-use-2025-11-24");
    assertThat(problem()).contains("beta");
  }

  @Test
  void whatTheNewestModelsDoNotTake() {
    isRefused("temperature", all -> all.put("temperature", 0));
    isRefused("temperature", all -> all.put("top_k", 1));
    isRefused("temperature", all -> all.putObject("tool_choice").put("type", "any"));
    isRefused("max_tokens", all -> all.remove("max_tokens"));
  }

  @Test
  void wishesAndAnswersMustMatch() {
    isRefused("tool_use", all -> ((ArrayNode) all.at("/messages/2/content")).remove(0));
    isRefused("tool_use", all -> at(all, "/messages/2/content/0").put("tool_use_id", "other"));
    isRefused("toolset_name", all -> at(all, "/messages/2/content/0").remove("toolset_name"));
    isRefused("without tool_result", all -> ((ArrayNode) all.path("messages")).remove(2));
    isRefused("text only", all -> at(all, "/messages/2/content/0").put("is_error", true));
  }

  @Test
  void historyMustStayAsItWas() {
    isRefused(
        "what the model said", all -> at(all, "/messages/1/content/1/input").put("text", "b"));
    isRefused(
        "what the model said", all -> at(all, "/messages/1/content/1").remove("toolset_name"));
    isRefused("what the model said", all -> ((ArrayNode) all.at("/messages/1/content")).remove(0));
    isRefused("bound", all -> at(all, "/messages/0/content/1").put("text", "Another goal"));
    isRefused("block_binding beta", AnthropicApiTest::dropThinking);
  }

  @Test
  void everyTurnOfTheModelMustComeBack() {
    ArrayNode messages = (ArrayNode) request.path("messages");
    given =
        List.of(
            given.get(0),
            new AnthropicRules.Given(
                (ArrayNode) AnthropicApi.json("[{\"type\":\"text\",\"text\":\"b\"}]"),
                AnthropicRules.prefix(request)));
    messages.addObject().put("role", "assistant").set("content", given.get(1).content());
    messages.add(messages.get(0).deepCopy());
    messages.get(2).findParents("cache_control").forEach(AnthropicApiTest::unmark);
    assertThat(problem()).isEmpty();

    messages.remove(1);
    messages.remove(1);
    assertThat(problem()).contains("a turn before it is left out");
  }

  private static void unmark(JsonNode block) {
    ((ObjectNode) block).remove("cache_control");
  }

  @Test
  void thinkingOfFableIsBoundToo() {
    request.put("model", "claude-fable-5-1");
    assertThat(problem()).isEmpty();
    isRefused("bound", all -> at(all, "/messages/0/content/1").put("text", "Another goal"));
  }

  @Test
  void hiddenThinkingIsBoundToo() {
    at(request, "/messages/1/content/0")
        .removeAll()
        .put("type", "redacted_thinking")
        .put("data", "x");
    given =
        List.of(
            new AnthropicRules.Given(
                (ArrayNode) request.at("/messages/1/content").deepCopy(), given.get(0).prefix()));
    assertThat(problem()).isEmpty();
    isRefused("bound", all -> at(all, "/messages/0/content/1").put("text", "Another goal"));
  }

  @Test
  void withTheHeaderThinkingMayBeDropped() {
    headers.set("anthropic-beta", "thinking-binding-controls-2026-08-01");
    at(request, "/messages/0/content/1").put("text", "Another goal");
    dropThinking(request);

    assertThat(problem()).isEmpty();
  }

  private static void dropThinking(ObjectNode all) {
    all.putObject("thinking")
        .put("type", "adaptive")
        .putObject("block_binding")
        .put("prefix_mismatch_behavior", "drop_block");
  }

  @Test
  void marksAreNeededAndCounted() {
    isRefused("more than 4", all -> mark(at(all, "/messages/0/content/0")));
    isRefused("on the tool", all -> at(all, "/tools/0").remove("cache_control"));
    isRefused("on the system", all -> at(all, "/system/0").remove("cache_control"));
    isRefused("last message", all -> at(all, "/messages/2/content/0").remove("cache_control"));
  }

  private static void mark(ObjectNode block) {
    block.putObject("cache_control").put("type", "ephemeral");
  }

  @Test
  void picturesHaveALimit() {
    Picture large = Picture.of(new Screenshot(2600, 20, new int[2600 * 20]));
    isRefused(
        "too large", all -> at(all, "/messages/0/content/0/source").put("data", large.base64()));
    isRefused(
        "more than 20",
        all -> {
          Picture wide = Picture.of(new Screenshot(2100, 20, new int[2100 * 20]));
          ArrayNode first = (ArrayNode) all.at("/messages/0/content");
          for (int n = 0; n < 20; n++) {
            ObjectNode image = first.get(0).deepCopy();
            image.remove("cache_control");
            ((ObjectNode) image.path("source")).put("data", wide.base64());
            first.add(image);
          }
        });
  }
}
