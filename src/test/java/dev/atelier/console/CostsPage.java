package dev.atelier.console;

/** Where a person sees what was spent, and changes caps. */
record CostsPage(Chrome chrome) {
  static CostsPage open(Chrome chrome, String baseUrl) {
    chrome.open(baseUrl + "/console/costs");
    chrome.see("#spent-today");
    return new CostsPage(chrome);
  }

  CostsPage awaitToday(String words) {
    await("#spent-today", words);
    return this;
  }

  CostsPage awaitMeter(String words) {
    await(".summary .meter .words", words);
    return this;
  }

  String text(String css) {
    return chrome.see(css).getText();
  }

  CostsPage changeCap(String scope, String usd) {
    openCap(scope);
    chrome.click("#cap-usd input");
    chrome.control("a");
    chrome.type(usd);
    return this;
  }

  CostsPage openCap(String scope) {
    chrome.click("#change-cap");
    chrome.clickText("#cap-scope vaadin-radio-button", scope);
    return this;
  }

  CostsPage save() {
    chrome.click("#cap-save");
    return closed();
  }

  CostsPage reset() {
    chrome.click("#cap-reset");
    return closed();
  }

  CostsPage closed() {
    chrome.untilTrue("!document.querySelector('vaadin-dialog-overlay')");
    return this;
  }

  CostsPage choose(String days) {
    chrome.clickText("#period vaadin-radio-button", days);
    return this;
  }

  /** Once the picture is there, at its size. */
  CostsPage awaitChart() {
    chrome.untilTrue("document.querySelector('.spend-chart img')?.naturalWidth > 0");
    return this;
  }

  private void await(String css, String words) {
    chrome.untilTrue("document.querySelector('" + css + "')?.innerText === '" + words + "'");
  }
}
