package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RunningServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every page of the console, in light and dark, on a wide screen and on a phone. */
class AccessibilityBrowserIT {
  private static final RunningServer SERVER = RunningServer.shared();

  /**
   * A page to look at.
   *
   * @param there what can be seen once it is there
   */
  private record Page(String path, String there) {}

  private static List<Page> pages(String desktop) {
    return List.of(
        new Page("/console/", ".tile"),
        new Page("/console/?search=nobody", "#show-all"),
        new Page("/console/desktops/" + desktop, "#goal textarea"),
        new Page("/console/tasks", "#tasks-words"),
        new Page("/console/snapshots", ".snapshots-view h1"),
        new Page("/console/costs", "#spent-today"),
        new Page("/console/audit", "#audit-words"),
        new Page("/console/recipes", "h1"),
        new Page("/console/recipes/new", "#recipe-goal textarea"),
        new Page("/console/recipes/nowhere", "#recipe-gone"),
        new Page("/console/schedules", "h1"),
        new Page("/console/secrets", "h1"),
        new Page("/console/access", "#add-user"),
        new Page("/console/system", ".system-view"),
        new Page("/console/nowhere", ".empty a"),
        new Page("/live/index.html?session=" + desktop, "#screen canvas"));
  }

  @Test
  void noPageKeepsAnybodyOut() {
    String desktop = SERVER.post("/sessions?wait=ready", "{\"label\": \"Accounts\"}").text("id");
    List<String> findings = new ArrayList<>();
    try (Chrome chrome = new Chrome(1360, 850)) {
      LoginPage login = LoginPage.open(chrome, SERVER.baseUrl());
      inEveryLight(chrome, "login", findings);
      login.enter(RunningServer.PASSWORD);
      for (Page page : pages(desktop)) {
        chrome.open(SERVER.baseUrl() + page.path());
        chrome.see(page.there());
        inEveryLight(chrome, page.path(), findings);
      }
    }
    assertThat(findings).isEmpty();
  }

  private static void inEveryLight(Chrome chrome, String page, List<String> findings) {
    for (boolean dark : new boolean[] {false, true}) {
      for (int width : new int[] {1360, 390}) {
        chrome.dark(dark);
        chrome.resize(width, 844);
        String where = "%s, %s, %d px: ".formatted(page, dark ? "dark" : "light", width);
        new Axe(chrome).findings().forEach(found -> findings.add(where + found));
        if (!chrome.fits()) {
          findings.add(where + "wider than the window");
        }
      }
    }
    chrome.dark(false);
    chrome.resize(1360, 850);
  }
}
