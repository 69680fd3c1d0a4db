package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RunningServer;
import dev.atelier.plugin.PluginJars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of money and of questions, with a model that asks and costs. */
class MoneyBrowserIT {
  @TempDir private Path plugins;

  @Test
  void aQuestionIsAnsweredAndTheCapIsShown() throws IOException {
    PluginJars.pack(plugins.resolve("asking.jar"), AskingBackend.class, AskingBackend.Asking.class);
    try (RunningServer server =
            RunningServer.start(
                Map.of(
                    "ATELIER_PLUGINS", plugins.toString(),
                    "VISION_BACKEND", "asking",
                    "MODEL_PRICES", "asking/dear=1/1",
                    "MAX_USD_PER_DAY", "1.10"));
        Chrome chrome = new Chrome(1360, 850)) {
      DesktopPage desktop =
          LoginPage.open(chrome, server.baseUrl())
              .enter(RunningServer.PASSWORD)
              .make("Accounts")
              .openMade()
              .awaitLive();
      spend(chrome, "Today $0.00 of $1.10");

      desktop.begin("pay the invoice of Aurora Paper").awaitBadge("Needs you");
      assertThat(chrome.see("#question").getText()).startsWith("Pay 120.00 €");
      spend(chrome, "Today $0.34 of $1.10");
      assertThat(chrome.see("#pending").getText()).isEqualTo("Next: click at the marked place");
      chrome.see(".step-picture .place");
      chrome.untilTrue("document.querySelector('.step-picture img')?.naturalWidth > 0");
      chrome.keepPicture("console-approval");
      chrome.click("#approve");
      assertThat(desktop.ending()).contains("I paid the invoice.");
      spend(chrome, "Today $0.68 of $1.10");

      desktop.begin("pay it once more");
      assertThat(desktop.awaitEnding("Over budget").ending())
          .contains("The cap of $1.10 for a day (MAX_USD_PER_DAY) leaves no room");
      chrome.see("#go-on");
      chrome.keepPicture("console-over-budget");

      chrome.open(server.baseUrl() + "/console/system");
      assertThat(chrome.see("#plugins").getText())
          .isEqualTo("AskingBackend, vision backend, from asking.jar");
      chrome.resize(390, 844);
      assertThat(chrome.script("return document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
    }
  }

  private static void spend(Chrome chrome, String words) {
    chrome.untilTrue("document.querySelector('#spend')?.innerText === '" + words + "'");
  }
}
