package dev.atelier.vision.grounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.vision.TargetFinder;
import dev.atelier.vision.wire.Looks;
import dev.atelier.vision.wire.LoopbackModelServer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GroundingTest {
  private static final Screenshot SCREEN = Looks.screen(1);

  private final LoopbackModelServer server = new LoopbackModelServer(GroundingTest::refusal);
  private final TargetFinder moondream =
      new MoondreamFinder(Optional.of(server.url()), LoopbackModelServer.TINY);
  private final TargetFinder omniParser =
      new OmniParserFinder(Optional.of(server.url() + "/"), LoopbackModelServer.TINY);

  private static Optional<String> refusal(LoopbackModelServer.Call call) {
    boolean pointed =
        call.path().equals("/v1/point")
            && call.body().path("image_url").asText().startsWith("data:image/png;base64,")
            && call.body().path("object").isTextual();
    boolean parsed =
        call.path().equals("/parse/")
            && call.body().path("base64_image").asText().startsWith("iVBOR");
    return pointed || parsed ? Optional.empty() : Optional.of("not asked as it should be");
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.refused()).isEmpty();
  }

  @Test
  void moondreamPoints() throws InterruptedException {
    server.then("{\"points\":[{\"x\":0.5,\"y\":1}]}");

    assertThat(moondream.find(SCREEN, "the gear"))
        .contains(new TargetFinder.Target(new Point(640, 719), ""));
    assertThat(server.lastAsked().path("object").asText()).isEqualTo("the gear");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"points\":[]}",
        "{\"points\":{}}",
        "{\"points\":[7]}",
        "{\"points\":[{\"x\":0.5}]}",
        "{\"points\":[{\"x\":1.5,\"y\":0.5}]}",
        "{\"points\":[{\"x\":-0.1,\"y\":0.5}]}",
        "{\"points\":[{\"x\":\"0.5\",\"y\":0.5}]}",
        "{\"points\":[{\"x\":1e999,\"y\":0.5}]}",
        "{\"points\":[{\"x\":0.1,\"y\":0.1},{\"x\":0.9,\"y\":0.9}]}",
        "<html>",
      })
  void moondreamIsNotGuessedAt(String answer) throws InterruptedException {
    server.then(answer);

    assertThat(moondream.find(SCREEN, "the gear")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "the gear icon, 128",
    "Settings gear, 128",
    "save, 384",
    "save as, 640",
    "printer, -1",
    "the icon, -1",
    "twice, -1",
    "don't save, 896",
    "do not save, -1",
    "delete, -1",
    "delete all, 1152",
    "bell, -1",
    "no bell, 1152",
    "kind, -1",
  })
  void omniParserFindsTheLabelThatFitsBest(String description, int x) throws InterruptedException {
    server.then(
        """
        {"som_image_base64":"…","latency":1.2,"parsed_content_list":[
          {"type":"icon","bbox":[0.0,0.0,0.2,0.2],"interactivity":true,"content":"A settings gear "},
          {"type":"text","bbox":[0.2,0.0,0.4,0.2],"interactivity":false,"content":"Save"},
          {"type":"text","bbox":[0.4,0.0,0.6,0.2],"interactivity":false,"content":"Save as…"},
          {"type":"text","bbox":[0.4,0.0,0.6,0.2],"content":"twice"},
          {"type":"text","bbox":[0.6,0.0,0.8,0.2],"content":"Twice"},
          {"type":"text","bbox":[0.4,0.0,9,0.2],"content":"printer"},
          {"type":"text","bbox":[0.4],"content":"printer"},
          {"type":"icon","bbox":[0.1,0.1,0.1,0.1],"content":null},
          {"type":"text","bbox":[0.6,0.0,0.8,0.2],"content":"Don’t save"},
          {"type":"text","bbox":[0.8,0.0,1.0,0.2],"content":"Delete all"},
          {"type":"icon","bbox":[0.8,0.0,1.0,0.2],"content":"no bell"},
          {"bbox":[0.8,0.0,1.0,0.2],"content":"of no kind"},
          7]}
        """);

    Optional<TargetFinder.Target> found = omniParser.find(SCREEN, description);

    assertThat(found.map(target -> target.at().x()).orElse(-1)).isEqualTo(x);
  }

  @Test
  void whatIsFoundSaysItsLabel() throws InterruptedException {
    server.then(
        """
        {"parsed_content_list":[{"type":"icon","bbox":[0,0,1,1],"content":"A settings gear "}]}
        """);

    assertThat(omniParser.find(SCREEN, "gear").map(TargetFinder.Target::label))
        .contains("A settings gear");
  }

  @Test
  void aFailingHelperIsSkipped() throws InterruptedException {
    server.then(500, Map.of(), "{}").then(500, Map.of(), "{}").then(500, Map.of(), "{}");
    assertThat(moondream.find(SCREEN, "gear")).isEmpty();
    server.drop();
    assertThat(omniParser.find(SCREEN, "gear")).isEmpty();
    server.then(404, Map.of(), "no");
    assertThat(omniParser.find(SCREEN, "gear")).isEmpty();
    server.close();
    assertThat(omniParser.find(SCREEN, "gear")).isEmpty();
  }

  @Test
  void withoutAnEndpointNothingIsAsked() throws InterruptedException {
    assertThat(new MoondreamFinder(Optional.empty()).find(SCREEN, "gear")).isEmpty();
    assertThat(new OmniParserFinder(Optional.of(" ")).find(SCREEN, "gear")).isEmpty();
  }

  @Test
  void aCancelTakesEffectDuringACall() throws Exception {
    server.stall();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Optional<TargetFinder.Target>> finding =
          thread.submit(() -> moondream.find(SCREEN, "gear"));
      server.awaitStalled();
      thread.shutdownNow();

      assertThatThrownBy(finding::get).hasCauseInstanceOf(InterruptedException.class);
    } finally {
      thread.shutdownNow();
    }
  }
}
