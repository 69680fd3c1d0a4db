package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Answer;
import dev.atelier.RunningServer;
import dev.atelier.vision.anthropic.AnthropicApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person does with the server itself: look how it is, try its models, save it, go back. */
class SystemBrowserIT {
  private static final String TOKEN = "a-token";

  @Test
  @Timeout(value = 400, unit = TimeUnit.SECONDS)
  void theServerIsLookedOverTriedSavedAndBroughtBack() {
    try (AnthropicApi claude = new AnthropicApi();
        RunningServer server =
            RunningServer.start(
                Map.of(
                    "ANTHROPIC_API_KEY",
                    AnthropicApi.KEY,
                    "ANTHROPIC_BASE_URL",
                    claude.address(),
                    "PRICE_UNKNOWN_MODEL",
                    "allow",
                    "EGRESS",
                    "open"));
        Chrome chrome = new Chrome(1280, 1500)) {
      var unused = LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD);
      SystemPage system = SystemPage.open(chrome, server.baseUrl());
      findings(server, system);
      models(server, claude, system);
      assertThat(system.versions()).contains("Atelier OS", "H2 2.", "schema 2", "Docker");
      saved(server, system);
      chrome.keepPicture("console-system");
      broughtAsAFile(server, system);
      askedAndTakenBack(chrome, system);
      broughtBack(server, chrome, system);
      onAPhone(chrome, system);
    }
    inGerman();
  }

  private static void findings(RunningServer server, SystemPage system) {
    assertThat(system.worst())
        .startsWith("Problem")
        .contains("No token is set", "How to mend it: Set ATELIER_API_TOKEN");
    assertThat(system.state()).isEqualTo("3 things should be mended.");
    assertThat(system.findings()).contains("Warning", "Well", "The database answers");
    assertThat(system.lookAgain().findings()).contains("Desktops reach everything");
    Answer doctor = server.get("/system/doctor");
    assertThat(doctor.list("items").get(0))
        .containsEntry("key", "open.machine")
        .containsEntry("severity", "problem");
  }

  private static void models(RunningServer server, AnthropicApi claude, SystemPage system) {
    claude.says("end_turn", "{'type':'text','text':'Here.'}");
    assertThat(system.test("anthropic").result("anthropic")).contains("Answers: took", "cost $0.0");
    assertThat(claude.requests()).isNotEmpty();
    assertThat(system.test("openai").result("openai")).contains("OPENAI_API_KEY", "How to mend it");
    Answer unknown = server.post("/system/models/nobody/test", "");
    assertThat(unknown.status()).isEqualTo(409);
    claude.refuses(401, Map.of());
    Answer refused = server.post("/system/models/anthropic/test", "");
    assertThat(refused.json()).containsEntry("ok", false).containsEntry("trouble", "key");
    assertThat(refused.text()).doesNotContain(AnthropicApi.KEY);
    assertThat(server.get("/audit?type=model.tested").text())
        .contains("\"name\":\"anthropic\"", "\"trouble\":\"key\"");
    assertThat(server.get("/costs?by=model").text()).contains("anthropic");
    assertThat(cap(server, 0)).isEqualTo(200);
    assertThat(server.post("/system/models/anthropic/test", "").status()).isEqualTo(402);
  }

  private static int cap(RunningServer server, int usd) {
    return server
        .send(
            server
                .request("/costs/caps/day")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"usd\":" + usd + "}")))
        .status();
  }

  private static void saved(RunningServer server, SystemPage system) {
    assertThat(system.backUp().backups())
        .contains("Backup of", "No desktop, no task", "MB", "By admin");
    assertThat(server.get("/system/backups").list("items")).hasSize(1);
    assertThat(server.post("/recipes", "{\"name\":\"Now\",\"goal\":\"press Escape\"}").status())
        .isEqualTo(201);
  }

  private static void broughtAsAFile(RunningServer server, SystemPage system) {
    String id = server.get("/system/backups").list("items").get(0).get("id").toString();
    byte[] whole = server.get("/system/backups/" + id + "/file").body();
    system.upload(file(server, "kept.zip", whole)).awaitBackups(2);
    assertThat(system.backups()).contains("brought here as a file");
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    var unusedProblem = system.upload(file(server, "half.zip", half)).awaitProblem("cut short");
    var unusedFile = file(server, "data/backups/bkp_222222222222ba.zip", half);
    SystemPage.open(system.chrome(), server.baseUrl()).awaitBackups(3);
    assertThat(system.backups()).contains("cannot be read as a backup: bkp_222222222222ba.zip");
    assertThat(server.get("/system/backups").json())
        .containsEntry("unreadable", List.of("bkp_222222222222ba"));
    system.deleteLast().awaitBackups(2).deleteFirst().awaitBackups(1);
  }

  private static Path file(RunningServer server, String name, byte[] content) {
    try {
      return Files.write(server.home().resolve(name), content);
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
  }

  private static void askedAndTakenBack(Chrome chrome, SystemPage system) {
    system.beginRestore();
    assertThat(system.asks())
        .contains("Lost is what came since: no task and", "saved first", "Type “restore”");
    assertThat(system.mayConfirm()).isFalse();
    assertThat(system.type("restor").mayConfirm()).isFalse();
    system.type("restore");
    chrome.untilTrue("document.querySelector('#confirm')?.hasAttribute('disabled') === false");
    chrome.keepPicture("console-system-restore");
    system.confirm().awaitRestore("At the next start the server goes back").awaitBackups(2);
    assertThat(system.backups()).contains("How it was before a restore");
    system.withdraw().deleteFirst().awaitBackups(1);
  }

  private static void broughtBack(RunningServer server, Chrome chrome, SystemPage system) {
    system.beginRestore().type("restore").confirm();
    system.awaitRestore("At the next start the server goes back").awaitBackups(2);
    server.stop();
    server.startAgain();
    chrome.forgetCookies();
    var unused = LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD);
    SystemPage.open(chrome, server.baseUrl()).awaitRestore("Restored from the backup of");
    assertThat(server.get("/recipes").text()).doesNotContain("\"Now\"");
    assertThat(system.awaitBackups(3).backups()).contains("How it was before a restore");
    assertThat(server.get("/audit?type=system.restored").text()).contains("admin");
  }

  private static void onAPhone(Chrome chrome, SystemPage system) {
    chrome.resize(390, 844);
    chrome.untilTrue("document.documentElement.scrollWidth <= 390");
    chrome.script("document.querySelector('.backups').scrollIntoView()");
    assertThat(system.findings()).isNotEmpty();
    chrome.keepPicture("console-system-phone");
  }

  /** With a token, so that nothing is open. */
  private static void inGerman() {
    try (RunningServer server = RunningServer.start(Map.of("ATELIER_API_TOKEN", TOKEN));
        Chrome chrome = new Chrome(1280, 1000, "de")) {
      var unused = LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD);
      SystemPage system = SystemPage.open(chrome, server.baseUrl());
      assertThat(system.findings())
          .contains("ATELIER_API_TOKEN ist kürzer als 24 Zeichen", "Was hilft:", "In Ordnung")
          .doesNotContain(TOKEN);
      assertThat(system.test("recipe").result("recipe")).contains("Antwortet:");
      assertThat(server.get("/system/backups").status()).isEqualTo(401);
    }
  }
}
