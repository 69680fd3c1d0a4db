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

      library
          .recipes()
          .write("Note it down", "open the terminal\ntype \"{{words}}\"\nwait 1 second")
          .example("words", "good morning")
          .awaitPreview("type \"good morning\"");
      chrome.keepPicture("console-recipe");
      library.save();
      assertThat(library.awaitListed("#recipes", "Note it down")).contains("Blanks: words");

      Path file = files.resolve("rest.yaml");
      Files.writeString(file, "name: A short rest\ngoal: wait 1 second\nbackend: recipe\n");
      chrome.attach("#read-recipe", file);
      library.awaitListed("#recipes", "A short rest");
      chrome.keepPicture("console-recipes");

      library.runFirst();
      chrome.click("#save-as-recipe");
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
      chrome.click("#schedules .switch");
      chrome.untilTrue("!document.querySelector('#calendar .name')");
      assertThat(library.awaitListed("#schedules", "Turn on")).contains("Off");
      assertThat(server.get("/schedules").list("items").get(0))
          .containsEntry("enabled", false)
          .containsEntry("runs_as", "admin");
    }
  }
}
