package dev.atelier.console;

import org.openqa.selenium.Keys;

/** Where a person reads what is on record. */
record AuditPage(Chrome chrome) {
  private static final int MOST_TABS = 40;

  AuditPage open() {
    chrome.clickText("header nav a", "Audit");
    return awaitRow("Front desk");
  }

  /** Waits until a row that can be seen says so. */
  AuditPage awaitRow(String words) {
    chrome.untilTrue(rows() + ".some(row => row.innerText.includes('" + words + "'))");
    return this;
  }

  /** As {@link #awaitRow}, looking further back as often as the page offers it. */
  AuditPage awaitFurther(String words) {
    chrome.untilTrue(
        "(document.querySelector('#search-further')?.click(), "
            + rows()
            + ".some(row => row.innerText.includes('"
            + words
            + "')))");
    return this;
  }

  /** Waits until every row that can be seen says so, and there is one. */
  AuditPage awaitOnly(String words) {
    chrome.untilTrue(
        rows()
            + ".length > 0 && "
            + rows()
            + ".every(row => row.innerText.includes('"
            + words
            + "'))");
    return this;
  }

  /** Waits until no row that can be seen says so. */
  AuditPage awaitNone(String words) {
    chrome.untilTrue("!" + rows() + ".some(row => row.innerText.includes('" + words + "'))");
    return this;
  }

  private static String rows() {
    return "[...document.querySelectorAll('.audit-row')]"
        + ".filter(row => row.checkVisibility() && row.innerText.trim())";
  }

  AuditPage choose(String box, String item) {
    chrome.click(box + " input");
    chrome.control("a");
    chrome.type(item);
    chrome.clickText("vaadin-combo-box-item", item);
    return this;
  }

  AuditPage words(String text) {
    chrome.click("#audit-words input");
    chrome.control("a");
    chrome.type(text.isEmpty() ? Keys.DELETE : text);
    return this;
  }

  /** With keys alone: to the rows, to the first of them, and into it. */
  AuditPage openFirstByKeys() {
    chrome.click("#audit-words input");
    for (int tabs = 0; tabs < MOST_TABS && !onRow(); tabs++) {
      chrome.type(Keys.TAB);
    }
    chrome.type(Keys.SPACE);
    chrome.see(".audit-detail, vaadin-dialog-overlay");
    return this;
  }

  private boolean onRow() {
    return Boolean.TRUE.equals(
        chrome.script(
            "return document.activeElement?.shadowRoot?.activeElement"
                + "?.closest('tbody') != null"));
  }

  AuditPage awaitDetail(String words) {
    chrome.untilTrue(
        "document.querySelector('vaadin-dialog-overlay')?.innerText.includes('" + words + "')");
    return this;
  }

  AuditPage closeByKey() {
    chrome.type(Keys.ESCAPE);
    chrome.untilTrue("!document.querySelector('vaadin-dialog-overlay')");
    return this;
  }

  AuditPage check() {
    chrome.click("#audit-check");
    chrome.untilTrue(
        "/Verified: [1-9]/.test(document.querySelector('#audit-integrity')?.innerText)");
    return this;
  }

  /** What a link would save, fetched as the browser does. */
  String exported(String link) {
    chrome.script(
        "window.exported = null; fetch(document.querySelector(arguments[0]).href)"
            + ".then(answer => answer.text()).then(text => window.exported = text)",
        link);
    chrome.untilTrue("window.exported !== null");
    return (String) chrome.script("return window.exported");
  }

  /** How much wider the page is than the window. */
  long sideways() {
    return (Long)
        chrome.script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }
}
