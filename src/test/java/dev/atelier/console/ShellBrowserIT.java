package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RunningServer;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The menu and the wall, with a mouse and without, on a phone, in German and in the dark. */
class ShellBrowserIT {
  private static final RunningServer SERVER = RunningServer.shared();

  @Test
  void theWallIsSearchedAndSortedAndTheAddressKeepsIt() {
    try (Chrome chrome = new Chrome(1360, 850)) {
      WallPage wall = enter(chrome);
      wall.make("Reception").closeDialog().make("Bookkeeping of the year").closeDialog();
      wall.tileSays("Reception", "Made by you").tileSays("Reception", "Today $0.00");
      wall.search("rec").awaitTiles("Reception");
      chrome.untilTrue("location.search === '?search=rec'");
      chrome.open(chrome.address());
      wall.awaitTiles("Reception");
      assertThat(chrome.see("#wall-search input").getDomProperty("value")).isEqualTo("rec");
      wall.search("zzz");
      chrome.see("#no-match");
      chrome.keepPicture("console-wall-no-match");
      chrome.click("#show-all");
      chrome.untilTrue("location.search === ''");
      wall.tileSays("Reception", "Idle").press("Reception", ".pause");
      wall.tileSays("Reception", "Paused").choose("#wall-show", "Paused or stopped");
      wall.awaitTiles("Reception");
      chrome.untilTrue("location.search === '?state=asleep'");
      wall.press("Reception", ".wake");
      chrome.see("#no-match");
      chrome.click("#show-all");
      wall.tileSays("Reception", "Idle").tileShowsAPicture("Reception");
      wall.tileShowsAPicture("Bookkeeping of the year");
      chrome.keepPicture("console-wall");
      chrome.dark(true);
      chrome.keepPicture("console-wall-dark");
      wall.press("Reception", ".take");
      DesktopPage desktop = new DesktopPage(chrome).awaitBadge("You are driving").awaitLive();
      chrome.enterFrame("#live");
      chrome.see("#hand-back");
      chrome.leaveFrame();
      chrome.keepPicture("console-desktop-dark");
      chrome.enterFrame("#live");
      chrome.click("#hand-back");
      chrome.leaveFrame();
      desktop.awaitBadge("Idle");
    }
  }

  @Test
  void everythingIsReachedByKeysAlone() {
    try (Chrome chrome = new Chrome(1360, 850)) {
      chrome.open(SERVER.baseUrl() + "/console/");
      chrome.see("#password input");
      chrome.untilTrue("document.activeElement.matches('#password input')");
      chrome.type(RunningServer.PASSWORD, Keys.ENTER);
      chrome.see("#new-desktop");
      chrome.open(SERVER.baseUrl() + "/console/");
      chrome.see("#new-desktop");
      chrome.type(Keys.TAB);
      assertThat(chrome.isFocused("#skip")).isTrue();
      chrome.type(Keys.ENTER);
      chrome.untilTrue("document.activeElement.id === 'content'");
      chrome.tabTo("#new-desktop");
      chrome.type(Keys.ENTER);
      chrome.untilTrue("document.activeElement.matches('#desktop-name input')");
      chrome.type("By keys", Keys.ENTER);
      chrome.see("#open-desktop");
      chrome.type(Keys.ESCAPE);
      chrome.untilTrue("!document.querySelector('vaadin-dialog-overlay')");
      chrome.open(SERVER.baseUrl() + "/console/?search=By+keys");
      chrome.see(".tile a");
      chrome.tabTo(".tile a");
      chrome.type(Keys.ENTER);
      chrome.see("#goal textarea");
      assertThat(chrome.see("#to-desktops").getDomAttribute("aria-current")).isEqualTo("page");
    }
  }

  @Test
  void onAPhoneTheMenuIsBehindAButton() {
    try (Chrome chrome = new Chrome(390, 844)) {
      enter(chrome);
      assertThat(chrome.fits()).isTrue();
      chrome.keepPicture("console-wall-phone");
      chrome.tabTo("#menu");
      chrome.type(Keys.ENTER);
      chrome.see("#to-recipes");
      assertThat(chrome.see("#menu").getDomAttribute("aria-expanded")).isEqualTo("true");
      chrome.keepPicture("console-menu-phone");
      chrome.type(Keys.ESCAPE);
      chrome.untilTrue("document.querySelector('#menu').getAttribute('aria-expanded') === 'false'");
      chrome.untilTrue("document.activeElement.id === 'menu'");
      chrome.type(Keys.ENTER);
      chrome.see("#to-recipes");
      chrome.tabTo("#to-recipes");
      chrome.type(Keys.ENTER);
      chrome.untilTrue("location.pathname.endsWith('/recipes')");
      chrome.untilTrue("document.querySelector('#menu').getAttribute('aria-expanded') === 'false'");
    }
  }

  @Test
  void whoeverReadsGermanIsSpokenToInGerman() {
    SERVER.post("/sessions", "{\"label\": \"Empfang\"}");
    try (Chrome chrome = new Chrome(1360, 850, "de")) {
      enter(chrome);
      isGerman(chrome);
      chrome.clickText(".top vaadin-button", "Abmelden");
      chrome.see("#password input");
      isGerman(chrome);
      enter(chrome);
      isGerman(chrome);
      assertThat(chrome.see("#new-desktop").getText()).isEqualTo("Neuer Desktop");
      chrome.see(".tile");
      chrome.keepPicture("console-german");
      chrome.click("#to-schedules");
      chrome.untilTrue("document.querySelector('h1')?.textContent === 'Zeitpläne'");
    }
  }

  private static void isGerman(Chrome chrome) {
    assertThat(chrome.script("return document.documentElement.lang")).isEqualTo("de");
  }

  private static WallPage enter(Chrome chrome) {
    return LoginPage.open(chrome, SERVER.baseUrl()).enter(RunningServer.PASSWORD);
  }
}
