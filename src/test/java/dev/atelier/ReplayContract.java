package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is promised about seeing a task again. */
interface ReplayContract extends Contract {
  List<String> FORMS = List.of("", ".html", ".webm", ".mp4");

  @Test
  default void aTaskIsSeenAgainAsAStripAPageAndAVideo() {
    String task = ended("wait 1 second");
    Answer film = caller().get(task + "/replay");
    assertThat(film.status()).as(film.text()).isEqualTo(200);
    assertThat(film.json())
        .containsEntry("goal", "wait 1 second")
        .containsEntry("status", "completed");
    Map<String, Object> first = film.list("frames").get(0);
    assertThat(first)
        .containsEntry("action", "wait")
        .containsEntry("sentence", "Waited 1 s")
        .containsEntry("driver", "assistant")
        .containsEntry("width", 1280);
    showsItsPictureOnce(String.valueOf(first.get("screenshot_url")));

    Answer page = caller().get(task + "/replay.html");
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    assertThat(page.header("Content-Disposition"))
        .startsWith("attachment; filename=\"replay-task_");
    assertThat(page.text())
        .contains("\"goal\":\"wait 1 second\"", "data:image/", "default-src 'none'");

    videoOrWhatToInstall(caller().get(task + "/replay.webm"), "webm");
    videoOrWhatToInstall(caller().get(task + "/replay.mp4"), "mp4");
    isProblem(caller().get(task + "/replay.avi"), 404);
  }

  private void showsItsPictureOnce(String url) {
    Answer picture = caller().get(url);
    assertThat(picture.status()).isEqualTo(200);
    assertThat(picture.header("Cache-Control")).contains("private", "immutable");
    Answer again = caller().with("If-None-Match", picture.header("ETag")).get(url);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  private static void videoOrWhatToInstall(Answer video, String format) {
    if (video.status() == 501) {
      isProblem(video, 501);
      assertThat(video.text("detail")).contains("install", "ffmpeg");
      // The tests' machine has the small one.
      assertThat(format).isEqualTo("mp4");
      return;
    }
    assertThat(video.status()).as(video.text()).isEqualTo(200);
    assertThat(video.header("Content-Type")).isEqualTo("video/" + format);
    assertThat(video.body().length).isGreaterThan(1000);
    assertThat(video.header("Content-Length")).isEqualTo(Integer.toString(video.body().length));
  }

  @Test
  default void aStreamTicketOpensReplaysAndAnEmbedTicketDoesNot() {
    String task = ended("wait 1 second");
    String stream = ticketFor("stream");
    String embed = ticketFor("embed");
    for (String form : List.of("", ".html")) {
      String replay = task + "/replay" + form + "?ticket=";
      assertThat(anybody().get(replay + stream).status()).isEqualTo(200);
      isProblem(anybody().get(replay + embed), 401);
      isProblem(anybody().get(task + "/replay" + form), 401);
      isProblem(
          anybody().get(task.replace(session(), NOBODY) + "/replay" + form + "?ticket=" + stream),
          401);
    }
    Answer page = anybody().get("/live/replay.html");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
  }

  @Test
  default void theReplayOfNoTaskIs404InEveryForm() {
    for (String form : FORMS) {
      isProblem(caller().get(session() + "/task/task_none/replay" + form), 404);
      isProblem(caller().get(NOBODY + "/task/task_none/replay" + form), 404);
    }
  }

  private String ticketFor(String purpose) {
    return caller()
        .json("POST", session() + "/tickets", "{\"purpose\":\"" + purpose + "\"}")
        .text("ticket");
  }

  /** The path of a task that has come to its end. */
  private String ended(String goal) {
    Answer given = caller().json("POST", session() + "/task", "{\"goal\":\"" + goal + "\"}");
    assertThat(given.status()).as(given.text()).isEqualTo(202);
    String path = session() + "/task/" + given.text("task_id");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                Stream.of("completed", "desktop_error")
                    .anyMatch(caller().get(path).text("status")::equals));
    return path;
  }
}
