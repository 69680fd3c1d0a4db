package dev.atelier.console;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The player of replays, in whichever page it stands. */
record ReplayPage(Chrome chrome) {

  /** Waits until a frame is shown with its picture. */
  ReplayPage awaitPicture() {
    chrome.untilTrue(
        "(image => image && !image.hidden && image.complete && image.naturalWidth > 0)"
            + "(document.querySelector('.film-screen img'))");
    return this;
  }

  ReplayPage press(Keys key) {
    chrome.type(key);
    return this;
  }

  ReplayPage awaitPlace(String words) {
    chrome.untilTrue("document.querySelector('.film-place')?.innerText === '" + words + "'");
    return this;
  }

  ReplayPage open(int frame) {
    chrome.click(".film-strip li:nth-child(" + frame + ") button");
    return this;
  }

  ReplayPage play() {
    chrome.click(".film-play");
    return this;
  }

  ReplayPage speed(String factor) {
    chrome.click(".film-speed option[value='" + factor + "']");
    return this;
  }

  String goal() {
    return chrome.see(".film-goal").getText();
  }

  String sentence() {
    return chrome.see(".film-sentence").getText();
  }

  /** Why, by whom and for how much. */
  String words() {
    return chrome.see(".film-words").getText();
  }

  String missing() {
    return chrome.see(".film-missing").getText();
  }

  List<String> strip() {
    return chrome.until(
        browser ->
            browser.findElements(By.cssSelector(".film-strip .what")).stream()
                .map(WebElement::getText)
                .toList());
  }

  /** The middle of the mark in pixels of the picture, as it is drawn over it. */
  List<?> markedPlace() {
    return (List<?>)
        chrome.script(
            """
            const dot = document.querySelector('.film-mark.dot').getBoundingClientRect();
            const image = document.querySelector('.film-screen img');
            const box = image.getBoundingClientRect();
            const scale = image.naturalWidth / box.width;
            return [Math.round((dot.left + dot.width / 2 - box.left) * scale),
                Math.round((dot.top + dot.height / 2 - box.top) * scale)];
            """);
  }

  /** How many pictures of steps were asked for. */
  long picturesFetched() {
    return (Long)
        chrome.script(
            "return performance.getEntriesByType('resource')"
                + ".filter(each => each.name.includes('/steps/')).length");
  }
}
