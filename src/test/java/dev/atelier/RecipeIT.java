package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.Screenshot;
import dev.atelier.json.Json;
import dev.atelier.ocr.PpOcrEngine;
import dev.atelier.ocr.Word;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The goals that the documentation gives as examples, on a real desktop. What came of them is asked
 * of the page, the screen and the home, not of the task.
 */
@Timeout(120)
class RecipeIT {
  private static final PpOcrEngine EYES = new PpOcrEngine();

  private static Fleet fleet;
  private static RunningServer server;
  private static PracticePages pages;
  private static String desktop = "";
  private static String session = "";

  @BeforeAll
  static void start() {
    fleet = Fleet.shared();
    server = fleet.server();
    pages = new PracticePages();
    desktop = fleet.create("{\"label\":\"Recipes\"}");
    session = "/sessions/" + desktop;
  }

  @AfterAll
  static void stop() {
    if (fleet != null) {
      fleet.close();
    }
    if (pages != null) {
      pages.close();
    }
  }

  @BeforeEach
  void forget() {
    pages.forget();
  }

  @AfterEach
  void closeTerminals() {
    inside("pkill -x xterm; while pgrep -x xterm; do sleep 0.1; done; true");
  }

  @Test
  void theFirstGoalOfTheReadme() throws IOException {
    Matcher first = Pattern.compile("'(\\{\"goal\":.*\\})'").matcher(text("README.md"));
    assertThat(first.find()).isTrue();
    carryOut(Json.readObject(first.group(1)).get("goal").toString());
    assertThat(screen()).contains(inside("date +%Y"));
  }

  @Test
  void theFirstGoalOfThePageOnRecipes() throws IOException {
    Matcher first =
        Pattern.compile("```\n(.*?)```", Pattern.DOTALL).matcher(text("docs/recipe.md"));
    assertThat(first.find()).isTrue();
    String answer =
        carryOut(first.group(1).replace("https://example.org", "http://" + pages.host()));
    assertThat(pages.done()).contains("email=ada@example.org");
    assertThat(answer).contains("Inside at last");
    assertThat(screen()).contains("Welcome");
  }

  @Test
  void clicking() {
    atDesk(
        "click the \"Save\" button, double-click \"Documents\", right-click \"notes.txt\","
            + " click at 100, 200, tick \"I agree\", check the \"I agree\" checkbox");
    assertThat(pages.done())
        .containsSubsequence(
            "click Save",
            "dblclick Documents",
            "contextmenu notes.txt",
            "click 100,200",
            "agree=true",
            "agree=false");
  }

  @Test
  void sayingWhichOne() {
    atDesk(
        "click the second \"Edit\", click the last \"Edit\", click \"Edit\" next to \"INV-2044\","
            + " click \"Go\" below \"Centre\", click \"Go\" above \"Centre\","
            + " click \"Go\" left of \"Centre\", click \"Go\" right of \"Centre\"");
    assertThat(pages.done())
        .filteredOn(what -> what.startsWith("click "))
        .containsExactly(
            "click Edit 2044",
            "click Edit 2045",
            "click Edit 2044",
            "click Go below",
            "click Go above",
            "click Go left",
            "click Go right");
  }

  @Test
  void typingAndPressingKeys() {
    atDesk(
        "type \"Ada\" into the \"First name\" field, fill in \"City\" with \"Paris\","
            + " clear \"City\", press Tab three times, press Enter, hold shift for 2 seconds, press ctrl+l");
    assertThat(pages.done())
        .containsSubsequence(
            "First name=Ada",
            "City=Paris",
            "City=",
            "click Go left",
            "held for 2 s",
            "left the page");
  }

  @Test
  void editing() {
    atDesk("click \"First name\", type \"hello\", select all," + " copy, cut it, paste, undo");
    assertThat(pages.done())
        .containsSubsequence(
            "First name=hello",
            "copy First name",
            "cut First name",
            "First name=",
            "paste First name",
            "First name=hello",
            "First name=");
  }

  @Test
  void pointingAndDragging() {
    atDesk("hover over \"Help\", drag \"report.pdf\" to \"Documents\"");
    assertThat(pages.done()).containsSubsequence("over Help", "drop report.pdf on Documents");
  }

  @Test
  void readingAndChecking() {
    String answer =
        atDesk(
            "read the page title, read the \"Total\" line, what does it say next to \"Total\"?"
                + " read what is below \"Status\"");
    assertThat(answer.lines()).hasSize(4);
    assertThat(answer.lines().toList().get(0)).contains("The desk");
    assertThat(answer.lines().toList().get(1)).contains("Total").contains("42.00");
    assertThat(answer.lines().toList().get(2)).isEqualTo("42.00 euros");
    assertThat(answer.lines().toList().get(3)).startsWith("Shipped");
    assertThat(carryOut("read the screen")).contains("INV-2044", "Shipped");

    Answer failed = task("check that \"Shipped\" is shown, make sure \"Grace\" is not shown");
    assertThat(failed.text("status")).isNotEqualTo("completed");
    assertThat(failed.text()).contains("Step 2 of 2").contains("Grace");
  }

  @Test
  void waiting() {
    at(
        "slow",
        "wait for \"Welcome\", wait up to 60 seconds for \"Done\","
            + " wait until \"Loading\" disappears, wait for the page to load,"
            + " check that \"Welcome\" is shown, make sure \"Error\" is not shown");
    assertThat(pages.done()).endsWith("welcome: Welcome", "done: Done", "loading: ");
  }

  @Test
  void scrolling() {
    at("long", "scroll down, scroll up twice, scroll down until \"Contact\", scroll to the bottom");
    assertThat(pages.done())
        .containsSubsequence("down", "up", "down", "Contact is in sight", "down", "at the bottom");
  }

  @Test
  void tabsAndPages() {
    carryOut(
        "open Firefox, visit "
            + pages.host()
            + "/desk?a=b, new tab, visit "
            + pages.host()
            + ", click \"Sign in\", wait for \"Email address\", go back,"
            + " wait for \"A place to begin\", reload, wait for the page to load, close the tab");
    await()
        .untilAsserted(
            () ->
                assertThat(pages.done())
                    .containsSubsequence(
                        "navigate The desk",
                        "hidden",
                        "navigate Start",
                        "navigate Who are you?",
                        "back_forward Start",
                        "reload Start",
                        "visible"));
  }

  @Test
  void windows() {
    atDesk(
        "open the terminal, run \"stty size > small.txt\" in the terminal, maximise the window,"
            + " run \"ls -l\" in the terminal, run \"stty size > large.txt\" in the terminal,"
            + " switch windows, press Escape, switch windows, close the window");
    assertThat(pages.done()).contains("Escape");
    assertThat(lines("large.txt")).isGreaterThan(lines("small.txt"));
    await().until(() -> inside("pgrep -c xterm || true").equals("0"));
  }

  @Test
  void lookingAtFiles() {
    carryOut("open Files, wait 2 seconds");
    assertThat(screen()).contains("Documents", "Downloads");
    carryOut("close the window");
  }

  private static String atDesk(String goal) {
    return at("desk", goal);
  }

  private static String at(String page, String goal) {
    return carryOut("open Firefox, go to http://" + pages.host() + "/" + page + ", " + goal);
  }

  /** The answer of a task that must be completed. */
  private static String carryOut(String goal) {
    Answer ended = task(goal);
    assertThat(ended.text("status")).as(ended.text()).isEqualTo("completed");
    return ended.text("final_text");
  }

  /** The transcript of a task that has ended. */
  private static Answer task(String goal) {
    Answer accepted = server.post(session + "/task", Json.write(Map.of("goal", goal)));
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    String task = session + "/task/" + accepted.text("task_id");
    EventReader.open(server, task + "/stream", 0).awaitOver(Duration.ofMinutes(1));
    return server.get(task);
  }

  /** The words on the screen, one after the other. */
  private static String screen() {
    try {
      byte[] png = server.get(session + "/screenshot").body();
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      int width = image.getWidth();
      int height = image.getHeight();
      return EYES
          .read(new Screenshot(width, height, image.getRGB(0, 0, width, height, null, 0, width)))
          .stream()
          .map(Word::text)
          .collect(Collectors.joining(" "));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static int lines(String file) {
    return Integer.parseInt(inside("cut -d' ' -f1 ~/" + file));
  }

  private static String inside(String command) {
    return String.join("\n", fleet.in(desktop, command));
  }

  private static String text(String file) throws IOException {
    return Files.readString(Path.of(file));
  }
}
