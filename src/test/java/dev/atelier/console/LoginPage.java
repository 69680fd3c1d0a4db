package dev.atelier.console;

import org.openqa.selenium.Keys;

/** The page that asks for the password. */
record LoginPage(Chrome chrome) {

  static LoginPage open(Chrome chrome, String baseUrl) {
    chrome.open(baseUrl + "/console");
    chrome.see("#password input");
    return new LoginPage(chrome);
  }

  WallPage enter(String password) {
    tryIn(password);
    chrome.see("#new-desktop");
    return new WallPage(chrome);
  }

  /** As somebody who was added. */
  WallPage enter(String name, String password) {
    chrome.click("#user input");
    chrome.control("a");
    chrome.type(name);
    return enter(password);
  }

  /** What is said of a wrong password. */
  String enterWrong(String password) {
    tryIn(password);
    chrome.see("#password[invalid] [slot=error-message]");
    return chrome.see("#password [slot=error-message]").getText();
  }

  private void tryIn(String password) {
    chrome.click("#password input");
    chrome.control("a");
    chrome.type(password, Keys.ENTER);
  }
}
