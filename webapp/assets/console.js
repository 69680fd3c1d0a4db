// Small elements of the console that are better kept up to date in the browser.

(() => {
  const AGO_EVERY_MS = 20_000;
  const SECOND_MS = 1_000;
  const UNITS = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ];

  /** <atelier-ago datetime="…">: a time in words, such as “2 min ago”. */
  class Ago extends HTMLElement {
    static observedAttributes = ["datetime"];
    #timer = 0;

    connectedCallback() {
      this.#timer = setInterval(() => this.#show(), AGO_EVERY_MS);
      this.#show();
    }

    disconnectedCallback() {
      clearInterval(this.#timer);
    }

    attributeChangedCallback() {
      this.#show();
    }

    #show() {
      const time = new Date(this.getAttribute("datetime"));
      const language = document.documentElement.lang || undefined;
      this.title = time.toLocaleString(language);
      if (this.hasAttribute("clock")) {
        this.textContent = time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
        return;
      }
      const words = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
      const seconds = Math.max(0, (Date.now() - time.getTime()) / 1000);
      const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? ["second", 1];
      const count = unit === "second" ? 0 : Math.floor(seconds / size);
      this.textContent = words.format(-count, unit).replace(".", "");
    }
  }

  /** <atelier-moment datetime="…">: a day and a time of day, such as “23 Nov, 09:30”; `exact` to the second. */
  class Moment extends HTMLElement {
    static observedAttributes = ["datetime", "exact"];

    attributeChangedCallback() {
      const time = new Date(this.getAttribute("datetime"));
      if (Number.isNaN(time.getTime())) {
        return;
      }
      const language = document.documentElement.lang || undefined;
      const thisYear = time.getFullYear() === new Date().getFullYear();
      this.title = time.toLocaleString(language);
      this.textContent = time.toLocaleString(language, {
        year: thisYear ? undefined : "numeric",
        month: "short",
        day: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        second: this.hasAttribute("exact") ? "2-digit" : undefined,
      });
    }
  }

  /** <atelier-elapsed>: the seconds since it is shown; they stand once it is over. */
  class Elapsed extends HTMLElement {
    static observedAttributes = ["over"];
    #began = 0;
    #timer = 0;

    connectedCallback() {
      this.#began = performance.now();
      this.#timer = setInterval(() => this.#show(), SECOND_MS);
      this.#show();
    }

    disconnectedCallback() {
      clearInterval(this.#timer);
    }

    attributeChangedCallback() {
      clearInterval(this.#timer);
    }

    #show() {
      const seconds = Math.floor((performance.now() - this.#began) / SECOND_MS);
      const language = document.documentElement.lang || undefined;
      const form = { style: "unit", unit: "second", unitDisplay: "short" };
      this.textContent = new Intl.NumberFormat(language, form).format(seconds);
    }
  }

  /** <atelier-thumbnail src alt pace>: a picture fetched only while seen, and only when changed. */
  class Thumbnail extends HTMLElement {
    static observedAttributes = ["src", "pace", "alt"];
    #image = new Image();
    #seen = false;
    #timer = 0;
    #tag = "";
    #fetching = false;
    // Several may have come to pass by then; the last is how it is.
    #sight = new IntersectionObserver((entries) => this.#seeing(entries.at(-1).isIntersecting));
    #onVisible = () => this.#next(0);

    connectedCallback() {
      this.#image.alt = this.getAttribute("alt") ?? "";
      this.#sight.observe(this);
      document.addEventListener("visibilitychange", this.#onVisible);
    }

    disconnectedCallback() {
      this.#sight.disconnect();
      document.removeEventListener("visibilitychange", this.#onVisible);
      clearTimeout(this.#timer);
      URL.revokeObjectURL(this.#image.src);
      // Moved before it was read, it is lost: it is fetched again, changed or not.
      this.#tag = "";
    }

    attributeChangedCallback(name) {
      if (name === "alt") {
        this.#image.alt = this.getAttribute("alt") ?? "";
        return;
      }
      this.toggleAttribute("asleep", !this.hasAttribute("src"));
      this.#next(0);
    }

    #seeing(seen) {
      this.#seen = seen;
      this.#next(0);
    }

    #next(seconds) {
      clearTimeout(this.#timer);
      const wanted = this.#seen && !document.hidden && this.isConnected && this.hasAttribute("src");
      if (wanted) {
        this.#timer = setTimeout(() => this.#refresh(), seconds * 1000);
      }
    }

    async #refresh() {
      if (this.#fetching) {
        return;
      }
      this.#fetching = true;
      try {
        const answer = await fetch(this.getAttribute("src"), {
          headers: this.#tag ? { "If-None-Match": this.#tag } : {},
          cache: "no-store",
        });
        if (answer.ok) {
          this.#tag = answer.headers.get("ETag") ?? "";
          this.#show(await answer.blob());
        }
      } catch {
        // The server is away: the last picture stays until it is back.
      } finally {
        this.#fetching = false;
        this.#next(Number(this.getAttribute("pace") ?? 6));
      }
    }

    #show(blob) {
      const before = this.#image.src;
      this.#image.src = URL.createObjectURL(blob);
      if (before) {
        URL.revokeObjectURL(before);
      } else {
        this.append(this.#image);
      }
    }
  }

  /** <atelier-needs-you tab="(1) Needs you">: what the tab's title begins with, on every page. */
  class NeedsYou extends HTMLElement {
    static observedAttributes = ["tab"];
    #before = "";
    #titles = new MutationObserver(() => this.#show());

    connectedCallback() {
      this.#titles.observe(document.head, { childList: true, characterData: true, subtree: true });
      this.#show();
    }

    disconnectedCallback() {
      this.#titles.disconnect();
      document.title = this.#plain();
      this.#before = "";
    }

    attributeChangedCallback() {
      this.#show();
    }

    #plain() {
      const title = document.title;
      return this.#before && title.startsWith(this.#before)
        ? title.slice(this.#before.length)
        : title;
    }

    #show() {
      const tab = this.getAttribute("tab");
      const plain = this.#plain();
      this.#before = tab && this.isConnected ? `${tab} · ` : "";
      if (document.title !== this.#before + plain) {
        document.title = this.#before + plain;
      }
    }
  }

  // Loaded again when the console is opened again in the same page.
  if (!customElements.get("atelier-ago")) {
    customElements.define("atelier-ago", Ago);
    customElements.define("atelier-moment", Moment);
    customElements.define("atelier-elapsed", Elapsed);
    customElements.define("atelier-thumbnail", Thumbnail);
    customElements.define("atelier-needs-you", NeedsYou);
  }
})();
