package dev.atelier.console;

import java.util.List;
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
        "document.querySelector('#live').contentDocument"
            + "?.getElementById('view')?.dataset.state === 'live'");
    return this;
  }

  DesktopPage awaitBadge(String word) {
    chrome.untilTrue(
        "document.querySelector('.desktop-view .badge')?.innerText.includes('" + word + "')");
    return this;
  }
}
