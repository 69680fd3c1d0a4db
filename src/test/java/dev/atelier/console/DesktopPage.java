package dev.atelier.console;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The page of one desktop. */
record DesktopPage(Chrome chrome) {

  DesktopPage begin(String goal) {
    chrome.click("#goal textarea");
    chrome.type(goal);
    chrome.click("#start-task");
    return this;
  }

  /** Waits until a goal is among those that wait. */
  DesktopPage awaitWaiting(String goal) {
    chrome.untilTrue("document.querySelector('#queue')?.innerText.includes('" + goal + "')");
    return this;
  }

  /** Gives a file along with the next goal, and waits until the desktop has it. */
  DesktopPage attach(String name, String content) {
    chrome.see("#attachments vaadin-button");
    chrome.script(
        "const files = new DataTransfer();"
            + " files.items.add(new File([arguments[1]], arguments[0]));"
            + " const input = document.querySelector('#attachments input');"
            + " input.files = files.files; input.dispatchEvent(new Event('change'));",
        name,
        content);
    chrome.until(
        browser ->
            browser.findElements(By.cssSelector("#attachments .done")).stream()
                    .anyMatch(row -> row.getText().contains(name))
                ? true
                : null);
    return this;
  }

  /** The files that are linked with the result, with the addresses they are linked to. */
  Map<String, String> results() {
    return chrome.until(
        browser ->
            browser.findElements(By.cssSelector("#result-files a")).stream()
                .collect(
                    Collectors.toMap(WebElement::getText, link -> link.getDomAttribute("href"))));
  }

  String refusal() {
    return chrome.see("#refusal").getText();
  }

  String ending() {
    return chrome.see("#ending").getText();
  }

  DesktopPage awaitEnding(String word) {
    chrome.untilTrue("document.querySelector('#ending')?.innerText.includes('" + word + "')");
    return this;
  }

  DesktopPage stop() {
    chrome.click("#stop-task");
    return this;
  }

  DesktopPage letMeUndo() {
    chrome.click("#undo-wanted label");
    return this;
  }

  boolean wantsUndo() {
    return chrome.see("#undo-wanted").getDomAttribute("checked") != null;
  }

  DesktopPage undo() {
    chrome.click("#undo-task");
    chrome.clickText("#confirm", "Undo the task");
    return this;
  }

  /** Waits until the story says that its task is undone, and offers that no more. */
  DesktopPage awaitUndone() {
    chrome.see("#undone");
    chrome.untilTrue("!document.querySelector('#undo-task')");
    return this;
  }

  /** Waits until the task that is shown can be undone. */
  DesktopPage awaitUndoable() {
    chrome.see("#undo-task");
    chrome.untilTrue("!document.querySelector('#undone')");
    return this;
  }

  /** Waits until it is said at the lower edge of the page. */
  DesktopPage awaitTold(String words) {
    chrome.untilTrue(
        "[...document.querySelectorAll('vaadin-notification-card')].some(card =>"
            + " card.innerText.includes('"
            + words
            + "'))");
    return this;
  }

  SnapshotsPage snapshots() {
    choose("Snapshots");
    chrome.see("#snapshot-note input");
    return new SnapshotsPage(chrome);
  }

  LookPage look() {
    choose("Look");
    chrome.see("#save-look");
    return new LookPage(chrome);
  }

  /** Opens the menu of the desktop and takes what begins so. */
  void choose(String item) {
    chrome.script(
        "document.querySelector('.desktop-view .desktop-menu vaadin-menu-bar-button').click()");
    chrome.clickText("vaadin-menu-bar-item", item);
  }

  DesktopPage reload() {
    chrome.open(chrome.address());
    chrome.see("#goal textarea");
    return this;
  }

  DesktopPage awaitSteps(int count) {
    chrome.until(browser -> browser.findElements(By.cssSelector(".step")).size() >= count);
    return this;
  }

  List<String> steps() {
    return chrome.until(
        browser ->
            browser.findElements(By.cssSelector(".step .sentence")).stream()
                .map(WebElement::getText)
                .toList());
  }

  DesktopPage awaitLive() {
    chrome.untilTrue(
        "document.querySelector('#live')?.contentDocument"
            + "?.getElementById('view')?.dataset.state === 'live'");
    return this;
  }

  DesktopPage awaitBadge(String word) {
    chrome.untilTrue(
        "document.querySelector('.desktop-view .badge')?.innerText.includes('" + word + "')");
    return this;
  }
}
