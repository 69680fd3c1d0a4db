package dev.atelier.vision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Size;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.FakeSpending;
import dev.atelier.vision.Fillable;
import dev.atelier.vision.Goal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnthropicFillTest {
  private static final String WISH =
      AnthropicApi.plain("f1", "fill", "{'secret':'Bank','coordinate':[12,34]}");

  private final AnthropicApi api = new AnthropicApi();
  private final AnthropicTalk talk = new AnthropicTalk(api);

  @AfterEach
  void close() {
    api.close();
  }

  private Conversation conversation(Fillable... secrets) {
    return talk.backend()
        .begin(
            new Assignment(
                Goal.of("Sign in"),
                new Size(1280, 720),
                List.of(),
                List.of(),
                List.of(secrets),
                new FakeSpending()));
  }

  @Test
  void aModelIsToldOfSecretsByNameAndSiteAndMayHaveThemFilledIn() throws InterruptedException {
    api.says("tool_use", WISH);

    Decision decision =
        conversation(new Fillable("Bank", "https://bank.example"))
            .decide(talk.seen(talk.screen(7), List.of()));

    assertThat(((Decision.Act) decision).actions())
        .containsExactly(new Action.Fill("Bank", new Point(12, 34)));
    JsonNode asked = api.lastRequest();
    assertThat(asked.path("tools").findValuesAsText("name")).contains("fill");
    assertThat(asked.path("system").toString())
        .contains("- “Bank”, for https://bank.example", "use fill with");
  }

  @Test
  void whereThereIsNoneNothingIsSaidOfIt() throws InterruptedException {
    api.says("end_turn", "{'type':'text','text':'Done.'}");

    conversation().decide(talk.seen(talk.screen(7), List.of()));

    assertThat(api.lastRequest().path("tools").findValuesAsText("name")).doesNotContain("fill");
    assertThat(api.lastRequest().path("system").toString()).doesNotContain("secret");
  }
}
