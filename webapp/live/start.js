// Starts the live view, again if the browser could not load all of it: a network that changed at
// the wrong moment must not leave a page that connects for ever. Not a module, so that it runs first.

(() => {
  const MOST_TRIES = 6;
  const PAUSE_MS = 700;
  const TRIES = "atelier-live-tries";

  function tries() {
    try {
      return Number(sessionStorage.getItem(TRIES) ?? 0);
    } catch {
      return MOST_TRIES;
    }
  }

  function remember(count) {
    try {
      sessionStorage.setItem(TRIES, String(count));
    } catch {
      // A frame without storage does not start again by itself.
    }
  }

  function failed() {
    const count = tries();
    if (count < MOST_TRIES) {
      remember(count + 1);
      setTimeout(() => location.reload(), PAUSE_MS * (count + 1));
    } else {
      remember(0);
      // Here, since spoken.js may be what could not be loaded.
      const german = navigator.language?.toLowerCase().startsWith("de");
      document.getElementById("notice-words").textContent = german
        ? "Diese Seite konnte nicht geladen werden."
        : "This page could not be loaded.";
      document.getElementById("notice-detail").textContent = german ? "Laden Sie sie neu." : "Load it again.";
    }
  }

  const live = document.createElement("script");
  live.type = "module";
  live.src = "/live/live.js";
  live.addEventListener("load", () => remember(0));
  live.addEventListener("error", failed);
  document.head.append(live);
})();
