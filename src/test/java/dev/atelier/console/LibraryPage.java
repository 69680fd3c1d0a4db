package dev.atelier.console;

/** Where a person keeps recipes and has things done by the clock. */
record LibraryPage(Chrome chrome) {
  LibraryPage recipes() {
    awaitNoDialog();
    chrome.clickText("header nav a", "Recipes");
    chrome.see("#new-recipe");
    return this;
  }

  LibraryPage schedules() {
    awaitNoDialog();
    chrome.clickText("header nav a", "Schedules");
    chrome.see("#new-schedule");
    return this;
  }

  /** One that closes takes clicks until it has gone. */
  private void awaitNoDialog() {
    chrome.untilTrue("!document.querySelector('vaadin-dialog-overlay')");
  }

  /** Fills in the page for a new recipe and stays there. */
  LibraryPage write(String name, String goal) {
    chrome.click("#new-recipe");
    chrome.untilTrue("location.pathname.endsWith('/recipes/new')");
    into("#recipe-name input", name);
    into("#recipe-goal textarea", goal);
    choose("#recipe-backend", "written steps");
    return this;
  }

  LibraryPage rewrite(String goal) {
    into("#recipe-goal textarea", goal);
    return this;
  }

  /** Tries it on the desktop that is chosen, and waits until that is over. */
  String tryIt() {
    chrome.click("#trial-run");
    chrome.untilTrue("document.querySelector('#trial-result')?.className.match(/good|bad/)");
    return chrome.see("#trial-result").getText();
  }

  LibraryPage example(String blank, String value) {
    into(".blank-" + blank + " input", value);
    return this;
  }

  LibraryPage awaitPreview(String text) {
    chrome.untilTrue("document.querySelector('#goal-preview')?.innerText.includes('" + text + "')");
    return this;
  }

  /** Whether number and sentence stand beside each other. */
  boolean eachPreviewedStepIsOneLine() {
    return (boolean)
        chrome.script(
            "return [...document.querySelectorAll('#goal-preview li')].every(li => {"
                + " const number = li.querySelector('.number').getBoundingClientRect();"
                + " const words = li.querySelector('div').getBoundingClientRect();"
                + " return number.right <= words.left && words.top < number.bottom; })");
  }

  LibraryPage save() {
    chrome.click("#save-recipe");
    chrome.see("#new-recipe");
    return this;
  }

  void closed() {
    chrome.untilTrue("!document.querySelector('vaadin-dialog-overlay')");
  }

  /** The list, once it says something. */
  String awaitListed(String list, String words) {
    chrome.untilTrue("document.querySelector('" + list + "')?.innerText.includes('" + words + "')");
    return chrome.see(list).getText();
  }

  /** Runs the recipe that is listed first; leads to its desktop. */
  void runFirst() {
    chrome.click("#recipes .run");
    chrome.click("#run-now");
    chrome.see("#ending");
  }

  LibraryPage schedule(String name, String recipe) {
    chrome.click("#new-schedule");
    into("#schedule-name input", name);
    choose("#schedule-work", recipe);
    return this;
  }

  LibraryPage saveSchedule() {
    chrome.click("#save-schedule");
    closed();
    return this;
  }

  private void choose(String select, String item) {
    chrome.click(select);
    chrome.clickText("vaadin-select-item", item);
  }

  private void into(String field, String text) {
    chrome.click(field);
    chrome.control("a");
    chrome.type(text);
  }
}
