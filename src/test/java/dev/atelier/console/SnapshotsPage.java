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

  SnapshotsPage awaitIdle() {
    chrome.untilTrue("!document.querySelector('#snapshot-progress')?.checkVisibility()");
    return this;
  }

  /** Notes from now on whether it is said that the desktop is being saved. */
  SnapshotsPage watchSaving() {
    chrome.script(
        "window.sawSaving = false;"
            + " new MutationObserver(() => {"
            + " const progress = document.querySelector('#snapshot-progress');"
            + " window.sawSaving ||= progress?.checkVisibility()"
            + " && progress.innerText.startsWith('Saving the desktop'); })"
            + ".observe(document.body, {attributes: true, childList: true, subtree: true});");
    return this;
  }

  SnapshotsPage awaitSawSaving() {
    chrome.untilTrue("window.sawSaving");
    return this;
  }

  /** What went wrong, once nothing is under way any more. */
  String problem() {
    String problem = chrome.see("#snapshots-problem").getText();
    awaitIdle();
    return problem;
  }

  /** What is said when the newest is to go. */
  String deleteFirst() {
    chrome.click(ITEM + ":first-child .delete");
    String words = chrome.see(".confirmation, vaadin-dialog-overlay.confirmation").getText();
    chrome.clickText("vaadin-dialog-overlay.confirmation vaadin-button", "Cancel");
    chrome.untilTrue("!document.querySelector('vaadin-dialog-overlay.confirmation')");
    return words;
  }

  /** Types the name that is asked for. */
  SnapshotsPage deleteLast(String name) {
    chrome.click(ITEM + ":last-child .delete");
    chrome.click("#confirm-name input");
    chrome.type(name);
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

  /** Opens the dialog for a new desktop. */
  void makeFromFirst() {
    chrome.click(ITEM + ":first-child .make-from");
    chrome.see("#make-desktop");
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
