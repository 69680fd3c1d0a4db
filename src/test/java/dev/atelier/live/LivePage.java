package dev.atelier.live;

import dev.atelier.console.Chrome;
import dev.atelier.json.Json;
import java.util.List;

/** The live view of a desktop, on a page of its own or as the present frame. */
record LivePage(Chrome chrome) {

  static LivePage open(Chrome chrome, String address) {
    chrome.open(address);
    return new LivePage(chrome);
  }

  LivePage awaitLive() {
    return awaitState("live");
  }

  LivePage awaitState(String state) {
    chrome.untilTrue("document.getElementById('view')?.dataset.state === '" + state + "'");
    return this;
  }

  /** Waits until the picture has more than a few colours. */
  LivePage awaitPicture() {
    chrome.untilTrue(
        "(canvas => { if (!canvas?.width) return false;"
            + " const pixels = canvas.getContext('2d')"
            + ".getImageData(0, 0, canvas.width, canvas.height);"
            + " return new Set(new Uint32Array(pixels.data.buffer)).size > 20; })"
            + "(document.querySelector('#screen canvas'))");
    return this;
  }

  String words() {
    return chrome.see("#notice-words").getText();
  }

  LivePage type(CharSequence... text) {
    chrome.script("document.querySelector('#screen canvas').focus()");
    chrome.type(text);
    return this;
  }

  LivePage again() {
    chrome.click("#again");
    return this;
  }

  /** Drops files with these names, as large as that, on the desktop. */
  LivePage drop(int bytes, String... names) {
    chrome.script(
        "const files = new DataTransfer();"
            + " for (const name of arguments[1])"
            + " files.items.add(new File([new Uint8Array(arguments[0]).fill(65)], name));"
            + " const drop = type => document.querySelector('#screen canvas').dispatchEvent("
            + "new DragEvent(type, {dataTransfer: files, bubbles: true, cancelable: true}));"
            + " drop('dragover'); drop('drop');",
        bytes,
        List.of(names));
    return this;
  }

  /** Waits until the page says that about files. */
  LivePage awaitFiles(String words) {
    chrome.untilTrue(
        "document.getElementById('uploads').textContent.includes(" + Json.write(words) + ")");
    return this;
  }

  /** Puts a text of any letters on the desktop's clipboard by the panel. */
  LivePage pasteIntoClipboard(String text) {
    chrome.click("#clipboard-open");
    chrome.script("document.getElementById('clipboard-text').value = arguments[0]", text);
    chrome.click("#clipboard-send");
    return this;
  }

  /** Puts text on the desktop's clipboard by the panel. */
  LivePage sendClipboard(String text) {
    chrome.click("#clipboard-open");
    chrome.click("#clipboard-text");
    chrome.type(text);
    chrome.click("#clipboard-send");
    return this;
  }

  /** What was last copied on the desktop, as the panel shows it. */
  void awaitClipboard(String text) {
    chrome.until(
        browser ->
            List.of(text)
                    .contains(
                        chrome.script("return document.getElementById('clipboard-text').value"))
                ? true
                : null);
  }

  /** The few words in the bar. */
  String standing() {
    return chrome.see("#standing").getText();
  }

  LivePage awaitStanding(String words) {
    chrome.untilTrue("document.getElementById('standing').textContent === '" + words + "'");
    return this;
  }

  void awaitHint(String words) {
    chrome.untilTrue("document.getElementById('hint').textContent === '" + words + "'");
  }

  LivePage takeControl() {
    chrome.click("#take-control");
    chrome.untilTrue("document.getElementById('view').dataset.control === 'you'");
    return this;
  }

  LivePage handBack(String note) {
    chrome.click("#control-note");
    chrome.type(note);
    chrome.click("#hand-back");
    chrome.untilTrue("document.getElementById('view').dataset.control !== 'you'");
    return this;
  }
}
