package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static dev.atelier.Mistake.field;
import static dev.atelier.Mistake.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What is promised to clients of the one desktop before there is one, and when they are wrong. */
interface SingleContract extends RolesContract {
  List<String> FORMS = List.of("/api", "/api/computer");

  @Test
  default void aMistakeAboutTheOneDesktopNamesTheFieldAndMakesNone() {
    check(
        FORMS.stream()
            .flatMap(
                form ->
                    Stream.of(
                        field("POST", form + "/task", "{}", "goal"),
                        field("POST", form + "/task", "{\"goal\":\"x\"}", "goal"),
                        field("POST", form + "/task", "{\"goal\":7}", "goal"),
                        field("POST", form + "/task", wait1("\"max_steps\":0"), "max_steps"),
                        field("POST", form + "/task", wait1("\"max_usd\":-1"), "max_usd"),
                        field("POST", form + "/task", wait1("\"speed\":9"), "speed"),
                        malformed("POST", form + "/task", "[1]", "must be a JSON object"),
                        malformed("POST", form + "/task", "{", "not JSON"),
                        field("GET", form + "/tasks?limit=0", "", "limit"),
                        field("GET", form + "/tasks?limit=abc", "", "limit"),
                        field("POST", form + "/desktop/snapshot", "{\"note\":7}", "note"),
                        field("POST", form + "/desktop/snapshot", noted(201), "note"),
                        field("POST", form + "/desktop/restore", "{}", "snapshot_id"),
                        field("POST", form + "/desktop/restore", "{\"snapshot\":1}", "snapshot_id"),
                        Mistake.of("GET", form + "/nothing", 404, "nothing here"),
                        Mistake.of("GET", form + "/task/task_none/stream", 404, "no task"),
                        Mistake.of(
                            "GET", form + "/task/task_none/steps/1/screenshot", 404, "no task"),
                        Mistake.of(
                            "DELETE", form + "/desktop/snapshots/snap_none", 404, "no snapshot"),
                        new Mistake(
                            "POST",
                            form + "/desktop/restore",
                            "{\"snapshot_id\":\"snap_none\"}",
                            404,
                            "",
                            "no snapshot"),
                        Mistake.of("DELETE", form + "/task", 405, "method"),
                        Mistake.of("PUT", form + "/desktop/restore", 405, "method"))));
    isProblem(
        caller()
            .with("Content-Type", "text/plain")
            .send("POST", "/api/task", BodyPublishers.ofString("{}")),
        415);
    assertThat(labels()).doesNotContain("default");
  }

  @Test
  default void askingAboutTheOneDesktopMakesNone() {
    for (String form : FORMS) {
      assertThat(caller().get(form + "/task/task_none").json())
          .isEqualTo(
              Map.of(
                  "task_id",
                  "task_none",
                  "status",
                  "starting",
                  "step_count",
                  0,
                  "total_cost_usd",
                  new java.math.BigDecimal("0.0")));
      assertThat(caller().get(form + "/tasks?limit=20").text()).isEqualTo("{\"tasks\":[]}");
      assertThat(caller().get(form + "/desktop/snapshots").text())
          .isEqualTo("{\"snapshots\":[],\"count\":0}");
      assertThat(caller().get(form + "/budget").json())
          .containsKeys("date", "total_usd", "cap_usd", "remaining_usd", "tasks_run")
          .containsKey("per_task_usd");
    }
    assertThat(labels()).doesNotContain("default");
  }

  /** Tasks of other desktops are as unknown as those that there never were. */
  @Test
  default void theOneDesktopShowsNothingOfTheOthers() {
    Answer given = caller().json("POST", session() + "/task", "{\"goal\":\"press Escape\"}");
    assertThat(given.status()).as(given.text()).isEqualTo(202);
    String task = given.text("task_id");
    org.awaitility.Awaitility.await()
        .until(() -> !caller().get(session()).text("activity").equals("working"));
    for (String form : FORMS) {
      assertThat(caller().get(form + "/task/" + task).text("status")).isEqualTo("starting");
      isProblem(caller().get(form + "/task/" + task + "/stream"), 404);
    }
  }

  @Test
  default void whoIsBoundToOtherDesktopsFindsNotTheOneEither() {
    SoftAssertions all = new SoftAssertions();
    Client bounded = somebody("operator", "sess_other");
    for (String form : FORMS) {
      for (String[] each :
          new String[][] {
            {"GET", "/screenshot", ""},
            {"POST", "/task", "{\"goal\":\"press Escape\"}"},
            {"GET", "/task/task_none", ""},
            {"GET", "/task/task_none/stream", ""},
            {"GET", "/tasks", ""},
            {"POST", "/desktop/snapshot", "{}"},
            {"GET", "/desktop/snapshots", ""},
            {"DELETE", "/desktop/snapshots/snap_none", ""},
            {"POST", "/desktop/restore", "{\"snapshot_id\":\"snap_none\"}"}
          }) {
        isProblem(all, String.join(" ", each), bounded.json(each[0], form + each[1], each[2]), 404);
      }
      all.assertThat(bounded.get(form + "/budget").json()).doesNotContainKey("per_task_usd");
    }
    isProblem(all, "screenshot", bounded.get("/screenshot"), 404);
    all.assertAll();
    assertThat(labels()).doesNotContain("default");
  }

  private List<Object> labels() {
    return caller().get("/sessions").list("items").stream().map(each -> each.get("label")).toList();
  }

  private static String wait1(String more) {
    return "{\"goal\":\"wait 1 second\"," + more + "}";
  }

  private static String noted(int length) {
    return "{\"note\":\"" + "x".repeat(length) + "\"}";
  }
}
