package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.desktop.Point;
import dev.atelier.json.Json;
import dev.atelier.vision.Usage;
import dev.atelier.vision.anthropic.AnthropicApi;
import dev.atelier.vision.anthropic.AnthropicApi.Said;
import dev.atelier.vision.wire.ChatRules;
import dev.atelier.vision.wire.LoopbackModelServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Models decide what real desktops do: scripted ones over real HTTP, the server as shipped. */
class ModelsIT {
  private static final String HOLO3 = "Hcompany/Holo3-35B-A3B";
  private static final String ASKS =
      AnthropicApi.plain("toolu_ask", "ask_for_approval", "{'question':'Pay 12 € to Ada?'}");

  private static AnthropicApi claude;
  private static LoopbackModelServer holo3;
  private static RunningServer server;
  private static String session = "";

  @BeforeAll
  static void start() {
    EngineCommand.require();
    claude = new AnthropicApi();
    holo3 = new LoopbackModelServer(call -> ChatRules.refusal(call, HOLO3, "EMPTY", 3));
    server =
        RunningServer.start(
            Map.of(
                "ANTHROPIC_API_KEY",
                AnthropicApi.KEY,
                "ANTHROPIC_BASE_URL",
                claude.address(),
                "HOLO3_ENDPOINT",
                holo3.url() + "/v1",
                "VISION_FALLBACK",
                "holo3"));
    session = GivenTask.desktop(server, "Models");
  }

  @AfterAll
  static void stop() {
    server.close();
    claude.close();
    holo3.close();
  }

  @BeforeEach
  void nothingIsWrittenDown() {
    claude.startOver();
  }

  private static GivenTask give(String goal) {
    return GivenTask.to(server, session, Map.of("goal", goal));
  }

  private static String text(String words) {
    return "{'type':'text','text':'" + words + "'}";
  }

  /** What the model was told last, without pictures. */
  private static String told() {
    JsonNode messages = claude.lastRequest().path("messages");
    return messages.get(messages.size() - 1).path("content").toString();
  }

  @Test
  void aGoalIsCarriedOutAndCostsWhatTheModelTook() throws IOException {
    try (GuestBook page = new GuestBook()) {
      claude
          .taking(new Usage(1200, 350, 0, 6000))
          .says("tool_use", text("I open a terminal."), wish("t1", "key", "{'text':'super+3'}"))
          .taking(new Usage(40, 120, 7000, 500))
          .says(
              "tool_use",
              wish("t2", "wait", "{'duration':1}"),
              wish("t3", "type", typed("curl -s -d message=hello " + page.address() + "sign")),
              wish("t4", "left_click", "{'coordinate':[5000,10]}"),
              wish("t5", "key", "{'text':'F12'}"))
          .taking(new Usage(7, 60, 7500, 30))
          .says("tool_use", wish("t6", "key", "{'text':'Return'}"))
          .taking(new Usage(0, 1, 1, 0))
          .says("end_turn", text("The message is sent."));

      GivenTask task = give("Send hello to the guest book");
      try (EventReader watched = EventReader.open(server, task.path() + "/stream", 0)) {
        Answer ended = task.awaitEnd("completed");
        assertThat(ended.text("final_text")).isEqualTo("The message is sent.");
        watched.awaitOver(Duration.ofSeconds(10));
        assertThat(watched.steps()).hasSameSizeAs(ended.list("steps"));
        assertThat(watched.steps())
            .allSatisfy(step -> assertThat(step).containsEntry("decided_by", "anthropic"));
      }
      await().atMost(Duration.ofSeconds(5)).until(() -> page.messages().contains("hello"));

      List<JsonNode> results = results(claude.requests().get(2));
      assertThat(results)
          .extracting(each -> each.path("tool_use_id").asText())
          .containsExactly("t2", "t3", "t4", "t5");
      assertThat(results)
          .extracting(each -> each.path("is_error").asBoolean())
          .containsExactly(false, false, true, true);
      assertThat(results.get(2).toString()).contains("outside the screen");
      assertThat(results.get(3).toString())
          .contains("Not executed: an earlier computer action in this turn failed.");

      // Dollars per million tokens: 2 in, 10 out, 0.10 read, 2.50 written to the cache.
      // 1200*2 + 350*10 + 6000*2.5 = 20900; 40*2 + 120*10 + 7000*0.1 + 500*2.5 = 3230;
      // 7*2 + 60*10 + 7500*0.1 + 30*2.5 = 1439; 1*10 + 1*0.1 = 10.1
      task.assertNumberedWithoutGap();
      assertThat(task.costs())
          .usingElementComparator(BigDecimal::compareTo)
          .containsExactly(
              new BigDecimal("0.0209"),
              new BigDecimal("0.00323"),
              BigDecimal.ZERO,
              new BigDecimal("0.001439"),
              new BigDecimal("0.0000101"));
      assertThat(task.totalCost()).isEqualByComparingTo("0.0255791");
      Map<String, Object> budget = server.get("/budget").json();
      assertThat(GivenTask.usd(((Map<?, ?>) budget.get("per_task_usd")).get(task.id())))
          .isEqualByComparingTo("0.0255791");
      assertThat(GivenTask.usd(budget.get("total_usd"))).isGreaterThanOrEqualTo(task.totalCost());
      assertThat(GivenTask.usd(server.get(session).json().get("spend_today_usd")))
          .isEqualByComparingTo(GivenTask.usd(budget.get("total_usd")));
      assertTheKeyIsNowhere(task);
    }
  }

  private static String wish(String id, String verb, String input) {
    return AnthropicApi.wish(id, verb, input);
  }

  private static String typed(String words) {
    return "{'text':'" + words + "'}";
  }

  private static List<JsonNode> results(JsonNode request) {
    JsonNode messages = request.path("messages");
    return Stream.iterate(0, n -> n + 1)
        .limit(messages.get(messages.size() - 1).path("content").size())
        .map(n -> messages.get(messages.size() - 1).path("content").get(n))
        .filter(block -> block.path("type").asText().equals("tool_result"))
        .toList();
  }

  private static void assertTheKeyIsNowhere(GivenTask task) throws IOException {
    for (String address :
        List.of(
            task.path(),
            session,
            session + "/audit",
            "/sessions",
            "/tasks",
            "/health",
            "/budget")) {
      Answer answer = server.get(address);
      assertThat(answer.status()).as(address).isEqualTo(200);
      assertThat(answer.text()).as(address).doesNotContain(AnthropicApi.KEY);
    }
    try (Stream<Path> files = Files.walk(server.home())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(AnthropicApi.KEY);
      }
    }
  }

  @Test
  void aPersonsYesLetsItGoOn() {
    GivenTask task = untilItAsks();

    task.ask("approve", "{\"note\":\"but only once\"}");

    task.awaitEnd("completed");
    assertThat(told()).contains("Approved. The person says: but only once");
    assertThat(server.get(session).text("activity")).isEqualTo("idle");
  }

  @Test
  void aPersonsNoIsToldToo() {
    GivenTask task = untilItAsks();

    task.ask("deny", "{\"note\":\"too dear\"}");

    task.awaitEnd("completed");
    assertThat(told()).contains("Denied. Do not do it. The person says: too dear");
  }

  @Test
  void aTaskThatWaitsForAPersonCanBeCancelled() {
    GivenTask task = untilItAsks();

    task.ask("cancel", "");

    task.awaitEnd("cancelled");
    assertThat(claude.requests()).hasSize(1);
    assertThat(server.get(session).text("activity")).isEqualTo("idle");
  }

  private static GivenTask untilItAsks() {
    claude.says("tool_use", ASKS).says("end_turn", text("Done as you said."));
    GivenTask task =
        GivenTask.to(
            server, session, Map.of("goal", "Pay Ada what we owe", "approve", List.of("pay")));
    task.awaitStatus("needs_approval");
    assertThat(claude.lastRequest().path("system").toString()).contains("pay");
    assertThat(task.steps()).singleElement().extracting("text").isEqualTo("Pay 12 € to Ada?");
    Answer waiting = server.get(session);
    assertThat(waiting.text("activity")).isEqualTo("needs_you");
    assertThat(waiting.text("current_task")).contains(task.id(), "needs_approval");
    assertThat(server.get("/sessions").text()).contains("needs_you");
    return task;
  }

  @Test
  void aModelThatIsDownIsStoodInFor() {
    claude.wishes("mouse_move {'coordinate':[40,50]}");
    for (int n = 0; n < 5; n++) {
      claude.refuses(529, Map.of("Retry-After", "0"));
    }
    holo3
        .then(
            holo3Step("{\"tool_name\":\"move_to_desktop\",\"element\":\"e\",\"x\":500,\"y\":500}"))
        .then(holo3Step("{\"tool_name\":\"answer\",\"content\":\"There.\"}"));

    GivenTask task = give("Move the pointer about");

    assertThat(task.awaitEnd("completed").text("final_text")).isEqualTo("There.");
    assertThat(task.steps())
        .extracting(step -> step.get("decided_by"))
        .containsExactly("anthropic", "holo3", "holo3");
    assertThat(ChatRules.texts(holo3.asked().get(holo3.asked().size() - 2)))
        .contains("Move the pointer about", "mouse_move", "[40, 50]");
    // Refused calls cost nothing: 10*2 + 20*10 + 300*0.1 + 40*2.5 = 350 millionths of a dollar.
    assertThat(task.totalCost()).isEqualByComparingTo("0.00035");
    assertThat(holo3.refused()).isEmpty();
  }

  @Test
  void aModelThatCannotBeReachedIsStoodInFor() {
    holo3.then(holo3Step("{\"tool_name\":\"answer\",\"content\":\"Here I am.\"}"));
    int port = Integer.parseInt(claude.address().replaceAll(".*:", ""));
    claude.close();
    try {
      GivenTask task = give("Say whether you are there");
      assertThat(task.awaitEnd("completed").text("final_text")).isEqualTo("Here I am.");
      assertThat(task.steps()).singleElement().extracting("decided_by").isEqualTo("holo3");
      assertThat(task.totalCost()).isZero();
    } finally {
      claude = new AnthropicApi(port);
    }
  }

  private static String holo3Step(String call) {
    return ChatRules.said("{\"note\":null,\"thought\":\"t\",\"tool_call\":" + call + "}")
        .toString();
  }

  @Test
  void aModelThatGoesRoundInCirclesIsToldAndThenStopped() {
    // On the wallpaper: in a terminal, clicks that follow each other soon select words and lines.
    claude.otherwise(
        request ->
            Said.of(
                "tool_use",
                new Usage(1, 1, 1, 1),
                wish(
                    "t" + request.path("messages").size(),
                    "left_click",
                    "{'coordinate':[60,400]}")));

    GivenTask task = give("Click until something happens");

    assertThat(task.awaitEnd("desktop_error").text("error"))
        .matches("the assistant did the same action \\d+ times, and nothing changed on the screen");
    assertThat(claude.requests().toString())
        .contains("the screen did not change. It does not work");
    assertThat(task.steps()).hasSizeLessThan(12);
  }

  @Test
  void aTaskIsCancelledWhileAModelThinks() {
    claude.staysSilent();
    GivenTask task = give("Think for a long time");
    await().atMost(Duration.ofSeconds(20)).until(() -> !claude.requests().isEmpty());

    task.ask("cancel", "");

    await()
        .atMost(Duration.ofSeconds(2))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> task.status().equals("cancelled"));
    assertThat(task.totalCost()).as("it may have to be paid").isPositive();
    claude.says("end_turn", text("The desktop is free again."));
    give("Say something").awaitEnd("completed");
  }

  @Test
  void aBackendThatIsNotThereIsRefused() {
    Answer refused =
        server.post(
            session + "/task", Json.write(Map.of("goal", "Say something", "backend", "crystal")));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    assertThat(refused.json()).containsEntry("field", "backend");
    assertThat(refused.text("detail")).contains("crystal", "anthropic", "holo3", "recipe");
  }

  @Tag("long")
  @Test
  void aServerWithABackendThatIsNotThereDoesNotStartAndOneWithoutAPriceAsksNothing()
      throws IOException {
    RunningServer other =
        RunningServer.prepared(
            Map.of(
                "VISION_BACKEND",
                "nonsense",
                "ANTHROPIC_API_KEY",
                AnthropicApi.KEY,
                "ANTHROPIC_BASE_URL",
                claude.address()));
    try (other) {
      assertThatThrownBy(other::startAgain).hasMessageContaining("ended while starting");
      assertThat(Files.readString(other.log()))
          .contains("nonsense", "anthropic", "holo3", "openai", "recipe", "uitars")
          .doesNotContain(AnthropicApi.KEY);

      other.startAgain(Map.of("VISION_BACKEND", "", "ANTHROPIC_MODEL", "claude-nobody-9"));
      String there = "/sessions/" + other.post("/sessions", "{\"label\":\"Ada\"}").text("id");
      Answer refused = other.post(there + "/task", "{\"goal\":\"Say something\"}");
      assertThat(refused.status()).as(refused.text()).isEqualTo(503);
      assertThat(refused.text("detail")).contains("claude-nobody-9", "MODEL_PRICES");
      assertThat(other.get("/tasks").list("items")).isEmpty();
      assertThat(claude.requests()).isEmpty();
    }
  }

  /** The model is asked once; from then on the words on the screen do. */
  @Test
  void whatAModelDidIsSavedAsARecipeAndDoneAgainWithoutItWhereEverythingStandsElsewhere() {
    try (PracticePages pages = new PracticePages()) {
      show(pages, "desk");
      SeenWords seen = SeenWords.of(server.get(session + "/screenshot").body());
      Point label = seen.last("name");
      claude
          .says(
              "tool_use",
              wish("t1", "left_click", at(seen.first("Save"))),
              wish("t2", "left_click", at(seen.inTheRowOf("Edit", "INV-2044"))),
              wish("t3", "left_click", at(new Point(label.x() + 90, label.y()))),
              wish("t4", "type", typed("Ada")))
          .says("end_turn", text("Done."));
      GivenTask done = give("Save, edit the second invoice, sign as Ada");
      done.awaitEnd("completed");
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(pages.done())
                      .contains("click Save", "click Edit 2044", "First name=Ada"));

      Map<String, Object> from =
          Map.of("session_id", session.replace("/sessions/", ""), "task_id", done.id());
      Answer saved = server.post("/recipes", Json.write(Map.of("name", "Sign", "from_task", from)));
      assertThat(saved.status()).as(saved.text()).isEqualTo(201);
      assertThat(saved.text("goal"))
          .isEqualTo(
              """
              click "Save"
              click "Edit" next to "INV-2044"
              type "Ada" into "First name\"""");

      show(pages, "desk?elsewhere");
      pages.forget();
      Answer again =
          server.post(
              "/recipes/" + saved.text("id") + "/run",
              Json.write(Map.of("session_id", from.get("session_id"))));
      GivenTask.accepted(server, session, again).awaitEnd("completed");
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(pages.done())
                      .containsSubsequence("click Save", "click Edit 2044", "First name=Ada"));
    } finally {
      // The others find the desktop as they left it.
      server.post(session + "/actions", "{\"action\":\"key\",\"text\":\"alt+F4\"}");
    }
  }

  private static void show(PracticePages pages, String page) {
    String goal =
        "open Firefox, go to http://" + pages.host() + "/" + page + ", wait for \"INV-2044\"";
    GivenTask.to(server, session, Map.of("goal", goal, "backend", "recipe")).awaitEnd("completed");
  }

  private static String at(Point place) {
    return "{'coordinate':[" + place.x() + "," + place.y() + "]}";
  }
}
