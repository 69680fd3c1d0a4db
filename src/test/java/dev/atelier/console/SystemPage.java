package dev.atelier.console;

import java.nio.file.Path;
import org.openqa.selenium.Keys;

/** The page of the server itself. */
record SystemPage(Chrome chrome) {

  static SystemPage open(Chrome chrome, String baseUrl) {
    chrome.open(baseUrl + "/console/system");
    chrome.see(".system-view");
    return new SystemPage(chrome).awaitFindings();
  }

  SystemPage awaitFindings() {
    chrome.see("#findings .finding");
    chrome.untilTrue("!document.querySelector('#look-again').hasAttribute('disabled')");
    return this;
  }

  String findings() {
    return chrome.see("#findings").getText();
  }

  String worst() {
    return chrome.see("#findings .finding").getText();
  }

  String state() {
    return chrome.see("#doctor-state").getText();
  }

  SystemPage lookAgain() {
    chrome.click("#look-again");
    return awaitFindings();
  }

  SystemPage test(String backend) {
    chrome.click(item(backend) + " vaadin-button");
    return this;
  }

  String result(String backend) {
    chrome.see(item(backend) + " .result vaadin-icon");
    return chrome.see(item(backend) + " .result").getText();
  }

  private static String item(String backend) {
    return "#models [data-backend='" + backend + "']";
  }

  String versions() {
    chrome.see("#versions dd");
    return chrome.see("#versions").getText();
  }

  /** By keys alone. */
  SystemPage backUp() {
    chrome.tabTo("#backup-now");
    chrome.type(Keys.ENTER);
    return awaitBackups(1);
  }

  SystemPage awaitBackups(int count) {
    chrome.untilTrue(
        "document.querySelectorAll('#backups .backup').length === "
            + count
            + " && !document.querySelector('#backup-now').hasAttribute('disabled')");
    return this;
  }

  /** Brings a file by the button of the page. */
  SystemPage upload(Path file) {
    chrome.attach("#backup-upload", file);
    return this;
  }

  SystemPage awaitProblem(String words) {
    chrome.untilTrue(
        "document.querySelector('#backup-problem')?.innerText.includes('" + words + "')");
    return this;
  }

  String backups() {
    return chrome.see("#backups").getText();
  }

  SystemPage beginRestore() {
    chrome.click("#backups .backup:last-child .restore");
    chrome.see("#confirm-name input");
    return this;
  }

  String asks() {
    return chrome.see(".confirmation, vaadin-dialog-overlay.confirmation").getText();
  }

  boolean mayConfirm() {
    return chrome.see("#confirm").isEnabled()
        && chrome.see("#confirm").getDomAttribute("disabled") == null;
  }

  SystemPage type(String word) {
    chrome.click("#confirm-name input");
    chrome.control("a");
    chrome.type(word);
    return this;
  }

  SystemPage confirm() {
    chrome.untilTrue("document.querySelector('#confirm')?.hasAttribute('disabled') === false");
    chrome.click("#confirm");
    return this;
  }

  SystemPage awaitRestore(String words) {
    chrome.untilTrue(
        "document.querySelector('#restore')?.innerText.replaceAll('\\n', ' ').includes('"
            + words
            + "')");
    return this;
  }

  SystemPage withdraw() {
    chrome.click("#restore-withdraw");
    chrome.untilTrue("!document.querySelector('#restore-withdraw')?.checkVisibility()");
    return this;
  }

  SystemPage deleteLast() {
    chrome.click("#backups .backup:last-child .delete");
    return confirm();
  }

  /** Removes the newest. */
  SystemPage deleteFirst() {
    chrome.click("#backups .backup:first-child .delete");
    return confirm();
  }
}
