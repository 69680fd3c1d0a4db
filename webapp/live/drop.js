// Files dropped on the live view, or chosen by its button, go to the desktop's Downloads.

import { spoken } from "/assets/spoken.js";
import { filesOf, upload, UploadFailed } from "/assets/uploads.js";

const WATCHING = spoken("You are only watching, so files cannot be put on this desktop.");

export function connectDrop({ session, ticket, viewOnly }) {
  const view = document.getElementById("view");
  const list = element("ul");
  const refusal = element("p", { className: "refusal" });
  refusal.setAttribute("role", "alert");
  const heard = element("p", { className: "heard" });
  heard.setAttribute("role", "status");
  const close = element("button", { type: "button", textContent: spoken("Close") });
  const panel = element("section", { id: "uploads", hidden: true });
  panel.setAttribute("aria-label", spoken("Files for this desktop"));
  panel.append(list, refusal, heard, close);
  const veil = element("div", { id: "drop", hidden: true });
  veil.setAttribute("aria-hidden", "true");
  veil.append(element("p", { textContent: viewOnly ? WATCHING : spoken("Drop the files to put them in Downloads") }));
  view.append(panel, veil);
  let line = Promise.resolve();

  function element(tag, properties = {}) {
    return Object.assign(document.createElement(tag), properties);
  }

  function refuse(words) {
    refusal.textContent = words;
    panel.hidden = false;
  }

  /** One after the other: together they would only be slower. */
  function take(files) {
    for (const file of files) {
      const row = new Row(file);
      list.append(row.item);
      panel.hidden = false;
      line = line.then(() => row.send());
    }
  }

  class Row {
    #file;
    #stopped = new AbortController();
    #bar = element("progress", { max: 1, value: 0 });
    #state = element("span", { className: "state", textContent: spoken("Waiting…") });
    #cancel = element("button", { type: "button", textContent: spoken("Cancel") });
    item = element("li");

    constructor(file) {
      this.#file = file;
      const name = element("span", { className: "name", textContent: file.name });
      this.#bar.setAttribute("aria-label", file.name);
      this.#cancel.setAttribute("aria-label", spoken("Cancel {0}", file.name));
      this.#cancel.addEventListener("click", () => this.#stopped.abort());
      this.item.append(name, this.#cancel, this.#bar, this.#state);
    }

    async send() {
      try {
        const name = await upload({
          session,
          ticket,
          file: this.#file,
          signal: this.#stopped.signal,
          progress: (sent) => this.#progress(sent),
        });
        this.#end("done", spoken("{0} is in Downloads", name));
      } catch (failure) {
        const cancelled = this.#stopped.signal.aborted;
        const why = failure instanceof UploadFailed ? failure.message : spoken("This file cannot be read.");
        this.#end(cancelled ? "cancelled" : "failed", cancelled ? spoken("Cancelled.") : why);
      }
    }

    #progress(sent) {
      this.#bar.value = this.#file.size ? Math.min(1, sent / this.#file.size) : 0;
      this.#state.textContent = `${Math.floor(this.#bar.value * 100)} %`;
    }

    #end(how, words) {
      this.item.className = how;
      this.#bar.hidden = true;
      this.#cancel.hidden = true;
      this.#state.textContent = words;
      // For those who hear the page; the row says it to those who see it.
      heard.textContent = how === "failed" ? `${this.#file.name}: ${words}` : words;
    }
  }

  function carriesFiles(event) {
    return event.dataTransfer?.types.includes("Files");
  }

  function over(event) {
    if (carriesFiles(event)) {
      event.preventDefault();
      event.dataTransfer.dropEffect = viewOnly ? "none" : "copy";
      veil.hidden = false;
    }
  }

  function left(event) {
    if (event.relatedTarget === null) {
      veil.hidden = true;
    }
  }

  function dropped(event) {
    if (!carriesFiles(event)) {
      return;
    }
    event.preventDefault();
    veil.hidden = true;
    if (viewOnly) {
      refuse(WATCHING);
      return;
    }
    const { files, folders } = filesOf(event.dataTransfer);
    refusal.textContent = "";
    take(files);
    if (folders.length > 0) {
      refuse(spoken("{0} is a folder. Drop the files in it, or pack it into one file first.", folders.join(", ")));
    }
  }

  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", left);
  document.addEventListener("drop", dropped);
  close.addEventListener("click", () => {
    list.querySelectorAll(".done, .failed, .cancelled").forEach((item) => item.remove());
    refusal.textContent = "";
    panel.hidden = list.childElementCount === 0;
  });

  if (!viewOnly) {
    const choose = element("input", { type: "file", multiple: true, hidden: true, id: "upload-files" });
    const open = element("button", { type: "button", textContent: spoken("Add files"), id: "upload-open" });
    open.addEventListener("click", () => choose.click());
    choose.addEventListener("change", () => {
      take([...choose.files]);
      choose.value = "";
    });
    document.getElementById("clipboard-open").before(open, choose);
  }
}
