package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.EngineCommand;
import dev.atelier.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Tasks seen again in a real browser: in the console, in a page of its own, from a disk. */
class ReplayBrowserIT {
  private static RunningServer server;

  @TempDir private Path disk;
  private Chrome chrome;

  @BeforeAll
  static void start() throws IOException {
    EngineCommand.require();
    server = RunningServer.prepared(Map.of());
    RecordedTasks.write(server.home().resolve("data"));
    server.startAgain();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    chrome = new Chrome(1360, 850);
  }

  @AfterEach
  void close() {
    chrome.close();
  }

  @Test
  void anEarlierTaskIsGoneThroughStepByStep() {
    LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD);
    chrome.open(server.baseUrl() + "/console/desktops/" + RecordedTasks.DESKTOP);
    chrome.click(".earlier li:first-child .replay");
    ReplayPage replay = new ReplayPage(chrome).awaitPicture();
    assertThat(chrome.address()).endsWith(RecordedTasks.address(RecordedTasks.ACCOUNT));
    assertThat(replay.goal()).startsWith("Create an account").contains("<img src=x onerror=");
    assertThat(replay.sentence()).isEqualTo("Clicked at “Last name”");
    assertThat(replay.markedPlace()).isEqualTo(List.of(594L, 274L));
    replay.press(Keys.ARROW_RIGHT).awaitPlace("2 of 6").press(Keys.END).awaitPlace("6 of 6");
    replay.press(Keys.HOME).awaitPlace("1 of 6").open(5).awaitPlace("5 of 6").awaitPicture();
    assertThat(replay.words())
        .contains("Clicked at “Create account”", "The assistant drove", "$0.04 so far");
    assertThat(replay.markedPlace()).isEqualTo(List.of(132L, 600L));
    chrome.keepPicture("console-replay");
    replay.open(4);
    assertThat(replay.words()).contains("Anna drove for 2 min: “typed the code from my phone”");
    assertThat(replay.missing()).isEqualTo("No picture is taken while a person drives.");
    chrome.keepPicture("console-replay-person");
    chrome.resize(390, 844);
    assertThat(chrome.script("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    assertThat(chrome.script("return window.planted")).isNull();
  }

  @Test
  void aPictureThatWentForItsAgeIsSaidToHaveGone() {
    LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD);
    chrome.open(server.baseUrl() + "/console/" + RecordedTasks.address(RecordedTasks.OLD));
    ReplayPage replay = new ReplayPage(chrome);
    assertThat(replay.missing()).isEqualTo("The picture was removed after 31 days.");
    assertThat(replay.sentence()).isEqualTo("Clicked at “Pay”");
    chrome.keepPicture("console-replay-removed");
  }

  @Test
  void aLongTaskLoadsThePicturesThatAreNearAndPlays() {
    embedded(RecordedTasks.LONG);
    ReplayPage replay = new ReplayPage(chrome).awaitPicture().awaitPlace("1 of 200");
    assertThat(replay.picturesFetched()).isLessThanOrEqualTo(4);
    replay.speed("4").play().awaitPlace("4 of 200");
    replay.play().press(Keys.END).awaitPlace("200 of 200").awaitPicture();
    assertThat(replay.picturesFetched()).isLessThanOrEqualTo(20);
  }

  @Test
  void thePageOfItsOwnPlaysTheSameAndSaysWhatItCannotShow() {
    embedded(RecordedTasks.ACCOUNT);
    ReplayPage replay = new ReplayPage(chrome).awaitPicture();
    assertThat(replay.strip())
        .hasSize(6)
        .contains("Anna drove for 2 min: “typed the code from my phone”");
    chrome.keepPicture("replay-embedded");
    embedded("task_nobody");
    chrome.untilTrue(
        "document.querySelector('.film-trouble').innerText.includes('not there any more')");
  }

  @Test
  void theFileToKeepNeedsNoServer() throws IOException {
    var page =
        server.get(
            "/sessions/%s/task/%s/replay.html"
                .formatted(RecordedTasks.DESKTOP, RecordedTasks.ACCOUNT));
    Path file = disk.resolve("replay.html");
    Files.write(file, page.body());
    chrome.open(file.toUri().toString());
    ReplayPage replay = new ReplayPage(chrome).awaitPicture();
    assertThat(replay.goal()).contains("<img src=x onerror=");
    chrome.keepPicture("replay-page");
    replay.open(5).awaitPicture();
    assertThat(replay.markedPlace()).isEqualTo(List.of(132L, 600L));
    assertThat(chrome.script("return performance.getEntriesByType('resource').length"))
        .isEqualTo(0L);
    assertThat(chrome.script("return window.planted")).isNull();
    // Its own policy holds also what somebody plants later.
    assertThat(chrome.script("return document.querySelector('meta[http-equiv]').content"))
        .asString()
        .startsWith("default-src 'none'");
  }

  private void embedded(String task) {
    chrome.open(
        server.baseUrl() + "/live/replay.html?session=" + RecordedTasks.DESKTOP + "&task=" + task);
  }
}
