package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.openqa.selenium.Keys;

/** Where an administrator says who may come in. */
record AccessPage(Chrome chrome) {
  static AccessPage open(Chrome chrome, String server) {
    chrome.open(server + "/console/access");
    chrome.see("#add-user");
    return new AccessPage(chrome);
  }

  AccessPage addUser(String name, String password) {
    chrome.click("#add-user");
    chrome.click("#user-name input");
    chrome.type(name);
    chrome.click("#user-password input");
    chrome.type(password);
    chrome.clickText("vaadin-radio-button label", "watch and read");
    chrome.click("#save-user");
    return this;
  }

  String makeToken(String name) {
    chrome.click("#add-token");
    chrome.click("#token-name input");
    chrome.type(name);
    chrome.click("#make-token");
    String secret = chrome.see("#token-secret input").getDomProperty("value");
    assertThat(secret).startsWith("atl_");
    chrome.click("#copy-token");
    chrome.untilTrue(
        "document.querySelector('vaadin-dialog-overlay .told')?.innerText === 'Copied'");
    chrome.click("#token-kept");
    chrome.untilTrue("!document.querySelector('vaadin-dialog-overlay')");
    return secret;
  }

  /** The row of somebody, once it says that. */
  AccessPage says(String list, String name, String words) {
    chrome.untilTrue(
        "[...document.querySelectorAll('#%s li')].some((row) => row.querySelector('.heading').textContent === '%s' && row.innerText.includes('%s'))"
            .formatted(list, name, words));
    return this;
  }

  /** By keys alone. */
  AccessPage search(String list, String words) {
    chrome.tabTo("#" + list + "-search input");
    chrome.control("a");
    chrome.type(words.isEmpty() ? Keys.DELETE : words);
    return this;
  }

  AccessPage awaitRows(String list, int count) {
    chrome.untilTrue("document.querySelectorAll('#%s li').length === %d".formatted(list, count));
    return this;
  }

  /** Presses the button that asks the provider, by keys alone, and waits for what it says. */
  AccessPage test(String words) {
    chrome.tabTo("#test-sign-in");
    chrome.type(Keys.ENTER);
    chrome.untilTrue(
        "document.querySelector('#sign-in-result')?.innerText.includes('%s')".formatted(words));
    return this;
  }
}
