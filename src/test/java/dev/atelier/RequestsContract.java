package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static dev.atelier.Mistake.field;
import static dev.atelier.Mistake.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What is asked of every request, wherever it goes. */
interface RequestsContract extends Contract {
  @Test
  default void whatIsNotAnObjectOfJsonIs400() {
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
  default void anotherContentTypeIs415() {
    SoftAssertions all = new SoftAssertions();
    places("POST /sessions", "PATCH {s}", "POST {s}/actions", "POST {s}/task")
        .forEach(
            place -> {
              Answer answer =
                  caller()
                      .with("Content-Type", "text/plain")
                      .send(place[0], place[1], HttpRequest.BodyPublishers.ofString("{}"));
              isProblem(all, String.join(" ", place), answer, 415);
              all.assertThat(answer.text("detail")).contains("application/json");
            });
    all.assertAll();
  }

  @Test
  default void whatIsNotThereIs404() {
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
  default void anotherMethodIs405AndSaysWhichThereAre() {
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
  default void aBodyThatIsTooLargeIs413HoweverItIsSent() {
    String large = "{\"label\":\"" + "x".repeat(2 << 20) + "\"}";
    SoftAssertions all = new SoftAssertions();
    places("POST /sessions", "PATCH {s}", "POST {s}/actions", "POST {s}/task")
        .forEach(
            place -> {
              Client json = caller().with("Content-Type", "application/json");
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
    isProblem(
        all,
        "the console",
        anybody().send("POST", "/console/", HttpRequest.BodyPublishers.ofString(large)),
        413);
    all.assertAll();
  }

  @Test
  default void aParameterThatIsOutOfRangeIs422AndNamed() {
    check(
        Stream.of(
            field("GET", session() + "/screenshot?format=gif", "", "format"),
            field("GET", session() + "/screenshot?format=jpeg&quality=0", "", "quality"),
            field("GET", session() + "/screenshot?quality=abc", "", "quality"),
            field("GET", session() + "/screenshot?quality=", "", "quality"),
            field("GET", session() + "/screenshot?width=1", "", "width"),
            field("GET", session() + "/screenshot?width=99999999999", "", "width"),
            field("GET", session() + "/tasks?limit=0", "", "limit"),
            field("GET", session() + "/tasks?limit=501", "", "limit"),
            field("GET", session() + "/tasks?limit=abc", "", "limit"),
            field("GET", session() + "/tasks?before=yesterday", "", "before"),
            field("GET", "/tasks?limit=abc", "", "limit"),
            field("GET", "/tasks?before=-1000000000-01-01T00:00:00Z", "", "before"),
            field("GET", session() + "/audit?limit=0", "", "limit"),
            field("GET", session() + "/audit?limit=abc", "", "limit"),
            field("GET", session() + "/audit?since=-1", "", "since"),
            field("GET", session() + "/audit?since=abc", "", "since"),
            field("GET", session() + "/audit?format=xml", "", "format")));
  }

  @Test
  default void nonsenseInAnAddressIsNoFailureOfTheServer() {
    SoftAssertions all = new SoftAssertions();
    for (String path :
        List.of(
            session() + "/embed?a=%7B%7C%5E",
            session() + "/tasks?before=%00",
            session() + "/audit?type=%00",
            session() + "/audit?type=%25",
            "/sessions/%00",
            "/sessions/..%2f..%2fetc",
            "/tasks?before=%2B999999999-12-31T23:59:59Z",
            session() + "/task/" + "x".repeat(3000))) {
      Answer answer = caller().get(path);
      all.assertThat(answer.status()).as(path + " " + answer.text()).isLessThan(500);
    }
    all.assertAll();
  }

  /** PostgreSQL would break off whatever is asked with it. */
  @Test
  default void whatNoDatabaseKeepsIsRefusedBeforeAnyIsAsked() {
    SoftAssertions all = new SoftAssertions();
    for (String path :
        List.of(
            "/sessions/%00",
            session() + "/task/task_%00",
            session() + "/task/%00/replay",
            "/recipes/%00",
            "/schedules/a%00/runs",
            "/webhooks/%00/deliveries")) {
      // The container refuses most before any resource sees them.
      all.assertThat(caller().get(path).status()).as(path).isIn(400, 404);
    }
    all.assertAll();
    check(
        Stream.of(
            field("GET", session() + "/audit?type=%00", "", "type"),
            field("GET", session() + "/tasks?before=%00", "", "before"),
            field("GET", "/recipes?before=a%00", "", "before"),
            field("POST", "/recipes", "{\"name\":\"a\\u0000\",\"goal\":\"go\"}", "name"),
            field("POST", session() + "/task", "{\"goal\":\"go\\u0000\"}", "goal")));
  }

  @Test
  default void theDescriptionListsEveryPath() {
    Answer description = anybody().with("Accept", "application/json").get("/openapi?format=JSON");
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
            "/tasks",
            "/screenshot");
    for (String form : List.of("/api", "/api/computer")) {
      assertThat(paths.keySet())
          .contains(
              form + "/screenshot",
              form + "/task",
              form + "/task/{task}",
              form + "/task/{task}/stream",
              form + "/task/{task}/steps/{step}/screenshot",
              form + "/tasks",
              form + "/budget",
              form + "/desktop/snapshot",
              form + "/desktop/snapshots",
              form + "/desktop/snapshots/{snapshot}",
              form + "/desktop/restore");
    }
  }
}
