package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What is promised about who may do what, and what anybody may know. */
interface AccessContract extends Contract {
  @Test
  default void withoutItsTokenEverythingButHealthAndBudgetIs401() {
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
            "GET /screenshot",
            "POST /api/task",
            "GET /api/task/task_none",
            "GET /api/task/task_none/stream",
            "GET /api/tasks",
            "GET /api/budget",
            "GET /api/../api/budget",
            "POST /api/desktop/snapshot",
            "GET /api/desktop/snapshots",
            "DELETE /api/desktop/snapshots/snap_none",
            "POST /api/desktop/restore",
            "POST /api/computer/task",
            "GET /api/computer/budget",
            "GET /api/computer/screenshot",
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
              for (Client stranger :
                  List.of(
                      anybody(),
                      anybody().with("Authorization", "Bearer s3cret-guess"),
                      anybody().with("Authorization", "Basic s3cret-guess"))) {
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
    all.assertThat(anybody().get("/sessions").status()).isEqualTo(401);
    all.assertThat(anybody().get("/tasks/").status()).isEqualTo(401);
    all.assertAll();
    assertThat(caller().get(session()).status()).isEqualTo(200);
  }

  @Test
  default void theSchemeMayBeWrittenInAnyCase() {
    assertThat(anybody().with("Authorization", "bEaReR " + TOKEN).get("/sessions").status())
        .isEqualTo(200);
  }

  /** By the second token, whose share nobody else needs. */
  @Test
  default void whoGivesTooManyTasksIsTurnedAwayForAWhileAndNobodyElseIs() {
    Client eager = anybody().with("Authorization", "Bearer " + OTHER_TOKEN);
    for (int n = 0; n < TASKS_PER_HOUR; n++) {
      assertThat(eager.json("POST", session() + "/task", "{").status()).isEqualTo(400);
    }
    for (String way : List.of("/task", "/task/", "/%74ask", "/task;a=b", "//task")) {
      Answer refused = eager.json("POST", session() + way, "{");
      assertThat(refused.status()).as(way).isIn(429, 404);
    }
    for (String way :
        List.of("/api/task", "/api/task/", "/api/computer/task", "/api/%74ask", "/api//task")) {
      assertThat(eager.json("POST", way, "{").status()).as(way).isIn(429, 404);
    }
    isProblem(eager.json("POST", "/api/task", "{"), 429);
    isProblem(eager.json("POST", "/api/computer/task", "{"), 429);
    Answer refused = eager.json("POST", session() + "/task", "{");
    isProblem(refused, 429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 18);
    assertThat(refused.text("detail")).contains("200 tasks");
    assertThat(eager.get(session()).status()).isEqualTo(200);
    assertThat(caller().json("POST", session() + "/task", "{").status()).isEqualTo(400);
    Client stranger = anybody().with("Authorization", "Bearer guess");
    assertThat(stranger.json("POST", session() + "/task", "{").status()).isEqualTo(401);
  }

  @Test
  default void healthIsOpenAndTellsTheTruth() {
    Answer health = anybody().get("/health");
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
            "today_spend_usd")
        .doesNotContainKeys("plugins", "orphans", "engines");
    assertThat(caller().get("/health").json()).containsKeys("plugins", "orphans");
  }

  @Test
  default void theBudgetIsOpenButWhatEachTaskCostIsNot() {
    Map<String, Object> open = anybody().get("/budget").json();
    assertThat(open)
        .containsKeys("date", "total_usd", "cap_usd", "remaining_usd", "tasks_run")
        .doesNotContainKey("per_task_usd");
    assertThat(caller().get("/budget").json()).containsKey("per_task_usd");
  }

  @Test
  default void aPageOfAnotherSiteCanChangeNothing() {
    Client page = caller().with("Origin", "https://elsewhere.example");
    isProblem(page.json("POST", "/sessions", "{\"label\":\"x\"}"), 403);
    isProblem(page.json("DELETE", session(), ""), 403);
    assertThat(page.get(session()).status()).isEqualTo(200);
  }
}
