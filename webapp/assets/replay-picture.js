// <atelier-replay-picture>: the picture of one frame of a film, with the place of the action marked on
// it; or in words why there is none. It fetches what is shown and what is near, and nothing else.
//
// An address that begins with # names the element of this page whose text the picture is.

(() => {
  const spoken = globalThis.atelierReplayed;
  const SVG = "http://www.w3.org/2000/svg";
  const AHEAD = 2;
  const BEHIND = 1;
  const MOST_KEPT = 12;
  const USUAL_SIZE = [1280, 800];

  function make(tag, className) {
    const element = document.createElement(tag);
    element.className = className;
    return element;
  }

  /** Twice: white below, so that it is seen on dark and on light. */
  function drawn(name, attributes) {
    return ["film-halo", "film-mark"].map((style) => shape(name, attributes, style));
  }

  function shape(name, attributes, className) {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.setAttribute("class", className);
    element.setAttribute("vector-effect", "non-scaling-stroke");
    return element;
  }

  function shapesOf(mark, width) {
    const radius = Math.max(14, width / 64);
    if (mark.region) {
      const [left, top, right, bottom] = mark.region;
      return drawn("rect", { x: left, y: top, width: right - left, height: bottom - top });
    }
    if (!mark.at) {
      return [];
    }
    const [x, y] = mark.at;
    const shapes = [];
    if (mark.from) {
      const [fromX, fromY] = mark.from;
      shapes.push(...drawn("line", { x1: fromX, y1: fromY, x2: x, y2: y }));
      shapes.push(...drawn("circle", { cx: fromX, cy: fromY, r: radius / 2 }));
    }
    shapes.push(...drawn("circle", { cx: x, cy: y, r: radius }));
    shapes.push(shape("circle", { cx: x, cy: y, r: radius / 5 }, "film-mark dot"));
    return shapes;
  }

  function whyMissing(frame) {
    if (frame.kind === "person") {
      return spoken("No picture is taken while a person drives.");
    }
    if (frame.screenshot_url) {
      return spoken("The picture was left out to keep this file small.");
    }
    const days = frame.picture_removed_after_days;
    return days === null
      ? spoken("There is no picture of this.")
      : spoken(days === 1 ? "The picture was removed after {0} day." : "The picture was removed after {0} days.", days);
  }

  class ReplayPicture extends HTMLElement {
    /** Makes a whole address of a frame's. */
    addressOf = (path) => path;
    #fetched = new Map();
    #screen = make("div", "film-screen");
    #image = make("img", "film-image");
    #marks = document.createElementNS(SVG, "svg");
    #missing = make("p", "film-missing");

    connectedCallback() {
      this.className = "film-stage";
      this.#marks.setAttribute("aria-hidden", "true");
      this.#image.addEventListener("error", () => this.#failed());
      this.#screen.append(this.#image, this.#marks, this.#missing);
      this.replaceChildren(this.#screen);
    }

    /** Whether what is to be seen is still on its way. */
    get isLoading() {
      return !this.#image.hidden && Boolean(this.#image.src) && !this.#image.complete;
    }

    show(frames, at) {
      const frame = frames[at];
      const known = frame.width ? frame : frames.find((each) => each.width);
      const [width, height] = known ? [known.width, known.height] : USUAL_SIZE;
      this.#screen.style.setProperty("--film-ratio", String(width / height));
      this.#screen.style.aspectRatio = `${width} / ${height}`;
      const url = this.#source(frame);
      this.#missing.hidden = Boolean(url);
      this.#missing.textContent = url ? "" : whyMissing(frame);
      this.#image.hidden = !url;
      this.#image.alt = url ? spoken("The screen: {0}", frame.sentence) : "";
      if (url && this.#image.src !== url) {
        this.#image.src = url;
      }
      this.#marks.setAttribute("viewBox", `0 0 ${width} ${height}`);
      this.#marks.replaceChildren(...(url ? shapesOf(frame.mark, width) : []));
      for (let by = -BEHIND; by <= AHEAD; by++) {
        this.#fetch(frames[at + by]?.screenshot_url);
      }
    }

    #source(frame) {
      const url = frame.screenshot_url;
      if (!url || !url.startsWith("#")) {
        return url ? this.addressOf(url) : null;
      }
      return document.getElementById(url.slice(1))?.textContent ?? null;
    }

    /** So that it is there when it is wanted. */
    #fetch(url) {
      if (!url || url.startsWith("#") || this.#fetched.has(url)) {
        return;
      }
      const picture = new Image();
      picture.src = this.addressOf(url);
      this.#fetched.set(url, picture);
      if (this.#fetched.size > MOST_KEPT) {
        this.#fetched.delete(this.#fetched.keys().next().value);
      }
    }

    #failed() {
      this.#image.hidden = true;
      this.#image.removeAttribute("src");
      this.#marks.replaceChildren();
      this.#missing.hidden = false;
      this.#missing.textContent = spoken("The picture could not be loaded. It may have been removed meanwhile.");
    }
  }

  // Loaded again when the console is opened again in the same page.
  if (!customElements.get("atelier-replay-picture")) {
    customElements.define("atelier-replay-picture", ReplayPicture);
  }
})();
