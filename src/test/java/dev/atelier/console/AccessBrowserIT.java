package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.Answer;
import dev.atelier.EngineCommand;
import dev.atelier.RunningServer;
import dev.atelier.desktop.Screenshot;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** Who may come in, and what they find: people and programs of every role. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class AccessBrowserIT {
  private static final String PASSWORD = "correct horse";

  /** Pixels that a text cursor may change. */
  private static final int BLINK = 300;

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
  void peopleAndProgramsAreLetInWithWhatTheyMayAndOutAgain() {
    try (RunningServer server = RunningServer.start(Map.of())) {
      LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD).make("Front desk");
      server.post(
          sessionPath(server) + "/actions", "{\"v\":1,\"action\":\"key\",\"text\":\"super+3\"}");
      server.post(sessionPath(server) + "/actions", "{\"v\":1,\"action\":\"wait\",\"duration\":2}");
      Screenshot untouched = seen(server);
      typeInLiveView(server);
      await().atMost(Duration.ofSeconds(10)).until(() -> differs(untouched, seen(server)));
      AccessPage access = AccessPage.open(chrome, server.baseUrl());
      assertThat(chrome.see("#open-server").getText()).contains("ATELIER_API_TOKEN");

      access.addUser("Ada", "too short");
      assertThat(chrome.see("#user-password [slot=error-message]").getText())
          .contains("10 to 200 characters");
      retype("#user-password input", PASSWORD);
      chrome.click("#save-user");
      chrome.untilTrue("document.querySelector('#people')?.innerText.includes('Watches')");

      String secret =
          access.makeToken("Nightly reports of the accounts department on the third floor");
      chrome.untilTrue("document.querySelector('#programs')?.innerText.includes('Works')");
      chrome.keepPicture("console-access");
      manyAreSearchedAndSeenWithTheirDesktops(server, access);
      assertThat(server.get("/audit").text())
          .contains("auth.user_added", "auth.token_made", "\"actor\":\"admin\"")
          .doesNotContain(secret, PASSWORD);

      chrome.clickText("vaadin-button", "Log out");
      logIn("Ada", PASSWORD);
      chrome.untilTrue("document.querySelector('.tile')?.innerText.includes('Front desk')");
      assertThat(isThere("#new-desktop")).isFalse();
      assertThat(isThere("a[href='access']")).isFalse();
      chrome.open(server.baseUrl() + "/console/access");
      chrome.untilTrue("document.querySelector('.tile')?.innerText.includes('Front desk')");
      chrome.clickText(".tile h2", "Front desk");
      chrome.see("#live");
      assertThat(isThere("#start-task")).isFalse();
      new DesktopPage(chrome).awaitLive();
      chrome.keepPicture("console-viewer");
      chrome.enterFrame("#live");
      assertThat(chrome.see("#standing").getText()).isEqualTo("Live, only watching");
      chrome.leaveFrame();
      Screenshot before = seen(server);
      typeInLiveView(server);
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(6))
          .until(() -> !differs(before, seen(server)));

      chrome.open(server.baseUrl() + "/console");
      chrome.click("#own-password");
      retype("#present-password input", PASSWORD);
      retype("#other-password input", "battery staple");
      chrome.click("#save-password");
      chrome.untilTrue(
          "document.querySelector('vaadin-notification-card')?.innerText.includes('changed')");
      chrome.clickText("vaadin-button", "Log out");
      logIn("Ada", "battery staple");
      chrome.untilTrue("document.querySelector('.tile')?.innerText.includes('Front desk')");

      Answer removed = server.send(server.request("/users/Ada").method("DELETE", noBody()));
      assertThat(removed.status()).isEqualTo(204);
      chrome.open(server.baseUrl() + "/console");
      chrome.see("#password input");
    }
  }

  private void manyAreSearchedAndSeenWithTheirDesktops(RunningServer server, AccessPage access) {
    String desk = sessionPath(server).replace("/sessions/", "");
    for (int n = 1; n <= 8; n++) {
      String bounds = n == 1 ? ",\"desktops\":[\"%s\",\"sess_gone\"]".formatted(desk) : "";
      Answer made =
          server.post(
              "/users",
              "{\"name\":\"Guest %d\",\"password\":\"%s\",\"role\":\"operator\"%s}"
                  .formatted(n, PASSWORD, bounds));
      assertThat(made.status()).as(made.text()).isEqualTo(201);
    }
    AccessPage.open(chrome, server.baseUrl())
        .says("people", "Guest 1", "only on Front desk, one that was deleted")
        .says("people", "Guest 1", "has not logged in yet")
        .says("people", "Ada", "on all desktops")
        .says("people", "Ada", "made by admin")
        .awaitRows("people", 9);
    assertThat(chrome.see("#sign-in-off").getText()).contains("No provider is configured");
    assertThat(chrome.see("#sign-in-back input").getDomProperty("value"))
        .isEqualTo(server.baseUrl() + "/console/sign-in/back");
    chrome.keepPicture("console-people");
    access.search("people", "guest 3").awaitRows("people", 1);
    access.search("people", "zzz").awaitRows("people", 0);
    assertThat(chrome.see("#people-none").getText()).contains("“zzz”");
    access.search("people", "").awaitRows("people", 9);
    chrome.resize(390, 844);
    chrome.untilTrue("document.documentElement.scrollWidth <= 390");
    chrome.keepPicture("console-people-phone");
    chrome.resize(1400, 900);
  }

  /** In the page itself, where nobody asks it to be for watching only. */
  private void typeInLiveView(RunningServer server) {
    chrome.open(
        server.baseUrl()
            + "/live/index.html?session="
            + sessionPath(server).replace("/sessions/", ""));
    chrome.untilTrue("document.getElementById('view')?.dataset.state === 'live'");
    chrome.click("#screen canvas");
    chrome.type("hello from here");
  }

  private static String sessionPath(RunningServer server) {
    return "/sessions/" + server.get("/sessions").list("items").get(0).get("id");
  }

  private static Screenshot seen(RunningServer server) {
    try {
      byte[] png = server.get(sessionPath(server) + "/screenshot").body();
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      int width = image.getWidth();
      int height = image.getHeight();
      return new Screenshot(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean differs(Screenshot one, Screenshot other) {
    return one.differsAbovePanelIn(other) > BLINK;
  }

  private static java.net.http.HttpRequest.BodyPublisher noBody() {
    return java.net.http.HttpRequest.BodyPublishers.noBody();
  }

  private void retype(String field, String text) {
    chrome.click(field);
    chrome.control("a");
    chrome.type(text);
  }

  private void logIn(String name, String password) {
    retype("#user input", name);
    chrome.click("#password input");
    chrome.type(password, Keys.ENTER);
  }

  private boolean isThere(String css) {
    return (Boolean) chrome.script("return !!document.querySelector(arguments[0])", css);
  }
}
