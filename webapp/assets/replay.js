// <atelier-replay src="/sessions/…/task/…/replay">: a film strip with its pictures, to be gone
// through step by step or played. The one player there is: the console, the embedded page and the
// file to keep use it as it is, with replay-words.js and replay-picture.js before it.
//
// With the attribute “embedded” the film is in the page itself, as the text of #film. The property
// “ticket” goes with every request. Whatever a film holds is put in as text, never as markup.

(() => {
  const spoken = globalThis.atelierReplayed;
  const PACE_MS = 1600;
  const SPEEDS = [0.5, 1, 2, 4];
  const FAILURE = "desktop error:";
  const STATUS = {
    completed: spoken("Done"),
    cancelled: spoken("Stopped"),
    budget_exceeded_steps: spoken("Too many steps"),
    budget_exceeded_usd: spoken("Over budget"),
    desktop_error: spoken("Did not work"),
    api_error: spoken("The model did not answer"),
    needs_approval: spoken("Waits for an answer"),
    paused: spoken("Paused"),
  };
  const TROUBLE = {
    401: spoken("You are not signed in, or this link has expired. Sign in to the console, or ask for a new link."),
    403: spoken("This page may not show the replay. Open it from the console."),
    404: spoken("This task is not there any more, or the address is wrong."),
  };

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) {
      element.className = className;
    }
    if (text !== undefined) {
      element.textContent = text;
    }
    return element;
  }

  function dollars(usd) {
    const amount = Number(usd);
    return amount > 0 && amount < 0.01 ? `$${amount.toFixed(4)}` : `$${amount.toFixed(2)}`;
  }

  const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const hasFailed = (frame) => frame.result.startsWith(FAILURE);

  class Replay extends HTMLElement {
    static observedAttributes = ["src"];

    ticket = null;
    #film = null;
    #at = 0;
    #timer = 0;
    #playing = false;
    #parts = null;
    #asked = 0;
    #onKey = (event) => this.#key(event);

    connectedCallback() {
      document.addEventListener("keydown", this.#onKey);
      if (this.hasAttribute("embedded") && !this.#film) {
        this.#show(JSON.parse(document.getElementById("film").textContent));
      } else if (!this.#film) {
        this.#load();
      }
    }

    disconnectedCallback() {
      document.removeEventListener("keydown", this.#onKey);
      this.#pause();
    }

    attributeChangedCallback() {
      if (this.isConnected) {
        this.#load();
      }
    }

    async #load() {
      const turn = ++this.#asked;
      if (!this.getAttribute("src")) {
        return;
      }
      this.#trouble(spoken("Loading the replay…"));
      try {
        const answer = await fetch(this.#address(this.getAttribute("src")));
        if (turn !== this.#asked) {
          return;
        }
        if (!answer.ok) {
          this.#trouble(TROUBLE[answer.status] ?? spoken("The replay could not be loaded. Try again in a moment."));
          return;
        }
        const film = await answer.json();
        await customElements.whenDefined("atelier-replay-picture");
        this.#show(film);
      } catch {
        this.#trouble(spoken("The server cannot be reached. Load this page again in a moment."));
      }
    }

    #address(path) {
      const url = new URL(path, location.href);
      if (this.ticket) {
        url.searchParams.set("ticket", this.ticket);
      }
      return url.href;
    }

    #trouble(words) {
      const told = make("p", "film-trouble", words);
      told.setAttribute("role", "status");
      this.replaceChildren(told);
    }

    #show(film) {
      this.#film = film;
      this.#at = 0;
      if (film.frames.length === 0) {
        this.#trouble(spoken("Nothing was done yet, so there is nothing to see again."));
        return;
      }
      this.#build();
      this.#go(0);
      this.dispatchEvent(new CustomEvent("film", { detail: { frames: film.frames.length } }));
    }

    #build() {
      const parts = {
        picture: make("atelier-replay-picture"),
        sentence: make("p", "film-sentence"),
        reason: make("p", "film-reason"),
        result: make("p", "film-result"),
        driver: make("span", "film-driver"),
        cost: make("span", "film-cost"),
        time: make("span", "film-time"),
        back: make("button", "film-back", spoken("Back")),
        play: make("button", "film-play", spoken("Play")),
        next: make("button", "film-next", spoken("Next")),
        range: make("input", "film-range"),
        speed: make("select", "film-speed"),
        place: make("output", "film-place"),
        strip: make("ol", "film-strip"),
      };
      this.#parts = parts;
      parts.picture.addressOf = (path) => this.#address(path);
      const line = make("p", "film-line");
      line.append(parts.driver, parts.cost, parts.time);
      const words = make("div", "film-words");
      words.setAttribute("aria-live", "polite");
      words.append(parts.sentence, parts.reason, parts.result, line);
      parts.words = words;
      this.replaceChildren(this.#head(), parts.picture, parts.strip, words, this.#controls());
      this.#film.frames.forEach((frame, index) => parts.strip.append(this.#stripItem(frame, index)));
    }

    #head() {
      const head = make("header", "film-head");
      const goal = make("h2", "film-goal", this.#film.goal);
      goal.title = this.#film.goal;
      goal.addEventListener("click", () => goal.classList.toggle("whole"));
      const { frames } = this.#film;
      const steps = frames.filter((frame) => frame.step !== null).length;
      const facts = [
        STATUS[this.#film.status] ?? spoken("At work"),
        spoken(steps === 1 ? "{0} step" : "{0} steps", steps),
        spoken("{0} for models", dollars(this.#film.total_cost_usd)),
        new Date(this.#film.started_at).toLocaleString(),
      ];
      head.append(goal, make("p", "film-facts", facts.join(" · ")));
      return head;
    }

    #controls() {
      const { back, play, next, range, speed, place } = this.#parts;
      [back, play, next].forEach((button) => (button.type = "button"));
      back.addEventListener("click", () => this.#step(-1));
      next.addEventListener("click", () => this.#step(1));
      play.addEventListener("click", () => this.#toggle());
      range.type = "range";
      range.min = "1";
      range.max = String(this.#film.frames.length);
      range.setAttribute("aria-label", spoken("Place in the replay"));
      range.addEventListener("input", () => {
        this.#pause();
        this.#go(Number(range.value) - 1);
      });
      speed.setAttribute("aria-label", spoken("Speed"));
      SPEEDS.forEach((each) => {
        const option = make("option", "", `${each}×`);
        option.value = String(each);
        option.selected = each === 1;
        speed.append(option);
      });
      const controls = make("div", "film-controls");
      controls.setAttribute("role", "group");
      controls.setAttribute("aria-label", spoken("Replay"));
      controls.append(back, play, next, range, place, speed);
      return controls;
    }

    #stripItem(frame, index) {
      const button = make("button", hasFailed(frame) ? "failed" : frame.kind);
      button.type = "button";
      button.append(make("span", "number", String(index + 1)), make("span", "what", frame.sentence));
      button.addEventListener("click", () => {
        this.#pause();
        this.#go(index);
      });
      const item = make("li");
      item.append(button);
      return item;
    }

    #step(by) {
      this.#pause();
      this.#go(this.#at + by);
    }

    #go(index) {
      const { frames } = this.#film;
      this.#at = Math.max(0, Math.min(frames.length - 1, index));
      const frame = frames[this.#at];
      this.#parts.picture.show(frames, this.#at);
      this.#showWords(frame);
      const { range, place, back, next, strip } = this.#parts;
      range.value = String(this.#at + 1);
      const reached = spoken("{0} of {1}", this.#at + 1, frames.length);
      range.setAttribute("aria-valuetext", `${reached}: ${frame.sentence}`);
      place.textContent = reached;
      back.disabled = this.#at === 0;
      next.disabled = this.#at === frames.length - 1;
      strip.querySelector("[aria-current]")?.removeAttribute("aria-current");
      const current = strip.children[this.#at].firstElementChild;
      current.setAttribute("aria-current", "step");
      this.#scrollTo(current);
    }

    /** Within the strip only: the page stays where it is. */
    #scrollTo(item) {
      const { strip } = this.#parts;
      const top = item.offsetTop - strip.offsetTop;
      if (top < strip.scrollTop || top + item.offsetHeight > strip.scrollTop + strip.clientHeight) {
        strip.scrollTop = top - strip.clientHeight / 2;
      }
    }

    #showWords(frame) {
      const { sentence, reason, result, driver, cost, time } = this.#parts;
      const failed = hasFailed(frame);
      sentence.textContent = frame.sentence;
      reason.textContent = frame.kind === "action" ? capitalised(frame.reason) : "";
      reason.hidden = !reason.textContent;
      const problem = failed ? frame.result.slice(FAILURE.length).trim() : "";
      result.textContent = failed ? spoken("Did not work: {0}", problem) : "";
      result.hidden = !failed;
      result.classList.toggle("failed", failed);
      driver.textContent = frame.kind === "person" ? spoken("{0} drove", frame.driver) : spoken("The assistant drove");
      driver.classList.toggle("person", frame.kind === "person");
      cost.textContent = spoken("{0} for this step, {1} so far", dollars(frame.cost_usd), dollars(frame.total_cost_usd));
      cost.hidden = frame.kind === "person" || Number(frame.total_cost_usd) === 0;
      time.textContent = new Date(frame.at).toLocaleTimeString();
    }

    #toggle() {
      if (this.#playing) {
        this.#pause();
        return;
      }
      this.#playing = true;
      this.#parts.play.textContent = spoken("Pause");
      this.#parts.words.setAttribute("aria-live", "off");
      if (this.#at === this.#film.frames.length - 1) {
        this.#go(0);
      }
      this.#schedule();
    }

    #pause() {
      clearTimeout(this.#timer);
      if (this.#playing) {
        this.#playing = false;
        this.#parts.play.textContent = spoken("Play");
        this.#parts.words.setAttribute("aria-live", "polite");
      }
    }

    #schedule() {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#advance(), PACE_MS / Number(this.#parts.speed.value));
    }

    /** A slow network makes it slower; it leaves nothing out. */
    #advance() {
      if (this.#parts.picture.isLoading) {
        this.#schedule();
        return;
      }
      this.#go(this.#at + 1);
      if (this.#at === this.#film.frames.length - 1) {
        this.#pause();
      } else {
        this.#schedule();
      }
    }

    #key(event) {
      const { target } = event;
      const here = target === document.body || this.contains(target);
      if (!this.#film?.frames.length || !here || event.altKey || event.ctrlKey || event.metaKey) {
        return;
      }
      if (["INPUT", "SELECT"].includes(target.tagName) && event.key !== " ") {
        return;
      }
      const last = this.#film.frames.length - 1;
      const deeds = {
        ArrowLeft: () => this.#step(-1),
        ArrowRight: () => this.#step(1),
        Home: () => this.#step(-last),
        End: () => this.#step(last),
        " ": () => this.#toggle(),
      };
      const onButton = event.key === " " && ["BUTTON", "SELECT"].includes(target.tagName);
      if (deeds[event.key] && !onButton) {
        event.preventDefault();
        deeds[event.key]();
      }
    }
  }

  // Loaded again when the console is opened again in the same page.
  if (!customElements.get("atelier-replay")) {
    customElements.define("atelier-replay", Replay);
  }
})();
