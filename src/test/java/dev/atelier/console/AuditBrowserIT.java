package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.EngineCommand;
import dev.atelier.RunningServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A person finds out who did what, and keeps it. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class AuditBrowserIT {
  private final Chrome chrome = new Chrome(1400, 900);
  private final AuditPage page = new AuditPage(chrome);

  @BeforeEach
  void require() {
    EngineCommand.require();
  }

  @AfterEach
  void close() {
    chrome.close();
  }

  @Test
  void whatWasDoneIsFoundReadCheckedAndWrittenOut() {
    try (RunningServer server = RunningServer.start(Map.of())) {
      LoginPage.open(chrome, server.baseUrl())
          .enter(RunningServer.PASSWORD)
          .make("Front desk")
          .closeDialog();
      String desktop = "/sessions/" + server.get("/sessions").list("items").get(0).get("id");
      workOn(server, desktop);

      page.open().check();
      chrome.keepPicture("console-audit");

      page.choose("#audit-what", "Tasks").awaitRow("is done").awaitNone("signed in");
      page.words("good MORNING").awaitOnly("good morning");
      assertThat(page.exported("#export-csv").lines().skip(1))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).contains("\"task.", "good morning"));
      page.openFirstByKeys().awaitDetail("Hash").closeByKey();

      page.words("").choose("#audit-what", "Actions on the screen").awaitRow("Typed");
      page.openFirstByKeys().awaitDetail("What is on record");
      chrome.untilTrue(
          "document.querySelector('.audit-detail img, vaadin-dialog-overlay img')?.naturalWidth > 0");
      chrome.keepPicture("console-audit-entry");
      page.closeByKey();

      page.choose("#audit-what", "Desktops").awaitRow("made the desktop");
      var unused =
          server.send(
              server
                  .request(desktop)
                  .header("Content-Type", "application/json")
                  .method(
                      "PATCH",
                      java.net.http.HttpRequest.BodyPublishers.ofString(
                          "{\"label\":\"Back office\"}")));
      chrome.clickText("#audit-news", "show");
      page.awaitRow("renamed a desktop to “Back office”");

      chrome.resize(390, 844);
      assertThat(page.sideways()).isZero();
      chrome.keepPicture("console-audit-narrow");
      page.words("nobody ever said this");
      chrome.untilTrue("document.body.innerText.includes('Nothing on record fits')");
      chrome.keepPicture("console-audit-empty");
    }
  }

  private static void workOn(RunningServer server, String desktop) {
    String goal = "{\"goal\":\"type \\\"good morning\\\"\",\"backend\":\"recipe\"}";
    Object task = server.post(desktop + "/task", goal).json().get("task_id");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> "completed".equals(server.get(desktop + "/task/" + task).json().get("status")));
  }
}
