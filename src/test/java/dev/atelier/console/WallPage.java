package dev.atelier.console;

/** The page with every desktop. */
record WallPage(Chrome chrome) {

  /** Opens it for somebody who is logged in. */
  static WallPage open(Chrome chrome, String baseUrl) {
    chrome.open(baseUrl + "/console");
    chrome.see("#new-desktop");
    return new WallPage(chrome);
  }

  /** Makes a desktop and waits until it is ready; the dialog is still open. */
  WallPage make(String name) {
    return beginNew(name).finishNew();
  }

  /** Opens the dialog for a new desktop and types its name. */
  WallPage beginNew(String name) {
    chrome.click("#new-desktop");
    chrome.click("#desktop-name input");
    chrome.type(name);
    return this;
  }

  WallPage startFrom(String template) {
    chrome.click("#origin");
    chrome.clickText("vaadin-select-item", template);
    return this;
  }

  /** What is said of the chosen template. */
  WallPage awaitOriginHelp(String words) {
    chrome.untilTrue(
        "document.querySelector('#origin [slot=helper]')?.innerText === " + quoted(words));
    return this;
  }

  /** Where it is to run. */
  WallPage runOn(String engine) {
    chrome.click("#desktop-engine");
    chrome.clickText("vaadin-select-item", engine);
    return this;
  }

  /** Chooses a theme, and a colour of its own, as {@code #2255aa}. */
  WallPage look(String theme, String accent) {
    new LookPage(chrome).choose(theme, accent);
    return this;
  }

  /** What the dialog says went wrong. */
  String problem() {
    chrome.click("#make-desktop");
    return chrome.see("#new-problem").getText();
  }

  /** Begins to make what was chosen, and waits until that can be cancelled. */
  WallPage beginMaking() {
    chrome.click("#make-desktop");
    chrome.see("#making-stages .stage.now");
    return this;
  }

  /** Takes back what is being made; gives what is said of that. */
  String cancelMaking() {
    chrome.click("#cancel-making");
    return chrome.see("#new-problem").getText();
  }

  WallPage size(String name) {
    chrome.clickText("#desktop-size vaadin-radio-button", name);
    return this;
  }

  WallPage finishNew() {
    chrome.click("#make-desktop");
    chrome.see("#open-desktop");
    return this;
  }

  DesktopPage openMade() {
    chrome.click("#open-desktop");
    chrome.see("#goal textarea");
    return new DesktopPage(chrome);
  }

  WallPage closeDialog() {
    chrome.clickText("vaadin-dialog-overlay vaadin-button", "Close");
    chrome.untilTrue("!document.querySelector('vaadin-dialog-overlay')");
    return this;
  }

  WallPage search(String words) {
    chrome.click("#wall-search input");
    chrome.control("a");
    chrome.type(words);
    return this;
  }

  WallPage choose(String select, String item) {
    chrome.click(select);
    chrome.clickText("vaadin-select-item", item);
    return this;
  }

  /** Waits until these are shown, in this order, and no others. */
  WallPage awaitTiles(String... names) {
    chrome.untilTrue(
        "[...document.querySelectorAll('.tile h2')].map(name => name.textContent).join('|') === "
            + quoted(String.join("|", names)));
    return this;
  }

  /** Presses one of the buttons of a tile. */
  WallPage press(String name, String button) {
    chrome.untilTrue(tile(name) + "?.querySelector('" + button + "')");
    chrome.script(tile(name) + ".querySelector('" + button + "').click()");
    return this;
  }

  DesktopPage open(String name) {
    chrome.clickText(".tile h2", name);
    chrome.see("#live");
    return new DesktopPage(chrome);
  }

  /** Waits until the tile says so. */
  WallPage tileSays(String name, String words) {
    chrome.untilTrue(tile(name) + "?.innerText.includes(" + quoted(words) + ")");
    return this;
  }

  /** Waits until the tile shows a picture of more than a few colours. */
  WallPage tileShowsAPicture(String name) {
    chrome.untilTrue(
        "(image => { if (!image?.naturalWidth) return false;"
            + " const canvas = document.createElement('canvas');"
            + " canvas.width = 64; canvas.height = 36;"
            + " const context = canvas.getContext('2d');"
            + " context.drawImage(image, 0, 0, 64, 36);"
            + " const data = new Uint32Array(context.getImageData(0, 0, 64, 36).data.buffer);"
            + " return new Set(data).size > 8; })("
            + tile(name)
            + "?.querySelector('img'))");
    return this;
  }

  void delete(String name) {
    chrome.script(tile(name) + ".querySelector('vaadin-menu-bar-button').click()");
    chrome.clickText("vaadin-menu-bar-item", "Delete");
  }

  /** Nor are its files to stay. */
  void confirmDeletion(String name) {
    chrome.click("vaadin-dialog-overlay #purge label");
    chrome.untilTrue(
        "document.querySelector('vaadin-dialog-overlay').innerText.includes('all its files go')");
    chrome.clickText("#confirm", "Delete the desktop “" + name + "”");
    chrome.untilTrue("!" + tile(name));
  }

  private static String tile(String name) {
    return "[...document.querySelectorAll('.tile')].find(tile =>"
        + " tile.querySelector('h2').textContent === "
        + quoted(name)
        + ")";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "\\'") + "'";
  }
}
