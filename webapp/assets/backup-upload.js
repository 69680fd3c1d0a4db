// <atelier-backup-upload texts>: brings the file of a backup from this browser to the server, as
// whoever is logged in. The server's page hears by “backup-there” that it is, and by
// “backup-refused” why it is not.

(() => {
  const ADDRESS = "/system/backups/upload";

  class BackupUpload extends HTMLElement {
    #texts = {};
    #request = null;
    #choose = document.createElement("input");
    #open = document.createElement("vaadin-button");
    #cancel = document.createElement("vaadin-button");
    #state = document.createElement("p");
    #bar = document.createElement("vaadin-progress-bar");

    connectedCallback() {
      if (this.childElementCount > 0) {
        return;
      }
      this.#texts = JSON.parse(this.getAttribute("texts"));
      Object.assign(this.#choose, { type: "file", accept: ".zip,application/zip", hidden: true });
      this.#choose.addEventListener("change", () => this.#send(this.#choose.files[0]));
      this.#open.textContent = this.#texts.upload;
      this.#open.addEventListener("click", () => this.#choose.click());
      this.#cancel.textContent = this.#texts.cancel;
      this.#cancel.addEventListener("click", () => this.#request?.abort());
      this.#state.setAttribute("role", "status");
      this.#bar.setAttribute("aria-label", this.#texts.bar);
      this.append(this.#open, this.#choose, this.#state, this.#bar, this.#cancel);
      this.#busy(false);
    }

    disconnectedCallback() {
      this.#request?.abort();
    }

    #send(file) {
      this.#choose.value = "";
      if (!file) {
        return;
      }
      const request = new XMLHttpRequest();
      request.open("PUT", ADDRESS);
      request.setRequestHeader("Content-Type", "application/zip");
      request.upload.addEventListener("progress", ({ loaded, total }) => (this.#bar.value = loaded / (total || 1)));
      request.upload.addEventListener("load", () => this.#say(this.#texts.checking));
      request.addEventListener("load", () => this.#end(request.status === 201 ? null : this.#why(request)));
      request.addEventListener("error", () => this.#end(this.#texts.lost));
      request.addEventListener("abort", () => this.#end(this.#texts.cancelled));
      this.#request = request;
      this.#bar.value = 0;
      this.#say(this.#texts.uploading.replace("{0}", () => file.name));
      this.#busy(true);
      this.#cancel.focus();
      request.send(file);
    }

    #say(words) {
      this.#state.textContent = words;
    }

    #busy(isBusy) {
      this.#open.hidden = isBusy;
      this.#bar.hidden = !isBusy;
      this.#cancel.hidden = !isBusy;
    }

    #end(why) {
      const hadFocus = this.contains(document.activeElement);
      this.#request = null;
      this.#say("");
      this.#busy(false);
      if (hadFocus) {
        this.#open.focus();
      }
      const event = why === null ? "backup-there" : "backup-refused";
      this.dispatchEvent(new CustomEvent(event, { detail: { why } }));
    }

    #why({ status, responseText }) {
      if (status === 401) {
        return this.#texts.signedOut;
      }
      if (status === 413) {
        return this.#texts.tooLarge;
      }
      try {
        return JSON.parse(responseText).detail ?? this.#texts.lost;
      } catch {
        return this.#texts.lost;
      }
    }
  }

  // Loaded again when the console is opened again in the same page.
  if (!customElements.get("atelier-backup-upload")) {
    customElements.define("atelier-backup-upload", BackupUpload);
  }
})();
