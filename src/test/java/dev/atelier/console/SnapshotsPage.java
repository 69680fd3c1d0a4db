package dev.atelier.console;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The dialog with what was saved of a desktop. */
record SnapshotsPage(Chrome chrome) {
  private static final String ITEM = "#snapshots > li";

  String says() {
    return chrome.see("vaadin-dialog-overlay.snapshots-dialog, .snapshots-dialog").getText();
  }

  SnapshotsPage save(String note) {
    chrome.click("#snapshot-note input");
    chrome.type(note);
    chrome.click("#save-desktop");
    return this;
  }

  List<String> all() {
    return chrome.until(
        browser ->
            browser.findElements(By.cssSelector(ITEM)).stream().map(WebElement::getText).toList());
  }

  /** Waits until the newest begins so, and nothing is under way any more. */
  SnapshotsPage awaitFirst(String words) {
    chrome.until(browser -> !all().isEmpty() && all().get(0).startsWith(words));
    return awaitIdle();
  }

  SnapshotsPage awaitCount(int count) {
    chrome.until(browser -> all().size() == count);
    return awaitIdle();
  }

  private SnapshotsPage awaitIdle() {
    chrome.untilTrue("!document.querySelector('#snapshot-progress')?.checkVisibility()");
    return this;
  }

  boolean canDeleteFirst() {
    return chrome.see(ITEM + ":first-child .delete").getDomAttribute("disabled") == null;
  }

  SnapshotsPage deleteLast() {
    chrome.click(ITEM + ":last-child .delete");
    chrome.clickText("#confirm", "Delete the snapshot");
    return this;
  }

  SnapshotsPage offerFirst(String name, String description) {
    chrome.click(ITEM + ":first-child .offer");
    chrome.click("#template-name input");
    chrome.control("a");
    chrome.type(name);
    chrome.click("#template-description textarea");
    chrome.type(description);
    chrome.click("#confirm-offer");
    chrome.see(ITEM + ":first-child .offered");
    return awaitIdle();
  }

  /** Takes the desktop back to its newest snapshot. */
  void goBackToFirst(String desktop) {
    chrome.click(ITEM + ":first-child .go-back");
    chrome.clickText("#confirm", "Take “" + desktop + "” back");
  }

  void close() {
    chrome.clickText("vaadin-dialog-overlay vaadin-button", "Close");
    chrome.untilTrue("!document.querySelector('vaadin-dialog-overlay')");
  }
}
