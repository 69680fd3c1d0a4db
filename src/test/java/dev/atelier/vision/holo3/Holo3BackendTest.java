package dev.atelier.vision.holo3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.Secret;
import dev.atelier.desktop.Screenshot;
import dev.atelier.json.Json;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.FakeSpending;
import dev.atelier.vision.Observations;
import dev.atelier.vision.SystemPrompt;
import dev.atelier.vision.Usage;
import dev.atelier.vision.VisionUnavailable;
import dev.atelier.vision.wire.ChatRules;
import dev.atelier.vision.wire.Looks;
import dev.atelier.vision.wire.LoopbackModelServer;
import dev.atelier.vision.wire.Patience;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class Holo3BackendTest {
  private static final String MODEL = "Hcompany/Holo3-35B-A3B";
  private static final String WAIT = step("{\"tool_name\":\"wait\",\"seconds\":1}");

  private final FakeSpending spending = new FakeSpending();
  private final LoopbackModelServer server = new LoopbackModelServer(Holo3BackendTest::refusal);
  private final Conversation conversation =
      backend(server.url() + "/v1", LoopbackModelServer.TINY).begin(Looks.assignment(spending));

  static Holo3Backend backend(String url, Patience patience) {
    return new Holo3Backend(
        Optional.of(url), MODEL, Secret.of("EMPTY"), patience, new SystemPrompt(Optional.empty()));
  }

  /** What vLLM refuses, and what the model was not trained to do without. */
  static Optional<String> refusal(LoopbackModelServer.Call call) {
    Optional<String> chat = ChatRules.refusal(call, MODEL, "EMPTY", 3);
    if (chat.isPresent()) {
      return chat;
    }
    JsonNode format = call.body().path("response_format");
    JsonNode schema = format.path("json_schema").path("schema");
    if (!format.path("type").asText().equals("json_schema")
        || !format.path("json_schema").path("strict").asBoolean()
        || !schema.path("$defs").has("tool")) {
      return Optional.of("no schema");
    }
    String texts = ChatRules.texts(call.body());
    int from = texts.indexOf("<output_format>") + "<output_format>".length();
    int to = texts.indexOf("</output_format>");
    if (to < from || !schema.equals(tree(texts.substring(from, to)))) {
      return Optional.of("the schema is not in the prompt");
    }
    return call.body().path("chat_template_kwargs").path("enable_thinking").asBoolean()
        ? Optional.empty()
        : Optional.of("thinking is not enabled");
  }

  private static JsonNode tree(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
      return Json.mapper().nullNode();
    }
  }

  private static String step(String call) {
    return ChatRules.said("{\"note\":\"n\",\"thought\":\"because\",\"tool_call\":" + call + "}")
        .toString();
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.refused()).isEmpty();
  }

  @Test
  void theFirstLookHoldsGoalAndPicture() throws InterruptedException {
    server.then(step("{\"tool_name\":\"click_desktop\",\"element\":\"e\",\"x\":500,\"y\":500}"));

    Decision decision = conversation.decide(Looks.first());

    assertThat(decision.reason()).isEqualTo("because");
    assertThat(((Decision.Act) decision).actions().get(0).parameters().toString())
        .isEqualTo("{coordinate=[640, 360]}");
    JsonNode asked = server.lastAsked();
    assertThat(ChatRules.roles(asked)).containsExactly("system", "user");
    assertThat(ChatRules.texts(asked))
        .contains("open the mail", "1280 by 720", "<observation>", "</observation>");
    assertThat(ChatRules.pictures(asked))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("data:image/png");
    assertThat(asked.path("max_tokens").asInt()).isEqualTo(4096);
    assertThat(asked.findValuesAsText("detail")).containsOnly("high");
    assertThat(spending.calls().get(0).backend()).isEqualTo("holo3");
    assertThat(spending.calls().get(0).model()).isEqualTo(MODEL);
    assertThat(spending.settled()).containsExactly(new Usage(60, 7, 40, 0));
  }

  @Test
  void resultsAndNotesAreToldAndOnlyThreePicturesKept() throws InterruptedException {
    Decision last = null;
    for (int n = 0; n < 6; n++) {
      server.then(WAIT);
      last =
          conversation.decide(
              last == null ? Looks.first() : Looks.after(last, n, "You go round in circles."));
    }

    JsonNode asked = server.lastAsked();
    assertThat(ChatRules.pictures(asked)).hasSize(3).doesNotHaveDuplicates();
    assertThat(ChatRules.texts(asked))
        .contains("<tool_output tool=\"wait\">did wait</tool_output>")
        .contains("You go round in circles.")
        .contains("(an earlier picture)")
        .doesNotContain("a long thought");
  }

  @Test
  void anUnchangedScreenIsNotSentAgain() throws InterruptedException {
    server.then(WAIT).then(WAIT);
    Decision first = conversation.decide(Looks.first());
    conversation.decide(Looks.after(first, 0));

    assertThat(ChatRules.pictures(server.lastAsked())).hasSize(1);
    assertThat(ChatRules.texts(server.lastAsked())).contains("exactly as on the last picture");
  }

  @Test
  void aBatchWithAFailureIsToldCallByCall() throws InterruptedException {
    String calls =
        "{\"tool_name\":\"wait\",\"seconds\":1},"
            + "{\"tool_name\":\"write\",\"content\":\"a\",\"press_enter\":true},"
            + "{\"tool_name\":\"hotkey\",\"keys\":[\"Escape\"]}";
    server.then(ChatRules.said("{\"thought\":\"t\",\"tool_calls\":[" + calls + "]}")).then(WAIT);

    Decision batch = conversation.decide(Looks.first());
    conversation.decide(Looks.afterFailure(batch, 2, 5));

    assertThat(((Decision.Act) batch).actions()).hasSize(4);
    assertThat(ChatRules.texts(server.lastAsked()))
        .contains("<tool_output tool=\"wait\">did wait</tool_output>")
        .contains("<tool_output tool=\"write\">did type; Failed: the mouse is gone</tool_output>")
        .contains(
            "<tool_output tool=\"hotkey\">Not executed: an earlier action in this turn failed.");
  }

  @Test
  void anApprovalIsAskedForAndAnswered() throws InterruptedException {
    server
        .then(step("{\"tool_name\":\"ask_for_approval\",\"question\":\"Pay 5 euros?\"}"))
        .then(WAIT);

    Decision asked = conversation.decide(Looks.first());
    conversation.decide(Looks.answered(true, "go ahead", 0));

    assertThat(asked).isEqualTo(new Decision.AskForApproval("Pay 5 euros?"));
    assertThat(ChatRules.texts(server.lastAsked()))
        .contains("<tool_output tool=\"ask_for_approval\">The person approved")
        .contains("go ahead");
  }

  @Test
  void aPersonIsAskedForWhatOnlyTheyCanGive() throws InterruptedException {
    server.then(step("{\"tool_name\":\"ask_person\",\"question\":\"Which year?\"}")).then(WAIT);

    Decision asked = conversation.decide(Looks.first());
    conversation.decide(Looks.answered(true, "2026", 0));

    assertThat(asked).isEqualTo(new Decision.AskPerson("Which year?"));
    assertThat(ChatRules.texts(server.lastAsked()))
        .contains("<tool_output tool=\"ask_person\">The person answers: 2026");
  }

  @Test
  void aDenialIsTold() throws InterruptedException {
    server.then(step("{\"tool_name\":\"ask_for_approval\",\"question\":\"Pay?\"}")).then(WAIT);
    conversation.decide(Looks.first());
    conversation.decide(Looks.answered(false, "", 0));

    assertThat(ChatRules.texts(server.lastAsked())).contains("The person said no");
  }

  @Test
  void anAnswerThatWasCutOffIsNotRead() throws InterruptedException {
    server
        .then(ChatRules.cutOff("{\"tool_call\":{\"tool_name\":\"wait\",\"seconds\":1}}"))
        .then(WAIT);

    conversation.decide(Looks.first());

    assertThat(ChatRules.texts(server.lastAsked())).contains("cut off");
  }

  @Test
  void withoutAnEndpointItIsNotConfigured() {
    Holo3Backend nowhere =
        new Holo3Backend(
            Optional.of(" "),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new SystemPrompt(Optional.empty()));

    assertThatThrownBy(() -> nowhere.begin(Looks.assignment(spending)))
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("HOLO3_ENDPOINT");
    assertThat(nowhere.aliases()).containsExactly("local-uitars");
    assertThat(nowhere.model()).isEqualTo(MODEL);
  }

  @Test
  void aTimeLimitOfNothingIsRefused() {
    assertThatThrownBy(
            () ->
                new Holo3Backend(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(0),
                    new SystemPrompt(Optional.empty())))
        .hasMessageContaining("HOLO3_HTTP_TIMEOUT_S");
  }

  @Test
  void aScreenThatChangesItsSizeIsTold() throws InterruptedException {
    server.then(WAIT).then(WAIT);

    conversation.decide(Observations.first(new Screenshot(800, 600, new int[800 * 600]), null));
    String first = ChatRules.texts(server.lastAsked());
    conversation.decide(
        Observations.after(List.of(), new Screenshot(1024, 768, new int[1024 * 768]), null));

    assertThat(first).contains("800 by 600").doesNotContain("The screen is now");
    assertThat(ChatRules.texts(server.lastAsked()))
        .contains("The screen is now 1024 by 768 pixels.");
  }

  @Test
  void aRefusalEndsTheWork() throws InterruptedException {
    server.then(ChatRules.refused("I will not."));

    assertThat(conversation.decide(Looks.first()))
        .isEqualTo(new Decision.GiveUp("The model refuses: I will not."));
  }
}
