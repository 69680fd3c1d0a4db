package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.console.Chrome;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import dev.atelier.json.Json;
import dev.atelier.ocr.PpOcrEngine;
import dev.atelier.ocr.Word;
import dev.atelier.vision.anthropic.AnthropicApi;
import dev.atelier.webhook.Receiver;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/**
 * Secrets are filled into real pages of a real browser, by written steps, by a model, and by hand;
 * other sites ask for them in vain; and no stored byte tells them.
 */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecretsIT {
  private static final String PASSWORD = "correct-horse-battery-7319";
  private static final String USER = "zebra-staple-quagmire-2486";
  private static final List<String> PIECES =
      List.of("correct-h", "horse-b", "battery-7", "zebra-s", "staple-q", "quagmire");
  private static final String SITE = "http://bank.localhost:8000";
  private static final int HOLE = 0x2B2320;
  private static final PpOcrEngine EYES = new PpOcrEngine();

  private static AnthropicApi claude;
  private static Receiver receiver;
  private static Fleet fleet;
  private static RunningServer server;
  private static String id;
  private static String session;
  private static final StringBuilder ANSWERS = new StringBuilder();

  @BeforeAll
  static void start() throws IOException {
    claude = new AnthropicApi();
    receiver = new Receiver();
    fleet =
        Fleet.start(
            Map.of(
                "SECRETS_KEY",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "ANTHROPIC_API_KEY",
                AnthropicApi.KEY,
                "ANTHROPIC_BASE_URL",
                claude.address(),
                "ATELIER_URL",
                receiver.url(),
                "ATELIER_URL_SECRET",
                Receiver.SECRET,
                "ATELIER_WEBHOOK_ALLOW_PRIVATE",
                "true"));
    server = fleet.server();
    id = fleet.create("{\"label\":\"Bank\"}");
    session = "/sessions/" + id;
    try (InputStream bank = SecretsIT.class.getResourceAsStream("secrets/bank.py")) {
      server.send(
          server
              .request(session + "/files/bank.py")
              .PUT(BodyPublishers.ofByteArray(bank.readAllBytes())));
    }
    fleet.detached(id, "exec python3 bank.py");
    keep("Bank password", PASSWORD, false);
    keep("Bank user", USER, true);
  }

  @AfterAll
  static void stop() {
    fleet.close();
    claude.close();
    receiver.close();
  }

  private static void keep(String name, String value, boolean inSight) {
    Answer kept =
        server.post(
            "/secrets",
            Json.write(Map.of("name", name, "site", SITE, "value", value, "in_sight", inSight)));
    assertThat(kept.status()).as(kept.text()).isEqualTo(201);
    noted(kept);
  }

  private static Answer noted(Answer answer) {
    ANSWERS.append(answer.text()).append('\n');
    return answer;
  }

  private static Answer act(String verb, String more) {
    Answer answer = server.post(session + "/actions", Contract.act(verb, more));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    if (!answer.json().containsKey("image")) {
      noted(answer);
    }
    return answer;
  }

  private static Answer fill(String name, int x, int y) {
    return act("fill", "\"secret\":\"" + name + "\",\"coordinate\":[" + x + "," + y + "]");
  }

  private static void goTo(String address) {
    act("key", "\"text\":\"ctrl+l\"");
    // A page with the keyboard hears it first.
    act("wait", "\"duration\":0.7");
    act("type", "\"text\":" + Json.write(address + "\n"));
  }

  private static GivenTask carryOut(String goal) {
    GivenTask task = GivenTask.to(server, session, Map.of("goal", goal, "backend", "recipe"));
    task.awaitEnd("completed");
    return task;
  }

  private static Screenshot screen() {
    return picture(server.get(session + "/screenshot").body());
  }

  private static Screenshot picture(byte[] png) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      int width = image.getWidth();
      int height = image.getHeight();
      return new Screenshot(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String words(Screenshot picture) {
    return EYES.read(picture).stream()
        .map(Word::text)
        .collect(Collectors.joining(" "))
        .toLowerCase(Locale.ROOT);
  }

  private static boolean isHole(Screenshot picture, Region place) {
    return picture.rgb(place.centre().x(), place.centre().y()) == HOLE
        && picture.rgb(place.x() + 2, place.y() + 2) == HOLE
        && picture.rgb(place.x() + place.width() - 3, place.y() + 2) == HOLE;
  }

  private static String heard() {
    return String.join("\n", fleet.in(id, "cat heard.txt 2>/dev/null; : > heard.txt"));
  }

  /** Where the fields of the bank are on the screen; the page begins below the browser's bars. */
  private static Region userField() {
    return new Region(202, pageTop() + 82, 400, 30);
  }

  private static Region passwordField() {
    return new Region(202, pageTop() + 142, 400, 30);
  }

  private static int pageTop() {
    return 120;
  }

  @Test
  @Order(1)
  void writtenStepsFillInAndNobodyButThePageIsTold() {
    GivenTask task =
        carryOut(
            "open Firefox, go to "
                + SITE
                + "/login, fill the secret \"Bank user\" into \"User\","
                + " fill in the secret \"Bank password\" into the \"Password\" field");
    noted(task.transcript());
    Screenshot filled = screen();
    assertThat(isHole(filled, userField())).isTrue();
    assertThat(isHole(filled, passwordField())).isTrue();
    noShown(filled);
    Answer closer =
        act("zoom", "\"region\":[150," + (pageTop() + 60) + ",700," + (pageTop() + 200) + "]");
    noShown(picture(Base64.getDecoder().decode(closer.text("image"))));

    server.kill();
    server.startAgain();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.get(session).text("status").equals("ready"));
    assertThat(isHole(screen(), userField())).isTrue();
    noShown(screen());

    noted(carryOut("click \"Sign in\", wait for \"Welcome\"").transcript());
    assertThat(heard()).contains("user=" + USER + "&password=" + PASSWORD);
    Screenshot inside = screen();
    assertThat(words(inside)).contains("welcome", "came in as");
    noShown(inside);
    assertThat(isHole(inside, passwordField())).isFalse();
  }

  private static void noShown(Screenshot picture) {
    assertThat(words(picture)).doesNotContain(PIECES);
    assertThat(words(picture).replace(" ", "")).doesNotContain(PIECES);
  }

  @Test
  @Order(2)
  void aModelFillsInByNameAndSeesNothing() throws IOException {
    goTo(SITE + "/login");
    await().atMost(Duration.ofSeconds(20)).until(() -> words(screen()).contains("password"));
    claude.startOver();
    String user = userField().centre().x() + "," + userField().centre().y();
    String password = passwordField().centre().x() + "," + passwordField().centre().y();
    claude
        .says(
            "tool_use",
            AnthropicApi.plain("f1", "fill", "{'secret':'Bank user','coordinate':[" + user + "]}"),
            AnthropicApi.plain(
                "f2", "fill", "{'secret':'Bank password','coordinate':[" + password + "]}"),
            AnthropicApi.wish("z1", "zoom", "{'region':[150,180,750,340]}"),
            AnthropicApi.plain("f3", "fill", "{'secret':'No such','coordinate':[" + user + "]}"))
        .says("end_turn", "{'type':'text','text':'Both fields are filled in.'}");
    GivenTask task =
        GivenTask.to(server, session, Map.of("goal", "Sign in", "backend", "anthropic"));
    try (EventReader watched = EventReader.open(server, task.path() + "/stream", 0)) {
      noted(task.awaitEnd("completed"));
      watched.awaitOver(Duration.ofSeconds(10));
      ANSWERS.append(watched.steps());
    }
    List<JsonNode> requests = claude.requests();
    String told = requests.toString();
    assertThat(requests.get(0).path("system").toString())
        .contains("Bank password", "Bank user", SITE);
    assertThat(requests.get(0).path("tools").toString()).contains("\"fill\"");
    assertThat(told).contains("filled in the secret").contains("there is no secret “No such”");
    assertThat(told).doesNotContain(PASSWORD, USER);
    List<String> pictures =
        requests.get(requests.size() - 1).findValues("source").stream()
            .map(source -> source.path("data").asText())
            .toList();
    assertThat(pictures).hasSizeGreaterThan(1);
    for (String each : pictures) {
      noShown(picture(Base64.getDecoder().decode(each)));
    }
  }

  @Test
  @Order(3)
  void otherSitesAskInVain() {
    for (String address :
        List.of(
            "http://evil.localhost:8000/login",
            "http://bank.localhost.evil.localhost:8000/login",
            "http://localhost:8000/login",
            "http://bank.localhost@evil.localhost:8000/login",
            "http://evil.localhost:8000/framed",
            SITE + "/framing",
            "http://evil.localhost:8000/full")) {
      goTo(address);
      await().atMost(Duration.ofSeconds(20)).until(() -> words(screen()).contains("password"));
      heard();
      Answer refused =
          fill("Bank password", passwordField().centre().x(), passwordField().centre().y());
      assertThat(refused.json()).as(address).containsEntry("ok", false);
      assertThat(refused.text("message"))
          .as(address)
          .contains("nothing was typed")
          .doesNotContain("horse");
      assertThat(heard()).as(address).doesNotContain("/key");
    }
    // Out of the full screen that the last one went into.
    act("key", "\"text\":\"Escape\"");
  }

  @Test
  @Order(4)
  void whatIsNoFieldOfItsPageGetsNothing() {
    goTo(SITE + "/login");
    await().atMost(Duration.ofSeconds(20)).until(() -> words(screen()).contains("password"));
    Region field = passwordField();
    heard();
    // The address, a place without a field, and a field that would show it.
    assertThat(fill("Bank password", 600, 98).json()).containsEntry("ok", false);
    assertThat(fill("Bank password", 900, pageTop() + 400).json()).containsEntry("ok", false);
    Answer shown = fill("Bank password", userField().centre().x(), userField().centre().y());
    assertThat(shown.text("message")).contains("would show it");
    anotherWindowStandsOverIt(field);
    assertThat(heard()).doesNotContain("/key");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                fill("Bank password", field.centre().x(), field.centre().y())
                    .json()
                    .get("ok")
                    .equals(true));
  }

  /**
   * One that pages cannot draw: it stands there once its own colour is seen right below the field.
   */
  private static void anotherWindowStandsOverIt(Region field) {
    Point below = new Point(field.centre().x(), field.y() + field.height() + 60);
    fleet.detached(
        id,
        "exec xterm -bg rgb:12/c4/56 -geometry 60x12+%d+%d".formatted(field.x(), field.y() - 60));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> (screen().rgb(below.x(), below.y()) & 0xFFFFFF) == 0x12C456);
    Answer covered = fill("Bank password", field.centre().x(), field.centre().y());
    assertThat(covered.json()).containsEntry("ok", false);
    assertThat(covered.text("message"))
        .contains("no field of a page in Firefox has the keyboard", "nothing was typed");
    fleet.in(id, "pkill -x xterm");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> (screen().rgb(below.x(), below.y()) & 0xFFFFFF) != 0x12C456);
  }

  @Test
  @Order(5)
  void whatAModelCopiesOfItIsNotThereToPaste() {
    Region field = userField();
    assertThat(fill("Bank user", field.centre().x(), field.centre().y()).json())
        .containsEntry("ok", true);
    act("key", "\"text\":\"ctrl+a\"");
    act("key", "\"text\":\"ctrl+c\"");
    noShown(screen());
    act("wait", "\"duration\":1");
    goTo("http://evil.localhost:8000/login");
    await().atMost(Duration.ofSeconds(20)).until(() -> words(screen()).contains("password"));
    act("left_click", "\"coordinate\":[" + field.centre().x() + "," + field.centre().y() + "]");
    act("key", "\"text\":\"ctrl+v\"");
    heard();
    act("key", "\"text\":\"Return\"");
    await().atMost(Duration.ofSeconds(20)).until(() -> words(screen()).contains("welcome"));
    assertThat(heard()).contains("user=").doesNotContain("zebra", "quagmire");
  }

  @Test
  @Order(6)
  void theConsoleKeepsListsAndDeletesThemAndShowsNoValue() {
    try (Chrome chrome = new Chrome(1280, 800)) {
      chrome.open(server.baseUrl() + "/console/secrets");
      chrome.click("#password input");
      chrome.type(RunningServer.PASSWORD, Keys.ENTER);
      chrome.see("#new-desktop");
      chrome.open(server.baseUrl() + "/console/secrets");
      chrome.untilTrue("document.querySelector('#secrets')?.innerText.includes('Bank user')");
      chrome.click("#add-secret");
      chrome.click("#secret-name input");
      chrome.type("Library card");
      chrome.click("#secret-value input");
      chrome.type("abc");
      chrome.click("#secret-site input");
      chrome.type("https://library.example/login");
      chrome.click("#save-secret");
      assertThat(chrome.see("#secret-site [slot=error-message]").getText())
          .contains("must be a site such as https://bank.example");
      chrome.click("#secret-site input");
      chrome.control("a");
      chrome.type("library.example");
      chrome.click("#save-secret");
      assertThat(chrome.see("#secret-value [slot=error-message]").getText())
          .contains("4 to 300 characters");
      chrome.click("#secret-value input");
      chrome.control("a");
      chrome.type("quagmire-of-books");
      chrome.click("#save-secret");
      chrome.untilTrue("document.querySelector('#secrets')?.innerText.includes('Library card')");
      assertThat(chrome.see("#secrets").getText())
          .contains("https://library.example", "never filled in yet", "also where it shows")
          .doesNotContain("quagmire");
      chrome.keepPicture("console-secrets");
      assertThat(chrome.violations()).isEmpty();
      chrome.click("#secrets li:nth-child(3) .remove");
      assertThat(chrome.see("vaadin-dialog-overlay").getText())
          .contains("Delete the secret “Library card”?", "lost for good");
      chrome.click("#confirm");
      chrome.untilTrue("!document.querySelector('#secrets')?.innerText.includes('Library card')");
    }
  }

  /** After all the others. */
  @Test
  @Order(7)
  void noStoredByteTellsThem() throws IOException {
    Stream.of(
            "/secrets",
            session + "/audit",
            session + "/audit?format=csv",
            "/audit",
            session + "/tasks",
            "/webhooks/hook_settings/deliveries",
            session)
        .forEach(path -> noted(server.get(path)));
    assertThat(ANSWERS.toString())
        .contains("Bank password", "\"fill\"", "secret.added")
        .doesNotContain(PASSWORD, USER);
    await().atMost(Duration.ofSeconds(20)).until(() -> receiver.told().size() >= 2);
    assertThat(receiver.told().toString()).doesNotContain(PASSWORD, USER);
    server.stop();
    List<Path> files = everyFile(server.home());
    assertThat(files).anyMatch(file -> file.toString().endsWith(".mv.db"));
    int pictures = 0;
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      assertThat(text.contains(PASSWORD) || text.contains(USER)).as(file.toString()).isFalse();
      if (text.startsWith("\u0089PNG")) {
        pictures++;
        noShown(picture(bytes));
      }
    }
    assertThat(pictures).isGreaterThan(2);
    server.startAgain();
  }

  private static List<Path> everyFile(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          // What Payara unpacks of itself.
          .filter(
              file ->
                  file.startsWith(home.resolve("data"))
                      || file.getFileName().toString().startsWith("server-"))
          .toList();
    }
  }
}
