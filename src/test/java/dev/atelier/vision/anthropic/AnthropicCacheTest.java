package dev.atelier.vision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.desktop.ActionResult;
import dev.atelier.desktop.Region;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept so that the model's cache can be used, and what is thrown away. */
class AnthropicCacheTest {
  private static final String THOUGHT = "{'type':'thinking','thinking':'','signature':'s'}";
  private final AnthropicApi api = new AnthropicApi();

  @AfterEach
  void close() {
    api.close();
  }

  /** The messages that hold a mark. */
  private static List<Integer> marked(JsonNode request) {
    List<Integer> marked = new ArrayList<>();
    for (int n = 0; n < request.path("messages").size(); n++) {
      if (!request.path("messages").get(n).findValues("cache_control").isEmpty()) {
        marked.add(n);
      }
    }
    return marked;
  }

  private static int pictures(JsonNode request) {
    return request.path("messages").findValues("media_type").size();
  }

  private void talk(AnthropicTalk talk, int turns) throws InterruptedException {
    for (int n = 0; n < turns; n++) {
      api.says(
          "tool_use", THOUGHT, AnthropicApi.wish("toolu_" + n, "type", "{'text':'" + n + "'}"));
    }
    Decision.Act act = (Decision.Act) talk.first();
    for (int n = 1; n < turns; n++) {
      act = (Decision.Act) talk.after(AnthropicTalk.went(act.actions().get(0)));
    }
  }

  @Test
  void marksMoveWithTheExchange() throws InterruptedException {
    talk(new AnthropicTalk(api), 4);

    assertThat(api.requests())
        .extracting(AnthropicCacheTest::marked)
        .containsExactly(List.of(0), List.of(0, 2), List.of(2, 4), List.of(4, 6));
    assertThat(api.requests())
        .allSatisfy(
            request -> {
              assertThat(request.at("/tools/0/cache_control/type").asText()).isEqualTo("ephemeral");
              assertThat(request.at("/system/0/cache_control/type").asText())
                  .isEqualTo("ephemeral");
            });
  }

  @Test
  void oldPicturesAreTakenOutManyAtOnce() throws InterruptedException {
    talk(new AnthropicTalk(api), 54);

    List<Integer> counts = api.requests().stream().map(AnthropicCacheTest::pictures).toList();
    assertThat(counts.subList(0, 27)).isEqualTo(IntStream.rangeClosed(1, 27).boxed().toList());
    assertThat(counts.get(27)).isEqualTo(3);
    assertThat(counts.get(51)).isEqualTo(27);
    assertThat(counts.get(52)).isEqualTo(3);
  }

  @Test
  void thinkingMayBeDroppedOnlyOncePicturesWereTakenOut() throws InterruptedException {
    talk(new AnthropicTalk(api), 29);

    assertThat(api.requests().get(26).has("thinking")).isFalse();
    assertThat(api.requests().subList(27, 29))
        .allSatisfy(
            request ->
                assertThat(request.at("/thinking/block_binding/prefix_mismatch_behavior").asText())
                    .isEqualTo("drop_block"));
    assertThat(api.betas().get(26)).isEqualTo("null");
    assertThat(api.betas().get(27)).isEqualTo("thinking-binding-controls-2026-08-01");
  }

  @Test
  void olderModelsAreNotToldToDropThinking() throws InterruptedException {
    talk(new AnthropicTalk(api).model("claude-sonnet-5"), 29);

    assertThat(api.lastRequest().has("thinking")).isFalse();
  }

  @Test
  void ofLargePicturesThereAreNeverMoreThanTwenty() throws InterruptedException {
    talk(new AnthropicTalk(api).screen(2100, 700), 22);

    assertThat(api.requests())
        .extracting(AnthropicCacheTest::pictures)
        .contains(20)
        .doesNotContain(21);
  }

  @Test
  void manyPhotosStayBelowTheLimitOfARequest() throws InterruptedException {
    AnthropicTalk talk = new AnthropicTalk(api);
    Decision.Act act = null;
    int mostPictures = 0;
    for (int n = 0; n < 27; n++) {
      api.wishes("type {'text':'" + n + "'}");
      List<Observation.Outcome> outcomes =
          act == null ? List.of() : List.of(AnthropicTalk.went(act.actions().get(0)));
      act = (Decision.Act) talk.conversation().decide(talk.seen(talk.noise(n), outcomes));
      mostPictures = Math.max(mostPictures, pictures(api.lastRequest()));
      api.forgetRequests();
    }

    assertThat(mostPictures).isBetween(10, 26);
  }

  @Test
  void theScreenTheModelBelievesToSeeIsNeverTakenOut() throws InterruptedException {
    AnthropicTalk talk = new AnthropicTalk(api);
    for (int n = 0; n < 30; n++) {
      api.wishes("zoom {'region':[0,0,10,10]}");
    }
    Decision.Act act = (Decision.Act) talk.first();
    for (int n = 1; n < 30; n++) {
      act =
          (Decision.Act)
              talk.afterNothingChanged(
                  new Observation.Outcome(
                      act.actions().get(0),
                      true,
                      "",
                      Optional.of(
                          new ActionResult(
                              "",
                              Optional.of(talk.screen(n).crop(new Region(0, 0, 10, 10))),
                              Optional.empty()))));
    }

    assertThat(api.requests().get(27).at("/messages/0").findValues("media_type")).hasSize(1);
    assertThat(pictures(api.requests().get(27))).isEqualTo(4);
  }
}
