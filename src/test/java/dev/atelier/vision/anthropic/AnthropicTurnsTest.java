package dev.atelier.vision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionResult;
import dev.atelier.desktop.Point;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import dev.atelier.vision.Usage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the model's turns, and what it is told of them. */
class AnthropicTurnsTest {
  private static final String DONE = "{'type':'text','text':'Done.'}";
  private final AnthropicApi api = new AnthropicApi();
  private final AnthropicTalk talk = new AnthropicTalk(api);

  @AfterEach
  void close() {
    api.close();
  }

  private static List<String> errors(JsonNode told) {
    return AnthropicRules.list(told).stream()
        .filter(block -> block.path("is_error").asBoolean())
        .map(
            block ->
                block.path("content").isTextual()
                    ? block.path("content").asText()
                    : block.at("/content/0/text").asText())
        .toList();
  }

  @Test
  void severalWishesAreOneAct() throws InterruptedException {
    api.wishes("left_click {'coordinate':[1,2]}", "type {'text':'a'}", "key {'text':'Return'}")
        .says("end_turn", DONE);

    List<Action> actions = talk.firstActions();
    talk.after(actions.stream().map(AnthropicTalk::went).toArray(Observation.Outcome[]::new));

    assertThat(actions).extracting(Action::verb).containsExactly("left_click", "type", "key");
    assertThat(errors(talk.told())).isEmpty();
    assertThat(talk.told().at("/2/content/1/type").asText()).isEqualTo("image");
  }

  @Test
  void afterAFailureTheRestIsToldNotToHaveBeenDone() throws InterruptedException {
    api.wishes("left_click {'coordinate':[1,2]}", "type {'text':'a'}", "key {'text':'Return'}")
        .says("end_turn", DONE);

    List<Action> actions = talk.firstActions();
    talk.after(
        AnthropicTalk.went(actions.get(0)), AnthropicTalk.failed(actions.get(1), "no keyboard"));

    assertThat(errors(talk.told()))
        .containsExactly(
            "no keyboard", "Not executed: an earlier computer action in this turn failed.");
    assertThat(talk.told().get(3).path("type").asText()).isEqualTo("image");
  }

  @Test
  void whatWasNotCarriedOutIsToldSo() throws InterruptedException {
    api.wishes("left_click {'coordinate':[1,2]}", "type {'text':'a'}").says("end_turn", DONE);

    talk.first();
    talk.after();

    assertThat(errors(talk.told()))
        .containsExactly(
            "Not executed.", "Not executed: an earlier computer action in this turn failed.");
  }

  @Test
  void thinkingComesBackVerbatim() throws InterruptedException {
    api.says(
            "tool_use",
            "{'type':'thinking','thinking':'','signature':'sig+A=='}",
            "{'type':'thinking','thinking':'two','signature':'sig/B','more':{'n':1.50}}",
            "{'type':'redacted_thinking','data':'xyz'}",
            "{'type':'text','text':'I click.'}",
            AnthropicApi.wish("toolu_1", "left_click", "{'coordinate':[1,2]}"))
        .says("end_turn", DONE);

    Decision.Act act = (Decision.Act) talk.first();
    talk.after(AnthropicTalk.went(act.actions().get(0)));

    assertThat(act.reason()).isEqualTo("I click.");
    assertThat(api.lastRequest().at("/messages/1/content").size()).isEqualTo(5);
  }

  @Test
  void anUnchangedScreenIsNotSentAgain() throws InterruptedException {
    api.wishes("screenshot").says("end_turn", DONE);

    Action look = talk.firstActions().get(0);
    talk.afterNothingChanged(AnthropicTalk.went(look));

    assertThat(talk.told().findValuesAsText("type")).doesNotContain("image");
    assertThat(talk.told().toString()).contains("The screen has not changed");
  }

  @Test
  void aLookInTheMiddleShowsWhatWasThereThen() throws InterruptedException {
    api.wishes("screenshot", "left_click {'coordinate':[1,2]}").says("end_turn", DONE);

    List<Action> actions = talk.firstActions();
    talk.after(
        new Observation.Outcome(
            actions.get(0),
            true,
            "",
            Optional.of(new ActionResult("", Optional.of(talk.screen(99)), Optional.empty()))),
        AnthropicTalk.went(actions.get(1)));

    assertThat(talk.told().at("/0/content/0/type").asText()).isEqualTo("image");
    assertThat(talk.told().at("/1/content/1/type").asText()).isEqualTo("image");
  }

  @Test
  void nonsenseIsToldBackAndNothingIsGuessed() throws InterruptedException {
    api.wishes("left_click {'coordinate':[1280,10]}", "key {'text':'a'}")
        .wishes("left_press {'coordinate':[1,1]}")
        .wishes("type {'text':'right'}");

    assertThat(talk.firstActions()).containsExactly(new Action.Type("right"));
    assertThat(errors(api.requests().get(1).at("/messages/2/content")))
        .containsExactly(
            "coordinate is outside the screen, which is 1280x720", OpenTurn.AFTER_A_FAILURE);
    assertThat(errors(talk.told())).singleElement().asString().contains("is not a verb");
    assertThat(talk.spending.endings()).containsExactly("settled", "settled", "settled");
  }

  @Test
  void endlessNonsenseIsGivenUp() throws InterruptedException {
    api.wishes("type {}").wishes("type {'text':4}").wishes("key {'text':'nokey'}");

    assertThat(talk.first())
        .isInstanceOfSatisfying(
            Decision.GiveUp.class, end -> assertThat(end.reason()).contains("3 times", "nokey"));
  }

  @Test
  void whatMakesSenseBeforeNonsenseIsDone() throws InterruptedException {
    api.wishes("type {'text':'a'}", "type {'letters':'b'}", "type {'text':'c'}")
        .says("end_turn", DONE);

    List<Action> actions = talk.firstActions();
    talk.after(AnthropicTalk.went(actions.get(0)));

    assertThat(actions).containsExactly(new Action.Type("a"));
    assertThat(errors(talk.told())).containsExactly("text is missing", OpenTurn.AFTER_A_FAILURE);
  }

  @Test
  void aRefusalIsGivenUpWithItsWords() throws InterruptedException {
    api.says("refusal", "{'type':'text','text':'I will not do that.'}");

    assertThat(talk.first())
        .isEqualTo(new Decision.GiveUp("Claude refuses to go on: I will not do that."));
  }

  @Test
  void aRefusalWithoutContentIsOneToo() throws InterruptedException {
    api.says("refusal");

    assertThat(talk.first()).isEqualTo(new Decision.GiveUp("Claude refuses to go on."));
  }

  @Test
  void aRefusalThatSaysWhyElsewhereIsGivenUpWithThat() throws InterruptedException {
    api.saysText(
        "{\"content\":[],\"stop_reason\":\"refusal\","
            + "\"stop_details\":{\"explanation\":\"It is not allowed.\"},"
            + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}");

    assertThat(talk.first())
        .isEqualTo(new Decision.GiveUp("Claude refuses to go on: It is not allowed."));
  }

  @Test
  void anExchangeThatHasBecomeTooLongIsGivenUp() throws InterruptedException {
    api.says("model_context_window_exceeded", "{'type':'text','text':'So far I have'}");

    assertThat(talk.first())
        .isEqualTo(new Decision.GiveUp("The exchange has become too long for Claude."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tool_use", "something_new", ""})
  void wordsThatAreNoEndDoNotCompleteTheTask(String stop) throws InterruptedException {
    api.says(stop, "{'type':'text','text':'I open the mail now.'}").says("end_turn", DONE);

    assertThat(talk.first()).isEqualTo(new Decision.Finish("Done."));
    assertThat(api.requests()).hasSize(2);
    assertThat(talk.told().toString())
        .contains(stop.isEmpty() ? "it did not say why it stopped" : "it stopped with “" + stop);
  }

  @Test
  void anAnswerThatEndsAtAStopSequenceIsAnEnd() throws InterruptedException {
    api.says("stop_sequence", DONE);

    assertThat(talk.first()).isEqualTo(new Decision.Finish("Done."));
  }

  @Test
  void wordsThatAreNeverAnEndAreGivenUpWithTheReason() throws InterruptedException {
    for (int n = 0; n < 3; n++) {
      api.says("tool_use", "{'type':'text','text':'I open the mail now.'}");
    }

    assertThat(talk.first())
        .isInstanceOfSatisfying(
            Decision.GiveUp.class,
            end -> assertThat(end.reason()).contains("it stopped with “tool_use”"));
  }

  @Test
  void aPausedTurnIsSentBackAsItIs() throws InterruptedException {
    api.says(
            "pause_turn",
            "{'type':'thinking','thinking':'','signature':'s'}",
            "{'type':'text','text':'I look for it.'}")
        .says("end_turn", DONE);

    assertThat(talk.first()).isEqualTo(new Decision.Finish("Done."));
    assertThat(api.lastRequest().at("/messages/1/content").toString())
        .contains("\"signature\":\"s\"", "I look for it.");
    assertThat(talk.told().get(0).path("text").asText()).isEqualTo("Go on.");
  }

  @Test
  void aWishThatIsCutOffIsNotCarriedOut() throws InterruptedException {
    api.says(
            "max_tokens",
            "{'type':'text','text':'I write.'}",
            AnthropicApi.wish("toolu_1", "type", "{'text':'Dear Sir'}"))
        .wishes("type {'text':'Dear Sirs'}");

    assertThat(talk.firstActions()).containsExactly(new Action.Type("Dear Sirs"));
    assertThat(talk.told().toString()).contains("Be brief");
  }

  @Test
  void aCutOffAnswerIsAskedForOnceMore() throws InterruptedException {
    api.says("max_tokens", "{'type':'text','text':'I am thinking at great'}")
        .says("end_turn", DONE);

    assertThat(talk.first()).isEqualTo(new Decision.Finish("Done."));
    assertThat(talk.told().toString()).contains("Be brief");
    assertThat(talk.told().toString()).doesNotContain("great");
  }

  @Test
  void twoCutOffAnswersAreGivenUp() throws InterruptedException {
    api.says("max_tokens", "{'type':'text','text':'long'}").says("max_tokens");

    assertThat(talk.first())
        .isInstanceOfSatisfying(
            Decision.GiveUp.class,
            end -> assertThat(end.reason()).contains("ANTHROPIC_MAX_TOKENS (4096)"));
  }

  @Test
  void anEmptyAnswerIsAskedForAgain() throws InterruptedException {
    api.says("end_turn").says("end_turn", DONE);

    assertThat(talk.first()).isEqualTo(new Decision.Finish("Done."));
  }

  @Test
  void notesAreToldToTheModel() throws InterruptedException {
    api.wishes("wait {'duration':1}").says("end_turn", DONE);
    Action wait = talk.firstActions().get(0);

    talk.conversation()
        .decide(
            new Observation(
                2,
                talk.screen(1),
                new Point(0, 0),
                List.of(AnthropicTalk.went(wait)),
                Optional.empty(),
                List.of("You go round in circles."),
                null));

    assertThat(talk.told().get(1).path("text").asText()).isEqualTo("You go round in circles.");
  }

  @Test
  void everyCallIsBookedWithWhatItTook() throws InterruptedException {
    api.says("end_turn", DONE);

    talk.first();

    assertThat(talk.spending.settled()).containsExactly(new Usage(10, 20, 300, 40));
    Usage most = talk.spending.calls().get(0).atMost();
    assertThat(talk.spending.calls().get(0).model()).isEqualTo("claude-sonnet-5-5");
    assertThat(most.output()).isEqualTo(4096);
    // Toolset, a picture of 46 by 26 patches, system prompt and goal.
    assertThat(most.cacheWrite()).isBetween(5000L + 1196 + 500, 5000L + 1196 + 2000);
  }

  @Test
  void wordsOfFewLettersAreNotUnderestimated() {
    assertThat(new Words("打开邮件并回复第一封信").tokens()).isGreaterThanOrEqualTo(11);
    assertThat(new Words("🙂🙃🫠").tokens()).isGreaterThanOrEqualTo(6);
  }

  @Test
  void theToolToAskAPersonWithIsReckonedWith() throws InterruptedException {
    api.says("end_turn", DONE).says("end_turn", DONE);
    AnthropicTalk careful = new AnthropicTalk(api).askBefore("pay");

    talk.first();
    careful.first();

    long tool = api.lastRequest().at("/tools/1").toString().length() / 4;
    long asking = api.lastRequest().path("system").toString().length();
    long notAsking = api.requests().get(0).path("system").toString().length();
    assertThat(mostWritten(careful) - mostWritten(talk))
        .isGreaterThan(tool + (asking - notAsking) / 2);
  }

  private static long mostWritten(AnthropicTalk talk) {
    return talk.spending.calls().get(0).atMost().cacheWrite();
  }
}
