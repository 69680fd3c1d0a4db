package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.EngineCommand;
import dev.atelier.RunningServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page of a desktop: with keys alone, on a phone, and by a link. */
class DesktopBrowserIT {
  private static final String LONG_WORK =
      "open Terminal, wait 6 seconds, type \"echo Good morning\" and press Enter, wait 200 seconds";

  private final RunningServer server = RunningServer.shared();

  @BeforeEach
  void require() {
    EngineCommand.require();
  }

  @Test
  void aGoalIsGivenPausedTakenOverHandedBackAndStoppedByKeysAlone() {
    String desktop = make("Keys");
    try (Chrome chrome = new Chrome(1360, 850)) {
      DesktopPage page = open(chrome, desktop).awaitLive();
      chrome.tabTo("#live");
      chrome.leaveLiveView();
      chrome.tabTo("#goal textarea");
      chrome.type(LONG_WORK);
      chrome.tabTo("#start-task");
      chrome.type(Keys.ENTER);
      page.awaitBadge("Working").awaitSteps(1);

      chrome.tabTo(".step summary");
      chrome.type(Keys.ENTER);
      chrome.see(".step-detail dl");
      chrome.untilTrue("document.querySelector('.step-detail img')?.naturalWidth > 500");
      chrome.untilTrue("document.querySelector('.step .thumbnail')?.naturalWidth === 160");
      chrome.script("document.querySelector('.step').scrollIntoView()");
      chrome.keepPicture("console-step-open");
      assertThat(new Axe(chrome).findings()).isEmpty();

      page.awaitSteps(4);
      assertThat(chrome.isFocused(".step summary")).isTrue();
      assertThat(chrome.see(".step-detail").getText()).contains("When", "Took");
      chrome.type(Keys.ENTER);
      chrome.untilTrue("!document.querySelector('.step-detail')");

      chrome.script("document.querySelector('#goal textarea').focus()");
      chrome.tabTo("#pause-task");
      chrome.type(Keys.ENTER);
      page.awaitBadge("Waiting");
      chrome.untilTrue("document.querySelector('#pause-task').innerText.includes('Go on')");
      assertThat(chrome.isFocused("#pause-task")).isTrue();
      chrome.type(Keys.ENTER);
      // What was stopped in the middle of a step asks whether that is done.
      page.awaitBadge("Needs you");
      chrome.script("document.querySelector('#goal textarea').focus()");
      chrome.tabTo("#deny");
      chrome.type(Keys.ENTER);
      page.awaitBadge("Working");

      byKeysInTheLiveView(chrome, page);
      chrome.tabTo("#stop-task");
      chrome.type(Keys.ENTER);
      page.awaitEnding("Stopped").awaitBadge("Idle");
    }
  }

  private void byKeysInTheLiveView(Chrome chrome, DesktopPage page) {
    chrome.script("document.querySelector('.desktop-view .back').focus()");
    chrome.tabTo("#live");
    chrome.enterFrame("#live");
    chrome.tabTo("#take-control");
    chrome.type(Keys.ENTER);
    chrome.untilTrue("document.activeElement.id === 'control-note'");
    chrome.type("I looked at it");
    chrome.tabTo("#hand-back");
    chrome.leaveFrame();
    page.awaitBadge("You are driving");
    chrome.enterFrame("#live");
    chrome.type(Keys.ENTER);
    chrome.untilTrue("document.activeElement.id === 'take-control'");
    chrome.leaveFrame();
    page.awaitBadge("Needs you");
    chrome.script("document.querySelector('#goal textarea').focus()");
  }

  @Test
  void onAPhoneTheStoryIsReadAndALinkAsksBeforeItTakesControl() {
    String desktop = make("Phone");
    try (Chrome chrome = new Chrome(390, 844)) {
      DesktopPage page = open(chrome, desktop).awaitLive();
      page.begin("open Terminal, type \"echo Hello\" and press Enter, wait 1 second")
          .awaitEnding("Done");
      assertThat(chrome.fits()).isTrue();
      chrome.click(".step summary");
      chrome.see(".step-detail dl");
      assertThat(chrome.fits()).isTrue();
      assertThat(new Axe(chrome).findings()).isEmpty();
      chrome.script("document.querySelector('.step').scrollIntoView()");
      chrome.untilTrue("document.querySelector('.step-detail img')?.naturalWidth > 500");
      chrome.keepPicture("console-desktop-phone");

      chrome.open(server.baseUrl() + "/console/desktops/" + desktop + "?control=take");
      assertThat(chrome.see("vaadin-dialog-overlay").getText())
          .contains("Take control?", "mouse and keyboard of “Phone”");
      assertThat(driver(desktop)).isNull();
      chrome.clickText("vaadin-dialog-overlay vaadin-button", "Cancel");
      chrome.untilTrue("!document.querySelector('vaadin-dialog-overlay')");
      page.awaitLive().awaitBadge("Idle");
      assertThat(driver(desktop)).isNull();

      chrome.open(server.baseUrl() + "/console/desktops/" + desktop + "?control=take");
      chrome.click("#confirm");
      page.awaitBadge("You are driving");
      chrome.open(server.baseUrl() + "/live/index.html?session=" + desktop + "&take=1");
      chrome.untilTrue("document.querySelector('#view').dataset.state === 'live'");
      chrome.untilTrue("document.querySelector('#view').dataset.control === 'nobody'");
    }
  }

  @Test
  void aButtonOfATileKeepsTheFocusWhileTilesChangeTheirPlaces() {
    String first = make("Focus one");
    make("Focus two");
    try (Chrome chrome = new Chrome(1360, 850)) {
      LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD);
      chrome.open(server.baseUrl() + "/console/?search=Focus");
      WallPage wall = new WallPage(chrome).tileSays("Focus two", "Idle");
      chrome.script(
          "[...document.querySelectorAll('.tile')].at(-1).querySelector('.pause').focus()");
      String name = focusedTile(chrome);
      String moved = name.equals("Focus one") ? first : idOf("Focus two");
      server.post(
          "/sessions/" + moved + "/task",
          "{\"goal\": \"ask \\\"Which one?\\\"\", \"backend\": \"recipe\"}");
      wall.tileSays(name, "Needs you");
      chrome.untilTrue("document.querySelector('.tile h2').textContent === '" + name + "'");
      chrome.untilTrue("document.activeElement.matches('.tile .pause')");
      assertThat(focusedTile(chrome)).isEqualTo(name);
    }
  }

  private static String focusedTile(Chrome chrome) {
    return (String)
        chrome.script(
            "return document.activeElement.closest('.tile').querySelector('h2').textContent");
  }

  private String make(String label) {
    return server.post("/sessions?wait=ready", "{\"label\": \"" + label + "\"}").text("id");
  }

  private String idOf(String label) {
    return server.get("/sessions").list("items").stream()
        .filter(each -> each.get("label").equals(label))
        .map(each -> (String) each.get("id"))
        .findFirst()
        .orElseThrow();
  }

  private Object driver(String desktop) {
    return server.get("/sessions/" + desktop).json().get("driven_by");
  }

  private DesktopPage open(Chrome chrome, String desktop) {
    LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD);
    chrome.open(server.baseUrl() + "/console/desktops/" + desktop);
    chrome.see("#goal textarea");
    return new DesktopPage(chrome);
  }
}
