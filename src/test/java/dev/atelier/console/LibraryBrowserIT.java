package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.EngineCommand;
import dev.atelier.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A person keeps what went well, runs it again, and has it done by the clock. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class LibraryBrowserIT {
  private final Chrome chrome = new Chrome(1400, 900);
  private final LibraryPage library = new LibraryPage(chrome);

  @TempDir private Path files;

  @BeforeEach
  void require() {
    EngineCommand.require();
  }

  @AfterEach
  void close() {
    chrome.close();
  }

  @Test
  void aRecipeIsWrittenRunSavedReadInAndScheduled() throws IOException {
    try (RunningServer server = RunningServer.start(Map.of())) {
      LoginPage.open(chrome, server.baseUrl())
          .enter(RunningServer.PASSWORD)
          .make("Front desk")
          .closeDialog();

      aRecipeIsWrittenAndTriedBesideItsPreview();
      library.save();
      assertThat(library.awaitListed("#recipes", "Note it down")).contains("Blanks: words");

      Path file = files.resolve("rest.yaml");
      Files.writeString(file, "name: A short rest\ngoal: wait 1 second\nbackend: recipe\n");
      chrome.attach("#read-recipe", file);
      library.awaitListed("#recipes", "A short rest");
      chrome.keepPicture("console-recipes");

      library.runFirst();
      chrome.click("#save-as-recipe");
      chrome.untilTrue("location.search.startsWith('?task=')");
      chrome.untilTrue(
          "document.querySelector('#recipe-goal textarea')?.value === 'wait 1 second'");
      library.save();
      assertThat(server.get("/recipes").list("items")).hasSize(3);

      library.schedules().schedule("Morning note", "Note it down").example("words", "hello");
      chrome.untilTrue("/Next: .+07:00/.test(document.querySelector('#next-times')?.innerText)");
      chrome.keepPicture("console-schedule");
      library.saveSchedule();
      assertThat(library.awaitListed("#schedules", "Morning note"))
          .contains("On Front desk: every weekday at 07:00", "Next:");
      chrome.click("#schedules .run");
      library.awaitListed("#schedules", "Last: done");
      chrome.keepPicture("console-schedules");
      assertThat(server.get("/schedules/calendar").list("items"))
          .hasSize(5)
          .allSatisfy(each -> assertThat(each).containsEntry("name", "Morning note"));
      chrome.click("#calendar .after");
      chrome.untilTrue(
          "document.querySelectorAll('#calendar .name').length === 5"
              + " && document.querySelector('#calendar .time').innerText.startsWith('7:00')");
      chrome.keepPicture("console-calendar");
      chrome.resize(390, 844);
      chrome.untilTrue("document.documentElement.scrollWidth <= 390");
      chrome.script("document.querySelector('#calendar').scrollIntoView()");
      chrome.keepPicture("console-calendar-phone");
      chrome.resize(1400, 900);
      theMonthIsSeenByKeysAloneAndFollowsWhatOthersDo(server);
      chrome.click("#schedules .switch");
      chrome.untilTrue("!document.querySelector('#calendar .name')");
      assertThat(library.awaitListed("#schedules", "Turn on")).contains("Off");
      assertThat(server.get("/schedules").list("items").get(0))
          .containsEntry("enabled", false)
          .containsEntry("runs_as", "admin");
    }
  }

  private void theMonthIsSeenByKeysAloneAndFollowsWhatOthersDo(RunningServer server) {
    chrome.tabTo("#calendar-span input");
    chrome.type(Keys.ARROW_RIGHT);
    chrome.untilTrue("document.querySelectorAll('#calendar .month > li').length >= 28");
    chrome.script("document.querySelector('#calendar').scrollIntoView()");
    server.post(
        "/schedules",
        "{\"name\":\"Tidy up\",\"goal\":\"press Escape\",\"session_id\":\"%s\",\"when\":\"every hour\",\"time_zone\":\"Europe/Vienna\"}"
            .formatted(server.get("/sessions").list("items").get(0).get("id")));
    library.awaitListed("#calendar .month", "24×");
    library.awaitListed("#schedules", "Tidy up");
    chrome.keepPicture("console-calendar-month");
    chrome.resize(390, 844);
    chrome.untilTrue("document.documentElement.scrollWidth <= 390");
    chrome.script("document.querySelector('#calendar').scrollIntoView()");
    chrome.keepPicture("console-calendar-month-phone");
    chrome.resize(1400, 900);
    assertThat(chrome.see("#calendar .month button").getDomAttribute("aria-label"))
        .matches("[A-Z][a-z]+ \\d+ [A-Z][a-z]+: (once|\\d+ times)");
    chrome.tabTo("#calendar .month button");
    chrome.type(Keys.ENTER);
    chrome.untilTrue("document.querySelectorAll('#calendar > ol > li').length === 7");
    Object id = server.get("/schedules").list("items").get(0).get("id");
    assertThat(server.delete("/schedules/" + id).status()).isEqualTo(204);
    chrome.untilTrue("!document.querySelector('#schedules').innerText.includes('Tidy up')");
    chrome.untilTrue("!document.querySelector('#calendar').innerText.includes('Tidy up')");
  }

  private void aRecipeIsWrittenAndTriedBesideItsPreview() {
    library
        .recipes()
        .write("Note it down", "open the terminal\nbook a flight\ntype \"{{words}}\"")
        .awaitPreview("Line 2 is no step: “book a flight”");
    chrome.untilTrue(
        "document.querySelector('#goal-preview .wrong code')?.innerText === 'click \"Sign in\"'");
    library
        .rewrite("open the terminal\ntype \"{{words}}\"\nwait 1 second")
        .example("words", "good morning")
        .awaitPreview("Types “good morning”");
    library.awaitPreview("Opens Terminal").awaitPreview("Waits 1 s");
    assertThat(library.eachPreviewedStepIsOneLine()).isTrue();
    assertThat(library.tryIt()).startsWith("Done: ").contains("typed “good morning”");
    chrome.untilTrue("document.querySelectorAll('#trial .step').length >= 2");
    assertThat(chrome.see("#trial-watch").getDomAttribute("href")).contains("desktops/", "?task=");
    chrome.keepPicture("console-recipe-editor");
    chrome.clickText("header nav a", "Recipes");
    chrome.clickText("vaadin-dialog-overlay vaadin-button", "Cancel");
    library.closed();
    chrome.untilTrue("location.pathname.endsWith('/recipes/new')");
    assertThat(chrome.see("#recipe-name input").getDomProperty("value")).isEqualTo("Note it down");
  }

  @Test
  void aRecipeIsWrittenOnAPhoneByKeysAloneAndLeftUnsavedOnlyOnPurpose() {
    RunningServer server = RunningServer.shared();
    LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD);
    chrome.resize(390, 844);
    chrome.open(server.baseUrl() + "/console/recipes/new");
    chrome.see("#recipe-name input");
    chrome.tabTo("#recipe-name input");
    chrome.type("A rest");
    chrome.tabTo("#recipe-goal textarea");
    chrome.type("wait {{seconds}} seconds");
    chrome.untilTrue("document.querySelector('#goal-preview')?.innerText.includes('seconds')");
    assertThat(chrome.fits()).isTrue();
    chrome.script("document.querySelector('#recipe-goal').scrollIntoView()");
    chrome.keepPicture("console-recipe-editor-phone");
    chrome.script("window.scrollTo(0, 0)");
    chrome.click(".recipe-view .back");
    chrome.see("#confirm");
    chrome.type(Keys.ESCAPE);
    library.closed();
    chrome.tabTo("#save-recipe");
    chrome.type(Keys.ENTER);
    library.awaitListed("#recipes", "A rest");
    chrome.click(".heading");
    chrome.untilTrue("document.querySelector('h1')?.innerText === 'A rest'");
    chrome.tabTo("#recipe-description input");
    chrome.type("For nobody", Keys.TAB);
    chrome.click(".recipe-view .back");
    chrome.click("#confirm");
    library.awaitListed("#recipes", "A rest");
    assertThat(server.get("/recipes").text()).doesNotContain("For nobody");
    chrome.open(server.baseUrl() + "/console/recipes/recipe_nobody");
    assertThat(chrome.see("#recipe-gone").getText()).contains("deleted");
  }

  @Test
  void whatOthersShareIsReadTriedAndCopiedAndNotChanged() {
    RunningServer server = RunningServer.shared();
    server.post(
        "/users", "{\"name\":\"Olga\",\"password\":\"correct horse\",\"role\":\"operator\"}");
    String id =
        server
            .post(
                "/recipes",
                "{\"name\":\"Ours\",\"goal\":\"look for {{what}}\",\"backend\":\"recipe\","
                    + "\"example\":{\"what\":\"news\"},\"shared\":true}")
            .text("id");
    LoginPage.open(chrome, server.baseUrl()).enter("Olga", "correct horse");
    chrome.open(server.baseUrl() + "/console/recipes/" + id);
    assertThat(chrome.see("#recipe-read-only").getText()).contains("somebody else’s");
    assertThat(chrome.script("return !document.querySelector('#save-recipe')")).isEqualTo(true);
    assertThat(chrome.see("#recipe-goal textarea").getDomProperty("readOnly")).isEqualTo("true");
    chrome.click("#copy-recipe");
    chrome.untilTrue("document.querySelector('#recipe-name')?.value === 'Copy of Ours'");
    assertThat(chrome.see(".blank-what input").getDomProperty("value")).isEqualTo("news");
    library.save().awaitListed("#recipes", "Copy of Ours");
  }
}
