package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A chat page that knows of one desktop only, on a real one. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SingleIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int MANY = 12;
  private static final String SHORT_GOAL =
      "{\"goal\":\"press Escape, press Escape, press Escape, take a screenshot\"}";

  private Fleet fleet;
  private RunningServer server;

  @BeforeEach
  void start() {
    fleet = Fleet.start(Map.of());
    server = fleet.server();
  }

  @AfterEach
  void stop() {
    fleet.close();
  }

  @Test
  void aChatPagePlaysThroughBothForms() {
    Answer screen = server.get("/screenshot");
    assertThat(screen.status()).isEqualTo(200);
    assertThat(screen.header("Content-Type")).isEqualTo("image/png");
    assertThat(server.get("/api/computer/screenshot?format=jpeg").header("Content-Type"))
        .isEqualTo("image/jpeg");
    String first = plays("/api");
    String second = plays("/api/computer");
    for (String form : SingleContract.FORMS) {
      assertThat(server.get(form + "/tasks?limit=20").list("tasks"))
          .extracting(task -> task.get("id"))
          .containsExactly(first, second);
      assertThat(server.get(form + "/tasks?limit=1").list("tasks"))
          .extracting(task -> task.get("id"))
          .containsExactly(second);
    }
    assertThat(defaults()).hasSize(1);
  }

  /** Gives a goal, watches it to the end, looks at what there is of it. */
  private String plays(String form) {
    Answer accepted = server.post(form + "/task", SHORT_GOAL);
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    String task = accepted.text("task_id");
    assertThat(accepted.json())
        .containsEntry("status", "running")
        .containsEntry("stream_url", server.baseUrl() + form + "/task/" + task + "/stream")
        .containsEntry("transcript_url", server.baseUrl() + form + "/task/" + task)
        .containsKeys("max_steps", "max_usd_per_day", "model");
    EventReader all = EventReader.open(server, form + "/task/" + task + "/stream", 0);
    all.awaitOver(LONG);
    assertThat(all.ids()).isEqualTo(IntStream.rangeClosed(1, all.ids().size()).boxed().toList());
    assertThat(all.ends()).hasSize(1);
    assertThat(all.ends().get(0)).containsEntry("status", "completed");
    EventReader missed = EventReader.open(server, form + "/task/" + task + "/stream", 2);
    assertThat(missed.awaitOver(LONG).ids()).isEqualTo(all.ids().subList(2, all.ids().size()));
    EventReader asked =
        EventReader.open(server, form + "/task/" + task + "/stream?last_event_id=1", 0);
    assertThat(asked.awaitOver(LONG).ids()).isEqualTo(all.ids().subList(1, all.ids().size()));
    Map<String, Object> told = all.steps().get(0);
    assertThat(told.get("at")).isInstanceOf(BigDecimal.class);
    assertThat(told.get("screenshot_url").toString()).startsWith(form + "/task/" + task);
    assertThat(server.get(told.get("screenshot_url").toString()).header("Content-Type"))
        .isEqualTo("image/png");
    isTranscript(server.get(form + "/task/" + task), all.ids().size());
    assertThat(server.get(form + "/budget").json())
        .containsKeys("date", "total_usd", "cap_usd", "remaining_usd", "tasks_run")
        .extractingByKey("per_task_usd")
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsKey(task);
    return task;
  }

  private static void isTranscript(Answer answer, int steps) {
    assertThat(answer.json())
        .containsEntry("status", "completed")
        .containsEntry("step_count", steps)
        .containsEntry("error", "");
    isRecent(answer.json().get("started_at"));
    isRecent(answer.json().get("finished_at"));
    assertThat(answer.json().get("total_cost_usd")).isInstanceOf(Number.class);
    assertThat(answer.list("steps"))
        .hasSize(steps)
        .allSatisfy(
            step -> {
              assertThat(step)
                  .containsOnlyKeys(
                      "step",
                      "started_at",
                      "finished_at",
                      "action",
                      "desktop_result",
                      "text_from_model",
                      "cost_usd");
              isRecent(step.get("started_at"));
              isRecent(step.get("finished_at"));
            });
  }

  private static void isRecent(Object seconds) {
    assertThat(seconds).isInstanceOf(Number.class);
    assertThat(((Number) seconds).doubleValue())
        .isBetween(
            Instant.now().minusSeconds(600).getEpochSecond() * 1.0,
            Instant.now().plusSeconds(5).getEpochSecond() * 1.0);
  }

  @Tag("long")
  @Test
  void theDesktopIsSavedAndBroughtBackAndABusyOneIsNot() {
    assertThat(server.get("/screenshot").status()).isEqualTo(200);
    String desktop = defaults().get(0);
    fleet.in(desktop, "echo good > Documents/letter");
    Answer taken = server.post("/api/desktop/snapshot", "{\"note\":\"a good letter\"}");
    assertThat(taken.status()).as(taken.text()).isEqualTo(201);
    assertThat(taken.json())
        .containsOnlyKeys("id", "tag", "created_at", "base_container", "size_bytes", "note")
        .containsEntry("note", "a good letter");
    isRecent(taken.json().get("created_at"));
    String snapshot = taken.text("id");
    isProblem(server.delete("/api/desktop/snapshots/" + snapshot), 409);

    String task = server.post("/api/task", "{\"goal\":\"wait 60 seconds\"}").text("task_id");
    for (String form : SingleContract.FORMS) {
      String wish = "{\"snapshot_id\":\"" + snapshot + "\"}";
      isBusy(server.post(form + "/task", "{\"goal\":\"press Escape\"}"), task);
      isBusy(server.post(form + "/desktop/snapshot", ""), task);
      isBusy(server.post(form + "/desktop/restore", wish), task);
    }
    assertThat(server.post("/sessions/" + desktop + "/task/" + task + "/cancel", "").status())
        .isEqualTo(202);
    awaitStatus(task, "cancelled");

    fleet.in(desktop, "echo bad > Documents/letter");
    Answer back =
        server.post("/api/computer/desktop/restore", "{\"snapshot_id\":\"" + snapshot + "\"}");
    assertThat(back.status()).as(back.text()).isEqualTo(202);
    assertThat(back.json())
        .containsOnlyKeys("ok", "restored_from", "note")
        .containsEntry("ok", true)
        .containsEntry("restored_from", snapshot);
    assertThat(server.get("/screenshot").status()).isEqualTo(200);
    assertThat(fleet.in(desktop, "cat Documents/letter")).containsExactly("good");

    Answer list = server.get("/api/desktop/snapshots");
    assertThat(list.json()).containsEntry("count", 2);
    assertThat(list.list("snapshots").get(1)).containsEntry("id", snapshot);
    assertThat(list.list("snapshots"))
        .extracting(each -> (BigDecimal) each.get("created_at"))
        .isSortedAccordingTo(Comparator.reverseOrder());
    Answer deleted = server.delete("/api/computer/desktop/snapshots/" + snapshot);
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.json()).isEqualTo(Map.of("ok", true, "deleted", snapshot));
    isProblem(server.delete("/api/desktop/snapshots/" + snapshot), 404);
  }

  private static void isBusy(Answer answer, String task) {
    isProblem(answer, 409);
    assertThat(answer.text("task_id")).isEqualTo(task);
  }

  @Tag("long")
  @Test
  void howeverManyAskFirstThereIsOneDesktopAlsoAfterACrashAndANewOneWhenItIsDeleted()
      throws Exception {
    List<Answer> answers = new ArrayList<>();
    ExecutorService callers = Executors.newFixedThreadPool(MANY);
    try {
      CyclicBarrier start = new CyclicBarrier(MANY);
      List<Future<Answer>> asked =
          IntStream.range(0, MANY)
              .mapToObj(
                  n ->
                      callers.submit(
                          (Callable<Answer>)
                              () -> {
                                start.await();
                                return n % 2 == 0
                                    ? server.get("/screenshot")
                                    : server.post("/api/task", SHORT_GOAL);
                              }))
              .toList();
      for (Future<Answer> each : asked) {
        answers.add(each.get());
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(answers).extracting(Answer::status).containsOnly(200, 202, 409);
    List<Answer> accepted = answers.stream().filter(each -> each.status() == 202).toList();
    assertThat(accepted).hasSize(1);
    String task = accepted.get(0).text("task_id");
    awaitStatus(task, "completed");
    assertThat(server.get("/sessions").list("items")).hasSize(1);
    String desktop = defaults().get(0);

    server.kill();
    server.startAgain();
    assertThat(server.get("/screenshot").status()).isEqualTo(200);
    assertThat(defaults()).containsExactly(desktop);
    assertThat(server.get("/api/tasks").list("tasks")).hasSize(1);

    assertThat(server.delete("/sessions/" + desktop + "?purge=true").status()).isEqualTo(204);
    assertThat(defaults()).isEmpty();
    assertThat(server.get("/api/task/" + task).text("status")).isEqualTo("completed");
    assertThat(server.get("/api/computer/screenshot").status()).isEqualTo(200);
    assertThat(defaults()).hasSize(1).doesNotContain(desktop);
    EventReader replayed = EventReader.open(server, "/api/task/" + task + "/stream", 0);
    assertThat(replayed.awaitOver(LONG).ends()).hasSize(1);
  }

  private void awaitStatus(String task, String status) {
    Set<String> atWork = Set.of("starting", "running");
    await()
        .atMost(LONG)
        .until(() -> !atWork.contains(server.get("/api/task/" + task).text("status")));
    Answer ended = server.get("/api/task/" + task);
    assertThat(ended.text("status")).as(ended.text()).isEqualTo(status);
  }

  private List<String> defaults() {
    return server.get("/sessions").list("items").stream()
        .filter(each -> each.get("label").equals("default"))
        .map(each -> each.get("id").toString())
        .toList();
  }
}
