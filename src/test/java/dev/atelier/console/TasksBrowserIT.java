package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.EngineCommand;
import dev.atelier.RunningServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The way of somebody who has nothing yet: the first desktop, its tasks, a link for others. */
class TasksBrowserIT {
  private RunningServer server;
  private Chrome chrome;

  @BeforeEach
  void open() {
    EngineCommand.require();
    server = RunningServer.start(Map.of());
    chrome = new Chrome(1360, 850);
  }

  @AfterEach
  void close() {
    chrome.close();
    server.close();
  }

  @Test
  void theFirstDesktopIsMadeItsTasksAreFoundAndRunAgainAndItIsShared() {
    LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD);
    noTaskYet();
    firstRun();
    tasksAreFound();
    new TasksPage(chrome).runAgain().awaitEnding("Done");
    TasksPage tasks = TasksPage.open(chrome).await(2, "Done");
    withKeysOnly(tasks);
    tasks.await(2, "First desktop");
    chrome.click(".task-row:last-child .goal a");
    chrome.see("#ending");
    assertThat(chrome.address()).contains("?task=");
    shared(new DesktopPage(chrome));
  }

  private void noTaskYet() {
    chrome.see("#guide");
    TasksPage.open(chrome).awaitNone("No tasks yet");
    chrome.keepPicture("console-tasks-none");
    chrome.clickText("#tasks-none a", "To the desktops");
  }

  private void firstRun() {
    chrome.see("#guide-make");
    assertThat(chrome.see("#guide-run").getDomAttribute("disabled")).isNotNull();
    chrome.keepPicture("console-guide");
    chrome.click("#guide-make");
    chrome.see(".tile");
    chrome.open(server.baseUrl() + "/console/");
    chrome.untilTrue("/Starting|ready/.test(document.querySelector('#guide-stage')?.innerText)");
    assertThat(chrome.see("#guide-make").getDomAttribute("disabled")).isNotNull();
    chrome.untilTrue("document.querySelector('#guide-stage').innerText.includes('ready')");
    chrome.resize(390, 844);
    fits();
    chrome.keepPicture("console-guide-phone");
    chrome.resize(1360, 850);
    chrome.click("#guide-run");
    chrome.see("#live");
    new DesktopPage(chrome).awaitEnding("Done");
  }

  private void tasksAreFound() {
    TasksPage tasks = TasksPage.open(chrome).await(1, "Done");
    assertThat(tasks.rows().get(0)).contains("open the terminal", "First desktop", "by admin");
    tasks.choose("Needs you").awaitNone("No task is like that");
    tasks.showAll().await(1, "Done");
    tasks.search("GREETING").awaitNone("No task is like that");
    tasks.showAll().await(1, "Done").search("TERMINAL").await(1, "Done");
    chrome.keepPicture("console-tasks");
    chrome.resize(390, 844);
    fits();
    chrome.keepPicture("console-tasks-phone");
    chrome.resize(1360, 850);
  }

  private void withKeysOnly(TasksPage tasks) {
    chrome.script("document.querySelector('#tasks-words input').focus()");
    chrome.type("nothing such");
    tasks.awaitNone("No task is like that");
    chrome.type(Keys.ESCAPE);
    tasks.await(2, "Done");
    chrome.script("document.querySelector('.task-row .again').focus()");
    chrome.type(Keys.ENTER);
    chrome.see("#rerun-now");
    chrome.keepPicture("console-tasks-again");
    chrome.type(Keys.ESCAPE);
    chrome.untilTrue("!document.querySelector('#rerun-now')");
  }

  private void shared(DesktopPage desktop) {
    driveFromElsewhere();
    desktop.choose("Share");
    chrome.click("#share-make");
    chrome.see("#share-copy");
    chrome.untilTrue("document.querySelectorAll('#share-links li').length === 1");
    chrome.keepPicture("console-share");
    String link = (String) chrome.script("return document.querySelector('#share-link').value");
    assertThat(link).startsWith(server.baseUrl() + "/live/");
    isCopiedOnlyWhereTheBrowserLetsIt();
    chrome.resize(390, 844);
    fits();
    chrome.keepPicture("console-share-phone");
    try (Chrome guest = new Chrome(1000, 700)) {
      guest.open(link);
      guest.untilTrue("document.querySelector('#standing').innerText.startsWith('Live')");
      chrome.click("#share-links .revoke");
      guest.untilTrue("document.querySelector('#view').dataset.state !== 'live'");
    }
    chrome.untilTrue("document.querySelectorAll('#share-links li').length === 0");
  }

  /** For which a ticket is made that lasts a minute, and is no link of anybody's. */
  private void driveFromElsewhere() {
    Object id = server.get("/sessions").list("items").get(0).get("id");
    assertThat(server.post("/sessions/" + id + "/control", "{\"action\":\"take\"}").status())
        .isEqualTo(200);
    assertThat(server.get("/sessions/" + id + "/tickets").list("items")).hasSize(1);
  }

  private void isCopiedOnlyWhereTheBrowserLetsIt() {
    chrome.click("#share-copy");
    chrome.untilTrue(
        "document.querySelector('vaadin-dialog-overlay .told')?.innerText === 'Copied'");
    chrome.script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))");
    chrome.click("#share-copy");
    chrome.untilTrue(
        "document.querySelector('vaadin-dialog-overlay .told').innerText.includes('Ctrl+C')");
    assertThat(chrome.script("return getSelection().toString()").toString())
        .startsWith(server.baseUrl() + "/live/");
  }

  private void fits() {
    assertThat(chrome.script("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }
}
