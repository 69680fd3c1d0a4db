package dev.atelier;

import static dev.atelier.Mistake.field;
import static dev.atelier.Mistake.malformed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the contract promises to whoever calls with mistakes, or without a token. */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContractIT {
  private static final String TOKEN = "contract-test-token";
  private static final String NOBODY = "/sessions/sess_nobody";

  private static String session = "";

  @ArquillianResource private URL server;

  private Caller anybody;
  private Caller caller;

  @Deployment(testable = false)
  static WebArchive server() {
    return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
        .importFrom(new File("target/ROOT.war"))
        .as(WebArchive.class);
  }

  @BeforeEach
  void makeADesktop() {
    URI root = URI.create("http://" + server.getHost() + ":" + server.getPort());
    anybody = new Caller(root, List.of());
    caller = anybody.with("Authorization", "Bearer " + TOKEN);
    if (session.isEmpty()) {
      // What a run that was broken off left behind.
      caller
          .get("/sessions")
          .list("items")
          .forEach(
              left -> caller.json("DELETE", "/sessions/" + left.get("id") + "?purge=true", ""));
      Answer made = caller.json("POST", "/sessions?wait=ready", "{\"label\":\"Contract\"}");
      assertThat(made.status()).as(made.text()).isEqualTo(201);
      session = "/sessions/" + made.text("id");
    }
  }

  @Test
  void whatIsNotAnObjectOfJsonIs400() {
    check(
        places("POST /sessions", "PATCH {s}", "POST {s}/actions", "POST {s}/task")
            .flatMap(
                place ->
                    Stream.of(
                        malformed(place[0], place[1], "{", "not JSON"),
                        malformed(place[0], place[1], "{} {}", "not JSON"),
                        malformed(place[0], place[1], "[1,2]", "must be a JSON object"),
                        malformed(place[0], place[1], "\"text\"", "must be a JSON object"),
                        malformed(place[0], place[1], "[".repeat(5000), ""))));
  }

  @Test
  void anotherContentTypeIs415() {
    SoftAssertions all = new SoftAssertions();
    places("POST /sessions", "PATCH {s}", "POST {s}/actions", "POST {s}/task")
        .forEach(
            place -> {
              Answer answer =
                  caller
                      .with("Content-Type", "text/plain")
                      .send(place[0], place[1], HttpRequest.BodyPublishers.ofString("{}"));
              isProblem(all, String.join(" ", place), answer, 415);
              all.assertThat(answer.text("detail")).contains("application/json");
            });
    all.assertAll();
  }

  @Test
  void whatIsNotThereIs404() {
    check(
        places(
                "GET /nothing",
                "GET {s}/nothing",
                "GET {n}",
                "DELETE {n}",
                "POST {n}/pause",
                "POST {n}/resume",
                "GET {n}/embed",
                "GET {n}/screenshot",
                "GET {n}/screenshot?wake=false",
                "GET {n}/tasks",
                "GET {n}/audit",
                "GET {n}/audit/verify",
                "GET {n}/task/task_none",
                "GET {n}/task/task_none/stream",
                "POST {n}/task/task_none/cancel",
                "GET {s}/task/task_none",
                "GET {s}/task/task_none/stream",
                "GET {s}/task/task_none/steps/1/screenshot",
                "GET {s}/task/task_none/steps/x/screenshot",
                "POST {s}/task/task_none/cancel",
                "GET /sessions/%20",
                "GET /sessions/%E2%98%95")
            .map(place -> Mistake.of(place[0], place[1], 404, "")));
    check(
        Stream.of(
            new Mistake("PATCH", NOBODY, "{\"label\":\"x\"}", 404, "", "no session"),
            new Mistake("POST", NOBODY + "/actions", "{\"action\":\"x\"}", 404, "", "no session"),
            new Mistake("POST", NOBODY + "/task", "{\"goal\":\"wait\"}", 404, "", "no session")));
  }

  @Test
  void anotherMethodIs405AndSaysWhichThereAre() {
    check(
        places(
                "PUT /sessions",
                "DELETE /sessions",
                "PUT {s}",
                "GET {s}/pause",
                "GET {s}/resume",
                "GET {s}/actions",
                "DELETE {s}/screenshot",
                "GET {s}/task",
                "DELETE {s}/task/task_none",
                "GET {s}/task/task_none/cancel",
                "DELETE {s}/tasks",
                "DELETE {s}/audit",
                "DELETE {s}/audit/verify",
                "DELETE /tasks",
                "DELETE /health",
                "DELETE /budget")
            .map(place -> Mistake.of(place[0], place[1], 405, "method")));
  }

  @Test
  void aBodyThatIsTooLargeIs413HoweverItIsSent() {
    String large = "{\"label\":\"" + "x".repeat(2 << 20) + "\"}";
    SoftAssertions all = new SoftAssertions();
    places("POST /sessions", "PATCH {s}", "POST {s}/actions", "POST {s}/task")
        .forEach(
            place -> {
              Caller json = caller.with("Content-Type", "application/json");
              String what = String.join(" ", place);
              isProblem(
                  all,
                  what,
                  json.send(place[0], place[1], HttpRequest.BodyPublishers.ofString(large)),
                  413);
              isProblem(
                  all,
                  what + " in chunks",
                  json.send(
                      place[0],
                      place[1],
                      HttpRequest.BodyPublishers.ofInputStream(
                          () ->
                              new ByteArrayInputStream(
                                  large.getBytes(java.nio.charset.StandardCharsets.UTF_8)))),
                  413);
            });
    all.assertAll();
  }

  @Test
  void aFieldOfANewDesktopThatIsOutOfRangeIs422AndNamed() {
    check(
        Stream.of(
            field("POST", "/sessions", "{}", "label"),
            field("POST", "/sessions", "{\"label\":null}", "label"),
            field("POST", "/sessions", "{\"label\":\"\"}", "label"),
            field("POST", "/sessions", "{\"label\":\"   \"}", "label"),
            field("POST", "/sessions", "{\"label\":7}", "label"),
            field("POST", "/sessions", "{\"label\":\"" + "x".repeat(81) + "\"}", "label"),
            field("POST", "/sessions", "{\"label\":\"a\\u0000b\"}", "label"),
            field("POST", "/sessions", labelled("\"theme\":\"pink\""), "theme"),
            field("POST", "/sessions", labelled("\"resolution\":\"huge\""), "resolution"),
            field("POST", "/sessions", labelled("\"resolution\":\"10x10\""), "resolution"),
            field("POST", "/sessions", labelled("\"resolution\":\"99999x99999\""), "resolution"),
            field("POST", "/sessions", labelled("\"resolution\":720"), "resolution"),
            field("POST", "/sessions", labelled("\"cpus\":0"), "cpus"),
            field("POST", "/sessions", labelled("\"cpus\":65"), "cpus"),
            field("POST", "/sessions", labelled("\"cpus\":\"2\""), "cpus"),
            field("POST", "/sessions", labelled("\"memory_mb\":1"), "memory_mb"),
            field("POST", "/sessions", labelled("\"memory_mb\":1.5"), "memory_mb"),
            field("POST", "/sessions", labelled("\"lable\":\"x\""), "lable"),
            field("POST", "/sessions?wait=never", labelled("\"cpus\":1"), "wait"),
            field("PATCH", session, "{\"label\":\"\"}", "label"),
            field("PATCH", session, "{\"resolution\":\"x\"}", "resolution"),
            field("PATCH", session, "{\"theme\":\"pink\"}", "theme"),
            field("PATCH", session, "{\"colour\":\"pink\"}", "colour")));
    assertThat(caller.get("/sessions").list("items"))
        .extracting(item -> item.get("id"))
        .containsExactly(session.substring("/sessions/".length()));
  }

  @Test
  void aParameterThatIsOutOfRangeIs422AndNamed() {
    check(
        Stream.of(
            field("GET", session + "/screenshot?format=gif", "", "format"),
            field("GET", session + "/screenshot?format=jpeg&quality=0", "", "quality"),
            field("GET", session + "/screenshot?quality=abc", "", "quality"),
            field("GET", session + "/screenshot?quality=", "", "quality"),
            field("GET", session + "/screenshot?width=1", "", "width"),
            field("GET", session + "/screenshot?width=99999999999", "", "width"),
            field("GET", session + "/tasks?limit=0", "", "limit"),
            field("GET", session + "/tasks?limit=501", "", "limit"),
            field("GET", session + "/tasks?limit=abc", "", "limit"),
            field("GET", session + "/tasks?before=yesterday", "", "before"),
            field("GET", "/tasks?limit=abc", "", "limit"),
            field("GET", "/tasks?before=-1000000000-01-01T00:00:00Z", "", "before"),
            field("GET", session + "/audit?limit=0", "", "limit"),
            field("GET", session + "/audit?limit=abc", "", "limit"),
            field("GET", session + "/audit?since=-1", "", "since"),
            field("GET", session + "/audit?since=abc", "", "since"),
            field("GET", session + "/audit?format=xml", "", "format")));
  }

  @Test
  void aGoalThatCannotBeTakenOnIs422AndSaysWhy() {
    String path = session + "/task";
    check(
        Stream.of(
            field("POST", path, "{}", "goal"),
            field("POST", path, "{\"goal\":\"x\"}", "goal"),
            field("POST", path, "{\"goal\":\"" + "x".repeat(2001) + "\"}", "goal"),
            field("POST", path, "{\"goal\":[\"wait\"]}", "goal"),
            field("POST", path, wait1("\"context\":\"" + "x".repeat(4001) + "\""), "context"),
            field("POST", path, wait1("\"max_steps\":0"), "max_steps"),
            field("POST", path, wait1("\"max_steps\":201"), "max_steps"),
            field("POST", path, wait1("\"max_steps\":31"), "max_steps"),
            field("POST", path, wait1("\"max_steps\":1.5"), "max_steps"),
            field("POST", path, wait1("\"max_usd\":-1"), "max_usd"),
            field("POST", path, wait1("\"max_usd\":1e-999999999"), "max_usd"),
            field("POST", path, wait1("\"backend\":\"oracle\""), "backend"),
            field("POST", path, wait1("\"speed\":9"), "speed"),
            new Mistake(
                "POST",
                path,
                "{\"goal\":\"ponder the meaning of life\"}",
                422,
                "goal",
                "ponder the meaning of life")));
    assertThat(caller.get(session + "/tasks").list("items")).isEmpty();
    assertThat(caller.get(session).text("activity")).isEqualTo("idle");
  }

  @Test
  void emojiCountAsOneCharacterEach() {
    Answer named = caller.json("PATCH", session, "{\"label\":\"" + "🦊".repeat(80) + "\"}");
    assertThat(named.status()).as(named.text()).isEqualTo(200);
    assertThat(named.text("label")).isEqualTo("🦊".repeat(80));
    check(Stream.of(field("PATCH", session, "{\"label\":\"" + "🦊".repeat(81) + "\"}", "label")));
  }

  @Test
  void anActionThatIsNotPossibleIsRefusedWholeAndNamed() {
    String path = session + "/actions";
    check(
        Stream.of(
            field("POST", path, "{}", "action"),
            field("POST", path, act("mouse_move", ""), "coordinate"),
            field("POST", path, act("mouse_move", "\"coordinate\":[9999,0]"), "coordinate"),
            field("POST", path, act("mouse_move", "\"coordinate\":[-1,0]"), "coordinate"),
            field("POST", path, act("mouse_move", "\"coordinate\":[1]"), "coordinate"),
            field("POST", path, act("mouse_move", "\"coordinate\":\"1,1\""), "coordinate"),
            field("POST", path, act("scroll", "\"scroll_direction\":\"in\""), "scroll_direction"),
            field("POST", path, act("key", "\"text\":\"hyper+NoSuchKey\""), "text"),
            field("POST", path, act("key", "\"text\":\"a\",\"repeat\":101"), "repeat"),
            field("POST", path, act("wait", "\"duration\":301"), "duration"),
            field("POST", path, act("wait", "\"duration\":-1"), "duration"),
            field("POST", path, act("zoom", "\"region\":[0,0,9999,9999]"), "region"),
            field("POST", path, act("zoom", "\"region\":[5,5,5,5]"), "region"),
            field("POST", path, act("screenshot", "\"extra\":1"), "extra"),
            field("POST", path, act("screenshot", "\"epoch\":-1"), "epoch"),
            field("POST", path, "{\"actions\":[]}", "actions"),
            field("POST", path, "{\"actions\":" + Collections.nCopies(101, "{}") + "}", "actions"),
            field(
                "POST",
                path,
                "{\"actions\":[{\"action\":\"screenshot\"},{\"action\":\"type\"}]}",
                "actions[1].text"),
            malformed("POST", path, act("explode", ""), "left_click_drag"),
            malformed("POST", path, "{\"v\":2,\"action\":\"screenshot\"}", "version 1"),
            malformed("POST", path, "{\"actions\":[{\"action\":\"explode\"}]}", "actions[0]")));
  }

  @Test
  void aRefusedActionIsOnRecordAndTheRecordVerifies() {
    caller.json("POST", session + "/actions", act("explode", ""));
    String record = caller.get(session + "/audit?type=action").text();
    assertThat(record.lines().reduce((one, next) -> next).orElse(""))
        .contains("\"phase\":\"refused\"")
        .contains("explode");
    assertThat(caller.get(session + "/audit/verify").json()).containsEntry("ok", true);
  }

  @Test
  void anActionTellsWhatCameOfIt() {
    Answer moved =
        caller.json("POST", session + "/actions", act("mouse_move", "\"coordinate\":[7,9]"));
    assertThat(moved.json()).containsEntry("ok", true).containsKeys("message", "duration_ms");
    assertThat(caller.json("POST", session + "/actions", act("cursor_position", "")).json())
        .containsEntry("coordinate", List.of(7, 9));
    Answer batch =
        caller.json(
            "POST",
            session + "/actions",
            "{\"v\":1,\"actions\":[{\"action\":\"screenshot\"},{\"action\":\"cursor_position\"}]}");
    assertThat(batch.json()).containsEntry("ok", true);
    assertThat(batch.list("results")).hasSize(2);
    assertThat(batch.list("results").get(0).get("image").toString()).startsWith("iVBORw0KGgo");
  }

  @Test
  void aBusyDesktopIs409WithTheTaskItWorksOn() {
    Answer accepted = caller.json("POST", session + "/task", "{\"goal\":\"wait 60 seconds\"}");
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    assertThat(accepted.json())
        .containsEntry("status", "running")
        .containsKeys("max_steps", "max_usd_per_day", "model", "stream_url", "transcript_url");
    String task = accepted.text("task_id");
    try {
      for (String path : List.of("/task", "/actions")) {
        Answer refused =
            caller.json(
                "POST",
                session + path,
                path.equals("/task") ? "{\"goal\":\"wait 1 second\"}" : act("screenshot", ""));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.text("task_id")).isEqualTo(task);
        assertThat(refused.text("detail")).isNotBlank();
      }
      assertThat(caller.get(session).text("activity")).isEqualTo("working");
    } finally {
      String cancel = session + "/task/" + task + "/cancel";
      assertThat(caller.json("POST", cancel, "").status()).isEqualTo(202);
      assertThat(caller.json("POST", cancel, "").status()).isEqualTo(202);
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(caller.get(session + "/task/" + task).text("status"))
                    .isEqualTo("cancelled"));
    assertThat(caller.get(session + "/task/" + task + "/steps/99/screenshot").status())
        .isEqualTo(404);
  }

  @Test
  void aScreenshotThatHasNotChangedIs304() {
    String path = session + "/screenshot?width=320&format=jpeg";
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Answer first = caller.get(path);
              assertThat(first.status()).isEqualTo(200);
              assertThat(first.header("Content-Type")).isEqualTo("image/jpeg");
              Answer second = caller.with("If-None-Match", first.header("ETag")).get(path);
              assertThat(second.status()).isEqualTo(304);
              assertThat(second.body()).isEmpty();
            });
    assertThat(caller.get(session + "/screenshot").header("Content-Type")).isEqualTo("image/png");
  }

  @Test
  void withoutItsTokenEverythingButHealthAndBudgetIs401() {
    SoftAssertions all = new SoftAssertions();
    places(
            "GET /sessions",
            "POST /sessions",
            "GET {s}",
            "PATCH {s}",
            "DELETE {s}",
            "POST {s}/pause",
            "GET {s}/screenshot",
            "GET {s}/embed",
            "POST {s}/actions",
            "POST {s}/task",
            "GET {s}/tasks",
            "GET {s}/audit",
            "GET {s}/task/task_none/stream",
            "GET /tasks",
            "GET /tasks/",
            "GET /sessions/",
            "GET //sessions",
            "GET /sessions;a=b",
            "GET /tasks;a=b",
            "GET /%73essions",
            "GET /%74asks/",
            "GET /./sessions",
            "GET /health/../sessions",
            "GET /health;/../sessions",
            "GET /budget/..;/tasks",
            "GET /x/%2e%2e/tasks/")
        .forEach(
            place -> {
              for (Caller stranger :
                  List.of(
                      anybody,
                      anybody.with("Authorization", "Bearer s3cret-guess"),
                      anybody.with("Authorization", "Basic s3cret-guess"))) {
                Answer answer = stranger.json(place[0], place[1], "");
                String what = String.join(" ", place) + " → " + answer.status();
                all.assertThat(answer.status()).as(what).isIn(401, 404, 400);
                all.assertThat(answer.text()).as(what).doesNotContain("sess_", "s3cret-guess");
                if (answer.status() == 401) {
                  isProblem(all, what, answer, 401);
                  all.assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
                }
              }
            });
    all.assertThat(anybody.get("/sessions").status()).isEqualTo(401);
    all.assertThat(anybody.get("/tasks/").status()).isEqualTo(401);
    all.assertAll();
    assertThat(caller.get(session).status()).isEqualTo(200);
  }

  @Test
  void theSchemeMayBeWrittenInAnyCase() {
    assertThat(anybody.with("Authorization", "bEaReR " + TOKEN).get("/sessions").status())
        .isEqualTo(200);
  }

  @Test
  void healthIsOpenAndTellsTheTruth() {
    Answer health = anybody.get("/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.json())
        .containsEntry("ok", true)
        .containsEntry("service", "atelier-os")
        .containsEntry("desktop_reachable", true)
        .containsEntry("vision_backend", "recipe")
        .containsKeys(
            "version",
            "desktop_runtime",
            "model",
            "sessions",
            "max_steps_per_task",
            "max_usd_per_day",
            "today_spend_usd");
  }

  @Test
  void theBudgetIsOpenButWhatEachTaskCostIsNot() {
    Map<String, Object> open = anybody.get("/budget").json();
    assertThat(open)
        .containsKeys("date", "total_usd", "cap_usd", "remaining_usd", "tasks_run")
        .doesNotContainKey("per_task_usd");
    assertThat(caller.get("/budget").json()).containsKey("per_task_usd");
  }

  @Test
  void aPageOfAnotherSiteCanChangeNothing() {
    Caller page = caller.with("Origin", "https://elsewhere.example");
    isProblem(page.json("POST", "/sessions", "{\"label\":\"x\"}"), 403);
    isProblem(page.json("DELETE", session, ""), 403);
    assertThat(page.get(session).status()).isEqualTo(200);
  }

  @Test
  void theDescriptionListsEveryPath() {
    Answer description = anybody.with("Accept", "application/json").get("/openapi?format=JSON");
    assertThat(description.status()).isEqualTo(200);
    @SuppressWarnings("unchecked")
    Map<String, Object> paths = (Map<String, Object>) description.json().get("paths");
    assertThat(paths.keySet())
        .contains(
            "/health",
            "/budget",
            "/sessions",
            "/sessions/{id}",
            "/sessions/{id}/pause",
            "/sessions/{id}/resume",
            "/sessions/{id}/embed",
            "/sessions/{id}/screenshot",
            "/sessions/{id}/actions",
            "/sessions/{id}/task",
            "/sessions/{id}/tasks",
            "/sessions/{id}/task/{task}",
            "/sessions/{id}/task/{task}/stream",
            "/sessions/{id}/task/{task}/cancel",
            "/sessions/{id}/task/{task}/steps/{step}/screenshot",
            "/sessions/{id}/audit",
            "/sessions/{id}/audit/verify",
            "/tasks");
  }

  @Test
  void nonsenseInAnAddressIsNoFailureOfTheServer() {
    SoftAssertions all = new SoftAssertions();
    for (String path :
        List.of(
            session + "/embed?a=%7B%7C%5E",
            session + "/tasks?before=%00",
            session + "/audit?type=%00",
            session + "/audit?type=%25",
            "/sessions/%00",
            "/sessions/..%2f..%2fetc",
            "/tasks?before=%2B999999999-12-31T23:59:59Z",
            session + "/task/" + "x".repeat(3000))) {
      Answer answer = caller.get(path);
      all.assertThat(answer.status()).as(path + " " + answer.text()).isLessThan(500);
    }
    all.assertAll();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aDeletedDesktopIsGoneButItsRecordStays() {
    assertThat(caller.json("DELETE", session + "?purge=true", "").status()).isEqualTo(204);
    assertThat(caller.json("DELETE", session + "?purge=true", "").status()).isEqualTo(404);
    assertThat(caller.get(session).status()).isEqualTo(404);
    assertThat(caller.get(session + "/screenshot").status()).isEqualTo(404);
    assertThat(caller.get(session + "/audit").text()).contains("session.purged");
    assertThat(caller.get(session + "/audit/verify").json()).containsEntry("ok", true);
    assertThat(caller.get("/sessions").list("items")).isEmpty();
  }

  /** Methods and paths; {s} is the desktop of this test, {n} one that does not exist. */
  private static Stream<String[]> places(String... lines) {
    return Stream.of(lines)
        .map(line -> line.replace("{s}", session).replace("{n}", NOBODY).split(" ", 2));
  }

  private void check(Stream<Mistake> mistakes) {
    SoftAssertions all = new SoftAssertions();
    mistakes.forEach(mistake -> mistake.isRefused(caller, all));
    all.assertAll();
  }

  private static void isProblem(Answer answer, int status) {
    SoftAssertions all = new SoftAssertions();
    isProblem(all, "", answer, status);
    all.assertAll();
  }

  private static void isProblem(SoftAssertions all, String what, Answer answer, int status) {
    all.assertThat(answer.status()).as(what).isEqualTo(status);
    all.assertThat(answer.header("Content-Type")).as(what).startsWith("application/problem+json");
    all.assertThat(answer.text()).as(what).contains("\"detail\":\"");
  }

  private static String labelled(String more) {
    return "{\"label\":\"x\"," + more + "}";
  }

  private static String wait1(String more) {
    return "{\"goal\":\"wait 1 second\"," + more + "}";
  }

  private static String act(String verb, String more) {
    return "{\"v\":1,\"action\":\"" + verb + "\"" + (more.isEmpty() ? "" : "," + more) + "}";
  }
}
