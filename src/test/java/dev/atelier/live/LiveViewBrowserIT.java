package dev.atelier.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.atelier.Answer;
import dev.atelier.RunningServer;
import dev.atelier.console.Chrome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Real desktops of a container engine, watched in a real browser. */
class LiveViewBrowserIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static HttpServer chat;
  private static RunningServer server;

  private Chrome chrome;
  private String session;

  @BeforeAll
  static void start() throws IOException {
    chat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    chat.start();
    server =
        RunningServer.start(
            Map.of("ATELIER_ALLOWED_ORIGINS", "http://localhost:" + chat.getAddress().getPort()));
  }

  @AfterAll
  static void stop() {
    server.close();
    chat.stop(0);
  }

  @BeforeEach
  void makeADesktop() {
    Answer made = server.post("/sessions?wait=ready", "{\"label\": \"Live\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    session = made.text("id");
    chrome = new Chrome(1100, 760);
  }

  @AfterEach
  void close() {
    chrome.close();
    server.delete("/sessions/" + session + "?purge=true");
  }

  @Test
  void theDesktopIsSeenAndTakesWhatIsTyped() {
    LivePage page = LivePage.open(chrome, address("")).awaitLive().awaitPicture();
    openTerminal();
    page.type("echo Hand > made-by-hand", Keys.ENTER);
    await().atMost(SOON).until(() -> inDesktop("cat", "made-by-hand").contains("Hand"));
    chrome.keepPicture("live-view");
  }

  @Test
  void whoOnlyWatchesSeesAndChangesNothing() {
    openTerminal();
    LivePage watching = LivePage.open(chrome, address("&view_only=1")).awaitLive().awaitPicture();
    watching.type("touch made-by-a-watcher", Keys.ENTER);
    LivePage driving = LivePage.open(chrome, address("")).awaitLive().awaitPicture();
    driving.type("touch made-by-a-driver", Keys.ENTER);
    await().atMost(SOON).until(() -> inDesktop("ls").contains("made-by-a-driver"));
    assertThat(inDesktop("ls")).doesNotContain("made-by-a-watcher");
  }

  @Test
  void itWorksInASandboxedFrameOfAnAllowedSite() {
    openTerminal();
    serve(
        "<!doctype html><title>Chat</title><iframe id=desktop width=1000 height=640"
            + " sandbox='allow-scripts allow-same-origin allow-forms allow-popups' src='"
            + address("")
            + "'></iframe>");
    chrome.open("http://localhost:" + chat.getAddress().getPort() + "/");
    chrome.enterFrame("#desktop");
    new LivePage(chrome).awaitLive().awaitPicture().type("touch made-in-a-frame", Keys.ENTER);
    await().atMost(SOON).until(() -> inDesktop("ls").contains("made-in-a-frame"));
  }

  @Test
  void textGoesToTheDesktopsClipboardAndComesBackFromIt() {
    LivePage page = LivePage.open(chrome, address("")).awaitLive().awaitPicture();
    page.sendClipboard("Grüße 日本");
    await()
        .atMost(SOON)
        .until(() -> inDesktop("xclip", "-o", "-selection", "clipboard").contains("Grüße 日本"));
    inDesktop("sh", "-c", "printf 'Zurück ☕' | xclip -i -selection clipboard >/dev/null 2>&1");
    page.awaitClipboard("Zurück ☕");
  }

  @Test
  void textsOfAllScriptsAndOfSomeLengthGoBothWays() {
    String lines = "Grüße مرحبا 日本語 👩‍🚀\n".repeat(3000);
    LivePage page = LivePage.open(chrome, address("")).awaitLive().awaitPicture();
    page.pasteIntoClipboard(lines);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(inDesktop("xclip", "-o", "-selection", "clipboard")).isEqualTo(lines));
    inDesktop(
        "sh",
        "-c",
        "xclip -o -selection clipboard | tr a-z A-Z"
            + " | xclip -i -selection clipboard >/dev/null 2>&1");
    page.awaitClipboard(lines.replace("r", "R").replace("e", "E"));
  }

  /** Without a panel, by the keys that everybody knows. */
  @Test
  void whatIsCopiedHereIsPastedThereAndTheOtherWayRound() {
    openTerminal();
    LivePage page = LivePage.open(chrome, address("")).awaitLive().awaitPicture();
    chrome.click("#clipboard-open");
    chrome.script("document.getElementById('clipboard-text').value = 'from here ☕'");
    chrome.click("#clipboard-copy");
    chrome.click("#clipboard-close");
    chrome.script("document.querySelector('#screen canvas').focus()");
    chrome.control("v");
    await()
        .atMost(SOON)
        .until(() -> inDesktop("xclip", "-o", "-selection", "clipboard").equals("from here ☕"));
    inDesktop("sh", "-c", "printf 'from there 日' | xclip -i -selection clipboard >/dev/null 2>&1");
    page.awaitClipboard("from there 日");
  }

  @Test
  void filesDroppedOnTheDesktopAreInDownloads() {
    LivePage page = LivePage.open(chrome, address("")).awaitLive().awaitPicture();
    page.drop(5, "invoice.pdf", "Übersicht 日本 #1.txt")
        .awaitFiles("Übersicht 日本 #1.txt is in Downloads");
    page.drop(6, "invoice.pdf").awaitFiles("invoice (2).pdf is in Downloads");
    chrome.keepPicture("live-files");
    page.drop(20 << 20, "large.bin").awaitFiles("large.bin is in Downloads");
    assertThat(inDesktop("sh", "-c", "cd Downloads && stat -c '%s %n' *").lines())
        .containsExactlyInAnyOrder(
            "5 Übersicht 日本 #1.txt", "5 invoice.pdf", "6 invoice (2).pdf", "20971520 large.bin");
    LivePage.open(chrome, address("&view_only=1"))
        .awaitLive()
        .drop(5, "no.txt")
        .awaitFiles("only watching");
    assertThat(inDesktop("ls", "Downloads")).doesNotContain("no.txt");
  }

  @Test
  void aDesktopThatStopsIsToldInWordsAndStartedAgainByHand() {
    LivePage page = LivePage.open(chrome, address("")).awaitLive().awaitPicture();
    run(List.of("docker", "kill", container()));
    page.awaitState("ended");
    assertThat(page.words()).isEqualTo("This desktop has stopped.");
    page.again().awaitLive().awaitPicture();
  }

  @Test
  void aDesktopThatIsDeletedIsToldInWords() {
    LivePage page = LivePage.open(chrome, address("")).awaitLive().awaitPicture();
    server.delete("/sessions/" + session + "?purge=true");
    page.awaitState("ended");
    assertThat(page.words()).isEqualTo("This desktop is not there any more.");
  }

  @Tag("long")
  @Test
  void itComesBackByItselfWhenTheServerDoes() {
    LivePage page = LivePage.open(chrome, address("")).awaitLive().awaitPicture();
    server.kill();
    page.awaitState("lost");
    assertThat(page.words()).isEqualTo("Connection lost, trying again…");
    server.startAgain();
    page.awaitLive().awaitPicture();
  }

  private String address(String more) {
    return server.baseUrl() + "/live/index.html?session=" + session + more;
  }

  private String container() {
    return "atelier-desktop-" + session;
  }

  private void openTerminal() {
    Answer accepted =
        server.post("/sessions/" + session + "/task", "{\"goal\": \"open Terminal\"}");
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    String task = "/sessions/" + session + "/task/" + accepted.text("task_id");
    await().atMost(SOON).until(() -> server.get(task).text("status").equals("completed"));
  }

  private String inDesktop(String... command) {
    List<String> whole = new ArrayList<>(List.of("docker", "exec", "-u", "operator"));
    whole.addAll(List.of("-e", "DISPLAY=:1", "-w", "/home/operator", container()));
    whole.addAll(List.of(command));
    return run(whole);
  }

  private static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said;
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  private static void serve(String page) {
    chat.createContext(
        "/",
        exchange -> {
          byte[] body = page.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
