// What the live view says, by the cause for which the server closed the connection. The codes are
// those of dev.atelier.live.CloseCause.

export const CONNECTING = { words: "Connecting to the desktop…" };
export const RECONNECTING = { words: "Connection lost, trying again…" };

/** The few words in the bar, by state of the view. */
export const STANDINGS = {
  connecting: () => "Connecting…",
  live: (viewOnly) => (viewOnly ? "Live, only watching" : "Live"),
  lost: () => "Connection lost",
  ended: () => "Ended",
  refused: () => "Not connected",
};

const CAUSES = {
  4400: {
    final: true,
    state: "refused",
    words: "The connection was ended.",
    detail: "This browser sent something the desktop does not understand. Nothing was lost.",
    button: "Connect again",
  },
  4401: {
    final: true,
    state: "refused",
    words: "You are not signed in, or this link has expired.",
    detail: "Sign in to the console, or ask for a new link.",
    button: "Try again",
  },
  4403: {
    final: true,
    state: "refused",
    words: "This page may not show the desktop.",
    detail: "Open it from the console, or ask for a link that may.",
    button: "Try again",
  },
  4404: {
    final: true,
    state: "ended",
    words: "This desktop is not there any more.",
    detail: "It was deleted, or the address is wrong.",
  },
  4410: {
    final: true,
    state: "ended",
    words: "This desktop has stopped.",
    detail: "Its files are kept.",
    button: "Start it again",
  },
  4408: { detail: "This browser did not keep up with the pictures." },
  4503: { detail: "The desktop does not answer at the moment." },
  1001: { detail: "The server is restarting." },
};

/** What to say, and whether to stop trying, after the connection closed with this code. */
export function afterClose(code, reason) {
  const said = CAUSES[code] ?? {};
  return code === 4410 && reason ? { ...said, detail: reason } : said;
}
