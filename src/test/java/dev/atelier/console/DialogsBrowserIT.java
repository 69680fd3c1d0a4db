package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.EngineCommand;
import dev.atelier.RunningServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The dialogs around desktops, on a large screen and a small one. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class DialogsBrowserIT {
  private static final String HERE = "unix:///var/run/docker.sock";
  private static final String LONG = "Accounts of the third floor, ".repeat(3).substring(0, 80);

  private final Chrome chrome = new Chrome(1400, 900);

  @BeforeEach
  void require() {
    EngineCommand.require();
  }

  @AfterEach
  void close() {
    chrome.close();
  }

  @Test
  void aDesktopIsMadeWhereAndAsAPersonSaysAndHasAnotherLookLater() {
    String engines = "near=%1$s,studio=%1$s,attic=tcp://127.0.0.1:9".formatted(HERE);
    try (RunningServer server = RunningServer.start(Map.of("ATELIER_ENGINES", engines))) {
      WallPage wall =
          LoginPage.open(chrome, server.baseUrl())
              .enter(RunningServer.PASSWORD)
              .beginNew("Accounts");
      assertThat(chrome.see("#desktop-engine").getText()).contains("Where there is most room");
      chrome.click("#desktop-engine");
      chrome.untilTrue(
          "[...document.querySelectorAll('vaadin-select-item')].some(item =>"
              + " item.disabled && item.innerText === 'attic (not available)')");
      chrome.clickText("vaadin-select-item", "studio");
      wall.look("Dark", "#2255aa").size("Small");
      chrome.see(".look-preview.theme-dark");
      assertThat(
              chrome.script(
                  "const wall = document.querySelector('.look-preview rect.wall');"
                      + " return wall.getBoundingClientRect().width > 100"
                      + " && getComputedStyle(wall).fill"))
          .isEqualTo("rgb(31, 26, 24)");
      chrome.keepPicture("console-new-desktop");
      chrome.click("#desktop-name input");
      chrome.control("a");
      chrome.type(LONG);
      assertFits();
      assertThat(wall.beginMaking().cancelMaking())
          .isEqualTo("It was taken back. Nothing was left behind.");
      await().until(() -> server.get("/sessions").list("items").isEmpty());
      DesktopPage desktop = makeAndWatch(wall).openMade().awaitLive();
      Map<String, Object> made = server.get("/sessions").list("items").get(0);
      assertThat(made)
          .containsEntry("engine", "studio")
          .containsEntry("cpus", new BigDecimal("1.0"))
          .containsEntry("memory_mb", 2048)
          .containsEntry("theme", "dark")
          .containsEntry("accent", "#2255aa");

      LookPage look = desktop.look().choose("High contrast", "#4f7a57");
      assertFits();
      look.use();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(server.get("/sessions").list("items").get(0))
                      .containsEntry("theme", "high-contrast")
                      .containsEntry("accent", "#4f7a57"));
      for (String dialog : List.of("Rename", "Snapshots", "Delete")) {
        desktop.choose(dialog);
        assertFits();
        chrome.clickText(
            "vaadin-dialog-overlay [slot=footer] vaadin-button",
            dialog.equals("Snapshots") ? "Close" : "Cancel");
        chrome.untilTrue("!document.querySelector('vaadin-dialog-overlay')");
      }
      chrome.open(server.baseUrl() + "/console/system");
      assertThat(chrome.see("#engines").getText())
          .contains("near: well", "studio: well, one desktop running", "attic: not reachable")
          .doesNotContain("1 desktops");
    }
  }

  @Test
  void whatCannotBeMadeIsSaidInPlainWordsAndIsNotLeftBehind() {
    try (RunningServer server =
        RunningServer.start(
            Map.of("DESKTOP_RUNTIME", "docker", "DESKTOP_IMAGE", "atelier/not-there:latest"))) {
      WallPage wall =
          LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD).beginNew(LONG);
      assertThat(wall.problem())
          .contains("the desktop image is not there; build it with ./setup.sh")
          .endsWith("Nothing was left behind. Change something, or try again.")
          .doesNotContain("Exception", "null");
      assertFits();
      chrome.keepPicture("console-new-desktop-problem");
      chrome.untilTrue("!document.querySelector('.tile')");
      await().until(() -> server.get("/sessions").list("items").isEmpty());
    }
  }

  private WallPage makeAndWatch(WallPage wall) {
    wall.beginMaking();
    chrome.untilTrue(
        "document.querySelector('.stage[aria-current=step] .stage-name')?.innerText"
            + " === 'Starting'");
    assertThat(chrome.see(".stages").getText()).contains("Preparing", "Done", "Now", "To come");
    chrome.untilTrue(
        "/[1-9]/.test(document.querySelector('.stage.now atelier-elapsed').innerText)");
    chrome.keepPicture("console-new-desktop-making");
    chrome.see("#open-desktop");
    assertThat(chrome.see(".stages").getText()).contains("The desktop is ready.");
    return wall;
  }

  /** Nothing of the dialog lies beside it, nor is it larger than the screen. */
  private void assertFits() {
    for (int width : List.of(420, 1400)) {
      chrome.resize(width, width == 420 ? 800 : 900);
      chrome.untilTrue(
          "(() => { const overlay = document.querySelector('vaadin-dialog-overlay');"
              + " if (!overlay) return false;"
              + " const box = overlay.shadowRoot.querySelector('[part=overlay]')"
              + ".getBoundingClientRect();"
              + " return box.width <= 730 && box.left >= 0 && box.right <= innerWidth"
              + " && box.top >= 0 && box.bottom <= innerHeight"
              + " && [...overlay.querySelectorAll('*')].filter(each => each.checkVisibility())"
              + ".every(each => { const own = each.getBoundingClientRect();"
              + " return own.width <= 1"
              + " || (own.left >= box.left - 1 && own.right <= box.right + 1); }); })()");
    }
  }
}
