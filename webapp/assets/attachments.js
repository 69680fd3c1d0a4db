// <atelier-attachments session texts>: files that go along with a goal. They are sent to the desktop
// at once; the server hears by “attachments-changed” where they are and how many are still coming.

(() => {
  const MOST = 20;

  class Attachments extends HTMLElement {
    #list = document.createElement("ul");
    #choose = document.createElement("input");
    #open = document.createElement("vaadin-button");
    #refusal = document.createElement("p");
    #heard = document.createElement("p");
    #line = Promise.resolve();
    #texts = {};
    #uploads = null;

    async connectedCallback() {
      this.#uploads ??= await import("/assets/uploads.js");
      this.#texts = JSON.parse(this.getAttribute("texts"));
      if (this.childElementCount > 0) {
        return;
      }
      Object.assign(this.#choose, { type: "file", multiple: true, hidden: true });
      this.#choose.addEventListener("change", () => {
        this.#take([...this.#choose.files], 0);
        this.#choose.value = "";
      });
      this.#open.textContent = this.#texts.add;
      this.#open.setAttribute("theme", "small");
      this.#open.addEventListener("click", () => this.#choose.click());
      this.#refusal.setAttribute("role", "alert");
      // For those who hear the page; the rows say it to those who see it.
      this.#heard.setAttribute("role", "status");
      this.append(this.#open, this.#choose, this.#list, this.#refusal, this.#heard);
      this.addEventListener("dragover", (event) => this.#over(event));
      this.addEventListener("drop", (event) => this.#dropped(event));
    }

    /** Forgets them; on the desktop they stay. */
    clear() {
      this.#list.querySelectorAll("li").forEach((row) => row.stopped.abort());
      this.#list.replaceChildren();
      this.#refusal.textContent = "";
      this.#tell();
    }

    #over(event) {
      if (event.dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      }
    }

    #dropped(event) {
      event.preventDefault();
      // What was dropped is only to be read before this returns.
      const { files, folders } = this.#uploads.filesOf(event.dataTransfer);
      this.#take(files, folders.length);
    }

    #take(files, folders) {
      const room = MOST - this.#list.childElementCount;
      this.#refusal.textContent = folders ? this.#texts.folder : files.length > room ? this.#texts.most : "";
      for (const file of files.slice(0, room)) {
        const row = this.#row(file);
        this.#list.append(row);
        this.#line = this.#line.then(() => this.#send(row, file));
      }
      this.#tell();
    }

    #row(file) {
      const row = document.createElement("li");
      row.stopped = new AbortController();
      row.state = Object.assign(document.createElement("span"), { className: "state" });
      row.state.textContent = this.#texts.waiting;
      const name = Object.assign(document.createElement("span"), { className: "name", textContent: file.name });
      const remove = document.createElement("button");
      Object.assign(remove, { type: "button", className: "remove", textContent: "×" });
      remove.setAttribute("aria-label", this.#texts.remove.replace("{0}", file.name));
      remove.addEventListener("click", () => {
        row.stopped.abort();
        row.remove();
        this.#open.focus();
        this.#tell();
      });
      row.append(name, row.state, remove);
      return row;
    }

    async #send(row, file) {
      if (row.stopped.signal.aborted) {
        return;
      }
      const { upload, UploadFailed } = this.#uploads;
      try {
        const name = await upload({
          session: this.getAttribute("session"),
          file,
          signal: row.stopped.signal,
          progress: (sent) => (row.state.textContent = `${Math.floor((100 * sent) / (file.size || 1))} %`),
        });
        row.path = `Downloads/${name}`;
        row.querySelector(".name").textContent = name;
        row.state.textContent = this.#texts.there;
        row.className = "done";
        this.#heard.textContent = `${name}: ${this.#texts.there}`;
      } catch (failure) {
        row.className = "failed";
        row.state.textContent = failure instanceof UploadFailed ? failure.message : this.#texts.unread;
        this.#heard.textContent = `${file.name}: ${row.state.textContent}`;
      }
      this.#tell();
    }

    #tell() {
      const rows = [...this.#list.children];
      const paths = rows.filter((row) => row.path).map((row) => row.path);
      const coming = rows.filter((row) => !row.className).length;
      this.dispatchEvent(new CustomEvent("attachments-changed", { detail: { paths: JSON.stringify(paths), coming } }));
    }
  }

  // Loaded again when the console is opened again in the same page.
  if (!customElements.get("atelier-attachments")) {
    customElements.define("atelier-attachments", Attachments);
  }
})();
