package dev.atelier.vision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.desktop.Point;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person is asked for what only they can give. */
class AnthropicPersonTest {
  private static final String ASK =
      AnthropicApi.plain("toolu_ask", "ask_person", "{'question':'Please log in.'}");
  private final AnthropicApi api = new AnthropicApi();
  private final AnthropicTalk talk = new AnthropicTalk(api);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void itMayAlwaysBeAskedAndThatIsReckonedWith() throws InterruptedException {
    api.says("end_turn", "{'type':'text','text':'x'}");

    talk.first();

    JsonNode tool = api.lastRequest().at("/tools/1");
    assertThat(tool.path("name").asText()).isEqualTo("ask_person");
    int told =
        (tool.toString().length() + api.lastRequest().path("system").toString().length()) / 4;
    assertThat(talk.spending.calls().get(0).atMost().cacheWrite()).isGreaterThan(5000 + told);
  }

  @Test
  void anAnswerInWordsIsToldToTheModel() throws InterruptedException {
    api.says("tool_use", ASK).says("end_turn", "{'type':'text','text':'Done.'}");

    assertThat(talk.first()).isEqualTo(new Decision.AskPerson("Please log in."));
    assertThat(answered(true, "the code is 4711")).isEqualTo(new Decision.Finish("Done."));

    JsonNode result = talk.told().get(0);
    assertThat(result.toString()).contains("The person answers: the code is 4711");
    assertThat(result.path("is_error").asBoolean()).isFalse();
  }

  @Test
  void thatItIsDoneIsToldToTheModelWithTheNewScreen() throws InterruptedException {
    api.says("tool_use", ASK).says("end_turn", "{'type':'text','text':'Done.'}");

    talk.first();
    answered(true, "");

    assertThat(talk.told().toString())
        .contains("The person says that it is done", "\"type\":\"image\"");
  }

  @Test
  void aNoIsToldToTheModel() throws InterruptedException {
    api.says("tool_use", ASK).says("end_turn", "{'type':'text','text':'Not done.'}");

    talk.first();
    answered(false, "ask Ada");

    assertThat(talk.told().get(0).toString())
        .contains("The person said no", "Their words: ask Ada");
  }

  private Decision answered(boolean approved, String words) throws InterruptedException {
    return talk.conversation()
        .decide(
            new Observation(
                2,
                talk.screen(2),
                new Point(0, 0),
                List.of(),
                Optional.of(new Observation.Answer(approved, words)),
                List.of(),
                null));
  }
}
