package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RunningServer;
import dev.atelier.plugin.PluginJars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What a person sees of what was spent, while it is spent, and how they bound it. */
class CostsBrowserIT {
  @TempDir private Path plugins;

  @Test
  void moneyIsSeenAsItIsSpentAndBoundedWhileTheServerRuns() throws IOException {
    PluginJars.pack(plugins.resolve("asking.jar"), AskingBackend.class, AskingBackend.Asking.class);
    try (RunningServer server =
            RunningServer.start(
                Map.of(
                    "ATELIER_PLUGINS", plugins.toString(),
                    "VISION_BACKEND", "asking",
                    "MODEL_PRICES", "asking/dear=1/1",
                    "MAX_USD_PER_DAY", "1.10"));
        Chrome chrome = new Chrome(1360, 1000)) {
      DesktopPage desktop =
          LoginPage.open(chrome, server.baseUrl())
              .enter(RunningServer.PASSWORD)
              .make("Accounts of the office in the old town")
              .openMade()
              .awaitLive();
      CostsPage costs = CostsPage.open(chrome, server.baseUrl());
      assertThat(costs.text("#nothing-spent")).startsWith("Nothing was spent in this time.");
      costs.awaitToday("$0.00 of $1.10").awaitMeter("0 % of $1.10");
      chrome.keepPicture("console-costs-empty");
      chrome.open(desktopAddress(server));
      desktop.awaitLive();
      desktop.begin("pay the invoice of Aurora Paper").awaitBadge("Needs you");

      CostsPage.open(chrome, server.baseUrl());
      costs.awaitToday("$0.34 of $1.10").awaitMeter("30 % of $1.10");
      assertThat(costs.text("#forecast")).startsWith("At this pace the cap is reached at ");
      sumsNamePeopleAndThings(costs);
      costs.awaitChart();

      answered(server, "approve");
      costs.awaitToday("$0.68 of $1.10").awaitChart();
      chrome.keepPicture("console-costs");

      capsAreChanged(costs, chrome);
      byKeyboard(costs, chrome);
      onAPhone(costs, chrome);
      assertThat(server.get("/audit?type=budget.cap_changed").text()).contains("\"to\":0.7");
    }
  }

  private static String desktopAddress(RunningServer server) {
    return server.baseUrl() + "/console/desktops/" + sessionId(server);
  }

  private static Object sessionId(RunningServer server) {
    return server.get("/sessions").list("items").get(0).get("id");
  }

  private static void answered(RunningServer server, String answer) {
    String session = "/sessions/" + sessionId(server);
    Object task = server.get(session + "/tasks").list("items").get(0).get("task_id");
    assertThat(server.post(session + "/task/" + task + "/" + answer, "").status()).isEqualTo(202);
  }

  private static void sumsNamePeopleAndThings(CostsPage costs) {
    assertThat(costs.text("#by-desktop tbody"))
        .contains("Accounts of the office in the old town")
        .contains("$0.34");
    assertThat(costs.text("#by-person tbody")).contains("admin", "$0.34").doesNotContain("task_");
    assertThat(costs.text("#by-model tbody")).contains("dear, by asking");
    assertThat(costs.text("#by-task tbody")).contains("pay the invoice of Aurora Paper");
  }

  private static void capsAreChanged(CostsPage costs, Chrome chrome) {
    costs.changeCap("For all desktops together", "-1");
    chrome.click("#cap-save");
    chrome.untilTrue(
        "document.querySelector('#cap-usd')?.innerText.includes('Write an amount from 0')");
    chrome.keepPicture("console-costs-cap");
    chrome.type(Keys.ESCAPE);
    costs.closed();
    costs.changeCap("For all desktops together", "0.80").save();
    costs.awaitToday("$0.68 of $0.80").awaitMeter("85 % of $0.80: nearly reached");
    costs.changeCap("For each desktop", "0.7").save();
    chrome.untilTrue("document.querySelector('#by-desktop .meter.nearly')");
    costs.changeCap("For all desktops together", "0.5").save();
    costs.awaitMeter("136 % of $0.50: the cap is reached");
    chrome.untilTrue("document.querySelector('#spend.reached')");
    chrome.keepPicture("console-costs-reached");
    costs.openCap("For all desktops together");
    assertThat(costs.text("#cap-present"))
        .isEqualTo("Now $0.50, set by admin. The settings say: $1.10.");
    costs.reset().awaitToday("$0.68 of $1.10");
  }

  private static void byKeyboard(CostsPage costs, Chrome chrome) {
    chrome.script("document.querySelector('#change-cap').focus()");
    chrome.type(Keys.ENTER);
    chrome.see("#cap-usd input");
    chrome.untilTrue("document.activeElement?.closest('#cap-usd')");
    chrome.type(Keys.ESCAPE);
    costs.closed();
    chrome.script("document.querySelector('#period vaadin-radio-button input').focus()");
    chrome.type(Keys.ARROW_DOWN);
    chrome.untilTrue(
        "document.querySelector('#period vaadin-radio-button[checked]').innerText.includes('month')");
    chrome.untilTrue("document.querySelector('#export-costs').href.includes('-01&until')");
    chrome.type(Keys.ARROW_DOWN);
    chrome.see("#costs-from");
  }

  private static void onAPhone(CostsPage costs, Chrome chrome) {
    chrome.resize(390, 844);
    costs.choose("Today").awaitChart();
    assertThat(chrome.script("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    chrome.keepPicture("console-costs-phone");
    chrome.script("document.querySelector('.spend-chart').scrollIntoView()");
    chrome.keepPicture("console-costs-phone-chart");
  }
}
