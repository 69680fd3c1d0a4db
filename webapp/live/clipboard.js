// The clipboard in both directions: by itself where the browser allows it, by a small panel where
// it does not (a sandboxed frame, a page without TLS).

import { spoken } from "/assets/spoken.js";

const CONTROL = 0xffe3;
const V = 0x76;
const MAC_COMMAND_KEYS = [0xffe7, 0xffe8, 0xffe9, 0xffeb, 0xffec];
const LONGEST = 250_000;
const NO_PASTE_EVENT_MS = 200;

export function connectClipboard({ desktop, say }) {
  const open = document.getElementById("clipboard-open");
  const panel = document.getElementById("clipboard");
  const text = document.getElementById("clipboard-text");
  let fallback = null;
  let fallbackNeedsCommandKey = false;
  let unsaved = null;

  function toggle(shown) {
    panel.hidden = !shown;
    open.setAttribute("aria-expanded", String(shown));
    (shown ? text : open).focus();
  }

  function send(copied) {
    const target = desktop();
    if (!target || !copied) {
      return false;
    }
    if (copied.length > LONGEST) {
      say(spoken("That is too much text for the clipboard. Upload it as a file instead."));
      return false;
    }
    target.clipboardPasteFrom(copied);
    return true;
  }

  function pressPaste(withCommandKey) {
    clearTimeout(fallback);
    fallback = null;
    const target = desktop();
    if (!target) {
      return;
    }
    if (withCommandKey) {
      MAC_COMMAND_KEYS.forEach((key) => target.sendKey(key, null, false));
      target.sendKey(CONTROL, "ControlLeft", true);
    }
    target.sendKey(V, "KeyV");
    if (withCommandKey) {
      target.sendKey(CONTROL, "ControlLeft", false);
    }
  }

  /** The paste event carries the text without any permission, if noVNC does not swallow the key. */
  function letPasteThrough(event) {
    const onDesktop = event.target instanceof HTMLCanvasElement && desktop();
    if (!onDesktop || event.code !== "KeyV" || event.altKey || !(event.ctrlKey || event.metaKey)) {
      return;
    }
    event.stopPropagation();
    clearTimeout(fallback);
    fallbackNeedsCommandKey = event.metaKey;
    fallback = setTimeout(() => pressPaste(fallbackNeedsCommandKey), NO_PASTE_EVENT_MS);
  }
  function pasted(event) {
    if (fallback === null) {
      return;
    }
    event.preventDefault();
    send(event.clipboardData?.getData("text/plain"));
    pressPaste(fallbackNeedsCommandKey);
  }

  async function saveToBrowser() {
    if (unsaved === null || !navigator.clipboard) {
      return;
    }
    try {
      await navigator.clipboard.writeText(unsaved);
      unsaved = null;
    } catch {
      // Not allowed here, or not focused: the panel has the text, and the next click tries again.
    }
  }

  document.addEventListener("keydown", letPasteThrough, true);
  document.addEventListener("paste", pasted);
  document.addEventListener("pointerup", saveToBrowser);
  open.addEventListener("click", () => toggle(panel.hidden));
  document.getElementById("clipboard-close").addEventListener("click", () => toggle(false));
  panel.addEventListener("keydown", (event) => event.key === "Escape" && toggle(false));
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    if (send(text.value)) {
      toggle(false);
      say(spoken("On the desktop’s clipboard. Paste it there with Control and V."));
    }
  });
  document.getElementById("clipboard-copy").addEventListener("click", () => {
    text.select();
    // Deprecated, and the one way that asks for no permission in a sandboxed frame.
    document.execCommand("copy");
    say(spoken("Copied."));
  });

  return {
    copiedOnDesktop(copied) {
      if (document.activeElement !== text) {
        text.value = copied;
      }
      unsaved = copied;
      saveToBrowser();
    },
  };
}
