package dev.atelier.console;

/** Where a person chooses how a desktop looks. */
record LookPage(Chrome chrome) {

  /** Chooses a theme, and a colour of its own, as {@code #2255aa}. */
  LookPage choose(String theme, String accent) {
    chrome.clickText(".look-picker vaadin-radio-button", theme);
    if (chrome.see(".look-picker .accent vaadin-checkbox").getDomAttribute("checked") == null) {
      chrome.click(".look-picker .accent vaadin-checkbox label");
    }
    chrome.see(".look-picker input[type=color]");
    chrome.script(
        "const input = document.querySelector('.look-picker input[type=color]');"
            + " input.value = arguments[0];"
            + " input.dispatchEvent(new Event('change', {bubbles: true}));",
        accent);
    chrome.untilTrue(
        "document.querySelector('.look-picker').style.getPropertyValue('--own-accent') === '"
            + accent
            + "'");
    return this;
  }

  void use() {
    chrome.click("#save-look");
    chrome.untilTrue("!document.querySelector('vaadin-dialog-overlay')");
  }
}
