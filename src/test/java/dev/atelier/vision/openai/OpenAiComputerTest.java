package dev.atelier.vision.openai;

import static dev.atelier.vision.openai.ResponsesRules.checked;
import static dev.atelier.vision.openai.ResponsesRules.computer;
import static dev.atelier.vision.openai.ResponsesRules.function;
import static dev.atelier.vision.openai.ResponsesRules.message;
import static dev.atelier.vision.openai.ResponsesRules.reasoning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.Secret;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.json.Json;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.FakeSpending;
import dev.atelier.vision.Observation;
import dev.atelier.vision.SystemPrompt;
import dev.atelier.vision.VisionUnavailable;
import dev.atelier.vision.wire.Looks;
import dev.atelier.vision.wire.LoopbackModelServer;
import dev.atelier.vision.wire.Patience;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OpenAiComputerTest {
  private static final String WAIT = "[{\"type\":\"wait\"}]";

  private final FakeSpending spending = new FakeSpending();
  private final ResponsesRules rules = new ResponsesRules();
  private final LoopbackModelServer server = new LoopbackModelServer(rules::refusal);
  private final Conversation conversation =
      backend(server.url() + "/v1", LoopbackModelServer.TINY).begin(Looks.assignment(spending));

  static OpenAiBackend backend(String url, Patience patience) {
    return new OpenAiBackend(
        Optional.of(url),
        Optional.of(Secret.of("secret")),
        ResponsesRules.MODEL,
        Optional.empty(),
        patience,
        new SystemPrompt(Optional.empty()));
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.refused()).isEmpty();
  }

  private static List<Action> actions(Decision decision) {
    return ((Decision.Act) decision).actions();
  }

  @Test
  void theFirstLookHoldsGoalPictureAndTools() throws InterruptedException {
    server.then(
        rules.response(
            reasoning("the icon is there"),
            computer("a", "[{\"type\":\"click\",\"button\":\"left\",\"x\":1279,\"y\":719}]")));

    Decision decision = conversation.decide(Looks.first());

    assertThat(decision.reason()).isEqualTo("the icon is there");
    assertThat(actions(decision).get(0).parameters().toString())
        .isEqualTo("{coordinate=[1279, 719]}");
    JsonNode asked = server.lastAsked();
    assertThat(asked.path("instructions").asText()).contains("1280 by 720");
    assertThat(asked.findValuesAsText("text")).contains("open the mail");
    assertThat(asked.findValues("image_url")).hasSize(1);
    assertThat(asked.path("tools").findValuesAsText("name"))
        .containsExactly("ask_for_approval", "ask_person", "give_up");
    assertThat(asked.has("previous_response_id")).isFalse();
    assertThat(spending.calls().get(0).model()).isEqualTo(ResponsesRules.MODEL);
    assertThat(spending.settled().get(0).cacheRead()).isEqualTo(40);
  }

  @Test
  void aBatchIsAnsweredByThePictureAndAFailureByWords() throws InterruptedException {
    server
        .then(
            rules.response(
                computer("a", "[{\"type\":\"wait\"},{\"type\":\"type\",\"text\":\"x\"}]"),
                computer("b", "[{\"type\":\"keypress\",\"keys\":[\"CTRL\",\"L\"]}]")))
        .then(rules.response(message("The mail is open.")));

    Decision batch = conversation.decide(Looks.first());
    Decision end = conversation.decide(Looks.afterFailure(batch, 1, 7));

    assertThat(actions(batch)).extracting(Action::verb).containsExactly("wait", "type", "key");
    assertThat(end).isEqualTo(new Decision.Finish("The mail is open."));
    JsonNode asked = server.lastAsked();
    assertThat(asked.path("previous_response_id").asText()).isEqualTo("resp_1");
    assertThat(asked.path("input").findValuesAsText("call_id")).containsExactly("a", "b");
    assertThat(asked.path("input").findValuesAsText("text"))
        .containsExactly(
            "did wait; Failed: the mouse is gone",
            "Not executed: an earlier action in this turn failed.");
    assertThat(spending.calls().get(1).atMost().input()).isGreaterThan(107);
  }

  @Test
  void notesReachTheModel() throws InterruptedException {
    server.then(rules.response(computer("a", WAIT))).then(rules.response(message("done")));

    conversation.decide(Looks.after(conversation.decide(Looks.first()), 1, "You go in circles."));

    assertThat(server.lastAsked().findValuesAsText("text")).contains("You go in circles.");
  }

  @Test
  void aSafetyCheckWaitsForAPersonAndIsThenAcknowledged() throws InterruptedException {
    server
        .then(rules.response(checked(computer("a", WAIT), "The page gives instructions.")))
        .then(rules.response(message("done")));

    Decision asked = conversation.decide(Looks.first());
    Decision again = conversation.decide(Looks.first());
    Decision approved = conversation.decide(Looks.answered(true, "", 0));
    int callsUntilThen = server.asked().size();
    conversation.decide(Looks.after(approved, 3));

    assertThat(asked).isInstanceOf(Decision.AskForApproval.class).isEqualTo(again);
    assertThat(((Decision.AskForApproval) asked).pending()).contains(actions(approved).get(0));
    assertThat(asked.reason()).contains("The page gives instructions.");
    assertThat(actions(approved)).hasSize(1);
    assertThat(callsUntilThen).isEqualTo(1);
    assertThat(server.lastAsked().findValue("acknowledged_safety_checks")).hasSize(1);
  }

  @Test
  void aSafetyCheckThatIsDeniedEndsTheWork() throws InterruptedException {
    server.then(rules.response(checked(computer("a", WAIT), "Odd site.")));

    conversation.decide(Looks.first());
    Decision end = conversation.decide(Looks.answered(false, "leave it", 0));

    assertThat(end).isInstanceOf(Decision.GiveUp.class);
    assertThat(end.reason()).contains("Odd site.", "leave it");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void whatWasApprovedIsNotDoneOnAnotherScreen() throws InterruptedException {
    server
        .then(rules.response(computer("a", WAIT)))
        .then(rules.response(checked(computer("b", WAIT), "Odd site.")))
        .then(rules.response(computer("c", WAIT)))
        .then(rules.response(message("done")));

    conversation.decide(Looks.after(conversation.decide(Looks.first()), 1));
    Decision next = conversation.decide(Looks.answered(true, "quickly", 5));

    JsonNode again = server.lastAsked();
    assertThat(next).isInstanceOf(Decision.Act.class);
    assertThat(again.path("previous_response_id").asText()).isEqualTo("resp_1");
    assertThat(again.path("input").findValuesAsText("call_id")).containsExactly("a");
    assertThat(again.findValue("acknowledged_safety_checks")).isNull();
    assertThat(again.findValues("image_url")).hasSize(2);
    assertThat(again.findValuesAsText("text").toString())
        .contains("the screen changed, so nothing was done", "quickly");

    conversation.decide(Looks.after(next, 6));

    assertThat(server.lastAsked().path("input").findValuesAsText("call_id")).containsExactly("c");
  }

  @Test
  void aClockThatGoesOnMakesNoOtherScreen() throws InterruptedException {
    server.then(rules.response(checked(computer("a", WAIT), "Odd site.")));
    conversation.decide(Looks.first());
    int[] pixels = new int[Looks.SCREEN.width() * Looks.SCREEN.height()];
    Arrays.fill(pixels, 0, 400, 7);
    Screenshot later = new Screenshot(Looks.SCREEN.width(), Looks.SCREEN.height(), pixels);

    Decision approved =
        conversation.decide(
            new Observation(
                1,
                later,
                new Point(0, 0),
                List.of(),
                Optional.of(new Observation.Answer(true, "")),
                List.of(),
                null));

    assertThat(actions(approved)).hasSize(1);
    assertThat(server.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"input_tokens\":null,\"output_tokens\":7}",
        "{\"input_tokens\":100}",
        "{\"input_tokens\":\"100\",\"output_tokens\":7}",
        "{\"input_tokens\":-1,\"output_tokens\":7}",
        "{\"input_tokens\":1.5,\"output_tokens\":7}",
        "{\"input_tokens\":100,\"output_tokens\":7,\"input_tokens_details\":{\"cached_tokens\":101}}",
      })
  void anAnswerThatDoesNotSayWhatItTookIsNotFree(String usage) throws Exception {
    ObjectNode answer = rules.response(computer("a", WAIT));
    answer.set("usage", Json.mapper().readTree(usage));
    server.then(answer);

    conversation.decide(Looks.first());

    assertThat(spending.endings()).containsExactly("charged in full");
  }

  @Test
  void theModelMayAskAPersonItself() throws InterruptedException {
    server
        .then(rules.response(function("f", "ask_for_approval", "{\"question\":\"Pay?\"}")))
        .then(rules.response(function("g", "give_up", "{\"reason\":\"too dear\"}")));

    Decision asked = conversation.decide(Looks.first());
    Decision end = conversation.decide(Looks.answered(false, "no", 0));

    assertThat(asked).isEqualTo(new Decision.AskForApproval("Pay?"));
    assertThat(end).isEqualTo(new Decision.GiveUp("too dear"));
    assertThat(server.lastAsked().findValuesAsText("output").toString())
        .contains("The person said no");
  }

  @Test
  void theModelMayAskForWhatOnlyAPersonCanGive() throws InterruptedException {
    server
        .then(rules.response(function("f", "ask_person", "{\"question\":\"Please log in.\"}")))
        .then(rules.response(function("g", "give_up", "{\"reason\":\"no login\"}")));

    Decision asked = conversation.decide(Looks.first());
    conversation.decide(Looks.answered(true, "", 0));

    assertThat(asked).isEqualTo(new Decision.AskPerson("Please log in."));
    assertThat(server.lastAsked().findValuesAsText("output").toString())
        .contains("The person says that it is done");
  }

  @Test
  void aRefusalEndsTheWork() throws InterruptedException {
    var refusing = message("");
    ((com.fasterxml.jackson.databind.node.ObjectNode) refusing.path("content").path(0))
        .put("type", "refusal")
        .put("refusal", "not this");
    server.then(rules.response(refusing));

    assertThat(conversation.decide(Looks.first()))
        .isEqualTo(new Decision.GiveUp("The model refuses: not this"));
  }

  @Test
  void aFailedResponseIsPlainlyTold() {
    var failed = rules.response();
    failed.put("status", "failed").putObject("error").put("message", "server_error");
    server.then(failed);

    assertThatThrownBy(() -> conversation.decide(Looks.first()))
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("server_error");
  }

  @Test
  void withoutAKeyItIsNotConfigured() {
    OpenAiBackend nobody =
        new OpenAiBackend(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new SystemPrompt(Optional.empty()));

    assertThatThrownBy(() -> nobody.begin(Looks.assignment(spending)))
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("OPENAI_API_KEY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"computer", "functions"})
  void manyTasksShareTheThreadsOfOneClient(String mode) {
    OpenAiBackend backend =
        new OpenAiBackend(
            Optional.of(server.url()),
            Optional.of(Secret.of("secret")),
            ResponsesRules.MODEL,
            Optional.of(mode),
            LoopbackModelServer.TINY,
            new SystemPrompt(Optional.empty()));
    Set<Thread> before = selectors();
    List<Conversation> begun = new ArrayList<>();

    for (int n = 0; n < 200; n++) {
      begun.add(backend.begin(Looks.assignment(spending)));
    }

    Set<Thread> made = selectors();
    made.removeAll(before);
    assertThat(begun).hasSize(200);
    assertThat(made).hasSizeLessThan(3);
  }

  private static Set<Thread> selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void theModeFollowsTheModelUnlessItIsSet() {
    assertThat(Mode.of(Optional.empty(), "computer-use-preview")).isEqualTo(Mode.COMPUTER);
    assertThat(Mode.of(Optional.empty(), "GPT-5.4-mini")).isEqualTo(Mode.COMPUTER);
    assertThat(Mode.of(Optional.empty(), "gpt-4o")).isEqualTo(Mode.FUNCTIONS);
    assertThat(Mode.of(Optional.empty(), "qwen3-vl")).isEqualTo(Mode.FUNCTIONS);
    assertThat(Mode.of(Optional.of("Functions"), "gpt-5.4")).isEqualTo(Mode.FUNCTIONS);
    assertThatThrownBy(() -> Mode.of(Optional.of("magic"), "gpt-5.4"))
        .hasMessageContaining("OPENAI_MODE");
  }
}
