package dev.atelier;

import static dev.atelier.Contract.act;
import static dev.atelier.Mistake.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is promised about goals and the tasks they become. */
interface TasksContract extends Contract {
  @Test
  default void aGoalThatCannotBeTakenOnIs422AndSaysWhy() {
    String path = session() + "/task";
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
    assertThat(caller().get(session() + "/tasks").list("items")).isEmpty();
    assertThat(caller().get(session()).text("activity")).isEqualTo("idle");
  }

  @Test
  default void aBusyDesktopIs409WithTheTaskItWorksOn() {
    Answer accepted = caller().json("POST", session() + "/task", "{\"goal\":\"wait 60 seconds\"}");
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    assertThat(accepted.json())
        .containsEntry("status", "running")
        .containsKeys("max_steps", "max_usd_per_day", "model", "stream_url", "transcript_url");
    String task = accepted.text("task_id");
    try {
      for (String path : List.of("/task", "/actions")) {
        Answer refused =
            caller()
                .json(
                    "POST",
                    session() + path,
                    path.equals("/task") ? "{\"goal\":\"wait 1 second\"}" : act("screenshot", ""));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.text("task_id")).isEqualTo(task);
        assertThat(refused.text("detail")).isNotBlank();
      }
      assertThat(caller().get(session()).text("activity")).isEqualTo("working");
    } finally {
      String cancel = session() + "/task/" + task + "/cancel";
      assertThat(caller().json("POST", cancel, "").status()).isEqualTo(202);
      assertThat(caller().json("POST", cancel, "").status()).isEqualTo(202);
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(caller().get(session() + "/task/" + task).text("status"))
                    .isEqualTo("cancelled"));
    assertThat(caller().get(session() + "/task/" + task + "/steps/99/screenshot").status())
        .isEqualTo(404);
  }

  @Test
  default void aTaskThatIsGivenToABusyDesktopMayWaitAndIsMovedAndCancelled() {
    String busy =
        taken(caller().json("POST", session() + "/task", "{\"goal\":\"wait 60 seconds\"}"));
    String second = waiting("wait 2 seconds", 1);
    String third = waiting("wait 1 second", 2);
    assertThat(queue()).containsExactly(second, third);
    String move = session() + "/task/" + third + "/move";
    assertThat(caller().json("POST", move, "{\"position\":1}").text("status")).isEqualTo("queued");
    assertThat(queue()).containsExactly(third, second);
    check(
        Stream.of(
            field("POST", move, "{}", "position"),
            field("POST", move, "{\"position\":0}", "position"),
            field("POST", move, "{\"position\":51}", "position")));
    assertThat(cancel(second)).isEqualTo("cancelled");
    assertThat(
            caller()
                .json("POST", session() + "/task/" + second + "/move", "{\"position\":1}")
                .status())
        .isEqualTo(409);
    cancel(busy);
    awaitTask(third, "completed");
    assertThat(queue()).isEmpty();
  }

  private String waiting(String goal, int position) {
    Answer given =
        caller().json("POST", session() + "/task", "{\"goal\":\"" + goal + "\",\"queue\":true}");
    assertThat(given.json())
        .as(given.text())
        .containsEntry("status", "queued")
        .containsEntry("position", position);
    return taken(given);
  }

  private static String taken(Answer given) {
    assertThat(given.status()).as(given.text()).isEqualTo(202);
    return given.text("task_id");
  }

  private List<Object> queue() {
    return caller().get(session() + "/queue").list("items").stream()
        .map(item -> item.get("task_id"))
        .toList();
  }

  private String cancel(String task) {
    return caller().json("POST", session() + "/task/" + task + "/cancel", "").text("status");
  }

  private void awaitTask(String task, String status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(caller().get(session() + "/task/" + task).text("status"))
                    .isEqualTo(status));
  }

  @Test
  default void oneGoalIsGivenToManyDesktopsOrToNone() {
    String id = session().substring("/sessions/".length());
    String goal = "\"goal\":\"wait 1 second\"";
    check(
        Stream.of(
            field("POST", "/tasks", "{" + goal + "}", "sessions"),
            field("POST", "/tasks", "{\"sessions\":[]," + goal + "}", "sessions"),
            field("POST", "/tasks", "{\"sessions\":[\"" + id + "\"]}", "goal"),
            field(
                "POST",
                "/tasks",
                "{\"sessions\":[\"" + id + "\",\"sess_nobody\"]," + goal + "}",
                "sessions[1]"),
            field(
                "POST",
                "/tasks",
                "{\"sessions\":[\"" + id + "\",\"" + id + "\"]," + goal + "}",
                "sessions[1]")));
    assertThat(caller().get(session()).text("activity")).isEqualTo("idle");
    String body = "{\"sessions\":[\"" + id + "\"],\"goal\":\"wait 60 seconds\"}";
    Answer given = caller().json("POST", "/tasks", body);
    assertThat(given.status()).as(given.text()).isEqualTo(202);
    assertThat(given.list("items").get(0))
        .containsEntry("session_id", id)
        .containsEntry("status", "running");
    Answer refused = caller().json("POST", "/tasks", body);
    assertThat(refused.list("items").get(0).get("error").toString()).contains("already working on");
    String task = given.list("items").get(0).get("task_id").toString();
    cancel(task);
    awaitTask(task, "cancelled");
  }

  @Test
  default void whatATaskNeedsOfAPersonIsAnsweredInWords() {
    String task =
        taken(
            caller()
                .json(
                    "POST",
                    session() + "/task",
                    "{\"goal\":\"ask “Which invoice?”, wait 1 second\",\"backend\":\"recipe\"}"));
    awaitTask(task, "needs_you");
    assertThat(caller().get(session()).text("activity")).isEqualTo("needs_you");
    String answer = session() + "/task/" + task + "/answer";
    check(
        Stream.of(
            field("POST", answer, "{}", "text"),
            field("POST", answer, "{\"text\":\"\"}", "text"),
            field("POST", answer, "{\"text\":\"" + "x".repeat(2001) + "\"}", "text")));
    assertThat(caller().json("POST", answer, "{\"text\":\"no\",\"step\":9}").status())
        .isEqualTo(409);
    for (int n = 0; n < 2; n++) {
      assertThat(caller().json("POST", answer, "{\"text\":\"the one of May\",\"step\":1}").status())
          .isEqualTo(202);
    }
    awaitTask(task, "completed");
    assertThat(caller().get(session() + "/task/" + task).list("steps").get(0))
        .containsEntry("text", "Which invoice?")
        .containsEntry("result", "the person answered: the one of May");
  }

  private static String wait1(String more) {
    return "{\"goal\":\"wait 1 second\"," + more + "}";
  }

  @Test
  default void filesGoAlongWithAGoalAndThoseItLeavesAreListed() {
    String files = session() + "/files/Downloads/";
    assertThat(caller().json("PUT", files + "given.txt", "{}").status()).isEqualTo(204);
    String path = session() + "/task";
    check(
        Stream.of(
            field("POST", path, wait1("\"attachments\":[\"a\",\"b\"]"), "attachments[0]"),
            field(
                "POST",
                path,
                wait1("\"attachments\":[\"Downloads/given.txt\",\"../x\"]"),
                "attachments[1]"),
            field("POST", path, wait1("\"attachments\":\"a\""), "attachments"),
            field(
                "POST",
                path,
                wait1("\"attachments\":" + java.util.Collections.nCopies(21, "\"a\"")),
                "attachments")));
    Answer accepted =
        caller()
            .json(
                "POST",
                path,
                "{\"goal\":\"wait 3 seconds\",\"attachments\":[\"Downloads/given.txt\"]}");
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    assertThat(caller().json("PUT", files + "made.txt", "{}").status()).isEqualTo(204);
    assertThat(caller().json("PUT", session() + "/files/.hidden", "{}").status()).isEqualTo(204);
    String task = path + "/" + accepted.text("task_id");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> caller().get(task).text("status").equals("completed"));
    Answer transcript = caller().get(task);
    assertThat(transcript.json()).containsEntry("attachments", List.of("Downloads/given.txt"));
    assertThat(transcript.list("files"))
        .extracting(file -> file.get("path"))
        .containsExactly("Downloads/made.txt");
    assertThat(transcript.list("files").get(0)).containsEntry("size_bytes", 2);
  }
}
