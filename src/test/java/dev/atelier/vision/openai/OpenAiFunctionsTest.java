package dev.atelier.vision.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.Secret;
import dev.atelier.desktop.ActionReader;
import dev.atelier.desktop.ActionResult;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.json.Json;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.FakeSpending;
import dev.atelier.vision.Observation;
import dev.atelier.vision.Observations;
import dev.atelier.vision.SystemPrompt;
import dev.atelier.vision.Usage;
import dev.atelier.vision.wire.ChatRules;
import dev.atelier.vision.wire.Looks;
import dev.atelier.vision.wire.LoopbackModelServer;
import dev.atelier.vision.wire.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OpenAiFunctionsTest {
  private static final String MODEL = "gpt-4o";

  private final FakeSpending spending = new FakeSpending();
  private final LoopbackModelServer server = new LoopbackModelServer(OpenAiFunctionsTest::refusal);
  private final Conversation conversation =
      backend(server.url() + "/v1", LoopbackModelServer.TINY).begin(Looks.assignment(spending));

  static OpenAiBackend backend(String url, Patience patience) {
    return new OpenAiBackend(
        Optional.of(url),
        Optional.of(Secret.of("secret")),
        MODEL,
        Optional.empty(),
        patience,
        new SystemPrompt(Optional.empty()));
  }

  static Optional<String> refusal(LoopbackModelServer.Call call) {
    if (call.body().path("tools").isEmpty()) {
      return Optional.of("no functions");
    }
    return ChatRules.refusal(call, MODEL, "secret", 3);
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.refused()).isEmpty();
  }

  @Test
  void everyVerbIsAFunction() throws InterruptedException {
    server.then(ChatRules.called("wait", "{\"duration\":1}"));

    conversation.decide(Looks.first());

    List<String> names = new ArrayList<>(ActionReader.verbs());
    // There is no secret to fill in.
    names.remove("fill");
    names.addAll(List.of("ask_for_approval", "ask_person", "finish", "give_up"));
    JsonNode asked = server.lastAsked();
    assertThat(asked.path("tools").findValuesAsText("name")).containsExactlyElementsOf(names);
    assertThat(asked.path("max_completion_tokens").asInt()).isPositive();
    assertThat(ChatRules.texts(asked)).contains("open the mail", "1280 by 720");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "screenshot | {} | {}",
        "zoom | {'region':[0,0,100,50]} | {region=[0, 0, 100, 50]}",
        "zoom | {'region':[0,0,1280,720]} | {region=[0, 0, 1280, 720]}",
        "zoom | {'region':[1279,719,1280,720]} | {region=[1279, 719, 1280, 720]}",
        "cursor_position | {} | {}",
        "mouse_move | {'coordinate':[1,2]} | {coordinate=[1, 2]}",
        "left_click | {'coordinate':[1,2],'text':'ctrl'} | {coordinate=[1, 2], text=ctrl}",
        "right_click | {'coordinate':[1,2]} | {coordinate=[1, 2]}",
        "middle_click | {} | {}",
        "double_click | {'coordinate':[1,2]} | {coordinate=[1, 2]}",
        "triple_click | {'coordinate':[1279,719]} | {coordinate=[1279, 719]}",
        "left_mouse_down | {'coordinate':[1,2]} | {coordinate=[1, 2]}",
        "left_mouse_up | {} | {}",
        "left_click_drag | {'start_coordinate':[1,2],'coordinate':[3,4]} | {coordinate=[3, 4], start_coordinate=[1, 2]}",
        "scroll | {'scroll_direction':'down','scroll_amount':3} | {scroll_amount=3, scroll_direction=down}",
        "type | {'text':'hi'} | {text=hi}",
        "key | {'text':'ctrl+l','repeat':2} | {repeat=2, text=ctrl+l}",
        "hold_key | {'text':'a','duration':1} | {duration=1.0, text=a}",
        "wait | {'duration':1} | {duration=1.0}",
      })
  void everyFunctionIsRead(String name, String arguments, String parameters)
      throws InterruptedException {
    server.then(ChatRules.called(name, arguments.replace('\'', '"')));

    Decision.Act act = (Decision.Act) conversation.decide(Looks.first());

    assertThat(act.actions().get(0).verb()).isEqualTo(name);
    assertThat(new TreeMap<>(act.actions().get(0).parameters())).hasToString(parameters);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "explode | {}",
        "left_click | {'coordinate':[1280,1]}",
        "left_click | {'coordinate':[-1,1]}",
        "left_click | {'coordinate':[1e400,1]}",
        "left_click | {'coordinate':[1]}",
        "left_click | {'coordinate':['1','2']}",
        "left_click | {'coordinate':{'x':1,'y':2}}",
        "left_click | {'x':1,'y':2}",
        "left_click | [1,2]",
        "left_click | nonsense",
        "mouse_move | {}",
        "zoom | {'region':[5,5,5,5]}",
        "zoom | {'region':[0,0,1281,720]}",
        "zoom | {'region':[1280,720,1280,720]}",
        "type | {'text':7}",
        "key | {'text':'hyperdrive'}",
        "wait | {'duration':1e9}",
        "finish | {}",
        "finish | {'summary':''}",
        "ask_for_approval | {'question':'?','and':'more'}",
      })
  void nonsenseIsAnsweredAndNeverGuessedAt(String name, String arguments)
      throws InterruptedException {
    server
        .then(ChatRules.called(name, arguments.replace('\'', '"')))
        .then(ChatRules.called("wait", "{\"duration\":1}"));

    conversation.decide(Looks.first());

    assertThat(ChatRules.roles(server.lastAsked()))
        .containsExactly("system", "user", "assistant", "tool");
  }

  @Test
  void wordsAloneAreNoAction() throws InterruptedException {
    server
        .then(ChatRules.said("I will click now."))
        .then(ChatRules.called("finish", "{\"summary\":\"done\"}"));

    assertThat(conversation.decide(Looks.first())).isEqualTo(new Decision.Finish("done"));
    assertThat(ChatRules.texts(server.lastAsked())).contains("no function was called");
  }

  @Test
  void everyCallOfABatchIsAnsweredAlsoAfterAFailure() throws InterruptedException {
    server
        .then(
            ChatRules.called(
                "wait", "{\"duration\":1}", "type", "{\"text\":\"a\"}", "middle_click", ""))
        .then(ChatRules.called("give_up", "{\"reason\":\"no mouse\"}"));

    Decision batch = conversation.decide(Looks.first());
    Decision end = conversation.decide(Looks.afterFailure(batch, 1, 9));

    assertThat(end).isEqualTo(new Decision.GiveUp("no mouse"));
    assertThat(ChatRules.roles(server.lastAsked()))
        .containsExactly("system", "user", "assistant", "tool", "tool", "tool", "user");
    assertThat(ChatRules.texts(server.lastAsked()))
        .contains("did wait", "Failed: the mouse is gone", "Not executed");
  }

  @Test
  void aCloserLookIsSentBesideTheResult() throws InterruptedException {
    server
        .then(ChatRules.called("zoom", "{\"region\":[0,0,100,100]}"))
        .then(ChatRules.called("ask_for_approval", "{\"question\":\"Send?\"}"))
        .then(ChatRules.called("wait", "{\"duration\":1}"));
    Decision.Act zoom = (Decision.Act) conversation.decide(Looks.first());
    var closer = new ActionResult("looked closer", Optional.of(Looks.screen(3)), Optional.empty());
    Decision asked =
        conversation.decide(
            new Observation(
                2,
                Looks.screen(0),
                new Point(0, 0),
                List.of(
                    new Observation.Outcome(
                        zoom.actions().get(0), true, "looked closer", Optional.of(closer))),
                Optional.empty(),
                List.of("A note."),
                null));
    assertThat(ChatRules.pictures(server.lastAsked())).hasSizeBetween(2, 3);

    conversation.decide(Looks.answered(true, "yes", 0));

    assertThat(asked).isEqualTo(new Decision.AskForApproval("Send?"));
    assertThat(ChatRules.texts(server.lastAsked())).contains("The person approved", "A note.");
  }

  @Test
  void aPersonIsAskedForWhatOnlyTheyCanGive() throws InterruptedException {
    server
        .then(ChatRules.called("ask_person", "{\"question\":\"Which account?\"}"))
        .then(ChatRules.called("wait", "{\"duration\":1}"));

    Decision asked = conversation.decide(Looks.first());
    conversation.decide(Looks.answered(true, "the second one", 0));

    assertThat(asked).isEqualTo(new Decision.AskPerson("Which account?"));
    assertThat(ChatRules.texts(server.lastAsked()))
        .contains("The person answers: the second one")
        .doesNotContain("The person approved");
  }

  @Test
  void onlyThreePicturesAreKept() throws InterruptedException {
    Decision last = null;
    for (int n = 0; n < 6; n++) {
      server.then(ChatRules.called("wait", "{\"duration\":1}"));
      last = conversation.decide(last == null ? Looks.first() : Looks.after(last, n));
    }

    assertThat(ChatRules.pictures(server.lastAsked())).hasSize(3);
  }

  @Test
  void aRefusalEndsTheWorkAndIsPaidAsItWas() throws InterruptedException {
    server.then(ChatRules.refused("I can't help with that."));

    assertThat(conversation.decide(Looks.first()))
        .isEqualTo(new Decision.GiveUp("The model refuses: I can't help with that."));
    assertThat(server.asked()).hasSize(1);
    assertThat(spending.settled()).containsExactly(new Usage(60, 7, 40, 0));
  }

  @Test
  void anAnswerThatWasFilteredEndsTheWork() throws InterruptedException {
    server.then(ChatRules.filtered());

    assertThat(conversation.decide(Looks.first()))
        .isEqualTo(new Decision.GiveUp("The model's answer was withheld by a content filter."));
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void anUnchangedScreenIsNotSentAgain() throws InterruptedException {
    server
        .then(ChatRules.called("wait", "{\"duration\":1}"))
        .then(ChatRules.called("wait", "{\"duration\":1}"));

    conversation.decide(Looks.after(conversation.decide(Looks.first()), 0));

    assertThat(ChatRules.pictures(server.lastAsked())).hasSize(1);
    assertThat(ChatRules.texts(server.lastAsked())).contains("exactly as on the last picture");
  }

  @Test
  void aScreenThatChangesItsSizeIsTold() throws InterruptedException {
    server
        .then(ChatRules.called("wait", "{\"duration\":1}"))
        .then(ChatRules.called("wait", "{\"duration\":1}"));

    conversation.decide(Looks.first());
    conversation.decide(
        Observations.after(List.of(), new Screenshot(1024, 768, new int[1024 * 768]), null));

    assertThat(ChatRules.texts(server.lastAsked()))
        .contains("1280 by 720", "The screen is now 1024 by 768 pixels.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"prompt_tokens\":null,\"completion_tokens\":7}",
        "{\"prompt_tokens\":100,\"completion_tokens\":null}",
        "{\"prompt_tokens\":-100,\"completion_tokens\":7}",
      })
  void anAnswerThatDoesNotSayWhatItTookIsNotFree(String usage) throws Exception {
    ObjectNode answer = ChatRules.called("wait", "{\"duration\":1}");
    answer.set("usage", Json.mapper().readTree(usage));
    server.then(answer);

    conversation.decide(Looks.first());

    assertThat(spending.endings()).containsExactly("charged in full");
  }
}
