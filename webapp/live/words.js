// What the live view says, by the cause for which the server closed the connection. The codes are
// those of dev.atelier.live.CloseCause.

import { spoken } from "/assets/spoken.js";

export const CONNECTING = { words: spoken("Connecting to the desktop…") };
export const RECONNECTING = { words: spoken("Connection lost, trying again…") };

/** The few words in the bar, by state of the view. */
export const STANDINGS = {
  connecting: () => spoken("Connecting…"),
  live: (viewOnly) => spoken(viewOnly ? "Live, only watching" : "Live"),
  lost: () => spoken("Connection lost"),
  ended: () => spoken("Ended"),
  refused: () => spoken("Not connected"),
};

const CAUSES = {
  4400: {
    final: true,
    state: "refused",
    words: spoken("The connection was ended."),
    detail: spoken("This browser sent something the desktop does not understand. Nothing was lost."),
    button: spoken("Connect again"),
  },
  4401: {
    final: true,
    state: "refused",
    words: spoken("You are not signed in, or this link has expired."),
    detail: spoken("Sign in to the console, or ask for a new link."),
    button: spoken("Try again"),
  },
  4403: {
    final: true,
    state: "refused",
    words: spoken("This page may not show the desktop."),
    detail: spoken("Open it from the console, or ask for a link that may."),
    button: spoken("Try again"),
  },
  4404: {
    final: true,
    state: "ended",
    words: spoken("This desktop is not there any more."),
    detail: spoken("It was deleted, or the address is wrong."),
  },
  4410: {
    final: true,
    state: "ended",
    words: spoken("This desktop has stopped."),
    detail: spoken("Its files are kept."),
    button: spoken("Start it again"),
  },
  4408: { detail: spoken("This browser did not keep up with the pictures.") },
  4503: { detail: spoken("The desktop does not answer at the moment.") },
  1001: { detail: spoken("The server is restarting.") },
};

/** What to say, and whether to stop trying, after the connection closed with this code. */
export function afterClose(code, reason) {
  const said = CAUSES[code] ?? {};
  return code === 4410 && reason ? { ...said, detail: reason } : said;
}
