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
    assertThat(transcript.json())
        .containsEntry("attachments", List.of("Downloads/given.txt"));
    assertThat(transcript.list("files"))
        .extracting(file -> file.get("path"))
        .containsExactly("Downloads/made.txt");
    assertThat(transcript.list("files").get(0)).containsEntry("size_bytes", 2);
  }
}
