package dev.atelier.console;

import org.openqa.selenium.Keys;

/** The page with all that was saved, and what came from what. */
record TreePage(Chrome chrome) {
  private static final String OVERLAY = "vaadin-dialog-overlay";

  static TreePage open(Chrome chrome, String baseUrl) {
    chrome.open(baseUrl + "/console/snapshots");
    chrome.see("#snapshot-tree, .snapshots-view .empty h2");
    return new TreePage(chrome);
  }

  /** Waits until the whole page says so. */
  TreePage awaitSays(String words) {
    chrome.untilTrue("document.querySelector('main').innerText.includes(" + quoted(words) + ")");
    return this;
  }

  TreePage awaitSilentOf(String words) {
    chrome.untilTrue("!document.querySelector('main').innerText.includes(" + quoted(words) + ")");
    return this;
  }

  /** Waits until nothing is under way any more. */
  TreePage awaitIdle() {
    chrome.untilTrue(
        "![...document.querySelectorAll('.branch .progress')].some(each => each.checkVisibility())"
            + " && !document.querySelector('"
            + OVERLAY
            + "')");
    return this;
  }

  /** Saves a desktop with a note. */
  TreePage save(String desktop, String note) {
    awaitIdle();
    chrome.script(branch(desktop) + ".querySelector('.save').click()");
    chrome.click("#note input");
    chrome.type(note, Keys.ENTER);
    return awaitSays(note).awaitIdle();
  }

  /** Presses a button of the snapshot with that heading. */
  TreePage press(String snapshot, String button) {
    awaitIdle();
    chrome.script(
        snapshot(snapshot) + ".querySelector(':scope > .buttons ." + button + "').click()");
    return this;
  }

  /** The same with keys only. */
  TreePage enter(String snapshot, String button) {
    awaitIdle();
    chrome.script(
        snapshot(snapshot) + ".querySelector(':scope > .buttons ." + button + "').focus()");
    chrome.type(Keys.ENTER);
    chrome.see(OVERLAY);
    return this;
  }

  String asks() {
    return chrome.see(OVERLAY).getText();
  }

  TreePage typeName(String name) {
    chrome.click("#confirm-name input");
    chrome.control("a");
    chrome.type(name);
    return this;
  }

  boolean mayConfirm() {
    return chrome.see("#confirm").isEnabled()
        && chrome.see("#confirm").getDomAttribute("disabled") == null;
  }

  TreePage confirm() {
    chrome.click("#confirm");
    return this;
  }

  TreePage leave() {
    chrome.clickText(OVERLAY + " vaadin-button", "Cancel");
    return awaitIdle();
  }

  /** Waits until a desktop stands below a snapshot of another. */
  TreePage awaitBelow(String snapshot, String desktop) {
    chrome.untilTrue(
        snapshot(snapshot)
            + "?.querySelector('.made')?.innerText.includes("
            + quoted(desktop)
            + ")");
    return this;
  }

  private static String branch(String desktop) {
    return "[...document.querySelectorAll('.branch')].find(each => each.querySelector('h2')"
        + ".textContent === "
        + quoted(desktop)
        + ")";
  }

  private static String snapshot(String heading) {
    return "[...document.querySelectorAll('.snapshot')].find(each => each.querySelector('.heading')"
        + ".textContent.startsWith("
        + quoted(heading)
        + "))";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "\\'") + "'";
  }
}
