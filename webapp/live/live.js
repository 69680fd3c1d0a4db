// The live view of one desktop: connects, says in words how it stands, and connects again by itself.
//
//   /live/index.html?session=<id>[&view_only=1][&take=1][#ticket=<ticket>]
//
// The ticket stands where no server and no log sees it, and goes to the server as a subprotocol.

import RFB from "/novnc/core/rfb.js";
import { speak, spoken } from "/assets/spoken.js";
import { connectClipboard } from "/live/clipboard.js";
import { connectControl } from "/live/control.js";
import { connectDrop } from "/live/drop.js";
import { afterClose, CONNECTING, RECONNECTING, STANDINGS } from "/live/words.js";

const PAUSES_MS = [500, 1000, 2000, 4000, 8000, 15000];
const LONGEST_CONNECTING_MS = 40_000;
const HINT_MS = 4000;

const asked = new URLSearchParams(location.search);
const session = asked.get("session") ?? "";
const ticket = new URLSearchParams(location.hash.slice(1)).get("ticket");
const viewOnly = ["1", "true"].includes(asked.get("view_only"));
// Only where the console, which asks a person first, shows this page: a link takes nothing.
const takeAtOnce = asked.get("take") === "1" && isWithinConsole();

const view = document.getElementById("view");
const screen = document.getElementById("screen");
const lastSeen = document.getElementById("last-seen");
const words = document.getElementById("notice-words");
const detail = document.getElementById("notice-detail");
const again = document.getElementById("again");
const standing = document.getElementById("standing");
const hint = document.getElementById("hint");

speak(document);

let rfb = null;
let attempt = 0;
let timer = null;
let patience = null;
let hintTimer = null;

const clipboard = connectClipboard({
  desktop: () => (view.dataset.state === "live" ? rfb : null),
  say: showHint,
});

const control = connectControl({ viewOnly, takeAtOnce, say: showHint, changed: showStanding });

function isWithinConsole() {
  try {
    const { origin, pathname } = parent.location;
    return parent !== window && origin === location.origin && pathname.startsWith("/console");
  } catch {
    return false; // Another's page may not be looked at.
  }
}

function address(scheme) {
  const url = new URL(`/sessions/${encodeURIComponent(session)}/vnc`, location.href);
  url.protocol = scheme;
  url.searchParams.set("control", "1");
  if (viewOnly) {
    url.searchParams.set("view_only", "1");
  }
  if (attempt > 0) {
    url.searchParams.set("again", "1");
  }
  return url;
}

function show(state, said) {
  view.dataset.state = state;
  words.textContent = said.words;
  showStanding();
  detail.textContent = said.detail ?? "";
  again.hidden = !said.button;
  again.textContent = said.button ?? "";
}

function showStanding() {
  const { state } = view.dataset;
  standing.textContent = (state === "live" && control?.standing()) || STANDINGS[state](viewOnly);
}

function showHint(text) {
  hint.textContent = text;
  clearTimeout(hintTimer);
  hintTimer = setTimeout(() => (hint.textContent = ""), HINT_MS);
}

function connect() {
  clearTimeout(timer);
  timer = null;
  const secure = location.protocol === "https:";
  const socket = new WebSocket(address(secure ? "wss:" : "ws:"), ticket ? ["binary", `ticket.${ticket}`] : ["binary"]);
  control.attach(socket);
  let opened = false;
  let closed = { code: 1006, reason: "" };
  socket.addEventListener("open", () => (opened = true));
  socket.addEventListener("close", (event) => (closed = event));

  rfb = new RFB(screen, socket, { shared: true });
  rfb.scaleViewport = true;
  rfb.viewOnly = viewOnly;
  rfb.background = "transparent";
  const canvas = screen.querySelector("canvas");
  canvas.tabIndex = viewOnly ? -1 : 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", spoken("The desktop. Control, Alt and Escape together leave it."));

  clearTimeout(patience);
  patience = setTimeout(() => socket.close(), LONGEST_CONNECTING_MS);
  rfb.addEventListener("connect", () => {
    clearTimeout(patience);
    attempt = 0;
    show("live", { words: spoken("Connected to the desktop") });
    if (!viewOnly && document.hasFocus()) {
      rfb.focus({ preventScroll: true });
    }
  });
  rfb.addEventListener("clipboard", (event) => clipboard.copiedOnDesktop(event.detail.text));
  rfb.addEventListener("disconnect", async () => {
    clearTimeout(patience);
    keepPicture(canvas);
    rfb = null;
    disconnected(opened ? closed.code : await codeOfRefusal(), closed.reason);
  });
}

/** A socket that never opened does not say why; an ordinary request to the same place does. */
async function codeOfRefusal() {
  try {
    const answer = await fetch(address(location.protocol), { cache: "no-store" });
    return { 401: 4401, 403: 4403 }[answer.status] ?? 1006;
  } catch {
    return 1006;
  }
}

function disconnected(code, reason) {
  const said = afterClose(code, reason);
  if (said.final) {
    show(said.state, said);
    return;
  }
  const pause = PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)];
  attempt += 1;
  show("lost", { ...RECONNECTING, detail: said.detail, button: pause > 3000 ? spoken("Try now") : null });
  // Many viewers of one server must not all come back in the same moment.
  timer = setTimeout(connect, pause * (0.8 + 0.4 * Math.random()));
}

function keepPicture(canvas) {
  if (canvas.width > 0 && canvas.height > 0) {
    lastSeen.width = canvas.width;
    lastSeen.height = canvas.height;
    lastSeen.getContext("2d").drawImage(canvas, 0, 0);
  }
}

function connectNow() {
  attempt = 0;
  show("connecting", CONNECTING);
  connect();
}

function retryIfWaiting() {
  if (timer !== null && document.visibilityState === "visible") {
    connect();
  }
}

function leaveOnShortcut(event) {
  if (event.key === "Escape" && event.ctrlKey && event.altKey) {
    event.preventDefault();
    event.stopPropagation();
    leaveScreen();
  }
}

/** The next Tab goes on behind the desktop, which would keep it. */
function leaveScreen() {
  const way = document.getElementById("full-screen");
  const canvas = screen.querySelector("canvas");
  way.focus();
  if (canvas) {
    const before = canvas.tabIndex;
    canvas.tabIndex = -1;
    way.addEventListener("blur", () => (canvas.tabIndex = before), { once: true });
  }
}

again.addEventListener("click", connectNow);
window.addEventListener("online", retryIfWaiting);
document.addEventListener("visibilitychange", retryIfWaiting);
document.addEventListener("keydown", leaveOnShortcut, true);
screen.addEventListener("pointerdown", control.explain, true);
screen.addEventListener("keydown", control.explain, true);
document.getElementById("clipboard-open").hidden = viewOnly;

const fullScreen = document.getElementById("full-screen");
fullScreen.hidden = !document.fullscreenEnabled;
fullScreen.addEventListener("click", () => {
  if (document.fullscreenElement) {
    document.exitFullscreen();
  } else {
    view.requestFullscreen().catch(() => (fullScreen.hidden = true));
  }
});

if (session) {
  connectDrop({ session, ticket, viewOnly });
  connectNow();
} else {
  show("refused", { words: spoken("This address names no desktop."), detail: spoken("Open it from the console.") });
}
