// A moment as the browser spells it, in its own time zone.

(() => {
  /** <atelier-moment datetime="…">: a day and a time of day, such as “23 Nov, 09:30”. */
  class Moment extends HTMLElement {
    static observedAttributes = ["datetime"];

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
        second: "2-digit",
      });
    }
  }

  customElements.define("atelier-moment", Moment);
})();
