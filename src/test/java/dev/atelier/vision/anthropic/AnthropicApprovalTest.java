package dev.atelier.vision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionReader;
import dev.atelier.desktop.Point;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person is asked before what they want to be asked about. */
class AnthropicApprovalTest {
  private static final String ASK =
      AnthropicApi.plain("toolu_ask", "ask_for_approval", "{'question':'Send the mail?'}");
  private final AnthropicApi api = new AnthropicApi();
  private final AnthropicTalk talk = new AnthropicTalk(api).askBefore("send");

  @AfterEach
  void close() {
    api.close();
  }

  private Decision answered(boolean approved, String words) throws InterruptedException {
    return talk.conversation()
        .decide(
            new Observation(
                2,
                talk.screen(1),
                new Point(0, 0),
                List.of(),
                Optional.of(new Observation.Answer(approved, words)),
                List.of(),
                null));
  }

  @Test
  void isOfferedOnlyWhereSomebodyWantsToBeAsked() throws InterruptedException {
    api.says("end_turn", "{'type':'text','text':'x'}")
        .says("end_turn", "{'type':'text','text':'x'}");

    talk.first();
    new AnthropicTalk(api).first();

    assertThat(api.requests().get(0).at("/tools/1/name").asText()).isEqualTo("ask_for_approval");
    assertThat(api.requests().get(1).path("tools").findValuesAsText("name"))
        .doesNotContain("ask_for_approval");
  }

  @Test
  void aYesIsToldToTheModel() throws InterruptedException {
    api.says("tool_use", ASK).says("end_turn", "{'type':'text','text':'Sent.'}");

    assertThat(talk.first()).isEqualTo(new Decision.AskForApproval("Send the mail?"));
    assertThat(answered(true, "go ahead")).isEqualTo(new Decision.Finish("Sent."));

    JsonNode result = talk.told().get(0);
    assertThat(result.toString()).contains("Approved. The person says: go ahead");
    assertThat(result.path("is_error").asBoolean()).isFalse();
  }

  @Test
  void aNoIsToldToTheModel() throws InterruptedException {
    api.says("tool_use", ASK).says("end_turn", "{'type':'text','text':'Not sent.'}");

    talk.first();
    answered(false, "");

    assertThat(talk.told().get(0).toString()).contains("Denied. Do not do it.");
  }

  @Test
  void whatComesBeforeIsDoneFirstAndWhatComesBehindIsNotDone() throws InterruptedException {
    api.says(
            "tool_use",
            AnthropicApi.wish("toolu_1", "left_click", "{'coordinate':[1,2]}"),
            ASK,
            AnthropicApi.wish("toolu_2", "key", "{'text':'Return'}"))
        .says("end_turn", "{'type':'text','text':'x'}");

    Decision.Act before = (Decision.Act) talk.first();
    Decision question = talk.after(AnthropicTalk.went(before.actions().get(0)));
    answered(true, "");

    assertThat(before.actions()).hasSize(1);
    Action behind = ActionReader.read("key", Map.of("text", "Return"));
    assertThat(question)
        .isEqualTo(new Decision.AskForApproval("Send the mail?", Optional.of(behind)));
    assertThat(api.requests()).hasSize(2);
    assertThat(talk.told().get(2).toString()).contains(OpenTurn.AFTER_A_QUESTION);
  }

  @Test
  void aQuestionBehindAFailureIsNotAsked() throws InterruptedException {
    api.says("tool_use", AnthropicApi.wish("toolu_1", "left_click", "{'coordinate':[1,2]}"), ASK)
        .says("end_turn", "{'type':'text','text':'x'}");

    Decision.Act before = (Decision.Act) talk.first();
    Decision end = talk.after(AnthropicTalk.failed(before.actions().get(0), "gone"));

    assertThat(end).isEqualTo(new Decision.Finish("x"));
    assertThat(talk.told().get(1).toString()).contains(OpenTurn.AFTER_A_FAILURE);
  }

  @Test
  void theActionThatWaitsIsToldAsItWouldBeDoneOnTheScreen() throws InterruptedException {
    AnthropicTalk large = new AnthropicTalk(api).askBefore("send").screen(2560, 1440);
    api.says(
        "tool_use", ASK, AnthropicApi.wish("toolu_2", "left_click", "{'coordinate':[100,50]}"));

    Decision.AskForApproval question = (Decision.AskForApproval) large.first();

    assertThat(question.pending().orElseThrow().verb()).isEqualTo("left_click");
  }

  @Test
  void whatCannotBeDoneIsNotToldAsWaiting() throws InterruptedException {
    api.says("tool_use", ASK, AnthropicApi.wish("toolu_2", "left_click", "{'coordinate':'there'}"));

    assertThat(talk.first()).isEqualTo(new Decision.AskForApproval("Send the mail?"));
  }
}
