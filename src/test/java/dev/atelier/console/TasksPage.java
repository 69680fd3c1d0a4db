package dev.atelier.console;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The page of all tasks. */
record TasksPage(Chrome chrome) {

  static TasksPage open(Chrome chrome) {
    chrome.clickText(".top a", "Tasks");
    chrome.see("#tasks-words");
    return new TasksPage(chrome);
  }

  /** Waits until as many tasks are shown, and each says these words. */
  TasksPage await(int count, String words) {
    chrome.until(
        browser -> {
          List<String> rows = rows();
          return rows.size() == count && rows.stream().allMatch(row -> row.contains(words));
        });
    return this;
  }

  List<String> rows() {
    return chrome.until(
        browser ->
            browser.findElements(By.cssSelector(".task-row")).stream()
                .map(WebElement::getText)
                .toList());
  }

  TasksPage search(String words) {
    chrome.click("#tasks-words input");
    chrome.type(words);
    return this;
  }

  TasksPage choose(String status) {
    chrome.click("#tasks-status");
    chrome.clickText("vaadin-select-item", status);
    return this;
  }

  TasksPage showAll() {
    chrome.click("#tasks-all");
    return this;
  }

  TasksPage awaitNone(String words) {
    chrome.untilTrue("document.querySelector('#tasks-none')?.innerText.includes('" + words + "')");
    return this;
  }

  DesktopPage runAgain() {
    chrome.click(".task-row .again");
    chrome.click("#rerun-now");
    chrome.see("#goal textarea");
    return new DesktopPage(chrome);
  }
}
