package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static dev.atelier.Mistake.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is promised about schedules; what the clock does is shown where it can be set. */
interface SchedulesContract extends Contract {
  private Map<String, Object> wish(Object... more) {
    Map<String, Object> wish = new TreeMap<>();
    wish.put("name", "Morning report");
    wish.put("session_id", session().replace("/sessions/", ""));
    wish.put("goal", "wait 1 second");
    wish.put("when", "every weekday at 07:00");
    wish.put("time_zone", "Europe/Vienna");
    for (int n = 0; n < more.length; n += 2) {
      wish.put(more[n].toString(), more[n + 1]);
    }
    return wish;
  }

  private static Map<String, Object> without(Map<String, Object> wish, String field) {
    wish.remove(field);
    return wish;
  }

  @Test
  default void aScheduleIsMadeRunByHandAndByTheClockTurnedOffAndDeleted() {
    onADesktopOfItsOwn(this::makeRunTurnOffAndDelete);
  }

  private void makeRunTurnOffAndDelete(String desktop) {
    Answer often = make(wish("session_id", desktop, "when", "* * * * *"));
    Answer made = make(wish("session_id", desktop));
    assertThat(made.json())
        .containsEntry("cron", "0 7 * * 1-5")
        .containsEntry("in_words", "every weekday at 07:00")
        .containsEntry("enabled", true)
        .containsEntry("overlap", "skip")
        .containsEntry("missed", "skip")
        .containsEntry("runs_as", "token")
        .containsEntry("last_run", null);
    List<?> next = (List<?>) made.json().get("next_runs");
    assertThat(next).hasSize(3);
    assertThat(Instant.parse(next.get(0).toString())).isAfter(Instant.now());
    String path = "/schedules/" + made.text("id");
    assertThat(caller().get("/schedules").list("items")).contains(made.json());

    Answer asked = caller().json("POST", path + "/run", "");
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    Map<String, Object> run = awaitCompleted(path);
    Answer task = caller().get("/sessions/" + desktop + "/task/" + run.get("task_id"));
    assertThat(task.text("goal")).isEqualTo("wait 1 second");
    assertThat(caller().get(path).json().get("last_run")).isEqualTo(run);

    Map<String, Object> off = wish("session_id", desktop, "enabled", false);
    assertThat(caller().json("PUT", path, Json.write(off)).json())
        .containsEntry("enabled", false)
        .containsEntry("next_runs", List.of());
    assertThat(caller().json("DELETE", path, "").status()).isEqualTo(204);
    isProblem(caller().get(path), 404);

    String byTheClock = "/schedules/" + often.text("id");
    assertThat(awaitCompleted(byTheClock).get("planned_at").toString()).endsWith(":00Z");
    assertThat(caller().json("DELETE", byTheClock, "").status()).isEqualTo(204);
    assertThat(caller().get("/sessions/" + desktop + "/audit?type=schedule.*").text())
        .contains(
            "schedule.added",
            "schedule.run_asked",
            "schedule.started",
            "schedule.completed",
            "schedule.removed");
  }

  private Answer make(Map<String, Object> wish) {
    Answer made = caller().json("POST", "/schedules", Json.write(wish));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith("/schedules/" + made.text("id"));
    return made;
  }

  private Map<String, Object> awaitCompleted(String path) {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                caller().get(path + "/runs").list("items").stream()
                    .anyMatch(run -> run.get("outcome").equals("completed")));
    return caller().get(path + "/runs").list("items").stream()
        .filter(run -> run.get("outcome").equals("completed"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  default void whatIsToComeIsToldForAsLongAsIsAskedFor() {
    Answer made = make(wish("when", "every day at 07:00"));
    String id = made.text("id");
    Answer week =
        caller().get("/schedules/calendar?from=2026-10-24T00:00:00Z&until=2026-10-26T00:00:00Z");
    assertThat(week.list("items"))
        .extracting(each -> each.get("schedule_id") + " " + each.get("at"))
        .containsExactly(id + " 2026-10-24T05:00:00Z", id + " 2026-10-25T06:00:00Z");
    assertThat(week.json()).containsEntry("next", null);
    assertThat(caller().get("/schedules/calendar").list("items")).hasSize(7);
    assertThat(caller().json("DELETE", "/schedules/" + id, "").status()).isEqualTo(204);
    check(
        Stream.of("from=dawn", "until=1969-01-01T00:00:00Z", "until=2199-01-01T00:00:00Z")
            .map(
                query ->
                    field(
                        "GET", "/schedules/calendar?" + query, "", query.replaceFirst("=.*", ""))));
  }

  @Test
  default void wrongWishesAboutSchedulesNameTheField() {
    check(
        Stream.of(
                without(wish(), "name"),
                wish("session_id", "sess_none"),
                without(wish(), "goal"),
                wish("recipe_id", "recipe_none", "goal", "wait 1 second"),
                wish("when", "at dawn"),
                wish("when", "0 8 30 2 *"),
                wish("time_zone", "Vienna"),
                wish("overlap", "dance"),
                wish("missed", "cry"),
                wish("backend", "oracle"),
                wish("max_steps", 0),
                wish("speed", 9))
            .map(wish -> field("POST", "/schedules", Json.write(wish), wrong(wish))));
    check(
        places(
                "GET /schedules/sched_none",
                "DELETE /schedules/sched_none",
                "PUT /schedules/sched_none",
                "GET /schedules/sched_none/runs",
                "POST /schedules/sched_none/run")
            .map(place -> Mistake.of(place[0], place[1], 404, "no schedule")));
    assertThat(caller().get("/schedules").list("items")).isEmpty();
  }

  /** Which field of it is not as it should be. */
  private String wrong(Map<String, Object> wish) {
    Map<String, Object> right = wish();
    return right.keySet().stream()
        .filter(field -> !wish.containsKey(field))
        .findFirst()
        .or(() -> wish.keySet().stream().filter(field -> !right.containsKey(field)).findFirst())
        .or(
            () ->
                right.keySet().stream().filter(f -> !right.get(f).equals(wish.get(f))).findFirst())
        .map(field -> field.equals("recipe_id") ? "goal" : field)
        .orElseThrow();
  }
}
