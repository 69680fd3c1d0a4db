package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RunningServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person does in the console, in a real browser with real desktops. */
class ConsoleBrowserIT {
  private final RunningServer server = RunningServer.shared();
  private Chrome chrome;

  @BeforeEach
  void open() {
    chrome = new Chrome(1360, 850);
  }

  @AfterEach
  void close() {
    chrome.close();
  }

  @Test
  void aWrongPasswordIsToldAndTheRightOneOpensTheWall() {
    LoginPage login = LoginPage.open(chrome, server.baseUrl());
    assertThat(login.enterWrong("hello"))
        .isEqualTo("That is not the name and password of anybody here.");
    login.enter(RunningServer.PASSWORD);
    assertThat(chrome.address()).doesNotContain("login");
  }

  @Test
  void noPageOpensWithoutLoggingIn() {
    chrome.open(server.baseUrl() + "/console/desktops/sess_somebody");
    chrome.see("#password input");
    assertThat(chrome.address()).endsWith("/console/login");
  }

  @Test
  void loggingOutEndsWhatTheBrowserMayDo() {
    enter();
    chrome.clickText(".top vaadin-button", "Log out");
    chrome.see("#password input");
    chrome.open(server.baseUrl() + "/console/");
    chrome.see("#password input");
  }

  @Test
  void aNewDesktopAppearsOnTheWallWithItsPicture() {
    enter()
        .make("Reception")
        .closeDialog()
        .tileSays("Reception", "Idle")
        .tileSays("Reception", "Ready for its first goal")
        .tileShowsAPicture("Reception");
    chrome.resize(390, 844);
    assertThat(chrome.script("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }

  @Test
  void aGoalIsWatchedStepByStepToItsAnswer() {
    DesktopPage desktop = enter().make("Accounts").openMade().awaitLive();
    desktop
        .begin("open Terminal, type \"echo Good morning\" and press Enter, wait 1 second")
        .awaitBadge("Working")
        .awaitSteps(2);
    assertThat(desktop.ending()).startsWith("Done");
    desktop.awaitBadge("Idle");
    assertThat(String.join(" ", desktop.steps())).contains("echo Good morning");
    chrome.keepPicture("console-desktop");
  }

  @Test
  void aGoalThatIsNotUnderstoodIsRefusedWithItsReason() {
    DesktopPage desktop = enter().make("Poetry").openMade();
    desktop.begin("compose a sonnet about invoices");
    assertThat(desktop.refusal()).contains("compose a sonnet").doesNotContain("Exception");
  }

  @Test
  void whoeverIsNeededIsToldEverywhereAndTheNextGoalWaits() {
    WallPage wall = enter().make("Post").closeDialog();
    DesktopPage desktop = wall.make("Ledger").openMade();
    desktop
        .begin("ask \"Which invoice is it, of May or of June?\", press Escape")
        .awaitBadge("Needs you");
    chrome.untilTrue("document.title.startsWith('(1) Needs you')");
    assertThat(chrome.see("#needs-you").getText()).isEqualTo("One desktop needs you");
    assertThat(chrome.see("#question").getText())
        .isEqualTo("Which invoice is it, of May or of June?");
    desktop
        .begin("press Tab")
        .awaitWaiting("press Tab")
        .begin("press Home")
        .awaitWaiting("press Home");
    chrome.click("#queue li:nth-child(2) .up");
    chrome.untilTrue("document.querySelector('#queue li').innerText.includes('press Home')");
    chrome.click("#queue li:nth-child(2) .cancel");
    chrome.untilTrue("document.querySelectorAll('#queue li').length === 1");
    chrome.untilTrue("document.querySelector('.step-picture img')?.naturalWidth > 0");
    chrome.script("document.querySelector('.side').scrollTop = 0");
    chrome.keepPicture("console-needs-you");

    chrome.click("#needs-you a");
    chrome.untilTrue("document.querySelector('.tile h2')?.textContent === 'Ledger'");
    chrome.untilTrue("document.title.startsWith('(1) Needs you · ')");
    chrome.keepPicture("console-needs-you-wall");

    wall.open("Ledger");
    chrome.click("#answer input");
    chrome.type("Of May");
    chrome.click("#send-answer");
    chrome.untilTrue("!document.title.includes('Needs you')");
    chrome.untilTrue("document.querySelector('.story h2')?.innerText === 'press Home'");
    desktop.awaitEnding("Done");
    chrome.untilTrue("document.querySelector('.earlier')?.innerText.includes('Which invoice')");
  }

  @Test
  void stopEndsTheTask() {
    DesktopPage desktop = enter().make("Patience").openMade();
    desktop.begin("wait 100 seconds").stop();
    assertThat(desktop.ending()).startsWith("Stopped");
    desktop.awaitBadge("Idle");
  }

  @Test
  void deletingNamesTheDesktopAndTakesItOffTheWall() {
    WallPage wall = enter().make("Short visit").closeDialog().tileSays("Short visit", "Idle");
    wall.delete("Short visit");
    wall.confirmDeletion("Short visit");
  }

  @Test
  void aFileGoesAlongWithAGoalAndWhatTheGoalMadeIsLinked() {
    DesktopPage desktop =
        enter().make("Filing").openMade().awaitLive().attach("letter.txt", "Dear Ada");
    chrome.keepPicture("console-attachments");
    desktop
        .begin(
            "open Terminal, type \"cp Downloads/letter.txt copy.txt\", press Return, wait 1 second")
        .awaitEnding("Done");
    assertThat(desktop.results())
        .hasSize(1)
        .allSatisfy(
            (name, address) -> {
              assertThat(name).isEqualTo("copy.txt");
              assertThat(address).endsWith("/files/copy.txt");
            });
    assertThat(chrome.script("return document.querySelector('.given').textContent"))
        .isEqualTo("With Downloads/letter.txt");
    chrome.keepPicture("console-results");
  }

  @Test
  void aDesktopThatAnotherMakesAppearsByItself() {
    WallPage wall = enter();
    server.post("/sessions", "{\"label\": \"From outside\"}");
    wall.tileSays("From outside", "Idle");
  }

  private WallPage enter() {
    return LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD);
  }
}
